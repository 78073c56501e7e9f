import type { Field } from '../contract/model.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import type { Resource } from './resources.mts';

export type Fields = Record<string, unknown>;
export type FieldErrors = Record<string, unknown>;

/** Tables that integer fields refer to, by field name. */
export const REFERENCES: Readonly<Record<string, string>> = {
	doctor: 'doctors',
	ordering_doctor: 'doctors',
	provider: 'doctors',
	patient: 'patients',
	office: 'offices',
	appointment: 'appointments',
	profile: 'appointment_profiles',
	line_item: 'line_items',
	lab_order: 'lab_orders',
	lab_test: 'lab_tests',
	sublab: 'sublabs',
	consent_form: 'consent_forms',
	clinical_note_field: 'clinical_note_field_types',
	task: 'tasks',
};

/** Decimals go out as text with two places, truncated (wire.md 5.1). */
export function decimal(value: number): string {
	return (Math.trunc(Number((value * 100).toFixed(6))) / 100).toFixed(2);
}

const DECIMAL = /^-?\d*\.?\d+$/;

type Coerced = { value: unknown } | { error: string };

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

/** How a value of each type is taken; forms send everything as text. */
const COERCIONS: Readonly<Record<string, (value: unknown) => Coerced>> = {
	integer(value) {
		const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
		return Number.isInteger(number) ? { value: number } : { error: 'A valid integer is required.' };
	},
	number: (value) =>
		DECIMAL.test(String(value))
			? { value: decimal(Number(value)) }
			: { error: 'A valid number is required.' },
	boolean(value) {
		const text = String(value).toLowerCase();
		if (['true', '1'].includes(text)) return { value: true };
		if (['false', '0', ''].includes(text)) return { value: false };
		return { error: 'Must be a valid boolean.' };
	},
	array: (value) => (Array.isArray(value) ? { value } : { error: 'Expected a list of items.' }),
	object: (value) =>
		typeof value === 'object' && !Array.isArray(value)
			? { value }
			: { error: 'Invalid data. Expected a dictionary.' },
	string: (value) => (isPlain(value) ? { value: String(value) } : { error: 'Not a valid string.' }),
};

/** A value as its field wants it, or the message of what is wrong with it. */
function coerce(field: Field, value: unknown): Coerced {
	if (field.refused?.has(String(value)))
		return { error: `"${String(value)}" is not a valid choice.` };
	if (field.enum && !field.open && ![...field.enum].map(String).includes(String(value)))
		return { error: `"${String(value)}" is not a valid choice.` };
	if (field.type === 'string' && field.accepts?.includes('integer') && typeof value === 'number')
		return { value };
	if (field.type === 'number' && field.format !== 'decimal')
		return Number.isNaN(Number(value))
			? { error: 'A valid number is required.' }
			: { value: Number(value) };
	return COERCIONS[field.type]?.(value) ?? { value };
}

/**
 * Takes the writable fields of a body: unknown and read-only ones are dropped (wire.md 5.1), values
 * are brought into shape; `full` asks for the required ones too (POST and PUT).
 */
export function take(
	store: Store,
	resource: Resource,
	body: Fields,
	full: boolean,
): { fields: Fields; errors: FieldErrors } {
	const fields: Fields = {};
	const errors: FieldErrors = {};
	for (const [name, value] of Object.entries(body)) {
		const field = resource.fields.get(name);
		if (!field || field.readOnly) continue;
		if (value === null) {
			fields[name] = null;
			if (resource.required.includes(name)) errors[name] = ['This field may not be null.'];
			continue;
		}
		const result = coerce(field, value);
		if ('error' in result) errors[name] = [result.error];
		else {
			fields[name] = result.value;
			const table = REFERENCES[name];
			if (table && field.type === 'integer' && !store.table(table).get(result.value))
				errors[name] = [`Invalid pk "${String(result.value)}" - object does not exist.`];
		}
	}
	if (full)
		for (const name of resource.required)
			if (!(name in body) || body[name] === '') errors[name] ??= ['This field is required.'];
	return { fields, errors };
}

/** Lists whose entries are told apart by a field and replaced one by one. */
const KEYED_LISTS: Readonly<Record<string, string>> = {
	custom_demographics: 'field_type',
	custom_fields: 'field_type',
	custom_vitals: 'vital_type',
};

/** A row with new values: objects are merged, keyed lists entry by entry, the rest replaced. */
export function merge(resource: Resource, row: Row, fields: Fields): Fields {
	const merged: Fields = { ...row };
	for (const [name, value] of Object.entries(fields)) {
		const old = row[name];
		const key = KEYED_LISTS[name];
		if (key && Array.isArray(value) && Array.isArray(old)) {
			const entries = new Map(old.map((entry: Row) => [entry[key], entry]));
			for (const entry of value as Row[])
				entries.set(entry[key], { ...entries.get(entry[key]), ...entry });
			merged[name] = [...entries.values()];
		} else if (isObject(value) && isObject(old)) {
			const known = resource.fields.get(name)?.fields;
			const kept = known
				? Object.entries(value).filter(([part]) => known.has(part))
				: Object.entries(value);
			merged[name] = { ...old, ...Object.fromEntries(kept) };
		} else merged[name] = value;
	}
	return merged;
}

function isObject(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
