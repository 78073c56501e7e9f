import { failed, success, type Outcome } from '../client/outcome';

/** One `@`, no blanks, a domain with a dot, at most the 254 characters of RFC 5321. */
const EMAIL = /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]{2,}$/;

/**
 * An e-mail address as both dialects take it; checked before sending, so that one bad record does not
 * spoil a whole import.
 *
 * @param label the field's name on the panel
 */
export function emailOf(input: string, label: string): Outcome<string> {
	const email = input.trim();
	const local = email.split('@')[0] ?? '';
	const isEmail =
		EMAIL.test(email) &&
		email.length <= 254 &&
		!email.includes('..') &&
		!local.startsWith('.') &&
		!local.endsWith('.');
	if (isEmail) return success(email);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not an email address`,
		advice: 'It looks like name@example.com. Nothing was sent.',
		field: label,
	});
}
