import { Refusal } from '../answer.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import type { Resource } from './resources.mts';
import { REFERENCES as REFERENCE_TABLES } from './validate.mts';

export type Test = (row: Row) => boolean;

/** What a list's query asks for: tests every row must pass, and shortcuts to the rows. */
export interface Selection {
	readonly tests: readonly Test[];
	/** Equality with a reference that may be looked up by index. */
	readonly by?: { readonly field: string; readonly value: string };
	readonly since?: string;
	/** Inclusive range of days on the list's order field. */
	readonly days?: { readonly first: string; readonly last: string };
}

/** Query parameters that steer the list instead of choosing rows. */
const STEERING = new Set([
	'cursor',
	'page_size',
	'page',
	'verbose',
	'show_archived',
	'ignore_virtual',
	'order_by',
	'uuid',
	'fields',
	'allow_duplicates',
]);

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;
const INTEGER = /^-?\d+$/;
const DAY_MS = 86_400_000;
const REFERENCES = new Set([
	'patient',
	'appointment',
	'line_item',
	'lab_order',
	'task',
	'lab_test',
]);

/** Fields that lead to a doctor; records without any belong to the whole practice. */
const OWNERS = [
	'doctor',
	'doctor_id',
	'provider',
	'ordering_doctor',
	'appointment',
	'appointment_id',
	'patient',
	'lab_order',
	'lab_test',
];

/** A 400 about the query: a bare array, as the server's house style has it (wire.md 5.4). */
export function queryError(message: string): Refusal {
	return new Refusal({ status: 400, body: [message] });
}

