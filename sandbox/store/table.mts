/** A record as the v4 server keeps it: verbose shape, never changed in place. */
export type Row = Readonly<Record<string, unknown>>;

export interface TableOptions {
	/** Field that orders lists before the id, as for appointments `scheduled_time`. */
	readonly orderBy?: string;
	/** Whether ids go out as strings (appointments). */
	readonly stringIds?: boolean;
	/** Field that tells rows apart, `id` by default; rows without it are told apart by their order. */
	readonly key?: string;
	/** When a row last changed, where that stands in another table; such a table has no order of changes. */
	readonly changedAt?: (row: Row) => string;
	/** First id that a new row gets in an empty table. */
	readonly firstId?: number;
}

type Compare = (a: Row, b: Row) => number;

/** Compares ids: numbers by value, composite ones (virtual occurrences) by text after them. */
export function compareIds(a: unknown, b: unknown): number {
	const x = Number(a);
	const y = Number(b);
	if (Number.isNaN(x) || Number.isNaN(y)) {
		if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
		return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
	}
	return x - y;
}

/** The later of `created_at` and `updated_at`, which `since` is compared with (wire.md 3.2). */
export function changedAt(row: Row): string {
	const created = String(row.created_at ?? row.timestamp ?? '');
	const updated = String(row.updated_at ?? '');
	return updated > created ? updated : created;
}

function lowerBound(rows: readonly Row[], before: (row: Row) => boolean): number {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (before(rows[middle] as Row)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** One resource's rows: by id, in list order, by time of change, and by any reference asked for. */
export class Table {
	readonly stringIds: boolean;
	readonly key: string;
	readonly compare: Compare;
	#places = new WeakMap<Row, number>();
	#rows = new Map<string, Row>();
	#ordered: Row[] | undefined;
	#recent: Row[] | undefined;
	#indexes = new Map<string, Map<string, Set<Row>>>();
	#highest: number;
	#byChange: Compare;
	#version = 0;

	constructor(
		readonly name: string,
		readonly options: TableOptions = {},
		rows: readonly Row[] = [],
		readonly changed: () => void = () => undefined,
	) {
		this.stringIds = options.stringIds ?? false;
		this.key = options.key ?? 'id';
		this.#highest = (options.firstId ?? 1) - 1;
		const byId: Compare = (a, b) => compareIds(this.idOf(a), this.idOf(b));
		const order = options.orderBy;
		this.compare = order ? (a, b) => compareTexts(a[order], b[order]) || byId(a, b) : byId;
		this.#byChange = (a, b) => compareTexts(changedAt(a), changedAt(b)) || byId(a, b);
		for (const row of rows) {
			const id = this.idOf(row);
			this.#rows.set(String(id), row);
			this.#noteId(id);
		}
	}

	/** What tells a row apart in this table. */
	idOf(row: Row): unknown {
		const id = row[this.key];
		if (id !== undefined && id !== null) return id;
		let place = this.#places.get(row);
		if (place === undefined) {
			place = this.nextId();
			this.#noteId(place);
			this.#places.set(row, place);
		}
		return place;
	}

	get size(): number {
		return this.#rows.size;
	}

	/** Grows with every change. */
	get version(): number {
		return this.#version;
	}

	get(id: unknown): Row | undefined {
		return this.#rows.get(String(id));
	}

	/** An id never used before in this table. */
	nextId(): number {
		return this.#highest + 1;
	}

	/** Adds a row, or puts it in the place of the one with its id. */
	put(row: Row): Row {
		const id = String(this.idOf(row));
		const old = this.#rows.get(id);
		if (old) this.#forget(old);
		this.#rows.set(id, row);
		this.#noteId(id);
		this.#insert(this.#ordered, row, this.compare);
		this.#insert(this.#recent, row, this.#byChange);
		for (const [field, index] of this.#indexes) bucket(index, row[field]).add(row);
		this.#version += 1;
		this.changed();
		return row;
	}

	remove(id: unknown): boolean {
		const old = this.#rows.get(String(id));
		if (!old) return false;
		this.#forget(old);
		this.#rows.delete(String(id));
		this.#version += 1;
		this.changed();
		return true;
	}

	/** All rows in list order. */
	ordered(): readonly Row[] {
		this.#ordered ??= [...this.#rows.values()].sort(this.compare);
		return this.#ordered;
	}

	/** Index in `ordered()` of the first row whose order field is not below `value`. */
	seek(value: string): number {
		const key = this.options.orderBy ?? 'id';
		return lowerBound(this.ordered(), (row) => String(row[key] ?? '') < value);
	}

	/** Index of the first row of a sorted list that does not come before `row`. */
	position(rows: readonly Row[], row: Row): number {
		return lowerBound(rows, (other) => this.compare(other, row) < 0);
	}

	/** When a row was created or last changed, as naive wall clock. */
	changedAt(row: Row): string {
		return this.options.changedAt?.(row) ?? changedAt(row);
	}

	/** How many rows changed at or after a naive time; without an order of changes, maybe all. */
	countSince(since: string): number {
		if (this.options.changedAt) return this.size;
		const recent = this.#changes();
		return recent.length - lowerBound(recent, (row) => changedAt(row) < since);
	}

	/** Rows changed at or after a naive time, in list order. */
	since(since: string): Row[] {
		const recent = this.#changes();
		return recent.slice(lowerBound(recent, (row) => changedAt(row) < since)).sort(this.compare);
	}

	/** Rows whose field has a value (compared as text), in list order. */
	by(field: string, value: unknown): Row[] {
		let index = this.#indexes.get(field);
		if (!index) {
			index = new Map();
			for (const row of this.#rows.values()) bucket(index, row[field]).add(row);
			this.#indexes.set(field, index);
		}
		return [...(index.get(String(value)) ?? [])].sort(this.compare);
	}

	#changes(): Row[] {
		this.#recent ??= [...this.#rows.values()].sort(this.#byChange);
		return this.#recent;
	}

	#noteId(id: unknown): void {
		const number = Number(id);
		if (number > this.#highest) this.#highest = number;
	}

	#insert(rows: Row[] | undefined, row: Row, compare: Compare): void {
		if (!rows) return;
		const last = rows[rows.length - 1];
		if (!last || compare(last, row) < 0) rows.push(row);
		else
			rows.splice(
				lowerBound(rows, (other) => compare(other, row) < 0),
				0,
				row,
			);
	}

	#forget(row: Row): void {
		for (const [rows, compare] of [
			[this.#ordered, this.compare],
			[this.#recent, this.#byChange],
		] as const) {
			if (!rows) continue;
			const at = lowerBound(rows, (other) => compare(other, row) < 0);
			if (rows[at] === row) rows.splice(at, 1);
		}
		for (const [field, index] of this.#indexes) bucket(index, row[field]).delete(row);
	}
}

function compareTexts(a: unknown, b: unknown): number {
	const x = String(a ?? '');
	const y = String(b ?? '');
	return x < y ? -1 : x > y ? 1 : 0;
}

function bucket(index: Map<string, Set<Row>>, value: unknown): Set<Row> {
	const key = String(value);
	let rows = index.get(key);
	if (!rows) {
		rows = new Set();
		index.set(key, rows);
	}
	return rows;
}
