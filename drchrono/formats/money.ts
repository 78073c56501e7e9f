import { failed, success, type Outcome } from '../client/outcome';

const AMOUNT = /^\$?\s*(\d{1,3}(?:,\d{3})*|\d{1,9})(?:\.(\d{1,2}))?$/;

/** An amount in dollars as both dialects take it: `20.00` (wire.md §5.1). */
export function amountOf(input: string, label: string): Outcome<string> {
	const [, dollars, cents = ''] = AMOUNT.exec(input.trim()) ?? [];
	if (dollars) return success(`${dollars.replaceAll(',', '')}.${cents.padEnd(2, '0')}`);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not an amount of money`,
		advice: 'Give it in dollars, such as 20 or 20.50. Nothing was sent.',
		field: label,
	});
}
