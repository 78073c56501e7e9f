/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import fc from 'fast-check';

interface Violation {
	rule: string;
	where: string;
	message: string;
}

interface Request {
	dialect?: 'v4' | 'guide';
	method: string;
	path: string;
	query?: Record<string, string | string[]>;
	body?: unknown;
	contentType?: string;
	today?: string;
}

const ROOT = path.join(__dirname, '..', '..');
const DATA = path.join(ROOT, 'sandbox', 'contract', 'v4.json');

let host: ChildProcessWithoutNullStreams;
let lines: Interface;
const waiting: Array<(line: string) => void> = [];

async function call<T>(name: string, ...values: unknown[]): Promise<T> {
	const answer = new Promise<string>((resolve) => waiting.push(resolve));
	host.stdin.write(`${JSON.stringify([name, ...values])}\n`);
	const { value, error } = JSON.parse(await answer) as { value: T; error?: string };
	if (error !== undefined) throw new Error(error);
	return value;
}

const check = (request: Request) =>
	call<Violation[]>('checkRequest', { dialect: 'v4', ...request });

async function rulesOf(request: Request): Promise<string[]> {
	return (await check(request)).map(({ rule }) => rule);
}

beforeAll(() => {
	const script = path.join(__dirname, 'contract-host.mts');
	host = spawn(process.execPath, ['--import', 'tsx', script], { cwd: ROOT });
	host.stderr.pipe(process.stderr);
	lines = createInterface({ input: host.stdout });
	lines.on('line', (line) => waiting.shift()?.(line));
	host.once('exit', (code) => {
		const gone = JSON.stringify({ error: `the host ended with ${code}` });
		for (const resolve of waiting.splice(0)) resolve(gone);
	});
});

afterAll(async () => {
	const gone = new Promise((resolve) => host.once('exit', resolve));
	host.stdin.end();
	await gone;
	lines.close();
});

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';

const appointment = {
	doctor: 100001,
	office: 500001,
	exam_room: 1,
	patient: 600001,
	scheduled_time: '2026-01-15T14:30:00',
	duration: 30,
};

const createAppointment = (body: unknown, contentType = JSON_TYPE): Request => ({
	method: 'POST',
	path: '/api/appointments',
	body,
	contentType,
});

const without = <T extends object>(record: T, name: keyof T) =>
	Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** A row that lacks its last value would make jest pass a callback in its place. */
const pad = (rows: Array<[string, string, unknown, string?]>) =>
	rows.map(([rule, field, body, contentType]): [string, string, unknown, string | undefined] => [
		rule,
		field,
		body,
		contentType,
	]);

