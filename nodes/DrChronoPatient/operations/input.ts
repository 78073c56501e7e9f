import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { CustomWish } from '../../../drchrono/records/customField';
import {
	PATIENT_LABELS,
	type PatientField,
	type PatientFields,
} from '../../../drchrono/records/patientFields';
import { textOf, type Parameters } from '../../shared/parameters';
import { CLEAR_FIELDS, FIELD_NAMES, FIELDS } from './fields';
import { listOf, valueOf } from './kinds';

/** The fields of a collection, checked; what is empty is left out. */
export function fieldsOf(collection: Readonly<Record<string, unknown>>): Outcome<PatientFields> {
	const fields: Record<string, unknown> = {};
	for (const name of FIELD_NAMES) {
		const { kind, within } = FIELDS[name];
		const source = within ? valuesOf(collection[within.group]) : collection;
		const value = valueOf(kind, source[within?.name ?? name], PATIENT_LABELS[name]);
		if (!value.ok) return value;
		if (value.value !== undefined) fields[name] = value.value;
	}
	return success(fields as PatientFields);
}

/** The fields that *Clear Fields* names, by name or by label. */
export function clearOf(parameters: Parameters, given: PatientFields): Outcome<PatientField[]> {
	const cleared: PatientField[] = [];
	for (const text of listOf(parameters.raw(CLEAR_FIELDS.name)) ?? []) {
		const name = FIELD_NAMES.find(
			(field) => field === text || PATIENT_LABELS[field].toLowerCase() === text.toLowerCase(),
		);
		if (name === undefined) return failed(noField());
		if (given[name] !== undefined) return failed(both(PATIENT_LABELS[name]));
		cleared.push(name);
	}
	return success(cleared);
}

/** The custom fields of a collection: those with a value, and those to be emptied. */
export function customWishesOf(collection: IDataObject): CustomWish[] {
	const { values } = (collection.customFields ?? {}) as { values?: IDataObject[] };
	const given = (values ?? []).flatMap((entry) => {
		const field = textOf(entry.field);
		const value = textOf(entry.value);
		return field === undefined || value === undefined ? [] : [{ field, value }];
	});
	const cleared = (listOf(collection.clearCustomFields) ?? []).map((field) => ({
		field,
		value: '',
	}));
	return [...given, ...cleared];
}

function valuesOf(group: unknown): Readonly<Record<string, unknown>> {
	const { values } = (group ?? {}) as { values?: unknown };
	return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
}

function noField(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Clear Fields' names a field that a patient does not have",
		advice: 'Choose fields from the list. Nothing was sent.',
		field: 'Clear Fields',
	};
}

function both(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' has a value and stands under 'Clear Fields' too`,
		advice: 'Keep one of the two. Nothing was sent.',
		field: 'Clear Fields',
	};
}
