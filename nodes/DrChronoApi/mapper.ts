import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import {
	fieldsOf,
	operationOf,
	type Field,
	type FieldType,
	type Operation,
} from '../../drchrono/catalog';
import { nameOf } from './operations/catalog/words';

/** The widget for a type. Times and numbers are checked by us: n8n's own complaint quotes the value. */
const WIDGETS: Readonly<Record<FieldType, ResourceMapperField['type']>> = {
	any: 'string',
	boolean: 'boolean',
	day: 'dateTime',
	dayRange: 'string',
	decimal: 'number',
	file: 'string',
	id: 'string',
	integer: 'number',
	list: 'array',
	object: 'object',
	text: 'string',
	time: 'dateTime',
	usDay: 'dateTime',
};

/** What a label says beside the name, where the widget alone does not tell. */
const REMARKS: Readonly<Partial<Record<FieldType, string>>> = {
	file: 'Input Field',
	id: 'ID',
	dayRange: 'Such as 2026-04-01/2026-04-30',
	list: 'JSON List',
	object: 'JSON Object',
};

/** Fills the mappers of the panel: the fields of the resource and operation that are chosen. */
export async function fieldsOfOperation(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const resource = String(this.getCurrentNodeParameter('resource') ?? '');
	const name = nameOf(String(this.getCurrentNodeParameter('operation') ?? ''));
	const operation = name === undefined ? undefined : operationOf(resource, name);
	if (!operation) return { fields: [], emptyFieldsNotice: 'Choose what to do first.' };
	return mapperFields(operation);
}

/** The fields of an operation as n8n's mapper wants them: required ones first. */
export function mapperFields(operation: Operation): ResourceMapperFields {
	const oneOf = new Set([...operation.oneOf, ...operation.oneOfBody].flat());
	const fields = fieldsOf(operation)
		.filter(({ name }) => name !== 'id')
		.map((field) => mapperField(field, operation, oneOf))
		.sort((one, other) => Number(other.required) - Number(one.required));
	return { fields, emptyFieldsNotice: 'DrChrono takes no fields here.' };
}

function mapperField(
	field: Field,
	operation: Operation,
	oneOf: ReadonlySet<string>,
): ResourceMapperField {
	const required = field.required === true && operation.name !== 'update';
	return {
		id: field.name,
		displayName: displayName(field, oneOf.has(field.name)),
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !required,
		type: field.choices ? 'options' : WIDGETS[field.type],
		...(field.choices && {
			options: field.choices.map(({ name, value }) => ({ name, value })),
		}),
	};
}

function displayName({ label, type, choices }: Field, isOneOf: boolean): string {
	const remarks = [
		choices ? undefined : REMARKS[type],
		isOneOf ? 'One of These Is Needed' : undefined,
	].filter((remark) => remark !== undefined && !label.endsWith(remark));
	return remarks.length === 0 ? label : `${label} (${remarks.join(', ')})`;
}
