import { failed, success, type Outcome } from '../client/outcome';

/**
 * Nine digits in groups of three, two and four. The Social Security Administration gives out no area
 * 000, 666 or 9xx, no group 00 and no serial 0000.
 */
const NUMBER = /^(?!000|666|9)(\d{3})[ -]?(?!00)(\d{2})[ -]?(?!0000)(\d{4})$/;

/**
 * A social security number as `123-45-6789`. A masked one is refused, or a record that was read could
 * be written back without its number.
 */
export function ssnOf(input: string, label: string): Outcome<string> {
	const [, area, group, serial] = NUMBER.exec(input.trim()) ?? [];
	if (area && group && serial) return success(`${area}-${group}-${serial}`);
	const isMasked = input.includes('*');
	return failed({
		kind: 'invalid-input',
		sentence: isMasked
			? `'${label}' is masked, so it would overwrite the real one`
			: `'${label}' is not a social security number`,
		advice: isMasked
			? 'Leave it out. Nothing was sent.'
			: 'Give nine digits, such as 123-45-6789. Nothing was sent.',
		field: label,
	});
}
