import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json } from '../../../../drchrono/client/request';
import type { ChartDraft } from '../../../../drchrono/dialects/clinical';
import type { Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { needsZone, valueOf, type Field } from './field';
import type { ListKind } from './kinds';

/** Fields of a new entry: those above, and those of *Additional Fields*. */
export async function newEntry(
	session: Session,
	{ fields, anyOf, one, needsProvider }: ListKind,
	parameters: Parameters,
): Promise<Outcome<ChartDraft>> {
	const patient = parameters.requiredId('patient', 'Patient');
	if (!patient.ok) return patient;
	const provider = parameters.id('provider', 'Provider');
	if (!provider.ok) return provider;
	if (needsProvider && provider.value === undefined) return failed(empty('Provider'));
	const more = parameters.collection('additionalFields');
	const given = fields.map(({ name, main }) => [name, main ? parameters.raw(name) : more[name]]);
	const draft = await checked(session, fields, Object.fromEntries(given) as IDataObject);
	if (!draft.ok) return draft;
	for (const { name, label, main } of fields) {
		if (main === 'required' && draft.value[name] === undefined) return failed(empty(label));
	}
	if (anyOf.every((name) => draft.value[name] === undefined)) {
		const labels = fields
			.filter(({ name }) => anyOf.includes(name))
			.map(({ label }) => `'${label}'`);
		return failed({
			...empty(labels.join(' and ')),
			sentence: `${labels.join(', ')} are all empty, so the ${one} says nothing`,
		});
	}
	return success({ ...draft.value, patient: patient.value, provider: provider.value });
}

/** What is to be different: the fields of *Update Fields* that are there. */
export async function changesOf(
	session: Session,
	{ fields }: ListKind,
	parameters: Parameters,
): Promise<Outcome<ChartDraft>> {
	const given = parameters.collection('updateFields');
	const changes = await checked(session, fields, given);
	if (!changes.ok) return changes;
	const provider = parameters.id('updateFields.provider', 'Provider');
	if (!provider.ok) return provider;
	const all = { ...changes.value, ...(provider.value && { provider: provider.value }) };
	return Object.keys(all).length > 0 ? success(all) : failed(nothingToChange());
}

/** Reads and checks fields; those without a value are left out. */
async function checked(
	session: Session,
	fields: readonly Field[],
	given: IDataObject,
): Promise<Outcome<Record<string, Json>>> {
	// ICD codes of the two versions look different.
	const isIcd9 = String(given.icdVersion) === '9';
	let zone = '';
	if (fields.some((field) => needsZone(field, given[field.name]))) {
		const found = await session.zones.ofPractice();
		if (!found.ok) return found;
		zone = found.value;
	}
	const values: Record<string, Json> = {};
	for (const field of fields) {
		const read = field.kind === 'icd10' && isIcd9 ? { ...field, kind: 'icd9' as const } : field;
		const value = valueOf(read, given[field.name], zone);
		if (!value.ok) return value;
		if (value.value !== undefined) values[field.name] = value.value;
	}
	return success(values);
}

function empty(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' is empty`,
		advice: 'Fill it in. Nothing was sent.',
		field: label,
	};
}

function nothingToChange(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Update Fields' is empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Update Fields',
	};
}
