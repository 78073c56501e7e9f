/* eslint-disable @n8n/community-nodes/no-restricted-globals -- its clock does not wait */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import {
	fieldsOf,
	operationOf,
	resources,
	type Field,
	type Operation,
} from '../../drchrono/catalog';
import { AREAS } from '../../drchrono/client/connection';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult } from '../support/n8n';
import { calls, resetCalls, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/**
 * Every operation of every resource, through the node in n8n-core against the sandbox, which compares
 * each request with the vendor's contract.
 */

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** Bulk jobs are looked for after ten seconds, which a test need not wait. */
jest.mock('../../nodes/shared/clock', () => ({
	systemClock: {
		now: () => Date.now(),
		pause: async () => await new Promise<void>((resolve) => setImmediate(resolve)),
	},
}));

let sandbox: Sandbox;
let credential: CredentialData;
let related: Readonly<Record<string, unknown>>;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 30, now: '2026-11-22T09:00:00-05:00' });
	credential = await credentialFor(sandbox, 'v4', {
		areas: Object.keys(AREAS),
		callsPerHour: 100_000,
		callsPerSecond: 1000,
	});
	await sandbox.control('bulk', { polls: 0, seconds: 0 });
	related = await relatedRecords();
	const series = (await stored(sandbox, 'appointments')).find(
		(record) => record.recurring_appointment === true,
	);
	filters.recurring_appointment_instances = { base_recurring_appointment: series!.id };
}, 60_000);

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

/** Methods and paths of everything that was called. */
const called = new Set<string>();

afterEach(async () => {
	for (const route of Object.keys((await calls(sandbox)).byRoute)) called.add(route);
});

/** Filters without which a list answers nothing of use. */
const filters: Record<string, IDataObject> = {
	appointments: { date_range: '2026-10-01/2026-12-31' },
	audit_log: { since: '2026-01-01' },
	availability: { date: '2026-11-23', doctor: 100001 },
	insurances: { payer_type: 'emdeon' },
	day_sheet_charges: { start_date: '2026-11-01', end_date: '2026-11-21' },
	day_sheet_credits: { start_date: '2026-11-01', end_date: '2026-11-21' },
	day_sheet_patient_payments: { start_date: '2026-11-01', end_date: '2026-11-21' },
	day_sheet_totals: { start_date: '2026-11-01', end_date: '2026-11-21' },
};

async function run(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
): Promise<NodeResult> {
	const input: INodeExecutionData[] = [
		{
			json: {},
			binary: {
				data: {
					data: PDF.toString('base64'),
					mimeType: 'application/pdf',
					fileName: 'form.pdf',
				},
			},
		},
	];
	return await runNode({
		node: 'drChronoApi',
		parameters: { resource, operation, ...parameters },
		credential,
		input,
	});
}

function mapped(value: IDataObject) {
	return { mappingMode: 'defineBelow', value };
}

async function expectClean(result: NodeResult): Promise<void> {
	expect(result.error?.message).toBeUndefined();
	const { violations } = await calls(sandbox);
	if (violations > 0) {
		const { requests } = await sandbox.control<{ requests: Array<{ violations: unknown[] }> }>(
			'requests',
		);
		expect(requests.flatMap((request) => request.violations)).toEqual([]);
	}
	expect(violations).toBe(0);
}

/** Records that others refer to, by the names under which they do. */
async function relatedRecords(): Promise<Record<string, unknown>> {
	const first = async (resource: string) => (await stored(sandbox, resource))[0]!;
	const [patient, office, template, field, form, flag, appointment] = await Promise.all([
		first('patients'),
		first('offices'),
		first('clinical_note_templates'),
		first('clinical_note_field_types'),
		first('consent_forms'),
		first('patient_flag_types'),
		unlockedAppointment(),
	]);
	return {
		appointment: appointment.id,
		appointment_id: appointment.id,
		clinical_note_field: field.id,
		consent_form: form.id,
		doctor: patient.doctor,
		flag_type: flag.id,
		office: office.id,
		ordering_doctor: patient.doctor,
		patient: patient.id,
		template_id: template.id,
	};
}

/** A visit whose note is open, so that it can be written on. */
async function unlockedAppointment(): Promise<StoreRecord> {
	const noted = new Set(
		(await stored(sandbox, 'clinical_notes')).map(({ appointment }) => String(appointment)),
	);
	const appointments = await stored(sandbox, 'appointments');
	return appointments.find(({ id, patient }) => patient !== null && !noted.has(String(id)))!;
}

/** Resources whose records are stored under another name. */
const STORED_AS: Readonly<Record<string, string>> = {
	lab_orders_summary: 'lab_orders',
	patients_summary: 'patients',
};

/** Its records are those of a visit whose note may be locked. */
const ON_OPEN_NOTE = 'clinical_note_field_values';

/** A record of a resource; one is made where the practice has none. */
async function modelOf(resource: string): Promise<StoreRecord> {
	const name = STORED_AS[resource] ?? resource;
	const { patient, doctor, appointment, clinical_note_field } = related;
	const records = await stored(sandbox, name);
	const known = records.find((record) => record.appointment === appointment) ?? records[0];
	if (known && resource !== ON_OPEN_NOTE) return known;
	return await sandbox.control<StoreRecord>(`store/${name}`, {
		patient,
		doctor,
		appointment,
		clinical_note_field,
		value: 'Text',
	});
}

