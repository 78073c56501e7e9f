import { DateTime } from 'luxon';

/**
 * A time as a server writes it: the reading of its clock, in milliseconds as if that clock showed UTC.
 * For a server that writes UTC this is the instant itself. v4 writes the wall clock of a practice without
 * its zone (wire.md §3.3), so a stamp can be compared with other stamps but is no instant.
 */
export type Stamp = number;

const WALL_FORMAT = "yyyy-MM-dd'T'HH:mm:ss";

/**
 * Reads a server's time, with or without an offset, with `T` or a blank, or a date alone (old v4 records
 * have all of these). `null` for anything else.
 */
export function stampOf(text: unknown): Stamp | null {
	if (typeof text !== 'string' || text === '') return null;
	const read = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: 'utc' });
	return read.isValid ? read.toMillis() : null;
}

/** What a clock in a zone shows at an instant (milliseconds since the epoch). */
export function stampAt(instant: number, zone: string): Stamp {
	return instant + offsetAt(instant, zone);
}

/**
 * The instants at which a clock in a zone shows a stamp, earliest first: two in the hour that repeats in
 * autumn, else one. In the hour that spring skips, the instant that both sides of the gap mean.
 */
export function instantsOf(stamp: Stamp, zone: string): number[] {
	const guesses = [stamp - HALF_DAY_MS, stamp + HALF_DAY_MS].map(
		(near) => stamp - offsetAt(near, zone),
	);
	const exact = guesses.filter((instant) => stampAt(instant, zone) === stamp);
	const found = exact.length > 0 ? exact : guesses.slice(0, 1);
	return [...new Set(found)].sort((one, other) => one - other);
}

/** A stamp as v4 writes it: `YYYY-MM-DDTHH:MM:SS`, without a zone. */
export function wallOf(stamp: Stamp): string {
	return DateTime.fromMillis(stamp, { zone: 'utc' }).toFormat(WALL_FORMAT);
}

const HALF_DAY_MS = 12 * 3_600_000;

function offsetAt(instant: number, zone: string): number {
	return DateTime.fromMillis(instant, { zone }).offset * 60_000;
}
