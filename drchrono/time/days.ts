import { DateTime } from 'luxon';

import type { DateRange } from '../client/ranges';

/** Spans of days that people name by a word, counted from today. Weeks begin on Sunday, as in the US. */
export type DaysName =
	| 'today'
	| 'tomorrow'
	| 'yesterday'
	| 'thisWeek'
	| 'nextWeek'
	| 'lastWeek'
	| 'next7Days'
	| 'next30Days'
	| 'last7Days'
	| 'last30Days'
	| 'last90Days'
	| 'thisMonth'
	| 'nextMonth'
	| 'lastMonth';

const DAY = 'yyyy-MM-dd';

type Span = (today: DateTime) => [from: DateTime, to: DateTime];

const around =
	(back: number, ahead: number): Span =>
	(today) => [today.minus({ days: back }), today.plus({ days: ahead })];

const week =
	(weeks: number): Span =>
	(today) => {
		// luxon counts Monday as 1 and Sunday as 7.
		const sunday = today.minus({ days: today.weekday % 7 }).plus({ weeks });
		return [sunday, sunday.plus({ days: 6 })];
	};

const month =
	(months: number): Span =>
	(today) => {
		const first = today.startOf('month').plus({ months });
		return [first, first.endOf('month')];
	};

const SPANS: Readonly<Record<DaysName, Span>> = {
	today: around(0, 0),
	tomorrow: around(-1, 1),
	yesterday: around(1, -1),
	thisWeek: week(0),
	nextWeek: week(1),
	lastWeek: week(-1),
	next7Days: around(0, 7),
	next30Days: around(0, 30),
	last7Days: around(7, 0),
	last30Days: around(30, 0),
	last90Days: around(90, 0),
	thisMonth: month(0),
	nextMonth: month(1),
	lastMonth: month(-1),
};

/**
 * The days that a word means, both ends included.
 *
 * @param today `YYYY-MM-DD`, see `todayIn`. Days are counted by the calendar, so no change of the
 * clocks makes one longer or shorter.
 */
export function daysNamed(name: DaysName, today: string): DateRange {
	const [from, to] = SPANS[name](DateTime.fromISO(today, { zone: 'utc' }));
	return { from: from.toFormat(DAY), to: to.toFormat(DAY) };
}

export function isDaysName(name: unknown): name is DaysName {
	return typeof name === 'string' && Object.hasOwn(SPANS, name);
}

/**
 * Today's day in a zone, `YYYY-MM-DD`.
 *
 * @param now milliseconds since the epoch
 * @param zone IANA
 */
export function todayIn(zone: string, now: number): string {
	return DateTime.fromMillis(now, { zone }).toFormat(DAY);
}

/** A day some days later, `YYYY-MM-DD`; earlier for a negative number. */
export function daysLater(day: string, days: number): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat(DAY);
}
