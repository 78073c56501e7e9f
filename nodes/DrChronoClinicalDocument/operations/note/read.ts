import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { NoteVisitDialect } from '../../../../drchrono/dialects/clinical';
import { confine, isConfined } from '../../../../drchrono/privacy/confine';
import type { Session } from '../../../shared/session';

/** The visit that a note is of: notes have no ID of their own. */
export const APPOINTMENT: INodeProperties = {
	displayName: 'Appointment ID',
	name: 'appointment',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 400001',
	description: 'The visit that the note is of, by its ID',
};

/** An appointment with lock and PDF of its note, if the credential may see it. */
export async function readVisit(
	{ client, connection, dialect }: Session,
	visits: NoteVisitDialect,
	appointment: string,
): Promise<Outcome<JsonObject>> {
	const answer = await client.request(visits.get(appointment));
	if (!answer.ok) return answer;
	const visit = answer.value.json as JsonObject;
	const forbidden = confine(connection, {
		provider: dialect.appointments.providerOf(visit),
		office: dialect.appointments.officeOf(visit),
	});
	return forbidden ? failed(forbidden) : success(visit);
}

/**
 * The note of an appointment: one call. Where the server does not give it by the appointment's ID, it
 * is looked for among the patient's notes of that day (wire.md §14).
 */
export async function readNote(
	session: Session,
	appointment: string,
): Promise<Outcome<JsonObject>> {
	const { client, connection, dialect } = session;
	const visits = dialect.notes.visits("'Get' of a note");
	if (!visits.ok) return visits;
	const isThis = (note: JsonObject) => visits.value.appointmentOf(note) === appointment;

	let visit: JsonObject | undefined;
	// Whose visit it is stands in the appointment alone.
	if (isConfined(connection)) {
		const found = await readVisit(session, visits.value, appointment);
		if (!found.ok) return found;
		visit = found.value;
	}
	const direct = await client.request(visits.value.note(appointment));
	if (direct.ok && isThis(direct.value.json as JsonObject)) {
		return success(direct.value.json as JsonObject);
	}
	if (!direct.ok && direct.failure.kind !== 'not-found') return direct;

	const place = visit ? success(visit) : await readVisit(session, visits.value, appointment);
	if (!place.ok) return place;
	const list = dialect.notes.list(visits.value.placeOf(place.value));
	if (!list.ok) return list;
	const notes = await client.list(list.value.plan);
	if (!notes.ok) return notes;
	const note = notes.value.records.find(isThis);
	return note ? success(note) : failed(noNote());
}

function noNote(): Failure {
	return {
		kind: 'not-found',
		sentence: 'This appointment has no clinical note',
		advice: "A note begins when somebody opens it in DrChrono. Check the 'Appointment ID'.",
		field: 'Appointment ID',
	};
}
