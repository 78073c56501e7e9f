import type { Answer } from '../answer.mts';
import { availability } from './availability.mts';
import { daySheet } from './billing.mts';
import { flag, notFound, type Call } from './call.mts';
import {
	appendPharmacyNote,
	applyConsent,
	changeSignedConsent,
	clinicalDocument,
	portalAccess,
} from './charts.mts';
import { payer, payerDirectory } from './directory.mts';
import { instances } from './instances.mts';
import { readNotepad, writeNotepad } from './notes.mts';
import { addExamRoom, changeSchedule, ownSchedule, readSchedule } from './schedules.mts';
import { detail, update } from './write.mts';

/** Answers a request for the route it stands at; `id` is the path's, empty on a collection. */
export type Endpoint = (call: Call, id: string) => Answer;

/** `GET /api/users/current`: the signed-in user, or a redirect there (wire.md 1.4). */
function currentUser(call: Call): Answer {
	const id = String(call.user.id);
	if (call.world.switches.get('usersCurrent') === 'redirect')
		return { status: 302, headers: { location: `${call.origin}/api/users/${id}` } };
	return detail(call, id, flag(call, 'verbose'));
}

/** `GET /api/clinical_notes/{id}`: by the appointment's id, or not at all by switch (wire.md 10). */
function clinicalNote(call: Call, id: string): Answer {
	if (call.world.switches.get('clinicalNoteId') === 'none') throw notFound();
	return detail(call, id, flag(call, 'verbose'));
}

/** `PATCH /api/message_threads/{id}`: unlike elsewhere 200 with the record (edition of August 2026). */
function changeThread(call: Call, id: string): Answer {
	update(call, id);
	return detail(call, id, true);
}

/** Routes that are more than a list or a record of their table. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	'GET /api/availability': availability,
	'GET /api/clinical_notes/{id}': clinicalNote,
	'POST /api/consent_forms/{id}/apply_to_appointment': applyConsent,
	'POST /api/consent_forms/{id}/unapply_from_appointment': applyConsent,
	'GET /api/day_sheet_charges': daySheet,
	'GET /api/day_sheet_credits': daySheet,
	'GET /api/day_sheet_patient_payments': daySheet,
	'GET /api/day_sheet_totals': daySheet,
	'GET /api/doctor_work_schedule': ownSchedule,
	'GET /api/doctor_work_schedule/{id}': readSchedule,
	'PUT /api/doctor_work_schedule/{id}': changeSchedule,
	'PATCH /api/doctor_work_schedule/{id}': changeSchedule,
	'GET /api/insurances': payerDirectory,
	'GET /api/insurances/{id}': payer,
	'PATCH /api/medications/{id}/append_to_pharmacy_note': appendPharmacyNote,
	'PATCH /api/message_threads/{id}': changeThread,
	'GET /api/office_work_schedule': ownSchedule,
	'GET /api/office_work_schedule/{id}': readSchedule,
	'PUT /api/office_work_schedule/{id}': changeSchedule,
	'PATCH /api/office_work_schedule/{id}': changeSchedule,
	'POST /api/offices/{id}/add_exam_room': addExamRoom,
	'GET /api/patients/{id}/ccda': clinicalDocument,
	'GET /api/patients/{id}/ccda_async': clinicalDocument,
	'GET /api/patients/{id}/qrda1': clinicalDocument,
	'GET /api/patients/{id}/onpatient_access': portalAccess,
	'POST /api/patients/{id}/onpatient_access': portalAccess,
	'DELETE /api/patients/{id}/onpatient_access': portalAccess,
	'GET /api/recurring_appointment_instances': instances,
	'PATCH /api/signed_consent_forms': changeSignedConsent,
	'GET /api/users/current': currentUser,
	'GET /api/yellow_notepad': readNotepad,
	'POST /api/yellow_notepad': writeNotepad,
};
