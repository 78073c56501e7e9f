import type { Json, JsonObject } from '../request';

/**
 * How far an ordered list has been read: every record that kept its place up to here was returned.
 *
 * Lists that are paged by counting shift while they are read: a deletion before the next page pulls a
 * record over the border into the page that was already read. Pages therefore share a record, and a
 * page is good only if it starts at or before the frontier: it is one piece of the list as it stands,
 * so nothing lies hidden between the two. That holds for any mix of creations and deletions, also
 * one that leaves the server's `count` as it was.
 */
export type Frontier = {
	/** The order value of the last record. */
	value: string | number;
	/** The records with this value that were read. Their order among themselves is the server's. */
	keys: string[];
};

/** How a list is ordered, ascending, and how its records are told apart. */
export interface Order {
	value: (record: JsonObject) => string | number | undefined;
	key: (record: JsonObject) => string | undefined;
}

/** Ascending by a field. Digits count as a number: v4 writes appointment ids as text. */
export function orderedBy(field: string, key: Order['key']): Order {
	return { value: (record) => comparable(record[field]), key };
}

/** Whether the records really come in this order; if not, a frontier proves nothing. */
export function inOrder(records: readonly JsonObject[], order: Order): boolean {
	return records.every((record, index) => {
		const value = order.value(record);
		const before = index === 0 ? value : order.value(records[index - 1]!);
		return value !== undefined && before !== undefined && compare(before, value) <= 0;
	});
}

/** Whether a page starts at or before the frontier, so that no record is between them. */
export function joins(
	frontier: Frontier | null,
	records: readonly JsonObject[],
	order: Order,
): boolean {
	if (frontier === null) return true;
	const first = records[0];
	const value = first && order.value(first);
	if (value === undefined) return false;
	const side = compare(value, frontier.value);
	return side < 0 || (side === 0 && frontier.keys.includes(order.key(first!) ?? ''));
}

/** The frontier after a page that joins it. */
export function advance(
	frontier: Frontier | null,
	records: readonly JsonObject[],
	order: Order,
): Frontier | null {
	const last = records.at(-1);
	const value = last && order.value(last);
	if (value === undefined) return frontier;
	const side = frontier === null ? 1 : compare(value, frontier.value);
	if (side < 0) return frontier;
	const ties = records.filter((record) => order.value(record) === value).map(order.key);
	const known = side === 0 ? frontier!.keys : [];
	return { value, keys: [...new Set([...known, ...ties.filter((key) => key !== undefined)])] };
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
