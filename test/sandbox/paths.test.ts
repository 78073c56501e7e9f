/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { ask } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

interface Operation {
	method: string;
	path: string;
}

const { operations } = JSON.parse(
	readFileSync(resolve(__dirname, '../../sandbox/contract/v4.json'), 'utf8'),
) as { operations: Operation[] };

/** Query parameters without which a list refuses to answer. */
const NEEDED: Record<string, string> = {
	'/api/appointments': 'since=2026-01-01',
	'/api/audit_log': 'since=2026-01-01',
	'/api/availability': 'doctor=100001&date=2026-11-23',
	'/api/day_sheet_charges': 'start_date=1/1/2026&end_date=12/31/2026',
	'/api/day_sheet_credits': 'start_date=1/1/2026&end_date=12/31/2026',
	'/api/day_sheet_patient_payments': 'start_date=1/1/2026&end_date=12/31/2026',
	'/api/day_sheet_totals': 'start_date=1/1/2026&end_date=12/31/2026',
	'/api/insurances': 'payer_type=emdeon',
};

/** The table behind a resource that shows another one's rows. */
const TABLES: Record<string, string> = {
	lab_orders_summary: 'lab_orders',
	patients_summary: 'patients',
};

/** Documented, but nonsense of the vendor's generator: the server has no such thing. */
const ABSENT = /^\/api\/appointments_list\/\{id\}$/;

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 300 });
	({ access_token: token } = await sandbox.token());
}, 120_000);

afterAll(() => sandbox.stop());

/** An id that exists in the table a path is about. */
async function idFor(path: string): Promise<string> {
	const name = path.split('/')[2] ?? '';
	if (name === 'insurances') {
		const list = await ask(`${sandbox.v4}/api/insurances?payer_type=emdeon`, { token });
		return list.json.results[0].payer_id;
	}
	const store = await sandbox.control(`store/${TABLES[name] ?? name}`);
	const row = store.records.find((one: any) => one.archived !== true && one.deleted_flag !== true);
	return String(row?.id ?? row?.appointment ?? row?.billing_line_item_id ?? 1_000_001);
}

const reads = operations.filter(({ method, path }) => method === 'GET' && !ABSENT.test(path));
const plain = reads.filter(({ path }) => !/_list$|yellow_notepad/.test(path));
const writes = operations.filter(({ method, path }) => method !== 'GET' && !ABSENT.test(path));

it('knows the whole contract', () => {
	expect(operations).toHaveLength(327);
	expect(new Set(operations.map(({ path }) => path)).size).toBe(168);
});

