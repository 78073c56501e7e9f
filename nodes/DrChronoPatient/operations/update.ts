import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { CustomWish } from '../../../drchrono/records/customField';
import type { PatientChanges } from '../../../drchrono/records/patient';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { CLEAR_CUSTOM_FIELDS, CUSTOM_FIELDS, customValuesOf } from './customFields';
import { CLEAR_FIELDS, collectionOf, PATIENT } from './fields';
import { clearOf, customWishesOf, fieldsOf } from './input';
import { read } from './record';

const properties: INodeProperties[] = [
	PATIENT,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([...collectionOf([]), CUSTOM_FIELDS, CLEAR_CUSTOM_FIELDS]),
	},
	CLEAR_FIELDS,
	optionsCollection(),
];

/** What a person wants to be different; custom fields still by the names they were given. */
interface Wish {
	changes: PatientChanges;
	custom: CustomWish[];
}

/** Changes a patient; only the fields that are given. */
export const update: EachOperation = {
	value: 'update',
	name: 'Update Patient',
	action: 'Update patient',
	description: 'Update a patient, for example to correct a phone number',
	effect: 'write',
	area: 'demographics',
	lane: 'booking',
	recordsArePatients: true,
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const id = parameters.requiredId('patient', 'Patient');
		if (!id.ok) return id;
		const wish = wishOf(parameters);
		if (!wish.ok) return wish;
		const { changes, custom } = wish.value;
		const forbidden = confine(connection, { provider: changes.fields.provider });
		if (forbidden) return failed(forbidden);
		// What the dialect lacks is found before anything is sent.
		const possible = dialect.patients.update(id.value, changes);
		if (!possible.ok) return possible;

		const current = await currentOf(session, id.value, changes, custom.length > 0);
		if (!current.ok) return current;
		const record = current.value;
		const { providerOf, customFields: carried } = dialect.patients;
		const customFields = await customValuesOf(
			session,
			custom,
			changes.fields.provider ?? (record ? providerOf(record) : null),
			new Set(record ? carried.valuesIn(record).map((value) => value.id) : []),
		);
		if (!customFields.ok) return customFields;

		const ready = { ...changes, customFields: customFields.value };
		const change = dialect.patients.update(id.value, ready, record);
		if (!change.ok) return change;
		const answer = await client.request(change.value.request);
		const { changed } = change.value;
		return answer.ok ? success({ items: [{ json: { id: id.value, changed } }] }) : answer;
	},
};

function wishOf(parameters: Parameters): Outcome<Wish> {
	const collection = parameters.collection('updateFields');
	const fields = fieldsOf(collection);
	if (!fields.ok) return fields;
	const clear = clearOf(parameters, fields.value);
	if (!clear.ok) return clear;
	const custom = customWishesOf(collection);
	const count = Object.keys(fields.value).length + clear.value.length + custom.length;
	if (count === 0) return failed(nothingToChange());
	return success({
		changes: { fields: fields.value, clear: clear.value, customFields: [] },
		custom,
	});
}

/** The record as it is, where the change needs it: in one call, which also tells whose patient it is. */
async function currentOf(
	session: Session,
	id: string,
	changes: PatientChanges,
	hasCustomFields: boolean,
): Promise<Outcome<JsonObject | undefined>> {
	const needsDetails = hasCustomFields || session.dialect.patients.needsCurrent(changes);
	const isConfined = session.connection.onlyProviders.size > 0;
	return needsDetails || isConfined ? await read(session, id, needsDetails) : success(undefined);
}

function nothingToChange(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Update Fields' and 'Clear Fields' are empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Update Fields',
	};
}
