import type { JsonObject } from '../client/request';
import { isSeen, withKeys, type Seen, type SeenKey } from './seen';
import type { ChangeSource } from './source';
import { instantsOf, type Stamp } from './stamp';

/** Clocks of servers behind one address part by less than this, in milliseconds. */
const SKEW_MS = 120_000;

/** What is known when a page is looked at. */
export interface Known {
	seen: Seen;
	/** Created before it means dealt with long ago. */
	floor: Stamp;
	/**
	 * Instant from which on records count as new, in milliseconds since the epoch; absent once a list was
	 * read to its end, as `seen` then holds whatever is older.
	 */
	baseline?: number;
	/** The zones in which the stamps of a record may be meant. */
	zonesOf(record: JsonObject): readonly string[];
	/** The server's time, in milliseconds since the epoch. */
	now: number;
}

/**
 * The records of a page that were created since the baseline and not yet dealt with, and the keys with
 * these and all others of the page. A new record that does not exist is not dealt with: should it be
 * restored, it is told then.
 */
export function newRecords(
	source: ChangeSource,
	records: readonly JsonObject[],
	known: Known,
): { fresh: JsonObject[]; seen: Seen } {
	const fresh: JsonObject[] = [];
	const met: SeenKey[] = [];
	for (const record of records) {
		const stamp = source.createdAt(record);
		if (stamp === null || stamp < known.floor) continue;
		const key = { key: source.idOf(record), stamp };
		if (isSeen(known.seen, key)) continue;
		const isNew = isSince(stamp, known, record);
		if (isNew && !source.exists(record)) continue;
		met.push(key);
		if (isNew) fresh.push(record);
	}
	return { fresh, seen: met.length === 0 ? known.seen : withKeys(known.seen, met) };
}

/**
 * Whether a stamp may mean an instant since the baseline. v4 does not say in which zone a stamp is meant
 * (wire.md §3.3), and in autumn an hour has two meanings; a meaning in the future is none while there is
 * another. In doubt it is: a record told twice is less harm than one never told.
 */
function isSince(stamp: Stamp, { baseline, zonesOf, now }: Known, record: JsonObject): boolean {
	if (baseline === undefined) return true;
	const meanings = zonesOf(record).flatMap((zone) => instantsOf(stamp, zone));
	const past = meanings.filter((instant) => instant <= now + SKEW_MS);
	return (past.length > 0 ? past : meanings).some((instant) => instant >= baseline);
}

/** Records by the time of their creation, oldest first; ids decide within the same second. */
export function oldestFirst(source: ChangeSource, records: readonly JsonObject[]): JsonObject[] {
	return [...records].sort(
		(one, other) =>
			(source.createdAt(one) ?? 0) - (source.createdAt(other) ?? 0) ||
			source.idOf(one).localeCompare(source.idOf(other), 'en', { numeric: true }),
	);
}
