import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';

/** The words of a fixed list of codes. */
export type CodeList = Readonly<Record<string, string>>;

/** The words of a code; `null` where the list has none for it. */
export function wordsOf(list: CodeList, code: unknown): string | null {
	return typeof code === 'string' && Object.hasOwn(list, code) ? (list[code] ?? null) : null;
}

/**
 * The code that a person means, who may have given the code or its words, in any case.
 *
 * @param label the field's name on the panel
 */
export function codeOf(list: CodeList, given: string, label: string): Outcome<string> {
	const wanted = given.trim().toLowerCase();
	for (const [code, words] of Object.entries(list)) {
		if (code.toLowerCase() === wanted || words.toLowerCase() === wanted) return success(code);
	}
	return failed(unknown(label));
}

function unknown(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' is not in DrChrono's list`,
		advice: 'Choose from the list of the field, or give its code or its words. Nothing was sent.',
		field: label,
	};
}