describe('the data file', () => {
	const data = JSON.parse(readFileSync(DATA, 'utf8')) as {
		source: Record<string, number>;
		scopes: string[];
		enums: Record<string, string[]>;
		operations: Array<{ method: string; path: string; parameters?: Array<{ name: string }> }>;
		schemas: Record<string, { fields: Record<string, { enum?: string | string[] }> }>;
	};

	it('holds every path, operation, schema and scope of the document', () => {
		expect(new Set(data.operations.map((o) => o.path)).size).toBe(168);
		expect(data.operations).toHaveLength(327);
		expect(Object.keys(data.schemas)).toHaveLength(77);
		expect(data.scopes).toHaveLength(22);
		expect(data.source).toMatchObject({ paths: 168, operations: 327, schemas: 77 });
		const byMethod = (method: string) => data.operations.filter((o) => o.method === method).length;
		const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
		expect(methods.map(byMethod)).toEqual([164, 57, 42, 45, 19]);
	});

	it('has every parameter, and a list of values for every name of one', () => {
		const parameters = data.operations.flatMap((operation) => operation.parameters ?? []);
		expect(parameters).toHaveLength(1383);
		const names = JSON.stringify(data.schemas).matchAll(/"enum":"([^"]+)"/g);
		const used = new Set([...names].map((match) => match[1]));
		expect([...used].filter((name) => !data.enums[name!])).toEqual([]);
		expect(used.size).toBe(Object.keys(data.enums).length);
	});

	it("carries none of the vendor's prose", () => {
		const text = readFileSync(DATA, 'utf8');
		expect(text).not.toMatch(
			/"(description|summary|title|example|examples)":\s*"[^"]* [^"]* [^"]* [^"]* /,
		);
		const keys = [...text.matchAll(/"(description|summary|example)":("[^"]*")/g)];
		expect(keys).toEqual([]);
	});

	it('keeps codes as they are written', () => {
		const fields = data.schemas['PatientVaccineRecord']!.fields;
		expect(fields['record_source']!.enum).toContain('08');
		expect(data.schemas['LabOrder']!.fields['priority']!.enum).toEqual(['N', 'S']);
	});

	const source = process.env['DRCHRONO_OPENAPI'];
	// The vendor's document is not part of this project; whoever has it can check the file against it.
	if (source !== undefined) {
		it('is what the generator makes of the document', async () => {
			expect(await call<string>('regenerate', source)).toBe(readFileSync(DATA, 'utf8'));
		});
	}

	it('is made by reducing a document to its facts', async () => {
		const reduced = await call<Record<string, unknown>>(
			'reduce',
			`openapi: 3.0.0
info: {title: T, version: v, description: Long text}
paths:
  /api/things:
    get:
      operationId: things_list
      description: More text
      tags: [Tag]
      security: [{oauth: [a:read, a:write]}]
      x-permissions: [seeing]
      x-practice-access: '"share_things" need to be set'
      parameters:
      - {in: query, name: kind, required: true, description: text, schema: {type: bool}}
      - {in: query, name: page_size, required: false, schema: {type: integer, maximum: 9}}
      responses:
        '404': {content: {}}
        '200': {content: {application/json: {schema: {type: object, properties:
          {previous: {type: string}, data: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}}}
components:
  securitySchemes: {oauth: {flows: {code: {scopes: {'a:write': text, 'a:read': text}}}}}
  schemas:
    Thing:
      required: [b]
      x-verbose-required: [c]
      properties:
        b: {type: string, enum: ['', N, 08], description: text, title: B}
        a: {type: array, readOnly: true, items: {type: object, properties: {n: {type: number}}}}
        c: {$ref: '#/components/schemas/Thing'}
`,
		);
		expect(reduced).toEqual({
			source: { title: 'T', version: 'v', openapi: '3.0.0', paths: 1, operations: 1, schemas: 1 },
			scopes: ['a:read', 'a:write'],
			enums: {},
			operations: [
				{
					method: 'GET',
					path: '/api/things',
					id: 'things_list',
					tag: 'Tag',
					scopes: ['a:read', 'a:write'],
					permissions: ['seeing'],
					sharing: ['share_things'],
					parameters: [
						{ name: 'kind', in: 'query', type: 'boolean', required: true },
						{ name: 'page_size', in: 'query', type: 'integer', maximum: 9 },
					],
					statuses: [200, 404],
					responses: {
						'200': {
							contentType: JSON_TYPE,
							shape: 'cursor',
							key: 'data',
							schema: 'Thing',
						},
					},
				},
			],
			schemas: {
				Thing: {
					required: ['b'],
					verbose: ['c'],
					fields: {
						a: {
							type: 'array',
							readOnly: true,
							items: { type: 'object', fields: { n: { type: 'number' } } },
						},
						b: { type: 'string', enum: ['', 'N', '08'] },
						c: { type: 'object', ref: 'Thing' },
					},
				},
			},
		});
	});
});

describe('deviations', () => {
	interface Row {
		where: string;
		documented: string;
		actual: string;
		reason: string;
		confidence: string;
		applied: boolean;
	}

	it('say what, why and how surely', async () => {
		const rows = await call<Row[]>('deviations');
		expect(rows.length).toBeGreaterThan(40);
		for (const row of rows) {
			expect(row.documented && row.actual && row.reason).toBeTruthy();
			expect(['recorded', 'documented', 'client', 'inferred']).toContain(row.confidence);
		}
		expect(new Set(rows.map((row) => row.where)).size).toBe(rows.length);
	});

	it('each still corrects something', async () => {
		expect(await call('idleDeviations')).toEqual([]);
	});

	it('leave 323 documented operations and add five', async () => {
		const operations = await call<Array<{ id: string }>>('operations');
		expect(operations).toHaveLength(327 - 4 + 5);
	});

	it('name no scope that a token cannot carry', async () => {
		const data = JSON.parse(readFileSync(DATA, 'utf8')) as { scopes: string[] };
		const operations = await call<Array<{ scopes: string[] }>>('operations');
		const named = new Set(operations.flatMap((operation) => operation.scopes));
		expect([...named].filter((scope) => !data.scopes.includes(scope))).toEqual([]);
	});
});

describe('paths', () => {
	it('resolve every operation to its own template', async () => {
		for (const dialect of ['v4', 'guide'] as const) {
			const operations = await call<Array<{ id: string; method: string; path: string }>>(
				'operations',
				dialect,
			);
			for (const { id, method, path: template } of operations) {
				const url = template.replace('{id}', '20260115_12345');
				const match = await call<{ route: string; operation: string }>(
					'matchPath',
					method,
					url,
					dialect,
				);
				expect(match).toMatchObject({ route: template, operation: id });
			}
		}
	});

	it('give the parts of the template', async () => {
		expect(await call('matchPath', 'GET', '/api/patients/60%2F1/ccda')).toMatchObject({
			params: { id: '60/1' },
			allowed: ['GET'],
		});
	});

	it.each([
		['/api/nothing', 'v4'],
		['/api/appointments/', 'v4'],
		['/api/patients//ccda', 'v4'],
		['/api/appointments_list/7', 'v4'],
		['/guide/appointments', 'guide'],
		['/guide/offices/', 'guide'],
	] as const)('do not know %s (%s)', async (unknown, dialect) => {
		expect(await rulesOf({ dialect, method: 'GET', path: unknown })).toEqual(['path.unknown']);
	});

	it('prefer the fixed segment', async () => {
		expect(await call('matchPath', 'GET', '/api/users/current')).toMatchObject({
			route: '/api/users/current',
		});
		expect(
			await call('matchPath', 'GET', '/guide/appointments/availability/', 'guide'),
		).toMatchObject({ route: '/appointments/availability/' });
	});

	it('name the methods they know', async () => {
		const [violation] = await check({ method: 'DELETE', path: '/api/problems/1' });
		expect(violation).toEqual({
			rule: 'method.notAllowed',
			where: 'DELETE /api/problems/{id}',
			message: 'allowed: GET, PUT, PATCH',
		});
	});

	it('take HEAD for GET and leave OPTIONS alone', async () => {
		expect(await rulesOf({ method: 'HEAD', path: '/api/appointments' })).toEqual(['query.oneOf']);
		expect(await rulesOf({ method: 'OPTIONS', path: '/api/appointments' })).toEqual([]);
	});

	it('leave OAuth alone', async () => {
		expect(await check({ method: 'POST', path: '/o/token/', body: { any: 1 } })).toEqual([]);
		const guide = { dialect: 'guide', method: 'POST', path: '/guide/oauth/token/' } as const;
		expect(await check(guide)).toEqual([]);
	});

	it('resolve or refuse any path without failing', async () => {
		const segment = fc.oneof(fc.constantFrom('api', 'appointments', '{id}', ''), fc.string());
		await fc.assert(
			fc.asyncProperty(fc.array(segment, { maxLength: 6 }), async (segments) => {
				const match = await call<{ route: string } | undefined>(
					'matchPath',
					'GET',
					`/${segments.join('/')}`,
				);
				if (match) expect(match.route).toMatch(/^\/api\//);
			}),
		);
	});
});

describe('query parameters', () => {
	const list = (query: Record<string, string | string[]>): Request => ({
		method: 'GET',
		path: '/api/appointments',
		query,
	});

	it.each([
		[{ since: '2026-01-10' }],
		[{ since: '2026-01-10T09:15:00', show_archived: 'true', verbose: 'true', page_size: '50' }],
		[{ date: '2026-01-15', doctor: '100001', office: '500001', status: 'My own status' }],
		[{ date_range: '2026-01-01/2026-06-30', page_size: '250', cursor: 'b3BhcXVl' }],
		[{ occurred_since: '2026-01-10', ignore_virtual: '1', fields: 'id,status' }],
	])('%j is in order', async (query) => {
		expect(await check(list(query))).toEqual([]);
	});

	it.each([
		['query.oneOf', { doctor: '1' }],
		['query.zone', { since: '2026-01-10T09:15:00Z' }],
		['query.zone', { since: '2026-01-10T09:15:00-05:00' }],
		['query.format', { since: '10.01.2026' }],
		['query.format', { date: '2026-02-30' }],
		['query.range', { date_range: '2026-02-01' }],
		['query.range', { date_range: '2026-02-01/2026-01-01' }],
		['query.range', { date_range: '2026-01-01,2026-02-01' }],
		['query.unknown', { since: '2026-01-10', ordering: 'id' }],
		['query.type', { since: '2026-01-10', doctor: 'Dana' }],
		['query.type', { since: '2026-01-10', verbose: 'yes' }],
		['query.repeated', { since: ['2026-01-10', '2026-01-11'] }],
		['query.minimum', { since: '2026-01-10', page_size: '0' }],
		['query.maximum', { since: '2026-01-10', page_size: '251' }],
		['query.maximum', { since: '2026-01-10', page_size: '51', verbose: 'true' }],
	])('%s fires on %j', async (rule, query) => {
		expect(await rulesOf(list(query))).toEqual([rule]);
	});

	it('lets a window be of any length only in the past', async () => {
		const year = { date_range: '2025-01-01/2025-12-31' };
		expect(await rulesOf({ ...list(year), today: '2026-01-02' })).toEqual([]);
		expect(await rulesOf({ ...list(year), today: '2026-01-01' })).toEqual(['query.window']);
		expect(await rulesOf({ ...list(year), today: '2025-06-01' })).toEqual(['query.window']);
		const half = { date_range: '2025-01-01/2025-07-10' };
		expect(await rulesOf({ ...list(half), today: '2025-06-01' })).toEqual([]);
	});

	it.each<[string, Request]>([
		['query.required', { method: 'GET', path: '/api/insurances', query: { term: 'aetna' } }],
		['query.enum', { method: 'GET', path: '/api/insurances', query: { payer_type: 'all' } }],
		['query.oneOf', { method: 'GET', path: '/api/audit_log' }],
		[
			'query.format',
			{
				method: 'GET',
				path: '/api/day_sheet_totals',
				query: { start_date: '2026-01-01', end_date: '1/31/2026' },
			},
		],
		['query.required', { method: 'GET', path: '/api/line_items_list' }],
		['query.required', { method: 'GET', path: '/api/recurring_appointment_instances' }],
		['body.unknown', { method: 'PATCH', path: '/api/message_threads/1', body: { subject: 'x' } }],
		['query.enum', { method: 'POST', path: '/api/patients_list', query: { order_by: 'name' } }],
		['query.enum', { method: 'POST', path: '/api/appointments_list', query: { order_by: 'id' } }],
		['query.maximum', { method: 'POST', path: '/api/patients_list', query: { page_size: '1001' } }],
		['query.unknown', { method: 'GET', path: '/api/offices', query: { since: '2026-01-01' } }],
		['query.unknown', { method: 'GET', path: '/api/tasks', query: { patient: '1' } }],
	])('%s fires elsewhere too: %j', async (rule, request) => {
		expect(await rulesOf(request)).toEqual([rule]);
	});

	it.each<[Request]>([
		[{ method: 'GET', path: '/api/patients', query: { verbose: 'true', first_name: 'jan' } }],
		[{ method: 'GET', path: '/api/patients/600001', query: { verbose: 'true' } }],
		[{ method: 'GET', path: '/api/patients/600001/ccda' }],
		[{ method: 'GET', path: '/api/users/current' }],
		[
			{
				method: 'POST',
				path: '/api/clinical_note_field_values_list',
				query: { page_size: '20000', page: '1', since: '2026-01-01' },
			},
		],
		[
			{
				method: 'POST',
				path: '/api/appointments_list',
				query: { page_size: '1000', page: '2', order_by: 'updated_at', verbose: 'true' },
			},
		],
		[{ method: 'GET', path: '/api/appointments_list', query: { uuid: 'any' } }],
		[
			{
				method: 'GET',
				path: '/api/recurring_appointment_instances',
				query: { base_recurring_appointment: '1', end_date: '2026-12-31', fields: 'id,status' },
			},
		],
		[
			{
				method: 'GET',
				path: '/api/message_threads',
				query: { updated_since: '2026-04-25T00:00:00Z', starred: 'true', unread_count: '1' },
			},
		],
		[{ method: 'PATCH', path: '/api/message_threads/1', body: { assigned_groups: [301] } }],
		[
			{
				method: 'GET',
				path: '/api/availability',
				query: { date: '2026-01-29', office: '1', duration: '30', exam_room: '2' },
			},
		],
		[
			{
				method: 'GET',
				path: '/api/line_items',
				query: { service_date_range: '2026-01-01/2026-01-31' },
			},
		],
		[{ method: 'GET', path: '/api/documents', query: { show_archived: 'true' } }],
		[
			{
				method: 'GET',
				path: '/api/day_sheet_totals',
				query: { start_date: '1/1/2026', end_date: '12/31/2026' },
			},
		],
		[
			{
				method: 'POST',
				path: '/api/patients',
				query: { allow_duplicates: 'true' },
				body: { gender: 'Female', doctor: 1 },
			},
		],
	])('%j is in order', async (request) => {
		expect(await check(request)).toEqual([]);
	});

	it('take every date a calendar has, and no other', async () => {
		const day = fc.date({
			min: new Date('1900-01-01T00:00:00Z'),
			max: new Date('2100-12-31T00:00:00Z'),
			noInvalidDate: true,
		});
		await fc.assert(
			fc.asyncProperty(day, fc.integer({ min: 32, max: 99 }), async (date, beyond) => {
				const text = date.toISOString().slice(0, 10);
				expect(await rulesOf(list({ date: text }))).toEqual([]);
				const impossible = `${text.slice(0, 8)}${beyond}`;
				expect(await rulesOf(list({ date: impossible }))).toEqual(['query.format']);
			}),
		);
	});
});

describe('bodies', () => {
	it.each([
		['as JSON', createAppointment(appointment)],
		[
			'with a profile instead of a duration',
			createAppointment({ ...without(appointment, 'duration'), profile: 700001 }),
		],
		['of a break', createAppointment({ ...appointment, patient: null, appt_is_break: true })],
		[
			'with a status of the practice',
			createAppointment({ ...appointment, status: 'Ready for billing' }),
		],
		[
			'as a form, where everything is text',
			createAppointment(
				{ ...appointment, doctor: '100001', exam_room: '1', duration: '30', is_walk_in: 'true' },
				`${FORM}; charset=utf-8`,
			),
		],
		[
			'with a space for the T',
			createAppointment({ ...appointment, scheduled_time: '2026-03-30 12:00' }),
		],
		['several at once', createAppointment([appointment, appointment])],
	])('of appointments %s are in order', async (_what, request) => {
		expect(await check(request)).toEqual([]);
	});

	it.each<[string, string, unknown, string | undefined]>(
		pad([
			['body.required', 'doctor', without(appointment, 'doctor')],
			['body.required', 'patient', without(appointment, 'patient')],
			['body.null', 'office', { ...appointment, office: null }],
			['body.oneOf', '', without(appointment, 'duration')],
			['body.type', 'doctor', { ...appointment, doctor: '100001' }],
			['body.type', 'doctor', { ...appointment, doctor: 'Dana' }, FORM],
			['body.type', 'icd10_codes', { ...appointment, icd10_codes: 'M54.5' }],
			['body.type', 'icd10_codes[1]', { ...appointment, icd10_codes: ['M54.5', 10] }],
			['body.type', 'vitals', { ...appointment, vitals: '{}' }, FORM],
			['body.zone', 'scheduled_time', { ...appointment, scheduled_time: '2026-01-15T14:30:00Z' }],
			['body.format', 'scheduled_time', { ...appointment, scheduled_time: 'tomorrow' }],
			['body.format', 'recur_end_date', { ...appointment, recur_end_date: '2026-13-01' }],
			['body.enum', 'status', { ...appointment, status: 'Scheduled' }],
			['body.enum', 'recurring_days[0]', { ...appointment, recurring_days: ['Mon'] }],
			[
				'body.enum',
				'vitals.smoking_status',
				{ ...appointment, vitals: { smoking_status: 'never' } },
			],
			['body.length', 'reason', { ...appointment, reason: 'x'.repeat(101) }],
			['body.readOnly', 'ins1_status', { ...appointment, ins1_status: '' }],
			['body.readOnly', 'vitals.bmi', { ...appointment, vitals: { bmi: '22' } }],
			['body.readOnly', 'is_telehealth', { ...appointment, is_telehealth: true }],
			['body.unknown', 'start_time', { ...appointment, start_time: '2026-01-15T14:30:00' }],
			['body.unknown', 'custom_vitals[0].name', { ...appointment, custom_vitals: [{ name: 'x' }] }],
			['body.contentType', '', appointment, 'text/plain'],
		]),
	)('%s %s fires on %j', async (rule, field, body, contentType) => {
		const violations = await check(createAppointment(body, contentType));
		expect(violations.map((violation) => violation.rule)).toEqual([rule]);
		const where = field ? `POST /api/appointments ${field}` : 'POST /api/appointments';
		expect(violations[0]!.where).toBe(where);
	});

	it('are checked record by record in an array', async () => {
		const bad = { ...appointment, status: 'Scheduled' };
		const violations = await check(createAppointment([appointment, bad]));
		expect(violations).toMatchObject([
			{ rule: 'body.enum', where: 'POST /api/appointments [1].status' },
		]);
	});

	const patient = { method: 'PUT', path: '/api/patients/600001', contentType: JSON_TYPE };

	it('of PUT need the required fields, those of PATCH do not', async () => {
		const body = { first_name: 'Jane' };
		expect(await rulesOf({ ...patient, body })).toEqual(['body.required', 'body.required']);
		expect(await rulesOf({ ...patient, method: 'PATCH', body })).toEqual([]);
		expect(await rulesOf({ ...patient, method: 'PATCH', body: {} })).toEqual([]);
		expect(await rulesOf({ ...patient, body: { ...body, gender: 'Female', doctor: 1 } })).toEqual(
			[],
		);
	});

	it.each<[string, Request]>([
		['body.needs', { ...patient, method: 'PATCH', body: { patient_photo_date: '2026-01-01' } }],
		['body.type', { ...patient, method: 'PATCH', body: [] }],
		['body.minimum', { method: 'POST', path: '/api/patients', body: [] }],
		[
			'body.enum',
			{ ...patient, method: 'PATCH', body: { primary_insurance: { insurance_plan_type: 'PPO' } } },
		],
		['body.enum', { method: 'PATCH', path: '/api/problems/1', body: { status: 'Active' } }],
		['body.unexpected', { method: 'GET', path: '/api/patients', body: { gender: 'x' } }],
		['body.unexpected', { method: 'DELETE', path: '/api/patients/1', body: { id: 1 } }],
		[
			'body.unexpected',
			{ method: 'POST', path: '/api/patients_list', body: { since: '2026-01-01' } },
		],
		['body.type', { method: 'PATCH', path: '/api/patients/1', body: [{ gender: 'Female' }] }],
		['path.type', { method: 'GET', path: '/api/sublabs/first' }],
		[
			'body.unknown',
			{ method: 'POST', path: '/api/offices/1/add_exam_room', body: { title: 'x' } },
		],
		[
			'body.contentType',
			{ method: 'PATCH', path: '/api/patients/1', body: 'gender', contentType: 'text/html' },
		],
	])('%s fires on %j', async (rule, request) => {
		expect(await rulesOf(request)).toContain(rule);
	});

	const document = {
		doctor: '100001',
		patient: '600001',
		description: 'Letter',
		date: '2026-01-15',
		document: { filename: 'letter.pdf' },
		metatags: '["Referral"]',
	};
	const upload = (body: unknown, contentType = MULTIPART): Request => ({
		method: 'POST',
		path: '/api/documents',
		body,
		contentType,
	});

	it('of documents are multipart with metatags as text', async () => {
		expect(await check(upload(document))).toEqual([]);
		expect(await rulesOf(upload({ ...document, metatags: 'Referral' }))).toEqual(['body.format']);
		expect(await rulesOf(upload(without(document, 'document')))).toEqual(['body.required']);
		expect(await rulesOf(upload({ ...document, description: { filename: 'x' } }))).toEqual([
			'body.type',
		]);
		const asJson = { ...document, doctor: 1, patient: 2, document: 'aGk=' };
		expect(await rulesOf(upload(asJson, JSON_TYPE))).toEqual(['body.contentType']);
	});

	it('take amounts as number or text', async () => {
		const lineItem = {
			appointment: 400001,
			code: '99213',
			procedure_type: 'C',
			diagnosis_pointers: ['1', '0', '0', '0'],
		};
		const send = (price: unknown) =>
			rulesOf({ method: 'POST', path: '/api/line_items', body: { ...lineItem, price } });
		expect(await send(120)).toEqual([]);
		expect(await send('120.00')).toEqual([]);
		expect(await send('a lot')).toEqual(['body.format']);
		expect(await send(true)).toEqual(['body.type']);
	});

	it('take no payment of nothing', async () => {
		const pay = (amount: unknown) =>
			rulesOf({ method: 'POST', path: '/api/patient_payments', body: { patient: 1, amount } });
		expect(await pay('-20.00')).toEqual([]);
		expect(await pay('0.00')).toEqual(['body.zero']);
		expect(await pay(0)).toEqual(['body.zero']);
	});

	it('take ids of users as number or text', async () => {
		for (const assignee of ['200001', 200001]) {
			const body = { title: 'Call back', status: 1, assignee_user: assignee };
			expect(await rulesOf({ method: 'POST', path: '/api/tasks', body })).toEqual([]);
		}
	});

	it('are unchecked where nothing is known of them', async () => {
		const path_ = '/api/medications/1/append_to_pharmacy_note';
		expect(await rulesOf({ method: 'PATCH', path: path_, body: { text: 'x' } })).toEqual([]);
	});

	it('never put a value into a message', async () => {
		const secret = fc.string({ minLength: 12, maxLength: 40 }).map((text) => `¤${text}`);
		const fields = [
			'scheduled_time',
			'status',
			'doctor',
			'reason',
			'notes',
			'vitals',
			'ins1_status',
		];
		await fc.assert(
			fc.asyncProperty(secret, fc.constantFrom(...fields), async (value, field) => {
				const body = { ...appointment, [field]: value };
				const violations = [
					...(await check(createAppointment(body))),
					...(await check({
						method: 'GET',
						path: '/api/appointments',
						query: { since: value, doctor: value },
					})),
				];
				expect(violations.length).toBeGreaterThanOrEqual(2);
				expect(JSON.stringify(violations)).not.toContain(value.slice(1));
			}),
		);
	});

	it('of any JSON are judged without failing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), fc.constantFrom(JSON_TYPE, FORM), async (body, type) => {
				const violations = await check(createAppointment(body, type));
				expect(violations.length).toBeGreaterThan(0);
			}),
		);
	});
});

