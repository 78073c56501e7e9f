import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { confine } from '../../../drchrono/privacy/confine';
import { emit } from '../../shared/emit';
import { alphabetical, optionsCollection } from '../../shared/fields';
import { patientLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { zoneFor } from './change';
import { customValuesOf } from './customFields';
import { draftOf } from './draft';
import { DETAILS, DURATION, END, EXAM_ROOM, EXTERNAL_ID, OFFICE, START } from './fields';

/** What a booking is made of; *Create or Update* asks for the same. */
export const BOOKING: INodeProperties[] = [
	patientLocator('The patient the appointment is for', true),
	providerLocator('The provider who sees the patient', true),
	{ ...START, required: true },
	DURATION,
	OFFICE,
	EXAM_ROOM,
];

const properties: INodeProperties[] = [
	...BOOKING,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([...DETAILS, END, EXTERNAL_ID]),
	},
	optionsCollection(),
];

/** Books an appointment. */
export const create: EachOperation = {
	value: 'create',
	name: 'Create Appointment',
	action: 'Create appointment',
	description: 'Create a new appointment',
	effect: 'write',
	area: 'scheduling',
	lane: 'booking',
	creates: true,
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { dialect, client, connection } = session;
		const wish = draftOf(parameters);
		if (!wish.ok) return wish;
		const { appointment, custom } = wish.value;
		const forbidden = confine(connection, appointment);
		if (forbidden) return failed(forbidden);
		const customFields = await customValuesOf(session, custom, appointment.provider);
		if (!customFields.ok) return customFields;
		const zone = await zoneFor(session, appointment, appointment.provider);
		if (!zone.ok) return zone;
		const draft = { ...appointment, customFields: customFields.value };
		const request = dialect.appointments.create(draft, zone.value);
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		return answer.ok ? success({ items: [emit(answer.value.json, connection)] }) : answer;
	},
};