function real(date: string): boolean {
	const at = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/** A calendar day, or a 400. */
export function asDate(name: string, value: string): string {
	if (!DATE.test(value) || !real(value)) throw queryError(`${name} must be a date (YYYY-MM-DD)`);
	return value;
}

/** A lower bound: a date or a naive date-time; `Z` and offsets are refused (wire.md 3.2). */
function asMoment(name: string, value: string): string {
	if (!MOMENT.test(value) || !real(value.slice(0, 10)))
		throw queryError(`${name} must be a date or a datetime without a time zone`);
	return value.length === 10 ? `${value}T00:00:00` : value.length === 16 ? `${value}:00` : value;
}

/** Two days in order, or a 400. */
export function asRange(name: string, value: string): { first: string; last: string } {
	const [first = '', last = '', more] = value.split('/');
	if (more !== undefined) throw queryError(`${name} must be YYYY-MM-DD/YYYY-MM-DD`);
	const range = { first: asDate(name, first), last: asDate(name, last) };
	if (range.first > range.last) throw queryError(`${name} must not end before it starts`);
	return range;
}

/** A row's doctor: its own, its patient's, or its appointment's. */
export function doctorOf(store: Store, row: Row): unknown {
	const own = row.doctor ?? row.doctor_id ?? row.provider ?? row.ordering_doctor;
	if (own !== undefined && own !== null) return own;
	const appointment = row.appointment ?? row.appointment_id;
	if (appointment !== undefined && appointment !== null) {
		const found = store.table('appointments').get(appointment);
		if (found) return found.doctor;
	}
	if (row.patient !== undefined && row.patient !== null)
		return store.table('patients').get(row.patient)?.doctor;
	const order = row.lab_order ? store.table('lab_orders').get(row.lab_order) : undefined;
	return order?.doctor;
}

/** A value by dotted path; a first step that is a reference leads on to the row it names. */
export function read(store: Store, row: Row, path: string): unknown {
	const [first = '', rest] = path.split('.', 2);
	const value = row[first];
	if (rest === undefined) return value;
	if (value !== null && typeof value === 'object') return (value as Row)[rest];
	const table = REFERENCE_TABLES[first];
	return table ? store.table(table).get(value)?.[rest] : undefined;
}

function fieldFor(resource: Resource, name: string): string | undefined {
	const mapped = resource.filterFields?.[name];
	if (mapped) return mapped;
	if (resource.fields.has(name)) return name;
	const bare = name.replace(/_(id|range|since)$/, '');
	if (resource.fields.has(bare)) return bare;
	if (resource.fields.has(`${name}_id`)) return `${name}_id`;
	return undefined;
}

/** Turns a query into a selection; unknown parameters are ignored (wire.md 3.2). */
export function select(
	store: Store,
	resource: Resource,
	query: ReadonlyMap<string, string>,
): Selection {
	const tests: Test[] = [];
	let by: Selection['by'];
	let since: string | undefined;
	let days: Selection['days'];
	for (const [name, value] of query) {
		if (value === '' || STEERING.has(name) || !resource.filters.has(name)) continue;
		if (name === 'since') {
			since = asMoment(name, value);
			const bound = since;
			const table = store.table(resource.table ?? resource.name);
			tests.push((row) => table.changedAt(row) >= bound);
		} else if (name === 'doctor' && !resource.filterFields?.doctor) {
			if (!INTEGER.test(value)) throw queryError('doctor must be an integer');
			if (!OWNERS.some((owner) => resource.fields.has(owner))) continue;
			tests.push((row) => String(doctorOf(store, row)) === value);
		} else if (name === 'office' && resource.name === 'patients') {
			tests.push((row) => (row.offices as unknown[]).map(String).includes(value));
		} else if (name === 'date' || name === 'date_range') {
			const range =
				name === 'date' ? { first: asDate(name, value), last: value } : asRange(name, value);
			days = range;
			const field = resource.dateField ?? 'date';
			tests.push(within(store, field, range));
		} else {
			const field = fieldFor(resource, name);
			if (!field) continue;
			tests.push(test(store, resource, name, field, value));
			if (REFERENCES.has(field)) by = { field, value };
		}
	}
	return { tests, by, since, days };
}

function within(store: Store, field: string, range: { first: string; last: string }): Test {
	return (row) => {
		const day = String(read(store, row, field) ?? '').slice(0, 10);
		return day >= range.first && day <= range.last;
	};
}

function test(store: Store, resource: Resource, name: string, field: string, value: string): Test {
	if (name.endsWith('_range')) return within(store, field, asRange(name, value));
	if (name.endsWith('_since')) {
		const bound = asMoment(name, value);
		return (row) => String(read(store, row, field) ?? '') >= bound;
	}
	if (name.endsWith('_unknown')) {
		const wanted = value === 'true' || value === '1';
		return (row) => (read(store, row, field) === null) === wanted;
	}
	if (resource.someFilters?.includes(name) && Number(value) > 0)
		return (row) => Number(read(store, row, field)) > 0;
	if (resource.prefixFilters?.includes(name)) return textTest(store, field, value);
	if (name !== 'date_of_birth' && (name.includes('date') || name.endsWith('_at'))) {
		const day = asDate(name, value);
		return (row) => String(read(store, row, field) ?? '').slice(0, 10) === day;
	}
	if (name === 'date_of_birth') asDate(name, value);
	const type = resource.fields.get(field)?.type;
	if (
		(type === 'integer' || REFERENCES.has(field)) &&
		!INTEGER.test(value) &&
		field !== 'appointment'
	)
		throw queryError(`${name} must be an integer`);
	if (type === 'boolean') {
		const wanted = value === 'true' || value === '1';
		return (row) => Boolean(row[field]) === wanted;
	}
	return (row) => String(read(store, row, field) ?? '') === value;
}

/** Case-insensitive, from the start of the name or anywhere in it by switch (wire.md 3.2). */
function textTest(store: Store, field: string, value: string): Test {
	const wanted = value.toLowerCase();
	const anywhere = store.switches.get('nameFilter') === 'substring';
	return (row) => {
		const text = String(row[field] ?? '').toLowerCase();
		return anywhere ? text.includes(wanted) : text.startsWith(wanted);
	};
}

/** Days from first to last, both counted. */
export function spanInDays(range: { first: string; last: string }): number {
	return (Date.parse(range.last) - Date.parse(range.first)) / DAY_MS + 1;
}