const BY_APPOINTMENT: ReadonlySet<string> = new Set(['clinical_notes', 'telehealth_appointments']);

/** What stands for a record in its path: some have no id of their own. */
function idIn(resource: string, record: StoreRecord): string {
	if (BY_APPOINTMENT.has(resource)) return String(record.appointment);
	if (resource === 'insurances') return String(record.payer_id ?? record.id);
	return String(record.id);
}

/** Values that no record can tell. */
const VALUES: Readonly<Record<string, IDataObject>> = {
	appointments: { scheduled_time: '2027-03-01T19:00:00', allow_overlapping: true },
	schedule_blocks: { start_time: '2027-03-01T12:00:00', end_time: '2027-03-01T13:00:00' },
	yellow_notepad: { content: 'Text' },
};

/**
 * The vendor's document has a consent form's file go in as a form, which nobody has recorded; the
 * sandbox takes it by its address.
 */
const AS_TEXT: Readonly<Record<string, IDataObject>> = {
	consent_forms: { uri: 'https://example.com/form.pdf' },
};

/** *Options* that send what the catalog does not take as text. */
function optionsFor(resource: string): IDataObject {
	return { furtherFields: JSON.stringify(AS_TEXT[resource] ?? {}) };
}

/** A value that a field takes: of a related record, of a record of its kind, or of its type. */
function valueFor(field: Field, model: StoreRecord, own: IDataObject): unknown {
	if (own[field.name] !== undefined) return own[field.name];
	if (field.type === 'file') return 'data';
	const known = related[field.name] ?? model[field.name];
	if (known !== undefined && known !== null && known !== '') return known;
	if (field.choices) return field.choices.find(({ value }) => value !== '')?.value;
	return TYPICAL[field.type];
}

const TYPICAL: Readonly<Record<Field['type'], unknown>> = {
	any: 'Text',
	boolean: true,
	day: '2026-11-20',
	dayRange: '2026-11-01/2026-11-20',
	decimal: '10.00',
	file: 'data',
	id: 1,
	integer: 1,
	list: [],
	object: {},
	text: 'Text',
	time: '2026-11-25T10:00:00',
	usDay: '2026-11-20',
};

/** The fields that an operation needs, and those that the resource's own values name. */
function fieldsFor(operation: Operation, model: StoreRecord): IDataObject {
	const own = VALUES[operation.resource] ?? {};
	const needed = new Set([
		...operation.oneOfBody.flatMap(([first]) => first ?? []),
		...Object.keys(own),
	]);
	return Object.fromEntries(
		fieldsOf(operation)
			.filter(({ name, required }) => required || needed.has(name))
			.filter(({ name }) => name !== 'id' && !AS_TEXT[operation.resource]?.[name])
			.map((field) => [field.name, valueFor(field, model, own)]),
	) as IDataObject;
}

/** One field to be changed, with the value that the record has. */
function changeFor(operation: Operation, model: StoreRecord): IDataObject {
	const plain = (operation.body ?? []).filter(
		({ name, type }) => name !== 'id' && type !== 'file' && type !== 'object' && type !== 'list',
	);
	const [best] = [
		...plain.filter(({ name, type }) => type === 'text' && model[name]),
		...plain.filter(({ name }) => model[name] !== null && model[name] !== undefined),
		...plain,
		...(operation.body ?? []),
	];
	return best ? { [best.name]: valueFor(best, model, {}) as never } : {};
}

function having(operation: string): string[] {
	return resources()
		.filter(({ name }) => operationOf(name, operation))
		.map(({ name }) => name);
}

async function performed(resource: string): Promise<string[]> {
	const { byRoute } = await calls(sandbox);
	return Object.keys(byRoute).filter((route) => route.includes(`/api/${resource}`));
}

describe('lists', () => {
	test.each(having('list'))('%s', async (name) => {
		const result = await run(name, 'getMany', {
			filters: mapped(filters[name] ?? {}),
			limit: 3,
		});
		await expectClean(result);
		expect(await performed(name)).toEqual([`GET /api/${name}`]);
		expect(result.items.length).toBeLessThanOrEqual(3);
	});

	test.each(resources().filter(({ operations }) => operations.some(({ bulk }) => bulk)))(
		'$name in bulk',
		async ({ name }) => {
			const result = await run(name, 'getMany', {
				filters: mapped(filters[name] ?? {}),
				returnAll: true,
				options: { bulk: 'always' },
			});
			await expectClean(result);
			const routes = await performed(name);
			expect(routes).toEqual(
				expect.arrayContaining([`POST /api/${name}_list`, `GET /api/${name}_list`]),
			);
			expect(result.items.length).toBeGreaterThan(0);
		},
	);
});

/** Records without an id, which the sandbox therefore cannot tell apart. */
const UNSEEN: ReadonlySet<string> = new Set(['telehealth_appointment_history']);