describe('records as the server sends them', () => {
	const vitals = {
		height: null,
		height_units: 'inches',
		weight: '180.00',
		weight_units: 'lbs',
		bmi: null,
		blood_pressure_1: 120,
		blood_pressure_2: 80,
		smoking_status: 'blank',
	};
	const samples: Array<[string, Record<string, unknown>]> = [
		[
			'Appointment',
			{
				allow_overlapping: false,
				base_recurring_appointment: null,
				billing_status: '',
				billing_notes: [],
				created_at: '2026-01-10T09:15:00',
				deleted_flag: false,
				doctor: 100001,
				duration: 30,
				first_billed_date: '2026-01-15T14:30:00',
				first_edi_date: '',
				icd10_codes: ['M54.5'],
				id: '400001',
				ins1_status: '',
				patient: 600001,
				payment_profile: 'Insurance',
				scheduled_time: '2026-01-15T14:30:00',
				status: '',
				is_telehealth: false,
				telehealth_url: null,
				clinical_note: null,
				status_transitions: [
					{
						appointment: 400001,
						datetime: '2026-01-10T09:15:00',
						from_status: '',
						to_status: '',
					},
				],
				vitals,
				extended_updated_at: '2026-01-10T09:15:01',
			},
		],
		[
			'Patient',
			{
				id: 600001,
				chart_id: 'DEJA000001',
				middle_name: null,
				date_of_birth: '1980-02-03',
				gender: 'Female',
				race: 'blank',
				patient_status: 'A',
				patient_payment_profile: 'Cash',
				home_phone: '(650) 555-0100',
				offices: [500001],
				copay: '',
				preferred_pharmacies: [],
				updated_at: '2026-01-10T09:00:00',
			},
		],
		['Doctor', { id: 100001, timezone: 'US/Eastern', practice_group: 300001, country: 'US' }],
		[
			'Office',
			{
				id: 500001,
				exam_rooms: [{ index: 1, name: 'Exam 1', online_scheduling: false }],
				start_time: '00:00:00',
				end_time: '24:00',
				doctor: 100001,
				state: 'FL',
			},
		],
		[
			'AppointmentProfile',
			{ id: 700001, name: 'New visit', sort_order: 999, color: '#7B7B7B', archived: false },
		],
		[
			'BillingLineItem',
			{
				id: 800001,
				patient: 600001,
				quantity: '1.00',
				price: '120.00',
				ins_total: '60.00',
				billing_status: 'Partially Paid',
				denied_flag: false,
				posted_date: '2026-01-16',
				updated_at: '2026-01-20T08:00:00',
			},
		],
		[
			'ClinicalNote',
			{
				appointment: 400001,
				patient: 600001,
				signee: { locked_by: null },
				clinical_note_sections: [
					{
						clinical_note_template: 900001,
						name: 'CC',
						values: [{ id: 910001, clinical_note_field: 920001, value: 'Text' }],
					},
				],
			},
		],
		[
			'ScannedClinicalDocument',
			{ id: 930001, date: '2026-01-15', document: 'https://example.com/a', metatags: '["a"]' },
		],
		[
			'LabResult',
			{ id: 1, lab_order: 2, document: 3, status: 'F', test_performed: '2026-01-14T08:00:00' },
		],
		[
			'Coverage',
			{
				id: 980001,
				appointment: 400001,
				eligibility: '1',
				query_date: '2026-01-14T10:00:00',
				request_service_type: '30',
				coverage_details: {},
			},
		],
		[
			'UserProfile',
			{ username: 'drdemo', is_staff: false, id: 200001, permissions: { settings: true } },
		],
		[
			'Availability',
			{
				office: 500001,
				duration: 30,
				date_range: ['2026-01-29', '2026-01-30'],
				dates: [
					{
						date: '2026-01-29',
						open_slots: [
							{
								start: '09:00',
								end: '17:00',
								availability: [{ start: '09:00', end: '09:30' }],
							},
						],
					},
					{ date: '2026-01-30', open_slots: [] },
				],
			},
		],
		['Insurance', { payer_name: 'DEMO PAYER', payer_id: '00001', state: 'CA' }],
	];

	it.each(samples)('%s is known', async (schema, record) => {
		expect(await call('checkRecord', schema, record)).toEqual([]);
	});

	it.each<[string, string, string, unknown]>([
		['record.type', 'Appointment', 'id', 400001],
		['record.type', 'Appointment', 'patient', '600001'],
		['record.type', 'BillingLineItem', 'price', 120],
		['record.type', 'UserProfile', 'id', '200001'],
		['record.type', 'Office', 'exam_rooms', 'Exam 1'],
		['record.format', 'Appointment', 'created_at', '2026-01-10T09:15:00Z'],
		['record.format', 'Patient', 'date_of_birth', '2/3/1980'],
		['record.enum', 'Patient', 'gender', 'female'],
		['record.unknown', 'Patient', 'age', 46],
	])('%s fires on %s.%s', async (rule, schema, field, value) => {
		expect(await call('checkRecord', schema, { [field]: value })).toMatchObject([
			{ rule, where: `${schema}.${field}` },
		]);
	});

	it('are made up for every schema, complete, the same for the same id', async () => {
		const schemas = await call<string[]>('schemas');
		expect(schemas).toHaveLength(77 + 2 + 9);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...schemas),
				fc.integer({ min: 1, max: 9_999_999 }),
				async (schema, id) => {
					const record = await call<Record<string, unknown>>('exampleRecord', schema, id);
					expect(await call('checkRecord', schema, record)).toEqual([]);
					expect(await call('exampleRecord', schema, id)).toEqual(record);
				},
			),
			{ numRuns: 300 },
		);
	});

	it('are made up around the values given', async () => {
		const options = { values: { patient: 600001, procedure: null }, now: '2026-03-01T08:00:00' };
		const record = await call<Record<string, string>>(
			'exampleRecord',
			'ImplantableDevice',
			7,
			options,
		);
		expect(record).toMatchObject({ id: 7, patient: 600001, procedure: null });
		expect(record['created_at']! <= '2026-03-01T08:00:00').toBe(true);
		expect(record['updated_at']! >= record['created_at']!).toBe(true);
		const appointmentLike = await call<Record<string, unknown>>('exampleRecord', 'Appointment', 8);
		expect(appointmentLike['id']).toBe('8');
	});
});

