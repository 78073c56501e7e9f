import { DateTime } from 'luxon';

/** Whole calendar days, both ends included, as `YYYY-MM-DD`. A day has no zone here. */
export interface DateRange {
	from: string;
	to: string;
}

/**
 * The widest range to ask for, in days. v4 documents 190 and answers a wider one with 400 or, worse,
 * with an empty list (wire.md §3.2); production clients stay at 180.
 */
export const LONGEST_RANGE_DAYS = 180;

/**
 * Cuts a range into the fewest ranges of at most `maxDays` days that cover each of its days exactly
 * once, in calendar order, as long as one another but for a day: none is a stub that costs calls of its
 * own, and read side by side they end together. Days are counted in UTC, where each has 24 hours, so
 * that neither a change of the clocks nor a leap day shifts a border. A range that ends before it begins
 * holds no day: `[]`.
 *
 * @throws RangeError if a date is not a real `YYYY-MM-DD`, or `maxDays` is below 1: the caller has
 * checked the person's input before.
 */
export function splitRange(
	{ from, to }: DateRange,
	maxDays: number = LONGEST_RANGE_DAYS,
): DateRange[] {
	if (!Number.isInteger(maxDays) || maxDays < 1) {
		throw new RangeError(`maxDays must be a whole number from 1, not ${maxDays}`);
	}
	const first = day(from);
	const days = Math.max(0, day(to).diff(first, 'days').days + 1);
	const count = Math.ceil(days / maxDays);
	const border = (part: number) => first.plus({ days: Math.floor((part * days) / count) });
	return Array.from({ length: count }, (_, part) => ({
		from: border(part).toISODate(),
		to: border(part + 1)
			.minus({ days: 1 })
			.toISODate(),
	}));
}

/** Calendar days from one to another, both included; at least 1. */
export function daysBetween(from: string, to: string): number {
	return Math.max(1, day(to).diff(day(from), 'days').days + 1);
}

function day(text: string): DateTime<true> {
	const parsed = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' });
	if (!parsed.isValid) throw new RangeError('A date must be a real day in the form YYYY-MM-DD');
	return parsed;
}
