import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult } from '../support/n8n';
import { calls, resetCalls, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** Lists that DrChrono gives for one patient (wire.md App. A), written down by hand. */
const LISTS = [
	'allergies',
	'amendments',
	'appointments',
	'care_plans',
	'care_team_members',
	'clinical_notes',
	'comm_logs',
	'documents',
	'eligibility_checks',
	'implantable_devices',
	'lab_orders_summary',
	'line_items',
	'medications',
	'messages',
	'patient_authorizations',
	'patient_communications',
	'patient_interventions',
	'patient_lab_results',
	'patient_messages',
	'patient_payments',
	'patient_physical_exams',
	'patient_risk_assessments',
	'patient_vaccine_records',
	'prescription_messages',
	'problems',
	'procedures',
	'signed_consent_forms',
];

const ALL = {
	areas: ['billing', 'clinical', 'demographics', 'insurance', 'messages', 'practice', 'scheduling'],
	timeZone: 'America/New_York',
};

let sandbox: Sandbox;
let credential: CredentialData;
let patient: StoreRecord;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3 });
	// Somebody with documents, and with allergies, of whom there is most.
	const [patients, documents, allergies] = await Promise.all([
		stored(sandbox, 'patients'),
		stored(sandbox, 'documents'),
		stored(sandbox, 'allergies'),
	]);
	const has = (records: StoreRecord[]) => new Set(records.map((one) => String(one.patient)));
	patient = patients.find(
		({ id }) => has(documents).has(String(id)) && has(allergies).has(String(id)),
	)!;
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	credential = await credentialFor(sandbox, 'v4', ALL);
	await resetCalls(sandbox);
});

async function pull(parameters: IDataObject = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoClinicalDocument',
		parameters: {
			resource: 'wholeChart',
			operation: 'get',
			patient: { mode: 'id', value: String(patient.id) },
			...parameters,
		},
		credential,
	});
}

const keyOf = (record: Record<string, unknown>) => String(record.id ?? record.appointment);

const isSeen = ({ deleted_flag, archived }: StoreRecord, list: string) =>
	deleted_flag !== true && !(list === 'documents' && archived === true);

test('everything DrChrono has on one patient, in one item', async () => {
	const { items, error, hints } = await pull();
	expect(error).toBeUndefined();
	const [chart] = items as [Record<string, unknown>];
	expect(hints).toEqual([]);
	expect(chart).toMatchObject({ patient: String(patient.id), missing: [] });
	expect(chart.demographics).toMatchObject({
		id: patient.id,
		last_name: patient.last_name,
		primary_insurance: expect.any(Object),
	});
	expect(Object.keys(chart).sort()).toEqual(
		[...LISTS, 'patient', 'demographics', 'missing'].sort(),
	);
	const { total, violations, byRoute } = await calls(sandbox);
	expect(violations).toBe(0);
	// One call a list, and one for the patient; only a list of several pages takes more.
	expect(total).toBeLessThanOrEqual(LISTS.length + 3);
	expect(byRoute['GET /api/patients/{id}']).toBe(1);

	let filled = 0;
	for (const list of [
		'appointments',
		'allergies',
		'problems',
		'documents',
		'clinical_notes',
		'patient_vaccine_records',
		'medications',
		'line_items',
		'patient_lab_results',
		'messages',
	]) {
		const inStore = await stored(sandbox, list);
		const wanted = inStore.filter(
			(one) => String(one.patient) === String(patient.id) && isSeen(one, list),
		);
		const found = chart[list] as Array<Record<string, unknown>>;
		// Future dates of a series are told by the server, but nowhere stored.
		const real = found.filter((one) => /^\d+$/.test(keyOf(one)));
		expect([list, real.map(keyOf).sort()]).toEqual([list, wanted.map(keyOf).sort()]);
		if (wanted.length > 0) filled += 1;
	}
	expect(filled).toBeGreaterThan(4);
});

