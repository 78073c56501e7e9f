import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';

interface Remembered {
	readonly versions: string;
	readonly rows: readonly Row[];
}

const remembered = new WeakMap<Store, Map<string, Remembered>>();

/** Rows computed from some tables, kept until one of them changes. */
export function derived(
	store: Store,
	name: string,
	tables: readonly string[],
	build: () => Row[],
): readonly Row[] {
	let known = remembered.get(store);
	if (!known) {
		known = new Map();
		remembered.set(store, known);
	}
	const versions = tables
		.map((table) => `${store.generation}.${store.table(table).version}`)
		.join(' ');
	const found = known.get(name);
	if (found?.versions === versions) return found.rows;
	const rows = build();
	known.set(name, { versions, rows });
	return rows;
}

/** Charges of every visit, by appointment id. */
export function chargesByVisit(store: Store): ReadonlyMap<string, readonly Row[]> {
	const groups = new Map<string, Row[]>();
	for (const line of store.table('line_items').ordered()) {
		const key = String(line.appointment);
		const group = groups.get(key);
		if (group) group.push(line);
		else groups.set(key, [line]);
	}
	return groups;
}

/** Whether an appointment is a visit of a patient that exists. */
export function isVisit(row: Row): boolean {
	return row.deleted_flag !== true && row.patient !== null && !Number.isNaN(Number(row.id));
}
