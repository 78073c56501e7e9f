import { DateTime } from 'luxon';

import { failed, type Outcome } from '../client/outcome';
import { dayOf } from '../time/moment';

/** The oldest person on record lived 122 years; this leaves room for those who died long ago. */
const MOST_YEARS = 150;

/** It is already this day somewhere, so nobody was born later (UTC+14 is the easternmost clock). */
const EASTERNMOST = 'UTC+14';

/**
 * A day in somebody's life: a day of the calendar, `YYYY-MM-DD`, that is neither in the future nor
 * longer ago than people live.
 *
 * @param label the field's name on the panel
 * @param now milliseconds since the epoch
 */
export function pastDayOf(input: unknown, label: string, now: number): Outcome<string> {
	const day = dayOf(input, label);
	if (!day.ok) return day;
	const today = DateTime.fromMillis(now, { zone: EASTERNMOST });
	if (day.value > today.toFormat('yyyy-MM-dd')) return wrong(label, 'lies in the future');
	if (day.value < today.minus({ years: MOST_YEARS }).toFormat('yyyy-MM-dd')) {
		return wrong(label, `is more than ${MOST_YEARS} years ago`);
	}
	return day;
}

function wrong(label: string, what: string): Outcome<never> {
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' ${what}`,
		advice: 'Look at year, month and day, in this order, as in 1980-02-03. Nothing was sent.',
		field: label,
	});
}
