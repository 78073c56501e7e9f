import { failed, success, type Outcome } from '../client/outcome';

/** The digits before every US provider's number when its check digit is worked out (CMS). */
const PREFIX = '80840';

/** A National Provider Identifier: ten digits, the last of which checks the others (Luhn). */
export function npiOf(input: string, label: string): Outcome<string> {
	const digits = input.trim();
	if (/^[12]\d{9}$/.test(digits) && luhn(PREFIX + digits) % 10 === 0) return success(digits);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not a National Provider Identifier`,
		advice: 'It has ten digits. Compare it with the NPI registry. Nothing was sent.',
		field: label,
	});
}

function luhn(digits: string): number {
	return [...digits].reverse().reduce((sum, digit, index) => {
		const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
		return sum + (value > 9 ? value - 9 : value);
	}, 0);
}