describe('resources', () => {
	it('are all there', async () => {
		expect(await call<string[]>('resources')).toHaveLength(90);
		expect(await call<string[]>('resources', 'guide')).toHaveLength(9);
	});

	it('tell a server what it needs', async () => {
		expect(await call('resource', 'appointments')).toMatchObject({
			path: '/api/appointments',
			schema: 'Appointment',
			shape: 'cursor',
			key: 'results',
			methods: ['list', 'read', 'create', 'update', 'patch', 'remove'],
			filters: expect.arrayContaining(['since', 'occurred_since', 'status', 'show_archived']),
			verboseKeys: expect.arrayContaining(['vitals', 'status_transitions']),
			since: true,
			pageSize: { max: 250, verbose: 50 },
			bulk: false,
			scopes: ['calendar', 'clinical'],
			permissions: ['scheduling', 'clinical-notes'],
		});
		expect(await call('resource', 'patients')).toMatchObject({
			actions: [
				'GET /api/patients/{id}/ccda',
				'GET /api/patients/{id}/ccda_async',
				'GET /api/patients/{id}/onpatient_access',
				'POST /api/patients/{id}/onpatient_access',
				'DELETE /api/patients/{id}/onpatient_access',
				'GET /api/patients/{id}/qrda1',
			],
		});
		expect(await call('resource', 'patients_list')).toMatchObject({
			bulk: true,
			shape: 'bulk',
			schema: 'Patient',
			filters: expect.arrayContaining(['since', 'order_by']),
			pageSize: { max: 1000 },
		});
		expect(await call('resource', 'patient_payments')).toMatchObject({
			scopes: ['billing:patient-payment'],
		});
		expect(await call('resource', 'offices')).toMatchObject({ since: false });
		expect(await call('resource', 'doctor_work_schedule')).toMatchObject({ shape: 'record' });
		expect(await call('resource', 'recurring_appointment_instances')).toMatchObject({
			shape: 'array',
			schema: 'Appointment',
			verboseKeys: expect.arrayContaining(['vitals']),
		});
		expect(await call('resource', 'line_item_deletions')).toMatchObject({ key: 'results' });
	});

	it('know which lists can be asked for changes', async () => {
		const names = await call<string[]>('resources');
		const since: string[] = [];
		for (const name of names) {
			const facts = await call<{ since: boolean; bulk: boolean }>('resource', name);
			if (facts.since && !facts.bulk) since.push(name);
		}
		expect(since).toEqual(
			[
				'appointments audit_log clinical_note_field_values clinical_notes comm_logs',
				'custom_insurance_plan_names documents fee_schedules inventory_categories',
				'inventory_vaccines lab_documents lab_orders lab_orders_summary line_item_deletions',
				'line_items patient_lab_results patient_messages patient_payment_log',
				'patient_payments patient_vaccine_records patients patients_summary',
				'prescription_messages task_categories task_notes task_statuses task_templates',
				'tasks transactions',
			]
				.join(' ')
				.split(' '),
		);
	});
});

