/** Does a record look like what the server sends? For those who make up practices, and for tests. */
import type { Contract } from './contract.mts';
import type { Field, FieldType, Violation } from './model.mts';
import { checkLook } from './value.mts';

const TYPES: Record<FieldType, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	object: (value) => typeof value === 'object' && !Array.isArray(value),
	array: (value) => Array.isArray(value),
	// A URL once it is stored, but some references to a file are the number of another record.
	file: (value) => typeof value === 'string',
	any: () => true,
};

/** Amounts leave the server as text, whatever the document calls them. */
const sentType = (field: Field): FieldType => (field.format === 'decimal' ? 'string' : field.type);

function checkValue(field: Field, value: unknown, where: string, found: Violation[]): void {
	if (value === null) return;
	const { accepts = [] } = field;
	const type = sentType(field);
	if (!TYPES[type](value) && !accepts.some((other) => TYPES[other](value))) {
		found.push({ rule: 'record.type', where, message: `${where} must be of type ${type}` });
		return;
	}
	if (typeof value === 'object') {
		checkNested(field, value, where, found);
		return;
	}
	if (value === '') return;
	if (field.enum && !field.open && !field.enum.has(String(value))) {
		found.push({ rule: 'record.enum', where, message: `${where} has a value not listed` });
	}
	const fault = field.format && typeof value === 'string' && checkLook(field.format, value);
	if (fault) found.push({ rule: 'record.format', where, message: `${where} ${fault.message}` });
}

function checkNested(field: Field, value: object, where: string, found: Violation[]): void {
	if (Array.isArray(value)) {
		const { items } = field;
		if (items) value.forEach((item, n) => checkValue(items, item, `${where}[${n}]`, found));
	} else if (field.fields) {
		checkFields(field.fields, value as Record<string, unknown>, where, found);
	}
}

function checkFields(
	fields: ReadonlyMap<string, Field>,
	record: Record<string, unknown>,
	place: string,
	found: Violation[],
): void {
	for (const [name, value] of Object.entries(record)) {
		const where = `${place}.${name}`;
		const field = fields.get(name);
		if (field) checkValue(field, value, where, found);
		else found.push({ rule: 'record.unknown', where, message: `${where} is not known` });
	}
}

/**
 * @returns rules `record.` unknown (a key the server does not send), type, enum, format; null and empty
 *   text are always in order, as the server mixes them. Messages name fields, never values.
 */
export function checkRecord(
	contract: Contract,
	schemaName: string,
	record: Record<string, unknown>,
): Violation[] {
	const schema = contract.schemas.get(schemaName);
	if (!schema) throw new Error(`no such schema: ${schemaName}`);
	const found: Violation[] = [];
	checkFields(schema.fields, record, schemaName, found);
	return found;
}
