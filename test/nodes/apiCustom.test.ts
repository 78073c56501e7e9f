import type { IDataObject } from 'n8n-workflow';

import { AREAS } from '../../drchrono/client/connection';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;
let credential: CredentialData;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, now: '2026-11-22T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	credential = await credentialFor(sandbox, 'v4', { areas: Object.keys(AREAS) });
}, 60_000);

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

async function call(
	operation: 'customRead' | 'customWrite',
	parameters: IDataObject,
	wish: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'drChronoApi',
		parameters: { resource: 'customCall', operation, ...parameters },
		credential,
		...wish,
	});
}

function query(values: Record<string, string>) {
	return { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) };
}

describe('a read', () => {
	test('of a record, by a path with or without parameters', async () => {
		const path = `/api/patients/${practice.patient}`;
		const { items, error } = await call('customRead', {
			path,
			query: query({ verbose: 'true' }),
		});
		expect(error).toBeUndefined();
		expect(items[0]).toHaveProperty('primary_insurance');
		const pasted = await call('customRead', { path: `${sandbox.v4}${path}?verbose=true` });
		expect(pasted.items[0]).toHaveProperty('primary_insurance');
		expect(await calls(sandbox)).toMatchObject({ total: 2, violations: 0 });
	});

	test('of a list goes to its end', async () => {
		const { items } = await call('customRead', {
			path: '/api/patients',
			query: query({ page_size: '25' }),
			answer: 'list',
			returnAll: true,
		});
		expect(items).toHaveLength((await stored(sandbox, 'patients')).length);
	});

	test('of a list stops at the limit', async () => {
		const { items } = await call('customRead', {
			path: '/api/patients',
			answer: 'list',
			limit: 7,
		});
		expect(items).toHaveLength(7);
		expect((await calls(sandbox)).total).toBe(1);
	});

	test('of a file', async () => {
		const { outputs, error } = await call('customRead', {
			path: `/api/patients/${practice.patient}/ccda`,
			answer: 'file',
			outputBinaryField: 'chart',
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.binary?.chart?.mimeType).toMatch(/xml/);
	});

	test('prepares a bulk list by POST', async () => {
		const { items, error } = await call('customRead', {
			readMethod: 'POST',
			path: '/api/patients_list',
		});
		expect(error).toBeUndefined();
		expect(items[0]).toHaveProperty('uuid');
		expect(await calls(sandbox)).toMatchObject({ writes: 0, violations: 0 });
	});

	test('cannot be said of what changes something', async () => {
		const { error } = await call('customRead', { readMethod: 'POST', path: '/api/patients' });
		expect(error?.message).toContain('This call would change something');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('goes on after a 500, and keeps what it asked out of the log', async () => {
		await sandbox.control('faults', {
			route: 'GET /api/patients',
			kind: 'status',
			status: 500,
			times: 1,
		});
		const { items, log } = await call('customRead', {
			path: '/api/patients',
			query: query({ last_name: 'Secretname' }),
			answer: 'list',
		});
		expect(items).toEqual([]);
		expect((await calls(sandbox)).total).toBe(2);
		expect(log.join('\n')).toContain('GET /api/patients');
		expect(log.join('\n')).not.toContain('Secretname');
	});

	test('logs no ID of a path', async () => {
		const { log } = await call('customRead', { path: `/api/patients/${practice.patient}` });
		expect(log.join('\n')).toContain('/api/patients/{id}');
		expect(log.join('\n')).not.toContain(practice.patient);
	});

	test.each([
		'https://example.com/api/patients',
		'//example.com/api/patients',
		'/api/../o/token/',
		'/api/%2e%2e/o/token/',
		'/o/token/',
		'/api/patients/..%2f..%2fo',
		'\\\\example.com\\api',
		'/api/patients#top',
		'api/patients',
	])('goes nowhere else: %s', async (path) => {
		const { error } = await call('customRead', { path });
		expect(error?.message).toContain("'Path' is not a path of DrChrono's API");
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('a write', () => {
	test('creates from JSON', async () => {
		const patient = (await stored(sandbox, 'patients'))[0]!;
		const { items, error } = await call('customWrite', {
			writeMethod: 'POST',
			path: '/api/problems',
			body: JSON.stringify({ doctor: patient.doctor, patient: patient.id, name: 'Asthma' }),
		});
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ name: 'Asthma' });
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
	});

	test('changes and deletes, and says what the server said', async () => {
		const changed = await call('customWrite', {
			writeMethod: 'PATCH',
			path: `/api/patients/${practice.patient}`,
			body: '{"nick_name":"Bo"}',
		});
		expect(changed.items).toEqual([{ status: 204 }]);
		const [block] = await stored(sandbox, 'schedule_blocks');
		const removed = await call('customWrite', {
			writeMethod: 'DELETE',
			path: `/api/schedule_blocks/${block!.id}`,
			content: 'none',
		});
		expect(removed.items).toEqual([{ status: 204 }]);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('sends a file', async () => {
		const patient = (await stored(sandbox, 'patients'))[0]!;
		const pdf = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
		const { error } = await call(
			'customWrite',
			{
				writeMethod: 'POST',
				path: '/api/documents',
				content: 'file',
				fileField: 'document',
				formFields: JSON.stringify({
					doctor: patient.doctor,
					patient: patient.id,
					description: 'Letter',
					date: '2026-11-20',
				}),
			},
			{ input: [{ json: {}, binary: { data: { data: pdf, mimeType: 'application/pdf' } } }] },
		);
		expect(error).toBeUndefined();
		const documents = await stored(sandbox, 'documents');
		expect(documents.some(({ description }) => description === 'Letter')).toBe(true);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('in doubt is not sent again', async () => {
		await sandbox.control('faults', { route: 'POST /api/problems', kind: 'dropAfter', times: 1 });
		const before = (await stored(sandbox, 'problems')).length;
		const patient = (await stored(sandbox, 'patients'))[0]!;
		const { error } = await call('customWrite', {
			writeMethod: 'POST',
			path: '/api/problems',
			body: JSON.stringify({ doctor: patient.doctor, patient: patient.id, name: 'Asthma' }),
		});
		expect(error).toBeDefined();
		expect(await stored(sandbox, 'problems')).toHaveLength(before + 1);
	});

	test('is refused to a credential that reads', async () => {
		const { error } = await call(
			'customWrite',
			{ writeMethod: 'DELETE', path: `/api/patients/${practice.patient}`, content: 'none' },
			{ credential: { ...credential, access: 'read' } },
		);
		expect(error?.message).toContain('read only');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('is refused to an AI agent that no person allowed it', async () => {
		const wish = { node: 'drChronoApiTool' };
		const parameters = { writeMethod: 'POST', path: '/api/problems', body: '{}' };
		const refused = await call('customWrite', parameters, wish);
		expect(refused.error?.message).toContain('An AI agent may not change records');
		const reads = await call('customRead', { path: '/api/doctors' }, wish);
		expect(reads.error).toBeUndefined();
		expect((await calls(sandbox)).writes).toBe(0);
	});
});

describe('what the credential covers', () => {
	test('is told by the path', async () => {
		const { error } = await call(
			'customRead',
			{ path: '/api/line_items' },
			{ credential: { ...credential, areas: ['scheduling'] } },
		);
		expect(error?.message).toContain("does not cover the area 'Billing'");
	});

	test('has to be everything where nobody knows the path', async () => {
		const { error } = await call(
			'customRead',
			{ path: '/api/brand_new' },
			{ credential: { ...credential, areas: ['scheduling'] } },
		);
		expect(error?.message).toContain('Nobody knows which area this path belongs to');
		const asked = await call('customRead', { path: '/api/brand_new' });
		expect(asked.error?.message).toContain('no such');
		expect((await calls(sandbox)).total).toBe(1);
	});

	test('is nothing by custom calls where it is confined', async () => {
		const { error } = await call(
			'customRead',
			{ path: '/api/doctors' },
			{ credential: { ...credential, onlyProviders: practice.provider } },
		);
		expect(error?.message).toContain('it makes no custom calls');
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('the guide dialect', () => {
	test.each([
		['/appointments/', { start_date: '2026-11-01', end_date: '2026-11-30' }],
		['/patients/', {}],
	])('reads %s page by page', async (path, filters) => {
		const guide = await credentialFor(sandbox, 'guide', { areas: Object.keys(AREAS) });
		const { items, error } = await call(
			'customRead',
			{ path, query: query(filters as Record<string, string>), answer: 'list', returnAll: true },
			{ credential: guide },
		);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(50);
		expect((await calls(sandbox)).total).toBeGreaterThan(0);
	});

	test('has no sign-in page to call', async () => {
		const guide = await credentialFor(sandbox, 'guide');
		const { error } = await call('customRead', { path: '/oauth/token/' }, { credential: guide });
		expect(error?.message).toContain("'Path' is not a path of DrChrono's API");
	});
});
