import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { emailOf } from '../../../drchrono/formats/email';
import { stateOf, zipOf } from '../../../drchrono/formats/address';
import { phoneOf } from '../../../drchrono/formats/phone';
import { confine } from '../../../drchrono/privacy/confine';
import type { PatientDraft } from '../../../drchrono/records/patient';
import { dayOf } from '../../../drchrono/time/moment';
import { emit } from '../../shared/emit';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { idOf, optional, required, textOf, type Parameters } from '../../shared/parameters';

const LABELS = {
	dateOfBirth: 'Date of Birth',
	email: 'Email',
	cellPhone: 'Cell Phone',
	homePhone: 'Home Phone',
	gender: 'Gender',
	provider: 'Provider ID',
} as const;

const properties: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		description: "The patient's first name",
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		description: "The patient's last name",
	},
	{
		displayName: LABELS.dateOfBirth,
		name: 'dateOfBirth',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1980-02-03',
		description: 'Day of birth as year, month, day',
	},
	{
		displayName: LABELS.gender,
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Asked but Unknown', value: 'ASKU' },
			{ name: 'Female', value: 'Female' },
			{ name: 'Male', value: 'Male' },
			{ name: 'Other', value: 'Other' },
			{ name: 'Unknown', value: 'UNK' },
		],
		default: 'UNK',
		description: 'Gender as DrChrono records it',
	},
	{
		displayName: LABELS.provider,
		name: 'provider',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100001',
		description: "The patient's main provider. Needed by DrChrono API v4.",
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([
			{
				displayName: LABELS.cellPhone,
				name: 'cellPhone',
				type: 'string',
				default: '',
				placeholder: 'e.g. (650) 555-0100',
				description: 'Mobile number with area code',
			},
			{
				displayName: 'City',
				name: 'city',
				type: 'string',
				default: '',
				description: 'City of the home address',
			},
			{
				displayName: LABELS.email,
				name: 'email',
				type: 'string',
				placeholder: 'e.g. name@example.com',
				default: '',
				description: 'Email address of the patient',
			},
			{
				displayName: LABELS.homePhone,
				name: 'homePhone',
				type: 'string',
				default: '',
				placeholder: 'e.g. (650) 555-0100',
				description: 'Home number with area code (DrChrono API v4)',
			},
			{
				displayName: 'State',
				name: 'state',
				type: 'string',
				default: '',
				placeholder: 'e.g. CA',
				description: 'Two-letter code of the state',
			},
			{
				displayName: 'Street',
				name: 'street',
				type: 'string',
				default: '',
				description: 'Street and number of the home address',
			},
			{
				displayName: 'ZIP Code',
				name: 'zipCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. 95014',
				description: 'Five digits, or nine with a hyphen',
			},
		]),
	},
	optionsCollection(),
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
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { dialect, client, connection } = context.session;
		const draft = draftOf(parameters);
		if (!draft.ok) return draft;
		const forbidden = confine(connection, { provider: draft.value.provider });
		if (forbidden) return failed(forbidden);
		const request = dialect.patients.create(draft.value);
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		return answer.ok ? success({ items: [emit(answer.value.json, connection)] }) : answer;
	},
};

function draftOf(parameters: Parameters): Outcome<PatientDraft> {
	const more = parameters.collection('additionalFields');
	const gender = required(success(parameters.text('gender')), LABELS.gender);
	if (!gender.ok) return gender;
	const provider = idOf(parameters.raw('provider'), LABELS.provider);
	if (!provider.ok) return provider;
	const dateOfBirth = optional(parameters.text('dateOfBirth'), LABELS.dateOfBirth, dayOf);
	if (!dateOfBirth.ok) return dateOfBirth;
	const email = optional(textOf(more.email), LABELS.email, emailOf);
	if (!email.ok) return email;
	const cellPhone = optional(textOf(more.cellPhone), LABELS.cellPhone, phoneOf);
	if (!cellPhone.ok) return cellPhone;
	const homePhone = optional(textOf(more.homePhone), LABELS.homePhone, phoneOf);
	if (!homePhone.ok) return homePhone;
	const state = optional(textOf(more.state), 'State', stateOf);
	if (!state.ok) return state;
	const zipCode = optional(textOf(more.zipCode), 'ZIP Code', zipOf);
	if (!zipCode.ok) return zipCode;

	return success({
		firstName: parameters.text('firstName'),
		lastName: parameters.text('lastName'),
		dateOfBirth: dateOfBirth.value,
		gender: gender.value,
		provider: provider.value,
		email: email.value,
		cellPhone: cellPhone.value,
		homePhone: homePhone.value,
		street: textOf(more.street),
		city: textOf(more.city),
		state: state.value,
		zipCode: zipCode.value,
	});
}
