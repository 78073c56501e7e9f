/** Output schemas as n8n's editor reads them, made of the catalog's fields or by hand. */
import { operationOf, type Field } from '../../drchrono/catalog/index.ts';

export interface Schema {
	/** Absent where values are of several types. */
	type?: string;
	properties?: Readonly<Record<string, Schema>>;
	items?: Schema;
}

/** JSON types by those of the catalog. */
const TYPES: Readonly<Record<Field['type'], string>> = {
	any: 'string',
	boolean: 'boolean',
	day: 'string',
	dayRange: 'string',
	decimal: 'string',
	file: 'string',
	id: 'integer',
	integer: 'integer',
	list: 'array',
	object: 'object',
	text: 'string',
	time: 'string',
	usDay: 'string',
};

export const TEXT: Schema = { type: 'string' };
export const INTEGER: Schema = { type: 'integer' };
export const NUMBER: Schema = { type: 'number' };
export const FLAG: Schema = { type: 'boolean' };

export const listOf = (items: Schema): Schema => ({ type: 'array', items });

export const row = (properties: Readonly<Record<string, Schema>>): Schema => ({
	type: 'object',
	properties,
});

/** An object of texts under the names given. */
export const texts = (...names: readonly string[]): Readonly<Record<string, Schema>> =>
	Object.fromEntries(names.map((name) => [name, TEXT]));

/**
 * Where the answers of the server have other keys or types than the catalog says, which is about what
 * may be sent: keys that the vendor's document does not know (wire.md §3), ids of users as text, ids in
 * lists as numbers, and words that are called like an id.
 */
const AS_SENT: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
	appointments: { id: TEXT, is_telehealth: FLAG, telehealth_url: TEXT },
	lab_orders: { documents: listOf(INTEGER) },
	patient_lab_results: { lab_result_value_as_float: NUMBER },
	problems: { category: TEXT },
	staff: { active: FLAG },
	user_groups: { members: listOf(INTEGER) },
};

/** What every update and every delete answers. */
export const CHANGED = row({ id: TEXT, changed: listOf(TEXT) });
export const DELETED = row({ id: TEXT, deleted: FLAG });

/**
 * DrChrono's record as an operation answers it, without what comes with details alone unless the server
 * always sends it; `undefined` where the catalog does not know it.
 */
export function recordOf(
	resource: string,
	operation: 'list' | 'get' | 'create',
): Schema | undefined {
	const all = operationOf(resource, operation)?.record ?? [];
	const fields = operation === 'create' ? all : all.filter(({ verbose }) => !verbose);
	if (fields.length === 0) return undefined;
	return row({ ...objectOf(fields).properties, ...AS_SENT[resource] });
}

function objectOf(fields: readonly Field[]): Schema {
	const sorted = [...fields].sort((one, other) => (one.name < other.name ? -1 : 1));
	return row(Object.fromEntries(sorted.map((field) => [field.name, schemaOf(field)])));
}

function schemaOf({ type, fields, entries }: Field): Schema {
	if (type === 'object') return fields ? objectOf(fields) : { type: 'object' };
	if (type !== 'list') return { type: TYPES[type] };
	return listOf(fields ? objectOf(fields) : { type: TYPES[entries ?? 'text'] });
}
