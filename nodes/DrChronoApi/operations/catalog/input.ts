import type { IExecuteFunctions } from 'n8n-workflow';

import {
	fieldsOf,
	needsZone,
	resourceOf,
	type Operation,
	type Values,
} from '../../../../drchrono/catalog';
import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { FilePart, JsonObject } from '../../../../drchrono/client/request';
import { fileFromBinary } from '../../../shared/binary';
import type { OperationContext } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { jsonObjectOf } from '../json';
import { FIELDS, FILTERS, FURTHER_FIELDS } from './properties';

/** What a person gave an operation, ready to be checked. */
export interface Given {
	values: Values;
	/** IANA zone of the practice, where a time needs it. */
	zone?: string;
	files: Record<string, FilePart>;
	/** Fields to be emptied, by name. */
	empty: string[];
	/** Fields that the catalog does not know. */
	unknown: JsonObject;
}

/** Reads filters and fields of the panel. */
export async function givenTo(
	operation: Operation,
	{ functions, session }: OperationContext,
	parameters: Parameters,
): Promise<Outcome<Given>> {
	const fields = fieldsOf(operation);
	const all = {
		...mapped(parameters.raw(FILTERS.name)),
		...fieldsGiven(operation, functions, parameters),
	};
	const unknown = jsonObjectOf(
		parameters.collection('options').furtherFields,
		FURTHER_FIELDS.displayName,
	);
	if (!unknown.ok) return unknown;

	const values: Record<string, unknown> = {};
	const files: Record<string, FilePart> = {};
	for (const [name, value] of Object.entries(all)) {
		const field = fields.find((one) => one.name === name);
		const binary = field?.type === 'file' ? textOf(value) : undefined;
		if (field?.type !== 'file') values[name] = value;
		if (!field || binary === undefined) continue;
		const file = await fileFromBinary(functions, parameters.item, binary, field.label);
		if (!file.ok) return file;
		files[name] = file.value;
	}

	const empty = (textOf(parameters.collection('options').emptyFields) ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const zone = await zoneFor(operation, session, values);
	if (!zone.ok) return zone;
	return success({ values, zone: zone.value, files, empty, unknown: unknown.value });
}

/**
 * The zone whose clock a time with a zone of its own is to be written in: that of the provider whom the
 * record names. A filter may take the practice's; a change of somebody's record must not guess.
 */
async function zoneFor(
	{ query, body = [], resource }: Operation,
	{ connection, zones }: OperationContext['session'],
	values: Values,
): Promise<Outcome<string | undefined>> {
	const isSent = needsZone(body, values);
	if (!isSent && !needsZone(query, values)) return success(undefined);
	const provider = textOf(values[resourceOf(resource)?.owner.provider ?? 'doctor']);
	if (isSent && provider === undefined && connection.timeZone === '') {
		const field = body.find((one) => needsZone([one], values));
		return failed(unknownClock(field?.label ?? 'The time'));
	}
	return await zones.ofPractice(provider);
}

function unknownClock(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' comes with a zone of its own, and whose clock counts is not known`,
		advice:
			"Give it on the clock of the practice, such as 2026-04-15T09:30, name the provider, or set 'Time Zone' of the credential. Nothing was sent.",
		field: label,
	};
}

/** The fields of the panel, or those of the input item that the operation has. */
function fieldsGiven(
	{ body = [] }: Operation,
	functions: IExecuteFunctions,
	parameters: Parameters,
): Values {
	const mapping = parameters.raw(FIELDS.name) as { mappingMode?: string } | undefined;
	if (mapping?.mappingMode !== 'autoMapInputData') return mapped(mapping);
	const json = functions.getInputData()[parameters.item]?.json ?? {};
	return Object.fromEntries(
		body
			.filter(({ name, type }) => type !== 'file' && json[name] !== undefined)
			.map(({ name }) => [name, json[name]]),
	);
}

function mapped(mapping: unknown): Values {
	const value = (mapping as { value?: unknown } | null | undefined)?.value;
	return typeof value === 'object' && value !== null ? (value as Values) : {};
}
