import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../drchrono/client/request';
import { emit } from '../../shared/emit';
import type { Emitted } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { customFieldsOf } from './customFields';

export const INCLUDE_DETAILS: INodeProperties = {
	displayName: 'Include Details',
	name: 'includeDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether to return insurances, flags, referring provider and custom fields by name as well. It takes one call more, and a list up to five times as many (DrChrono API v4).',
};

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How patients leave the node. */
export interface Output {
	emit: (record: JsonObject) => Emitted;
	hints: string[];
}

/** Whether a person wants the details. */
export function wantsDetails(parameters: Parameters): boolean {
	return parameters.collection('options').includeDetails === true;
}

/**
 * Patients as they came, or simplified to the same ten columns in both dialects. With details, values of
 * custom fields stand beside by name, in `custom_field_values`; where the names cannot be looked up, the
 * ids are what there is, and a hint says so.
 */
export async function outputFor(session: Session, parameters: Parameters): Promise<Output> {
	const { connection, dialect } = session;
	const { customFields, summary } = dialect.patients;
	const simplify = parameters.collection('options').simplify === true;
	const shape = (record: JsonObject) => (simplify ? summary(record) : record) as JsonObject;
	if (!wantsDetails(parameters)) {
		return { emit: (record) => emit(shape(record), connection), hints: [] };
	}

	const definitions = customFields.isFromRecords ? undefined : await customFieldsOf(session);
	const names = new Map(
		definitions?.ok ? definitions.value.map(({ id, name }) => [id, name]) : undefined,
	);
	const emitRecord = (record: JsonObject): Emitted => {
		const known = customFields.isFromRecords
			? new Map(customFields.definitionsIn([record]).map(({ id, name }) => [id, name]))
			: names;
		const nameOf = (id: string) => known.get(id);
		const emitted = emit(shape(customFields.withNames(record, nameOf)), connection);
		const values: IDataObject = {};
		for (const { id, value } of customFields.valuesIn(record)) values[nameOf(id) ?? id] = value;
		return { json: { ...emitted.json, custom_field_values: values } };
	};
	const hints =
		definitions?.ok === false
			? [`The names of custom fields could not be looked up: ${definitions.failure.sentence}.`]
			: [];
	return { emit: emitRecord, hints };
}
