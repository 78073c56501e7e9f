import type { DateTime } from 'luxon';

/**
 * The practice's wall clock. `Local` is the number of seconds from 1970-01-01T00:00:00 to a wall
 * clock reading, as if that clock had no zone (wire.md 3.3: v4's timestamps are naive); `Day` is the
 * same in days. Nothing here asks the host for its zone.
 */
export type Local = number;
export type Day = number;

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

const pairs = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const pair = (n: number) => pairs[n] as string;
/** Days from 1860 to 2080, for which dates and years are kept once they were worked out. */
const FIRST_DAY = -40_000;
const DAYS = 80_000;
const dates = new Array<string | undefined>(DAYS);
const years = new Int16Array(DAYS);

/** `YYYY-MM-DD`. */
export function date(day: Day): string {
	return (dates[day - FIRST_DAY] ??= new Date(day * 86_400_000).toISOString().slice(0, 10));
}

/** `YYYY-MM-DDTHH:MM:SS`, as v4 writes its timestamps. */
export function stamp(local: Local): string {
	const day = Math.floor(local / DAY);
	const second = local - day * DAY;
	const hour = Math.floor(second / HOUR);
	const minute = Math.floor((second - hour * HOUR) / MINUTE);
	return `${date(day)}T${pair(hour)}:${pair(minute)}:${pair(Math.floor(second % MINUTE))}`;
}

/** `HH:MM:SS` from minutes after midnight. */
export function time(minutes: number): string {
	return `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}:00`;
}

export function dayOf(local: Local): Day {
	return Math.floor(local / DAY);
}

/** The day of a calendar date; month 1 to 12. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
	return Math.floor(Date.UTC(year, month - 1, dayOfMonth) / 86_400_000);
}

export function yearOf(day: Day): number {
	const known = years[day - FIRST_DAY];
	if (known) return known;
	return (years[day - FIRST_DAY] = new Date(day * 86_400_000).getUTCFullYear());
}

/** 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: Day): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** What the wall clock of an IANA or old-style zone (`US/Eastern`) shows at an instant. */
export function wallClock(instant: DateTime, zone: string): Local {
	const there = instant.setZone(zone);
	if (!there.isValid) throw new RangeError(`no such time zone: ${zone}`);
	return Math.floor((there.toMillis() + there.offset * 60_000) / 1000);
}

/** Whole years between a birth day and another day. */
export function age(birth: Day, on: Day): number {
	const [a, b] = [date(birth), date(on)];
	const years = Number(b.slice(0, 4)) - Number(a.slice(0, 4));
	return b.slice(5) < a.slice(5) ? years - 1 : years;
}

/** Weekends and the holidays on which US practices close. */
export function isClosed(day: Day): boolean {
	if (isoWeekday(day) > 5) return true;
	const text = date(day).slice(5);
	if (text === '01-01' || text === '07-04' || text === '12-25') return true;
	const [month, dayOfMonth] = [text.slice(0, 2), Number(text.slice(3))];
	if (isoWeekday(day) === 4 && month === '11') return dayOfMonth >= 22 && dayOfMonth <= 28;
	if (isoWeekday(day) !== 1) return false;
	return (month === '05' && dayOfMonth >= 25) || (month === '09' && dayOfMonth <= 7);
}