test('with its files: all as JSON, the documents, and the notes as PDF', async () => {
	const { items, outputs, error } = await pull({ includeFiles: true });
	expect(error).toBeUndefined();
	const { binary, json } = outputs[0]![0]!;
	const documents = json.documents as Array<{ id: number }>;
	const visits = json.appointments as Array<{ id: string; clinical_note: { pdf?: string } | null }>;
	const notes = visits.filter(({ clinical_note }) => /^http/.test(clinical_note?.pdf ?? ''));
	expect(documents.length).toBeGreaterThan(0);
	expect(notes.length).toBeGreaterThan(0);
	expect(Object.keys(binary ?? {}).sort()).toEqual(
		[
			'chart',
			...documents.map(({ id }) => `document_${id}`),
			...notes.map(({ id }) => `note_${id}`),
		].sort(),
	);
	const chart = JSON.parse(Buffer.from(binary!.chart!.data, 'base64').toString()) as IDataObject;
	expect(chart).toEqual(items[0]);
	for (const { id } of notes) {
		expect(binary![`note_${id}`]).toMatchObject({ mimeType: 'application/pdf' });
	}
});

test('what may not be read is named as missing, never left out in silence', async () => {
	credential = await credentialFor(sandbox, 'v4', {
		...ALL,
		areas: ['clinical', 'demographics', 'scheduling', 'practice'],
	});
	await sandbox.control('faults', {
		route: 'GET /api/care_plans',
		kind: 'status',
		status: 403,
		body: { detail: 'You do not have permission to perform this action.' },
	});
	const { items, error, hints } = await pull();
	expect(error).toBeUndefined();
	const [chart] = items as [Record<string, unknown>];
	const missing = (chart.missing as Array<{ part: string }>).map(({ part }) => part).sort();
	expect(missing).toEqual(
		[
			'care_plans',
			'eligibility_checks',
			'line_items',
			'messages',
			'patient_authorizations',
			'patient_messages',
			'patient_payments',
			'procedures',
		].sort(),
	);
	expect(missing.some((part) => part in chart)).toBe(false);
	expect(hints).toHaveLength(missing.length);
});

test('a list that fails is no whole chart', async () => {
	await sandbox.control('faults', {
		route: 'GET /api/problems',
		kind: 'status',
		status: 400,
		body: [],
	});
	const { items, error } = await pull();
	expect(error).toBeDefined();
	expect(items).toEqual([]);
});

test('a credential confined to another provider gets nothing of it', async () => {
	const doctors = await stored(sandbox, 'doctors');
	const other = doctors.find(({ id }) => id !== patient.doctor)!;
	credential = { ...credential, onlyProviders: String(other.id) };
	const { items, error } = await pull();
	expect(items).toEqual([]);
	expect(error?.message).toContain('confined to other providers');
	expect(await calls(sandbox)).toMatchObject({ total: 1 });
});

test('a credential confined to the provider of the patient gets what is of that provider', async () => {
	credential = { ...credential, onlyProviders: String(patient.doctor) };
	const { items, error } = await pull();
	expect(error).toBeUndefined();
	const visits = items[0]?.appointments as Array<{ doctor: number }>;
	expect(visits.every(({ doctor }) => doctor === patient.doctor)).toBe(true);
	// Notes do not say whose they are.
	const missing = items[0]?.missing as Array<{ part: string; reason: string }>;
	expect(missing.map(({ part }) => part)).toContain('clinical_notes');
	expect(items[0]).not.toHaveProperty('clinical_notes');
	expect((await calls(sandbox)).byRoute).not.toHaveProperty('GET /api/clinical_notes');
});

test('in the guide dialect a confined credential gets nothing: its patients name no provider', async () => {
	credential = await credentialFor(sandbox, 'guide', { ...ALL, onlyProviders: '100001' });
	const { error } = await pull();
	expect(error?.message).toContain('confined to some providers');
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

test('in the guide dialect: everything its lists have on the patient', async () => {
	credential = await credentialFor(sandbox, 'guide', ALL);
	const { items, error } = await pull({ includeFiles: true });
	expect(error).toBeUndefined();
	expect(Object.keys(items[0] ?? {}).sort()).toEqual(
		[
			'appointments',
			'claims',
			'clinical_documents',
			'demographics',
			'encounters',
			'lab_results',
			'missing',
			'patient',
			'patient_insurances',
			'vitals',
		].sort(),
	);
	const visits = (await stored(sandbox, 'appointments')).filter(
		(one) => String(one.patient) === String(patient.id) && one.deleted_flag !== true,
	);
	const found = items[0]?.appointments as Array<{ id: number }>;
	const told = new Set(found.map(({ id }) => String(id)));
	expect(
		visits.filter(({ id }) => /^\d+$/.test(String(id))).every(({ id }) => told.has(String(id))),
	).toBe(true);
	expect(await calls(sandbox)).toMatchObject({ violations: 0 });
});
