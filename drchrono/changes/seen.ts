import type { Stamp } from './stamp';

/**
 * Keys that were dealt with, by the hour of their stamp (hours since the epoch): whole hours are
 * forgotten at once.
 */
export type Seen = Readonly<Record<string, readonly string[]>>;

/** A key and the stamp that decides how long it is remembered. */
export interface SeenKey {
	key: string;
	stamp: Stamp;
}

/**
 * Keys kept beyond what the next poll may meet again: ten times a day's bookings of a large practice, in
 * about 60 KB of workflow data.
 */
export const MOST_SPARE_KEYS = 5_000;

const HOUR_MS = 3_600_000;

/** Whether a key was dealt with. */
export function isSeen(seen: Seen, { key, stamp }: SeenKey): boolean {
	return seen[hourOf(stamp)]?.includes(key) ?? false;
}

/** The keys with more of them; what was there stays untouched. */
export function withKeys(seen: Seen, added: readonly SeenKey[]): Seen {
	const hours = new Map(Object.entries(seen).map(([hour, keys]) => [hour, new Set(keys)]));
	for (const { key, stamp } of added) {
		const hour = hourOf(stamp);
		hours.set(hour, (hours.get(hour) ?? new Set()).add(key));
	}
	return Object.fromEntries([...hours].map(([hour, keys]) => [hour, [...keys]]));
}

/**
 * Forgets keys from before a stamp, and more of the oldest where there are too many, but none that
 * `needed` or later polls can meet.
 *
 * @param floor stamp before which nothing is remembered
 * @param needed stamp from which keys must stay
 * @returns the keys left, and the stamp from which on all are remembered
 */
export function pruned(
	seen: Seen,
	{ floor, needed }: { floor: Stamp; needed: Stamp },
): { seen: Seen; floor: Stamp } {
	const hours = Object.entries(seen)
		.map(([hour, keys]) => ({ hour, start: Number(hour) * HOUR_MS, keys }))
		.filter(({ start }) => start + HOUR_MS > floor)
		.sort((one, other) => other.start - one.start);
	const kept: typeof hours = [];
	let spare = 0;
	for (const each of hours) {
		const isNeeded = each.start + HOUR_MS > needed;
		if (!isNeeded) spare += each.keys.length;
		if (spare > MOST_SPARE_KEYS) {
			const from = each.start + HOUR_MS;
			return { seen: asSeen(kept), floor: Math.max(floor, from) };
		}
		kept.push(each);
	}
	return { seen: asSeen(kept), floor };
}

function asSeen(hours: ReadonlyArray<{ hour: string; keys: readonly string[] }>): Seen {
	return Object.fromEntries(hours.map(({ hour, keys }) => [hour, keys]));
}

function hourOf(stamp: Stamp): string {
	return String(Math.floor(stamp / HOUR_MS));
}