describe('the guide dialect', () => {
	const guide = (request: Omit<Request, 'dialect'>): Request => ({
		dialect: 'guide',
		contentType: JSON_TYPE,
		...request,
	});

	it('has the limits of its tables', async () => {
		const categories = await call<Record<string, Record<string, unknown>>>('categories');
		const rows = Object.entries(categories).map(([name, row]) => [name, ...Object.values(row)]);
		expect(rows).toEqual([
			['scheduling', 1000, 50, 'token'],
			['demographics', 1000, 100, 'offset'],
			['insurance', 500, 25, 'offset'],
			['clinical', 300, 10, 'token'],
			['encounters', 500, 5, 'offset'],
			['claims', 200, 5, 'offset'],
		]);
	});

	it('has its endpoints and no others', async () => {
		const operations = await call<Array<{ method: string; path: string }>>('operations', 'guide');
		const methods: Record<string, string[]> = {};
		for (const { method, path: template } of operations) {
			(methods[template.replace('{id}/', '')] ??= []).push(method);
		}
		expect(methods).toEqual({
			'/appointments/': ['GET', 'GET', 'POST', 'PUT', 'DELETE'],
			'/appointments/availability/': ['GET'],
			'/patients/': ['GET', 'GET', 'POST', 'PUT', 'DELETE'],
			'/patient_insurances/': ['GET', 'GET'],
			'/providers/': ['GET', 'GET'],
			'/clinical_documents/': ['GET', 'GET'],
			'/vitals/': ['GET', 'GET'],
			'/lab_results/': ['GET', 'GET'],
			'/encounters/': ['GET', 'GET'],
			'/claims/': ['GET', 'GET'],
		});
	});

	const booking = {
		patient: 12345,
		provider: 67890,
		start_time: '2026-04-15T14:00:00Z',
		end_time: '2026-04-15T14:30:00-04:00',
		external_id: 'cal-77',
	};
	const person = { first_name: 'Jane', last_name: 'Demo', email: 'jane@example.com' };

	it.each<[Omit<Request, 'dialect'>]>([
		[
			{
				method: 'GET',
				path: '/guide/appointments/',
				query: { provider: '1', status: 'no_show', next_token: 'x' },
			},
		],
		[{ method: 'GET', path: '/appointments/', query: { updated_after: '2026-04-15T14:00:00.5Z' } }],
		[{ method: 'GET', path: '/guide/appointments/availability/', query: { date: '2026-04-15' } }],
		[
			{
				method: 'GET',
				path: '/guide/appointments/availability/',
				query: { start_date: '2026-04-15', end_date: '2026-04-16' },
			},
		],
		[{ method: 'POST', path: '/guide/appointments/', body: booking }],
		[{ method: 'POST', path: '/guide/appointments/', body: Array(50).fill(booking) }],
		[{ method: 'PUT', path: '/guide/appointments/7/', body: { status: 'cancelled' } }],
		[{ method: 'DELETE', path: '/guide/appointments/7/' }],
		[
			{
				method: 'POST',
				path: '/guide/patients/',
				body: { ...person, phone: '+16505550100', address: { zip: '94110' } },
			},
		],
		[
			{
				method: 'GET',
				path: '/guide/patients/',
				query: { limit: '100', offset: '0', name: 'demo' },
			},
		],
		[{ method: 'GET', path: '/guide/lab_results/', query: { abnormal: 'true', patient: '1' } }],
		[{ method: 'GET', path: '/guide/claims/', query: { status: 'denied', limit: '5' } }],
	])('%j is in order', async (request) => {
		expect(await check(guide(request))).toEqual([]);
	});

	it.each<[string, Omit<Request, 'dialect'>]>([
		['query.unknown', { method: 'GET', path: '/guide/appointments/', query: { limit: '50' } }],
		['query.unknown', { method: 'GET', path: '/guide/patients/', query: { next_token: 'x' } }],
		[
			'query.unknown',
			{
				method: 'GET',
				path: '/guide/providers/',
				query: { updated_after: '2026-04-15T14:00:00Z' },
			},
		],
		['query.maximum', { method: 'GET', path: '/guide/patients/', query: { limit: '101' } }],
		['query.minimum', { method: 'GET', path: '/guide/patients/', query: { offset: '-1' } }],
		['query.maximum', { method: 'GET', path: '/guide/encounters/', query: { limit: '6' } }],
		[
			'query.format',
			{ method: 'GET', path: '/guide/claims/', query: { updated_after: '2026-04-15T14:00:00' } },
		],
		['query.format', { method: 'GET', path: '/guide/patients/', query: { email: 'jane' } }],
		['query.enum', { method: 'GET', path: '/guide/claims/', query: { status: 'rejected' } }],
		[
			'query.oneOf',
			{
				method: 'GET',
				path: '/guide/appointments/availability/',
				query: { start_date: '2026-04-15' },
			},
		],
		['method.notAllowed', { method: 'POST', path: '/guide/patient_insurances/', body: {} }],
		['method.notAllowed', { method: 'PATCH', path: '/guide/appointments/7/', body: {} }],
		['path.type', { method: 'GET', path: '/guide/appointments/20260115_1/' }],
		[
			'body.required',
			{ method: 'POST', path: '/guide/appointments/', body: without(booking, 'provider') },
		],
		[
			'body.format',
			{
				method: 'POST',
				path: '/guide/appointments/',
				body: { ...booking, start_time: '2026-04-15T14:00:00' },
			},
		],
		['body.enum', { method: 'PUT', path: '/guide/appointments/7/', body: { status: 'Cancelled' } }],
		[
			'body.maximum',
			{ method: 'POST', path: '/guide/appointments/', body: Array(51).fill(booking) },
		],
		['body.readOnly', { method: 'PUT', path: '/guide/patients/7/', body: { ssn: '***-**-1234' } }],
		['body.format', { method: 'PUT', path: '/guide/patients/7/', body: { email: 'jane' } }],
		['body.format', { method: 'PUT', path: '/guide/patients/7/', body: { phone: 'call me' } }],
		[
			'body.unknown',
			{ method: 'PUT', path: '/guide/patients/7/', body: { address: { zip_code: '1' } } },
		],
		[
			'body.contentType',
			{ method: 'PUT', path: '/guide/patients/7/', body: { gender: 'x' }, contentType: FORM },
		],
	])('%s fires on %j', async (rule, request) => {
		expect(await rulesOf(guide(request))).toEqual([rule]);
	});
});
