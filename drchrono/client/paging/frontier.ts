import type { Json, JsonObject } from '../request';

/**
 * How far an ordered list has been read: every record that kept its place up to here was returned.
 *
 * Lists that are paged by counting shift while they are read: a deletion before the next page pulls a
 * record over the border into the page that was already read. Neighbouring pages therefore share
 * records, and a page is good only if it starts at or before the frontier: it is one piece of the list
 * as it stands, so nothing lies hidden between the two. That holds for any mix of creations and
 * deletions, also for one that leaves the server's total as it was.
 */
export type Frontier = {
	/** The order value of the last record. */
	value: string | number;
	/** Records with this value on the last page. Their order among themselves is the server's. */
	keys: string[];
};

/** The frontier of a read, and how it came there. */
export type Trail = {
	frontier: Frontier | null;
	/** Pages in a row that left a gap to the frontier. */
	gaps: number;
};

/** The trail before the first page. */
export const NO_TRAIL: Trail = { frontier: null, gaps: 0 };

/** Gaps in a row after which a list is read on as it comes, in doubt. */
const MOST_GAPS = 5;

/** How a list is ordered, ascending, and how its records are told apart. */
export interface Order {
	value: (record: JsonObject) => string | number | undefined;
	key: (record: JsonObject) => string | undefined;
}

/** Ascending by a field. Digits count as a number: v4 writes appointment ids as text. */
export function orderedBy(field: string, key: Order['key']): Order {
	return { value: (record) => comparable(record[field]), key };
}

/** What a page means for the read. */
export interface Verdict {
	/** True if records may be missing before this page: drop it and read again from further back. */
	gap: boolean;
	/** True if the page is taken although its place in the list is not sure. */
	doubt: boolean;
	trail: Trail;
}

/**
 * Judges a page by the trail of the pages before it.
 *
 * @param unbound whether nothing can be missing before the page, as at the beginning of the list
 */
export function judge(
	trail: Trail,
	records: readonly JsonObject[],
	order: Order,
	unbound: boolean,
): Verdict {
	const sorted = isSorted(records, order);
	const joined = unbound || joins(trail.frontier, records, order);
	if (sorted && !joined && trail.gaps < MOST_GAPS) {
		return { gap: true, doubt: false, trail: { ...trail, gaps: trail.gaps + 1 } };
	}
	const frontier = advanced(trail.frontier, records, order);
	const gaps = frontier?.value === trail.frontier?.value ? trail.gaps : 0;
	return { gap: false, doubt: !sorted || !joined, trail: { frontier, gaps } };
}

/** Whether the records really come in the order; if not, a frontier proves nothing. */
function isSorted(records: readonly JsonObject[], order: Order): boolean {
	const values = records.map(order.value);
	return values.every((value, index) => {
		const before = values[Math.max(0, index - 1)];
		return value !== undefined && before !== undefined && compare(before, value) <= 0;
	});
}

function joins(frontier: Frontier | null, [first]: readonly JsonObject[], order: Order): boolean {
	if (frontier === null) return true;
	const value = first && order.value(first);
	if (value === undefined) return false;
	const side = compare(value, frontier.value);
	return side < 0 || (side === 0 && frontier.keys.includes(order.key(first!) ?? ''));
}

function advanced(
	frontier: Frontier | null,
	records: readonly JsonObject[],
	order: Order,
): Frontier | null {
	const last = records.at(-1);
	const value = last && order.value(last);
	if (value === undefined) return frontier;
	if (frontier !== null && compare(value, frontier.value) < 0) return frontier;
	const ties = records.filter((record) => order.value(record) === value).map(order.key);
	return { value, keys: ties.filter((key) => key !== undefined) };
}

function comparable(value: Json | undefined): string | number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	return /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function compare(a: string | number, b: string | number): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const left = String(a);
	const right = String(b);
	return left < right ? -1 : left > right ? 1 : 0;
}
