import type { StoreRecord } from '../support/practice';

/** What the sandbox keeps, as far as an operation could change it. */
export interface Snapshot {
	/** Records by `resource/id`, without what moves by itself. */
	records: ReadonlyMap<string, string>;
	/** Number of records in every other table. */
	sizes: Readonly<Record<string, number>>;
}

/** Times of writing: they differ between two runs that did the same. */
const VOLATILE = new Set(['created_at', 'updated_at', 'extended_updated_at', 'datetime']);

/** Ids that the server gives out: two runs that did the same may have got others. */
const GIVEN = new Set(['id', 'appointment', 'chart_id']);

function without(names: ReadonlySet<string>) {
	return (key: string, value: unknown) => (names.has(key) ? undefined : value);
}

/** When a document says that it was made (HL7 C-CDA, `effectiveTime`). */
const MADE_AT = /<effectiveTime value="[^"]*"/g;

/** A file as it is compared: text without the time at which it was made, JSON as what it says. */
export function canonicalFile(base64: string): string | object {
	const text = Buffer.from(base64, 'base64').toString();
	if (text.startsWith('<')) return text.replace(MADE_AT, '');
	return jsonIn(text) ?? base64;
}

function jsonIn(text: string): object | undefined {
	if (!text.startsWith('{')) return undefined;
	try {
		return JSON.parse(text) as object;
	} catch {
		return undefined;
	}
}

/** A record as it is compared: signed links lose their signature, uploads their number. */
export function canonical(record: unknown): string {
	return JSON.stringify(record, without(VOLATILE))
		.replace(/\?Expires=[^"]*/g, '')
		.replace(/upload\/\d+/g, 'upload');
}

export function snapshotOf(
	tables: Readonly<Record<string, readonly StoreRecord[]>>,
	sizes: Readonly<Record<string, number>>,
): Snapshot {
	const records = new Map<string, string>();
	for (const [resource, rows] of Object.entries(tables)) {
		for (const row of rows) records.set(`${resource}/${row.id}`, canonical(row));
	}
	const others = Object.entries(sizes).filter(([name]) => !(name in tables));
	return { records, sizes: Object.fromEntries(others) };
}

/** One thing that was done to the store, in words that are equal for equal deeds. */
export type Effect = string;

export interface Difference {
	effects: Effect[];
	/** `resource/id` of the records that are new. */
	added: string[];
}

function changed(before: string, after: string): string {
	const [old, now] = [before, after].map((text) => JSON.parse(text) as Record<string, unknown>);
	const names = [...new Set([...Object.keys(old!), ...Object.keys(now!)])].sort();
	const differing = names.filter(
		(name) => JSON.stringify(old![name]) !== JSON.stringify(now![name]),
	);
	return JSON.stringify(Object.fromEntries(differing.map((name) => [name, now![name]])));
}

/** What was done between two looks at the store. */
export function difference(before: Snapshot, after: Snapshot): Difference {
	const effects: Effect[] = [];
	const added: string[] = [];
	for (const [key, record] of after.records) {
		const old = before.records.get(key);
		if (old === undefined) {
			added.push(key);
			const made = JSON.stringify(JSON.parse(record), without(GIVEN));
			effects.push(`new ${key.split('/')[0]} ${made}`);
		} else if (old !== record) effects.push(`changed ${key} ${changed(old, record)}`);
	}
	for (const key of before.records.keys()) {
		if (!after.records.has(key)) effects.push(`gone ${key}`);
	}
	for (const name of new Set([...Object.keys(before.sizes), ...Object.keys(after.sizes)])) {
		const more = (after.sizes[name] ?? 0) - (before.sizes[name] ?? 0);
		// One by one, as each may belong to another item.
		const sign = more > 0 ? 'more' : 'fewer';
		for (let one = 0; one < Math.abs(more); one += 1) effects.push(`one ${sign} in ${name}`);
	}
	return { effects, added };
}

/** What is in `all` more often than in `part`. */
export function beyond(all: readonly Effect[], part: readonly Effect[]): Effect[] {
	const left = [...part];
	return all.filter((effect) => {
		const at = left.indexOf(effect);
		if (at < 0) return true;
		left.splice(at, 1);
		return false;
	});
}
