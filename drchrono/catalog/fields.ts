import { choicesOf } from './codes';
import { isReference, labelOf } from './glossary';
import type { CatalogData, Field, FieldType, RawField, RawRecord } from './model';

type Lists = Pick<CatalogData, 'lists' | 'records'>;

/** Where a field stands: names mean other things in a query than in a record. */
type Place = 'query' | 'record';

/** Fields of the vendor's document by the names that tell what they hold, for it types them as text. */
const TYPE_OF_NAME: ReadonlyArray<readonly [RegExp, FieldType]> = [
	[/(^|_)(date|due_at)_range$/, 'dayRange'],
	[/(^|_)since$|^(scheduled|effective)_time$|_at$|^timestamp$/, 'time'],
	[/^(test_performed|specimen_received|administration_start)$/, 'time'],
	[/^date(_|$)|_date$|^expiry$/, 'day'],
];

/** Filters that hold a day although a record's field of the name holds a time. */
const DAY_IN_QUERY = /^(created_at|available)$/;

/** A date of the document that is none: it says how, or is a setting. */
const NOT_A_DAY =
	/^(date_order|charges_date_type|credits_date_type|due_date|default_due_date_offset)$/;

/** Fields of records by name: several operations share each. */
const known = new Map<string, Field[]>();

/** The fields of a record, in alphabetical order of their labels. */
export function recordFields(name: string | undefined, data: Lists): Field[] {
	const record = name === undefined ? undefined : data.records[name];
	if (name === undefined || !record) return [];
	const fields = known.get(name) ?? fieldsOf(record.fields, data, 'record', record);
	known.set(name, fields);
	return fields;
}

/** Fields of a query. */
export function queryFields(
	fields: Readonly<Record<string, RawField>> | undefined,
	data: Lists,
): Field[] {
	return fieldsOf(fields ?? {}, data, 'query');
}

/** Fields that stand in a body and in no record. */
export function bodyFields(fields: Readonly<Record<string, RawField>>, data: Lists): Field[] {
	return fieldsOf(fields, data, 'record');
}

function fieldsOf(
	fields: Readonly<Record<string, RawField>>,
	data: Lists,
	place: Place,
	record?: RawRecord,
): Field[] {
	return Object.entries(fields)
		.map(([name, raw]) => {
			const required = raw.required ?? record?.required?.includes(name);
			return {
				...fieldOf(name, raw, data, place),
				...(required && { required }),
				...(record?.verbose?.includes(name) && { verbose: true }),
			};
		})
		.sort((one, other) => (one.label < other.label ? -1 : 1));
}

function fieldOf(name: string, raw: RawField, data: Lists, place: Place): Field {
	const type = typeOf(name, raw, place);
	const values = typeof raw.values === 'string' ? data.lists[raw.values] : raw.values;
	const inner = innerFields(raw, data);
	const field: Field = {
		name,
		label: labelOf(name),
		description: '',
		type,
		...(values && { choices: choicesOf(name, values) }),
		...(raw.readOnly && { readOnly: true }),
		...(inner && { fields: inner }),
		...(type === 'list' && !inner && { entries: typeOf(name, raw.items ?? {}, 'record') }),
	};
	return { ...field, description: descriptionOf(field, place) };
}

function innerFields(raw: RawField, data: Lists): Field[] | undefined {
	if (raw.record !== undefined) return recordFields(raw.record, data);
	const { fields } = raw.type === 'list' ? (raw.items ?? {}) : raw;
	if (raw.type === 'list' && raw.items?.record) return recordFields(raw.items.record, data);
	return fields && fieldsOf(fields, data, 'record');
}

function typeOf(name: string, raw: RawField, place: Place): FieldType {
	if (raw.type === 'integer' || raw.type === 'number' || raw.type === undefined) {
		const isName = raw.type !== undefined || raw.values === undefined;
		if (isName && raw.format === undefined && isReference(name)) return 'id';
	}
	switch (raw.type) {
		case 'integer':
			return 'integer';
		case 'number':
			return 'decimal';
		case undefined:
			return typeOfText(name, raw, place);
		default:
			return raw.type;
	}
}

function typeOfText(name: string, raw: RawField, place: Place): FieldType {
	if (raw.format === 'datetime') return 'time';
	if (raw.format === 'date') return 'day';
	if (raw.format === 'usDate') return 'usDay';
	if (raw.values !== undefined || NOT_A_DAY.test(name)) return 'text';
	if (place === 'query' && DAY_IN_QUERY.test(name)) return 'day';
	return TYPE_OF_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/** One sentence by rule: what a value looks like is what a person needs to know. */
function descriptionOf({ label, name, type, choices }: Field, place: Place): string {
	const what = place === 'query' ? `Only those with this ${spoken(label)}` : label;
	if (choices) return `${what}: one of the values of the list`;
	switch (type) {
		case 'id':
			return name === 'id' ? 'ID of the record' : `${what}, by ID`;
		case 'day':
			return `${what}, as a day such as 2026-04-15`;
		case 'usDay':
			return `${label}, as a day such as 2026-04-15`;
		case 'dayRange':
			return 'First and last day, such as 2026-04-01/2026-04-30';
		case 'time':
			return /since$/.test(name)
				? 'Only what was changed or happened since this time, such as 2026-04-15T09:30'
				: `${label}, on the clock of the practice, such as 2026-04-15T09:30`;
		case 'boolean':
			return `Whether it is so: ${spoken(label)}`;
		case 'decimal':
			return `${what}, as a number`;
		case 'integer':
			return `${what}, as a whole number`;
		case 'object':
			return `${label}, as a JSON object`;
		case 'list':
			return `${label}, as a JSON list`;
		case 'file':
			return `${label}: name of the input field that holds the file`;
		default:
			return what;
	}
}

/** A label within a sentence: small, but for what is always in capitals. */
function spoken(label: string): string {
	return label
		.split(' ')
		.map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
		.join(' ');
}
