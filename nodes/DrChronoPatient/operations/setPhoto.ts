import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import { dayOf } from '../../../drchrono/time/moment';
import { fileFromBinary, INPUT_BINARY_FIELD } from '../../shared/binary';
import { systemClock } from '../../shared/clock';
import { optionsCollection } from '../../shared/fields';
import { patientLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { optional, required, textOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { photoRecord } from './photo';

const LABELS = { patient: 'Patient', takenOn: 'Taken On' } as const;

/** What a practice's cameras and phones make, and browsers show. */
const PICTURES = {
	accept: new Set(['image/jpeg', 'image/png', 'image/gif']),
	inWords: 'a JPEG, PNG or GIF picture',
};

const properties: INodeProperties[] = [
	patientLocator('The patient the photo shows', true),
	INPUT_BINARY_FIELD,
	optionsCollection([
		{
			displayName: LABELS.takenOn,
			name: 'takenOn',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-04-15',
			description: "Day the photo was taken; without it, today in the practice's calendar",
		},
	]),
];

/** Replaces a patient's photo. */
export const setPhoto: EachOperation = {
	value: 'setPhoto',
	name: 'Set Patient Photo',
	action: 'Set patient photo',
	description: "Replace a patient's photo with a picture from the input (DrChrono API v4)",
	effect: 'write',
	area: 'demographics',
	lane: 'booking',
	recordsArePatients: true,
	properties,

	async each(
		context: OperationContext,
		parameters: Parameters,
		item: number,
	): Promise<Outcome<Result>> {
		const { functions, session } = context;
		const { client, connection, dialect } = session;
		const patient = parameters.requiredId('patient', LABELS.patient);
		if (!patient.ok) return patient;
		const takenOn = textOf(parameters.collection('options').takenOn);
		const chosen = optional(takenOn, LABELS.takenOn, dayOf);
		if (!chosen.ok) return chosen;
		const supported = dialect.photos.of(patient.value);
		if (!supported.ok) return supported;
		const field = required(
			success(parameters.text('inputBinaryField')),
			INPUT_BINARY_FIELD.displayName,
		);
		if (!field.ok) return field;
		const photo = await fileFromBinary(functions, item, field.value, undefined, PICTURES);
		if (!photo.ok) return photo;
		// Whose patient it is stands in the record alone.
		if (connection.onlyProviders.size > 0) {
			const allowed = await photoRecord(session, patient.value);
			if (!allowed.ok) return allowed;
		}
		const day = chosen.value === undefined ? await today(session) : success(chosen.value);
		if (!day.ok) return day;
		const request = dialect.photos.set(patient.value, { photo: photo.value, day: day.value });
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		if (!answer.ok) return answer;
		return success({
			items: [{ json: { id: patient.value, changed: [...dialect.photos.changed] } }],
		});
	},
};

async function today({ zones }: Session): Promise<Outcome<string>> {
	const zone = await zones.ofPractice();
	if (!zone.ok) return zone;
	const now = DateTime.fromMillis(systemClock.now(), { zone: zone.value });
	return success(now.toFormat('yyyy-MM-dd'));
}
