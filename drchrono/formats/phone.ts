import { failed, success, type Outcome } from '../client/outcome';

/** A telephone number of the North American plan: area code, exchange, line. */
export interface Phone {
	area: string;
	exchange: string;
	line: string;
}

/** Ten digits, the first of area code and exchange from 2 to 9, however people group them. */
const NUMBER = /^(?:\+?1[\s.-]*)?\(?([2-9]\d{2})\)?[\s.-]*([2-9]\d{2})[\s.-]*(\d{4})$/;

/**
 * A US telephone number.
 *
 * @param label the field's name on the panel
 */
export function phoneOf(input: string, label: string): Outcome<Phone> {
	const match = NUMBER.exec(input.trim());
	const [, area, exchange, line] = match ?? [];
	if (area && exchange && line) return success({ area, exchange, line });
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not a US phone number`,
		advice: 'Give ten digits, such as (650) 555-0100. Nothing was sent.',
		field: label,
	});
}

/** As v4 writes them back: `(650) 555-0100` (wire.md §10). */
export function nationalPhone({ area, exchange, line }: Phone): string {
	return `(${area}) ${exchange}-${line}`;
}

/** As the guide writes them: `+16505550100`. */
export function internationalPhone({ area, exchange, line }: Phone): string {
	return `+1${area}${exchange}${line}`;
}

/** Whether a text, in whatever grouping, is this number. */
export function samePhone(text: unknown, { area, exchange, line }: Phone): boolean {
	if (typeof text !== 'string') return false;
	const digits = text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
	return digits === `${area}${exchange}${line}`;
}
