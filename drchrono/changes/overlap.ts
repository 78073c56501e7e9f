import type { ChangeSource } from './source';
import { stampAt, type Stamp } from './stamp';

/**
 * How much later than its time a record may show up: lists lag some seconds behind the writes
 * (wire.md §2), and a long read takes minutes.
 */
export const LAG_MS = 15 * 60_000;

/** A wall clock shows this much twice in autumn. */
export const FOLD_MS = 60 * 60_000;

const DAY_MS = 24 * 3_600_000;

/** What decides how far back a poll asks. */
export interface ServerClock {
	clock: ChangeSource['clock'];
	/** Every zone in which its stamps may be meant; for a clock in UTC there is one. */
	zones: readonly string[];
}

/**
 * How far before its watermark a poll asks. A later record never has a stamp earlier than that: the
 * watermark may be the stamp of a record in the easternmost zone, the next one may come from the
 * westernmost, after the clocks were set back, and be listed late. Some days around `at` count, since
 * zones do not change their clocks at the same instant.
 *
 * @param at milliseconds since the epoch, give or take a day
 */
export function overlapOf({ clock, zones }: ServerClock, at: number): number {
	if (clock === 'utc') return LAG_MS;
	const spreads = [at - DAY_MS, at, at + DAY_MS].map((instant) => spreadAt(zones, instant));
	return LAG_MS + FOLD_MS + Math.max(...spreads);
}

/** The latest that any of the server's clocks shows at an instant: no honest stamp is later. */
export function latestStamp(zones: readonly string[], instant: number): Stamp {
	return Math.max(...zones.map((zone) => stampAt(instant, zone)));
}

/** The earliest that any of the server's clocks shows at an instant. */
export function earliestStamp(zones: readonly string[], instant: number): Stamp {
	return Math.min(...zones.map((zone) => stampAt(instant, zone)));
}

function spreadAt(zones: readonly string[], instant: number): number {
	return latestStamp(zones, instant) - earliestStamp(zones, instant);
}