describe('records', () => {
	test.each(having('get'))('%s', async (name) => {
		const model = await modelOf(name);
		const { appointment_id, template_id } = related;
		const given = name === 'yellow_notepad' ? { appointment_id, template_id } : filters[name];
		const result = await run(name, 'get', {
			id: idIn(name, model),
			filters: mapped((given ?? {}) as IDataObject),
		});
		if (UNSEEN.has(name)) {
			expect(result.error?.message).toContain('no such record');
			expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
			return;
		}
		await expectClean(result);
		expect(result.items).toHaveLength(1);
	});
});

describe('what resources have of their own', () => {
	const idOf = async (resource: string) => String((await stored(sandbox, resource))[0]!.id);

	test.each([
		['ccda', 'GET /api/patients/{id}/ccda'],
		['ccdaAsync', 'GET /api/patients/{id}/ccda_async'],
		['qrda1', 'GET /api/patients/{id}/qrda1'],
	])('%s comes as a file', async (operation, route) => {
		const result = await run('patients', operation, { id: await idOf('patients') });
		await expectClean(result);
		expect(await performed('patients')).toEqual([route]);
		expect(result.outputs[0]?.[0]?.binary?.data?.mimeType).toMatch(/xml/);
	});

	test.each([
		['createOnpatientAccess', 'POST'],
		['getOnpatientAccess', 'GET'],
		['deleteOnpatientAccess', 'DELETE'],
	])('%s', async (operation, method) => {
		const result = await run('patients', operation, { id: String(related.patient) });
		await expectClean(result);
		expect(await performed('patients')).toEqual([`${method} /api/patients/{id}/onpatient_access`]);
	});

	test.each([
		['applyToAppointment', 'apply_to_appointment'],
		['unapplyFromAppointment', 'unapply_from_appointment'],
	])('%s', async (operation, route) => {
		const result = await run('consent_forms', operation, {
			id: await idOf('consent_forms'),
			fields: mapped({ appointment: related.appointment as number }),
		});
		await expectClean(result);
		expect(await performed('consent_forms')).toEqual([`POST /api/consent_forms/{id}/${route}`]);
	});

	test('appendToPharmacyNote', async () => {
		const result = await run('medications', 'appendToPharmacyNote', {
			id: await idOf('medications'),
			fields: mapped({ pharmacy_note: 'Text' }),
		});
		await expectClean(result);
	});

	test('addExamRoom', async () => {
		const id = await idOf('offices');
		const result = await run('offices', 'addExamRoom', {
			id,
			fields: mapped({ name: 'Laser', online_scheduling: false }),
		});
		await expectClean(result);
		const office = (await stored(sandbox, 'offices')).find((one) => String(one.id) === id);
		expect(JSON.stringify(office?.exam_rooms)).toContain('Laser');
	});

	test('current', async () => {
		const result = await run('users', 'current');
		await expectClean(result);
		expect(result.items).toEqual([expect.objectContaining({ practice_group: expect.anything() })]);
	});
});

describe('writes', () => {
	test.each(having('create'))('%s', async (name) => {
		const model = await modelOf(name);
		const create = operationOf(name, 'create')!;
		const created = await run(name, 'create', {
			fields: mapped(fieldsFor(create, model)),
			options: optionsFor(name),
		});
		await expectClean(created);
		expect(await performed(name)).toEqual([`POST /api/${name}`]);
	});

	test.each(having('update'))('%s is updated', async (name) => {
		const model = await modelOf(name);
		const fields = changeFor(operationOf(name, 'update')!, model);
		const result = await run(name, 'update', { id: idIn(name, model), fields: mapped(fields) });
		await expectClean(result);
		expect(result.items).toEqual([{ id: idIn(name, model), changed: Object.keys(fields) }]);
	});

	test.each(having('replace'))('%s is replaced', async (name) => {
		const model = await modelOf(name);
		const fields = {
			...changeFor(operationOf(name, 'replace')!, model),
			...fieldsFor(operationOf(name, 'replace')!, model),
		};
		const result = await run(name, 'replace', {
			id: idIn(name, model),
			fields: mapped(fields),
			options: optionsFor(name),
		});
		await expectClean(result);
		expect(result.items[0]).toMatchObject({ id: idIn(name, model) });
	});

	test.each(having('delete'))('%s is deleted', async (name) => {
		const model = await modelOf(name);
		const result = await run(name, 'delete', { id: idIn(name, model) });
		await expectClean(result);
		expect(result.items).toEqual([{ id: idIn(name, model), deleted: true }]);
	});
});

test('every operation of the catalog was called, and thereby every one of the document', () => {
	const all = resources().flatMap(({ operations }) =>
		operations.flatMap(({ endpoint, bulk }) => [
			endpoint,
			...(bulk ? [bulk.prepare, bulk.look] : []),
		]),
	);
	const routes = all.map(({ method, route }) => `${method} ${route}`);
	expect(routes.filter((route) => !called.has(route))).toEqual([]);
	// The document has four more, which it made up (deviations.ts), and the server three that it lacks.
	expect(routes).toHaveLength(327 - 4 + 3);
});
