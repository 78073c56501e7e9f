import type { Answer } from '../answer.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { notFound, type Call } from './call.mts';
import { rowOf } from './write.mts';

/** `PATCH /api/medications/{id}/append_to_pharmacy_note`: adds a line. */
export function appendPharmacyNote(call: Call, id: string): Answer {
	const { store } = call.world;
	const before = rowOf(call, id);
	const { text, pharmacy_note: note } = (call.body ?? {}) as Row;
	const line = String(text ?? note ?? '');
	const joined = [before.pharmacy_note, line].filter(Boolean).join('\n');
	store.replace('medications', before, { ...before, pharmacy_note: joined });
	return { status: 204, type: 'text/html; charset=utf-8' };
}

/** `POST /api/consent_forms/{id}/apply_to_appointment` and its reverse. */
export function applyConsent(call: Call, id: string): Answer {
	const { store } = call.world;
	const form = rowOf(call, id);
	const appointment = store
		.table('appointments')
		.get((call.body as Row | undefined)?.appointment ?? call.query.get('appointment'));
	if (!appointment) throw notFound();
	const table = store.table('signed_consent_forms');
	const present = table
		.by('appointment', appointment.id)
		.find((row) => String(row.consent_form) === String(form.id));
	if (call.path.endsWith('/unapply_from_appointment')) {
		if (!present) throw notFound();
		store.remove('signed_consent_forms', present);
	} else if (!present)
		store.create('signed_consent_forms', {
			id: table.nextId(),
			appointment: Number(appointment.id),
			archived: false,
			consent_form: form.id,
			patient: appointment.patient,
			signature_file: null,
			date_signed: null,
			updated_at: store.stamp(appointment),
		});
	return { status: 204 };
}

/** `PATCH /api/signed_consent_forms?id=`: the only item route is the query's id. */
export function changeSignedConsent(call: Call): Answer {
	const { store } = call.world;
	const fields = (call.body ?? {}) as Row;
	const before = store.table('signed_consent_forms').get(call.query.get('id') ?? fields.id);
	if (!before) throw notFound();
	const file = call.files.get('signature_file');
	store.replace('signed_consent_forms', before, {
		...before,
		...(fields.archived !== undefined && { archived: String(fields.archived) === 'true' }),
		...(fields.appointment !== undefined && { appointment: Number(fields.appointment) }),
		...(file && { signature_file: call.world.uploads.keep(file) }),
		updated_at: store.stamp(before),
	});
	return { status: 204, type: 'text/html; charset=utf-8' };
}

/** `GET/POST/DELETE /api/patients/{id}/onpatient_access`: the patient's portal invitation. */
export function portalAccess(call: Call, id: string): Answer {
	const { store } = call.world;
	const patient = rowOf(call, id);
	const table = store.table('onpatient_access');
	const present = table.by('patient', patient.id)[0];
	if (call.method === 'DELETE') {
		if (!present) throw notFound();
		store.remove('onpatient_access', present);
		return { status: 204 };
	}
	if (call.method === 'POST' && !present)
		store.create('onpatient_access', { id: table.nextId(), patient: patient.id });
	if (call.method === 'POST') return { status: 201, body: { onpatient_access: true } };
	return { status: 200, body: { onpatient_access: present !== undefined } };
}

const escape = (value: unknown) =>
	String(value ?? '').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** LOINC codes of the C-CDA sections, with the table and the field that names an entry. */
const SECTIONS = [
	{ code: '11450-4', title: 'Problems', table: 'problems', field: 'name' },
	{ code: '48765-2', title: 'Allergies', table: 'allergies', field: 'description' },
	{ code: '10160-0', title: 'Medications', table: 'medications', field: 'name' },
	{ code: '11369-6', title: 'Immunizations', table: 'patient_vaccine_records', field: 'name' },
] as const;

function section(store: Store, patient: Row, part: (typeof SECTIONS)[number]): string {
	const items = store
		.table(part.table)
		.by('patient', patient.id)
		.map((row) => `<item>${escape(row[part.field])}</item>`);
	return `<component><section><code code="${part.code}" codeSystem="2.16.840.1.113883.6.1"/><title>${part.title}</title><text><list>${items.join('')}</list></text></section></component>`;
}

/** `GET /api/patients/{id}/ccda` and its kin: XML, not JSON (wire.md 6). */
export function clinicalDocument(call: Call, id: string): Answer {
	const { store, clock } = call.world;
	const patient = rowOf(call, id);
	const born = String(patient.date_of_birth ?? '').replaceAll('-', '');
	const made = new Date(clock.now()).toISOString().replace(/[-:T]/g, '').slice(0, 14);
	const xml = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><templateId root="2.16.840.1.113883.10.20.22.1.2"/><title>Continuity of Care Document</title><effectiveTime value="${made}"/><recordTarget><patientRole><id extension="${escape(patient.id)}"/><patient><name><given>${escape(patient.first_name)}</given><family>${escape(patient.last_name)}</family></name><birthTime value="${born}"/></patient></patientRole></recordTarget><component><structuredBody>${SECTIONS.map((part) => section(store, patient, part)).join('')}</structuredBody></component></ClinicalDocument>`;
	return { status: 200, type: 'application/xml', body: xml };
}