it.each(plain.map(({ path }) => path))('GET %s answers 200', async (path) => {
	const url = path.includes('{id}') ? path.replace('{id}', await idFor(path)) : path;
	const reply = await ask(`${sandbox.v4}${url}${NEEDED[path] ? `?${NEEDED[path]}` : ''}`, {
		token,
	});
	expect([reply.status, reply.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
	if (!path.includes('{id}') && reply.json?.results)
		expect(Object.keys(reply.json)).toEqual(['previous', 'results', 'next']);
});

it.each(reads.filter(({ path }) => /_list$/.test(path)).map(({ path }) => path))(
	'%s gives what was asked for',
	async (path) => {
		const asked = await ask(`${sandbox.v4}${path}`, { token, method: 'POST' });
		expect(asked.status).toBe(201);
		const fetch = () => ask(`${sandbox.v4}${path}?uuid=${asked.json.uuid}`, { token });
		expect((await fetch()).json.status).toBe('In progress');
		const done = (await fetch()).json;
		expect(done.status).toBe('Complete');
		expect(done.results.length).toBe(Math.min(done.pagination.count, done.pagination.page_size));
	},
);

it('GET /api/yellow_notepad gives the text of a section', async () => {
	const visit = (await sandbox.control('store/appointments?limit=1')).records[0];
	const template = (await sandbox.control('store/clinical_note_templates?limit=1')).records[0];
	const query = `appointment_id=${visit.id}&template_id=${template.id}`;
	const reply = await ask(`${sandbox.v4}/api/yellow_notepad?${query}`, { token });
	expect(reply.json).toEqual({
		appointment_id: Number(visit.id),
		template_id: template.id,
		content: expect.any(String),
	});
});

/** With an empty body a write is done or refused by its own rules, never unknown to the server. */
it.each(writes.map(({ method, path }) => [method, path] as const))(
	'%s %s is known',
	async (method, path) => {
		const url = path.includes('{id}') ? path.replace('{id}', await idFor(path)) : path;
		const reply = await ask(`${sandbox.v4}${url}`, {
			token,
			method,
			...(method !== 'DELETE' && { json: {} }),
		});
		const gone = reply.status === 404 && (method === 'DELETE' || /apply_|signed_/.test(path));
		expect([200, 201, 204, 400, 409, ...(gone ? [404] : [])]).toContain(reply.status);
	},
);

/** Lists that can be asked for what changed since a time (wire.md 3.2). */
const SINCE = [
	'appointments',
	'audit_log',
	'clinical_note_field_values',
	'clinical_notes',
	'comm_logs',
	'custom_insurance_plan_names',
	'documents',
	'fee_schedules',
	'inventory_categories',
	'inventory_vaccines',
	'lab_documents',
	'lab_orders',
	'lab_orders_summary',
	'line_item_deletions',
	'line_items',
	'patient_lab_results',
	'patient_messages',
	'patient_payment_log',
	'patient_payments',
	'patient_vaccine_records',
	'patients',
	'patients_summary',
	'prescription_messages',
	'task_categories',
	'task_notes',
	'task_statuses',
	'task_templates',
	'tasks',
	'transactions',
];

it.each(SINCE)('%s knows what changed since a time', async (name) => {
	const since = async (time: string) =>
		(await ask(`${sandbox.v4}/api/${name}?since=${time}`, { token })).json.results.length;
	const all = (await sandbox.control(`store/${TABLES[name] ?? name}`)).records.filter(
		(row: any) =>
			row.deleted_flag !== true && !(['documents'].includes(name) && row.archived === true),
	).length;
	expect(all).toBeGreaterThan(0);
	expect(await since('2000-01-01')).toBe(Math.min(all, 250));
	expect(await since('2999-01-01')).toBe(0);
});

it.each([
	['tasks', 'due_at_unknown=true', (row: any) => row.due_date === null],
	['patients', 'gender=Female', (row: any) => row.gender === 'Female'],
	['line_items', 'doctor=100001', (row: any) => row.doctor === 100001],
	['lab_results', 'order=16000001', (row: any) => row.lab_order === 16000001],
	['schedule_blocks', 'doctor=100001', (row: any) => row.provider === 100001],
	[
		'eligibility_checks',
		'query_date_range=2026-01-01/2026-06-30',
		(row: any) => row.query_date >= '2026-01-01' && row.query_date < '2026-07-01',
	],
])('%s?%s chooses the rows it says', async (name, query, fits) => {
	const rows = (await sandbox.control(`store/${name}`)).records.filter(fits);
	const listed = (await ask(`${sandbox.v4}/api/${name}?${query}`, { token })).json.results;
	expect(listed.length).toBeGreaterThan(0);
	expect(listed.map((row: any) => row.id)).toEqual(rows.slice(0, 250).map((row: any) => row.id));
});

it('is never at a loss, whatever it is sent', async () => {
	const { access_token: guide } = await sandbox.token({ dialect: 'guide' });
	const names = [
		...['doctor', 'patient', 'appointment', 'scheduled_time', 'status', 'date', 'date_range'],
		...['since', 'cursor', 'page_size', 'payer_type', 'duration', 'vitals', 'custom_demographics'],
		...['start_time', 'end_time', 'provider', 'email', 'next_token', 'offset', 'constructor', 'id'],
	];
	const key = fc.constantFrom(...names, '__proto__', 'toString');
	const value = fc.oneof(
		fc.constantFrom('2026-01-01', '2026-01-01/2026-02-01', '2026-01-01T10:00:00Z', '100001', ''),
		fc.jsonValue({ maxDepth: 2 }),
	);
	const paths = [
		...operations.map(({ path }) => path),
		...['appointments', 'patients', 'claims', 'appointments/availability'].map(
			(name) => `/guide/${name}/`,
		),
	];
	const request = fc.record({
		path: fc.constantFrom(...paths),
		method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
		id: fc.constantFrom('1', '100001', '500001', 'abc', '20261124_400000001', '%00'),
		query: fc.array(fc.tuple(key, value), { maxLength: 3 }),
		body: fc.oneof(fc.dictionary(key, value), fc.jsonValue({ maxDepth: 1 })),
	});
	await fc.assert(
		fc.asyncProperty(request, async ({ path, method, id, query, body }) => {
			const search = new URLSearchParams(
				query.map(([name, one]): [string, string] => [
					name,
					typeof one === 'string' ? one : JSON.stringify(one),
				]),
			);
			const reply = await ask(`${sandbox.v4}${path.replace('{id}', id)}?${search.toString()}`, {
				token: path.startsWith('/guide') ? guide : token,
				method,
				...(method !== 'GET' && { json: body }),
			});
			expect(reply.status).toBeLessThan(500);
		}),
		{ numRuns: 300, seed: 20261122 },
	);
});
