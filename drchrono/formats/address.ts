import { failed, success, type Outcome } from '../client/outcome';

/** Postal codes of the states, the District of Columbia, territories and military mail (USPS). */
const STATES = new Set(
	(
		'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM ' +
		'NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI UM FM MH PW AA AE AP'
	).split(' '),
);

const ZIP = /^\d{5}(-?\d{4})?$/;

/** A state as its two-letter code. */
export function stateOf(input: string, label: string): Outcome<string> {
	const code = input.trim().toUpperCase();
	if (STATES.has(code)) return success(code);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not the two-letter code of a US state`,
		advice: 'Give it as in CA or NY. Nothing was sent.',
		field: label,
	});
}

/** A ZIP code of five digits, or nine. */
export function zipOf(input: string, label: string): Outcome<string> {
	const code = input.trim();
	if (ZIP.test(code)) return success(code);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not a US ZIP code`,
		advice: 'Give five digits, or nine as in 95014-0100. Nothing was sent.',
		field: label,
	});
}
