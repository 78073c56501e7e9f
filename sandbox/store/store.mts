import type { ServerClock } from '../clock.mts';
import { toLocal } from '../clock.mts';
import { FIRST_ID, type IdKind } from '../practice/ids.mts';
import type { Switches } from '../switches.mts';
import { changedAt, Table, type Row, type TableOptions } from './table.mts';

/** Tables by v4 resource name; a function is called when the table is first used. */
export type Rows = readonly Row[] | (() => readonly Row[]);
export type TableData = Readonly<Record<string, Rows>>;

export interface Change {
	readonly kind: 'create' | 'modify' | 'delete';
	readonly resource: string;
	readonly before?: Row;
	readonly row: Row;
}

/** Order, id type and key of the tables that differ from "ascending numeric id". */
const TABLE_OPTIONS: Readonly<Record<string, TableOptions>> = {
	appointments: { orderBy: 'scheduled_time', stringIds: true },
	clinical_notes: { key: 'appointment' },
	line_item_deletions: { key: 'billing_line_item_id' },
	telehealth_appointments: { key: 'appointment' },
};

const FALLBACK_ZONE = 'US/Eastern';

/** The practice: every table, the doctors' zones, and who wants to hear of changes. */
export class Store {
	#tables = new Map<string, Table>();
	#pending = new Map<string, Rows>();
	#listeners: Array<(change: Change) => void> = [];
	readonly #guide = new Map<string, Row>();
	/** The payer directory by `payer_type`. */
	payers: Readonly<Record<string, readonly Row[]>> = {};

	constructor(
		readonly clock: ServerClock,
		readonly switches: Switches,
	) {}

	/** Grows whenever everything is replaced. */
	generation = 0;
	/** Grows with every change of any table. */
	version = 0;

	/** Throws everything away and takes over the given tables. */
	load(data: TableData): void {
		this.generation += 1;
		this.version += 1;
		this.#tables.clear();
		this.#pending = new Map(Object.entries(data));
		this.#guide.clear();
	}

	/** The table of a resource; empty when nothing was ever stored in it. */
	table(name: string): Table {
		let table = this.#tables.get(name);
		if (!table) {
			const rows = this.#pending.get(name) ?? [];
			const firstId = name in FIRST_ID ? FIRST_ID[name as IdKind] : 1_000_001;
			const options: TableOptions = {
				firstId,
				...TABLE_OPTIONS[name],
				...(name === 'clinical_notes' && { changedAt: (row) => this.#noteChangedAt(row) }),
			};
			table = new Table(name, options, typeof rows === 'function' ? rows() : rows, () => {
				this.version += 1;
			});
			this.#pending.delete(name);
			this.#tables.set(name, table);
		}
		return table;
	}

	/** Names of all tables that hold something. */
	names(): string[] {
		return [...new Set([...this.#tables.keys(), ...this.#pending.keys()])].sort();
	}

	/** Fields of a record that only the guide dialect has, by `resource/id`. */
	guideFields(key: string): Row | undefined {
		return this.#guide.get(key);
	}

	/** Adds to them. */
	keepGuide(key: string, fields: Row): void {
		this.#guide.set(key, { ...this.#guide.get(key), ...fields });
		this.version += 1;
	}

	/** Ids of the records of a resource whose guide-only field has a value. */
	guideIds(resource: string, field: string, value: unknown): string[] {
		const prefix = `${resource}/`;
		const ids: string[] = [];
		for (const [key, fields] of this.#guide)
			if (key.startsWith(prefix) && fields[field] === value) ids.push(key.slice(prefix.length));
		return ids;
	}

	onChange(listener: (change: Change) => void): void {
		this.#listeners.push(listener);
	}

	create(resource: string, row: Row): Row {
		const stored = this.table(resource).put(row);
		this.#tell({ kind: 'create', resource, row: stored });
		return stored;
	}

	replace(resource: string, before: Row, row: Row): Row {
		const stored = this.table(resource).put(row);
		this.#tell({ kind: 'modify', resource, before, row: stored });
		return stored;
	}

	remove(resource: string, row: Row): void {
		const table = this.table(resource);
		table.remove(table.idOf(row));
		this.#tell({ kind: 'delete', resource, row });
	}

	/** Marks a row as deleted but keeps it. */
	archive(resource: string, before: Row, row: Row): void {
		const stored = this.table(resource).put(row);
		this.#tell({ kind: 'delete', resource, before, row: stored });
	}

	/** The zone of a row: its doctor's, else that of the practice's first doctor (wire.md 3.3). */
	zoneOf(row: Row): string {
		if (this.switches.get('stampZone') === 'eastern') return FALLBACK_ZONE;
		return this.doctorZone(row.doctor ?? row.provider);
	}

	doctorZone(doctor: unknown): string {
		const doctors = this.table('doctors');
		const found = doctors.get(doctor) ?? doctors.ordered()[0];
		return typeof found?.timezone === 'string' ? found.timezone : FALLBACK_ZONE;
	}

	/** The server's now as naive wall clock of a row's zone. */
	stamp(row: Row): string {
		return toLocal(this.clock.now(), this.zoneOf(row));
	}

	/** A note's own record has no stamp; its appointment's does. */
	#noteChangedAt(row: Row): string {
		const visit = this.table('appointments').get(row.appointment);
		const note = visit?.clinical_note as Row | null | undefined;
		return String(note?.updated_at ?? (visit ? changedAt(visit) : ''));
	}

	#tell(change: Change): void {
		for (const listener of this.#listeners) listener(change);
	}
}
