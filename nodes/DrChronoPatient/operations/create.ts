import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { confine } from '../../../drchrono/privacy/confine';
import type { PatientDraft } from '../../../drchrono/records/patient';
import { PATIENT_LABELS, type PatientField } from '../../../drchrono/records/patientFields';
import { emit } from '../../shared/emit';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { required, type Parameters } from '../../shared/parameters';
import { CUSTOM_FIELDS, customValuesOf } from './customFields';
import { collectionOf, property } from './fields';
import { customWishesOf, fieldsOf } from './input';

/** What every patient has; the rest is under *Additional Fields*. */
const MAIN: readonly PatientField[] = [
	'firstName',
	'lastName',
	'dateOfBirth',
	'gender',
	'provider',
];

const properties: INodeProperties[] = [
	...MAIN.map(property).map((field) =>
		field.name === 'gender' ? { ...field, default: 'UNK' } : field,
	),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([...collectionOf(MAIN), CUSTOM_FIELDS]),
	},
	optionsCollection([
		{
			displayName: 'Allow Duplicate',
			name: 'allowDuplicate',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the patient although the practice has one with the same name, birthday and gender (DrChrono API v4)',
		},
	]),
];

/** Adds a patient. */
export const create: EachOperation = {
	value: 'create',
	name: 'Create Patient',
	action: 'Create patient',
	description: 'Create a new patient',
	effect: 'write',
	area: 'demographics',
	lane: 'booking',
	creates: true,
	recordsArePatients: true,
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { dialect, client, connection } = session;
		const draft = draftOf(parameters);
		if (!draft.ok) return draft;
		const { provider = null } = draft.value.fields;
		const forbidden = confine(connection, { provider });
		if (forbidden) return failed(forbidden);
		// What the dialect lacks is found before anything is sent.
		const possible = dialect.patients.create(draft.value);
		if (!possible.ok) return possible;
		const wishes = customWishesOf(parameters.collection('additionalFields'));
		const customFields = await customValuesOf(session, wishes, provider);
		if (!customFields.ok) return customFields;

		const request = dialect.patients.create({ ...draft.value, customFields: customFields.value });
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		return answer.ok ? success({ items: [emit(answer.value.json, connection)] }) : answer;
	},
};

function draftOf(parameters: Parameters): Outcome<PatientDraft> {
	const main = Object.fromEntries(MAIN.map((name) => [name, parameters.raw(name)]));
	const fields = fieldsOf({ ...parameters.collection('additionalFields'), ...main });
	if (!fields.ok) return fields;
	const gender = required(success(fields.value.gender), PATIENT_LABELS.gender);
	if (!gender.ok) return gender;
	return success({
		fields: { ...fields.value, gender: gender.value },
		customFields: [],
		allowDuplicate: parameters.collection('options').allowDuplicate === true,
	});
}
