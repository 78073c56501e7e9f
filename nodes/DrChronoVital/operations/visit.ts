import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { Session } from '../../shared/session';

/** The visit at which vitals were or are taken. */
export const APPOINTMENT: INodeProperties = {
	displayName: 'Appointment ID',
	name: 'appointment',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 400001',
	description: 'The visit at which they are taken, by its ID',
};

/** The record that carries a visit's vitals, if the credential may see it. */
export async function readVisit(
	{ client, connection, dialect }: Session,
	appointment: string,
): Promise<Outcome<JsonObject>> {
	const request = dialect.vitals.get(appointment);
	if (!request.ok) return request;
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const visit = answer.value.json as JsonObject;
	const forbidden = confine(connection, dialect.vitals.ownerOf(visit));
	return forbidden ? failed(forbidden) : success(visit);
}
