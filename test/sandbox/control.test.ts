/* eslint-disable @n8n/community-nodes/no-restricted-imports, @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 10, now: '2026-11-18T17:00:00Z' });
	({ access_token: token } = await sandbox.token());
}, 120_000);

afterAll(() => sandbox.stop());

const api = (path: string, wanted = {}) => ask(`${sandbox.v4}/api/${path}`, { token, ...wanted });

describe('the request log', () => {
	it('tells route, effect, client and violations, and never changes an answer', async () => {
		await sandbox.control('counters/reset', {});
		await api('patients?page_size=1&colour=red');
		await api('patients/1');
		await api('patients', { json: { gender: 'Mal' } });
		const { requests } = await sandbox.control('requests');
		expect(requests).toMatchObject([
			{
				dialect: 'v4',
				method: 'GET',
				path: '/api/patients',
				route: 'GET /api/patients',
				query: { page_size: '1', colour: 'red' },
				status: 200,
				clientId: 'sandbox-client',
				effect: 'read',
				violations: [{ rule: 'query.unknown' }],
			},
			{ route: 'GET /api/patients/{id}', status: 404, violations: [] },
			{ route: 'POST /api/patients', status: 400, effect: 'write', body: { gender: 'Mal' } },
		]);
		expect(await sandbox.control('counters')).toMatchObject({
			total: 3,
			reads: 2,
			writes: 1,
			token: 0,
			byRoute: { 'GET /api/patients': 1, 'GET /api/patients/{id}': 1, 'POST /api/patients': 1 },
			byStatus: { 200: 1, 400: 1, 404: 1 },
			violations: 1 + requests[2].violations.length,
		});
		const { requests: later } = await sandbox.control(`requests?after=${requests[1].seq}`);
		expect(later).toEqual([requests[2]]);
	});

	it('counts a bulk list’s POST as reading', async () => {
		await sandbox.control('counters/reset', {});
		await api('patients_list', { method: 'POST' });
		expect(await sandbox.control('counters')).toMatchObject({ reads: 1, writes: 0 });
	});
});

describe('the console page', () => {
	it('is one page that loads nothing from anywhere', async () => {
		const page = await ask(`${sandbox.v4}/`);
		expect(page.headers.get('content-type')).toContain('text/html');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
		for (const view of ['Quota left', 'Requests', 'Store', 'Webhooks', 'Faults', 'Switches'])
			expect(page.text).toContain(view);
	});

	it('is told of every request', async () => {
		const abort = new AbortController();
		const stream = await fetch(`${sandbox.v4}/_control/requests/stream`, { signal: abort.signal });
		const reader = stream.body!.getReader();
		const said = async (text: string) => {
			for (let heard = ''; !heard.includes(text); ) {
				const { value, done } = await reader.read();
				if (done) return false;
				heard += new TextDecoder().decode(value);
			}
			return true;
		};
		expect(await said('listening')).toBe(true);
		await api('doctors');
		const { requests } = await sandbox.control('requests');
		expect(await said(`data: ${requests.at(-1).seq}`)).toBe(true);
		abort.abort();
	});
});

describe('reset, clock, switches', () => {
	it('rebuilds the practice, the same for the same seed, and keeps tokens', async () => {
		await sandbox.control('clock', { freeze: true });
		const people = async (wanted: object) => {
			await sandbox.control('reset', wanted);
			return (await sandbox.control('store/patients')).records;
		};
		const first = await people({ seed: 7, patients: 15 });
		expect(first).toHaveLength(15);
		expect(await people({ seed: 7, patients: 15 })).toEqual(first);
		expect(await people({ seed: 8, patients: 15 })).not.toEqual(first);
		expect(await people({ blank: true })).toEqual([]);
		expect((await api('doctors')).json.results).toHaveLength(4);
	});

	it('sets, moves and stops the clock, which also dates the answers', async () => {
		await sandbox.control('clock', { now: '2027-01-01T00:00:00Z', freeze: true });
		expect(await sandbox.control('clock', { advance: 90 })).toEqual({
			now: '2027-01-01T00:01:30.000Z',
			frozen: true,
		});
		const reply = await api('doctors');
		expect(reply.headers.get('date')).toBe('Fri, 01 Jan 2027 00:01:30 GMT');
	});

	it('names every switch with its choices and refuses other ones', async () => {
		const switches = await sandbox.control('switches');
		for (const one of Object.values<any>(switches)) {
			expect(one.choices).toContain(one.value);
			expect(one.choices).toContain(one.default);
			expect(one.reason.length).toBeGreaterThan(20);
		}
		await expect(sandbox.control('switches', { wideRange: 'maybe' })).rejects.toThrow('wideRange');
		await expect(sandbox.control('switches', { nothing: 'x' })).rejects.toThrow('nothing');
	});
});

describe('the store', () => {
	it('makes, changes and removes records past all checks', async () => {
		await sandbox.control('reset', { blank: true, now: '2026-11-18T17:00:00Z' });
		await sandbox.control('clock', { freeze: true });
		const made = await sandbox.control('store/patients', { last_name: 'Direct', doctor: 100001 });
		expect((await api(`patients/${made.id}`)).json).toMatchObject({
			last_name: 'Direct',
			updated_at: '2026-11-18T12:00:00',
		});
		await sandbox.control('clock', { advance: 60 });
		const path = `store/patients/${made.id}`;
		const quiet = { email: 'a@example.com', _silent: true };
		expect(await sandbox.control(path, quiet, 'PATCH')).toMatchObject({
			email: 'a@example.com',
			updated_at: '2026-11-18T12:00:00',
		});
		expect(await sandbox.control(path, { email: 'b@example.com' }, 'PATCH')).toMatchObject({
			updated_at: '2026-11-18T12:01:00',
		});
		expect((await sandbox.control(`store/patients?id=${made.id}`)).records).toHaveLength(1);
		await sandbox.control(path, undefined, 'DELETE');
		expect((await api(`patients/${made.id}`)).status).toBe(404);
	});

	it('writes an appointment’s transition when its status is changed', async () => {
		const made = await sandbox.control('store/appointments', {
			doctor: 100001,
			patient: null,
			scheduled_time: '2026-12-01T09:00:00',
			_guide: { external_id: 'x-1' },
		});
		await sandbox.control(`store/appointments/${made.id}`, { status: 'Arrived' }, 'PATCH');
		const row = (await sandbox.control(`store/appointments?id=${made.id}`)).records[0];
		expect(row.status_transitions).toHaveLength(2);
		const { access_token: guide } = await sandbox.token({ dialect: 'guide' });
		const found = await ask(`${sandbox.guide}/appointments/?external_id=x-1`, { token: guide });
		expect(found.json.results).toMatchObject([{ id: Number(made.id), status: 'checked_in' }]);
	});
});

describe('webhooks', () => {
	const SECRET = 'shared secret';
	let server: Server;
	let url: string;
	let received: Array<{ headers: IncomingMessage['headers']; body: any }>;
	let statuses: number[];
	let arrived: () => void;

	beforeEach(async () => {
		received = [];
		statuses = [];
		arrived = () => undefined;
		server = createServer((request, response) => {
			const message = new URL(request.url ?? '', 'http://x').searchParams.get('msg');
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				if (message !== null) {
					const hash = createHmac('sha256', SECRET).update(message).digest('hex');
					response.setHeader('content-type', 'application/json');
					response.end(JSON.stringify({ secret_token: hash }));
					return;
				}
				response.statusCode = statuses.shift() ?? 204;
				response.end();
				received.push({ headers: request.headers, body: JSON.parse(body) });
				arrived();
			});
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
		await sandbox.control('webhooks', undefined, 'DELETE');
		await sandbox.control('webhooks/settings', { secondsPerHour: 0.01 });
		await sandbox.control('reset', { blank: true });
	});

	afterEach(async () => {
		await sandbox.control('webhooks', undefined, 'DELETE');
		await new Promise((done) => server.close(done));
	});

	/** Waits until so many deliveries have come. */
	const until = (count: number) =>
		new Promise<void>((done) => {
			arrived = () => received.length >= count && done();
			arrived();
		});

	async function subscribe(more: object = {}): Promise<any> {
		const hook = await sandbox.control('webhooks', { url, secret: SECRET, ...more });
		expect(await sandbox.control(`webhooks/${hook.id}/verify`, {})).toEqual({ verified: true });
		return hook;
	}

	const person = { gender: 'Male', doctor: 100001, last_name: 'Hooked' };

	it('are verified by a shared secret before they get anything but a ping', async () => {
		const hook = await sandbox.control('webhooks', { url, secret: 'another' });
		await api('patients', { json: person });
		const verdict = await sandbox.control(`webhooks/${hook.id}/verify`, {});
		expect(verdict).toEqual({ verified: false, reason: 'wrong secret_token' });
		const ping = await sandbox.control(`webhooks/${hook.id}/ping`, {});
		expect(ping.delivered).toBe(true);
		expect(received.map(({ headers }) => headers['x-drchrono-event'])).toEqual(['PING']);
	});

	it('carry the secret itself, the record and the practice', async () => {
		const hook = await subscribe();
		const made = (await api('patients', { json: person })).json;
		await until(1);
		const { headers, body } = received[0]!;
		expect(headers).toMatchObject({
			'x-drchrono-event': 'PATIENT_CREATE',
			'x-drchrono-signature': SECRET,
			'x-drchrono-delivery': expect.stringMatching(/^\d+$/),
			'content-type': 'application/json',
		});
		expect(body).toMatchObject({
			receiver: { id: hook.id, callback_url: url, verified: true },
			object: { id: made.id, last_name: 'Hooked' },
			practice_group_id: 300001,
		});
	});

	it('tell of changes by API and by hand, of their events alone', async () => {
		await subscribe({ events: ['PATIENT_MODIFY', 'APPOINTMENT_DELETE'] });
		const made = (await api('patients', { json: person })).json;
		await api(`patients/${made.id}`, { method: 'PATCH', json: { email: 'a@example.com' } });
		await sandbox.control(`store/patients/${made.id}`, { email: 'b@example.com' }, 'PATCH');
		await until(2);
		expect(received.map(({ body }) => body.object.email)).toEqual([
			'a@example.com',
			'b@example.com',
		]);
	});

	it('are tried again after 1, 3 and 7 hours, a redirect being a failure', async () => {
		const hook = await subscribe();
		statuses = [500, 302, 404, 200];
		await api('patients', { json: person });
		await until(4);
		const ids = new Set(received.map(({ headers }) => headers['x-drchrono-delivery']));
		expect(ids.size).toBe(1);
		statuses = [500, 500, 500, 500];
		await api('patients', { json: person });
		await until(8);
		const { webhooks } = await sandbox.control('webhooks');
		const last = webhooks[0].deliveries.at(-1);
		expect(last).toMatchObject({ delivered: false, retries: 0 });
		const again = await sandbox.control(`webhooks/${hook.id}/redeliver`, {});
		expect(again).toMatchObject({ id: last.id, delivered: true });
		await sandbox.control('switches', { webhookDeliveryId: 'new' });
		const renewed = await sandbox.control(`webhooks/${hook.id}/redeliver`, {});
		expect(renewed.id).not.toBe(last.id);
	});

	it('come twice or out of order by switch', async () => {
		await subscribe();
		await sandbox.control('switches', { webhookDuplicates: 'yes', webhookOrder: 'reversed' });
		for (const last_name of ['First', 'Second'])
			await api('patients', { json: { ...person, last_name } });
		await until(4);
		const names = received.map(({ body }) => body.object.last_name);
		expect(names.filter((name) => name === 'First')).toHaveLength(2);
		expect(names.indexOf('Second')).toBeLessThan(names.indexOf('First'));
	});

	it('have two events in the guide dialect', async () => {
		await subscribe({ dialect: 'guide' });
		const { access_token: guide } = await sandbox.token({ dialect: 'guide' });
		const patient = (await api('patients', { json: person })).json;
		const visit = await ask(`${sandbox.guide}/appointments/`, {
			token: guide,
			json: {
				patient: patient.id,
				provider: 100001,
				start_time: '2027-04-15T14:00:00Z',
				end_time: '2027-04-15T14:30:00Z',
			},
		});
		await until(1);
		expect(received[0]).toMatchObject({
			headers: {
				'x-webhook-secret': SECRET,
				'x-webhook-delivery': expect.stringMatching(/^\d+$/),
			},
			body: { event: 'appointment.created', id: visit.json.id, object: visit.json },
		});
		await sandbox.control('store/line_items', { appointment: visit.json.id, billed: '50.00' });
		const path = `store/appointments/${visit.json.id}`;
		await sandbox.control(path, { primary_insurer_name: 'Payer' }, 'PATCH');
		await sandbox.control(path, { ins1_status: 'ERA Denied' }, 'PATCH');
		await until(3);
		expect(received.at(-1)?.body).toMatchObject({
			event: 'claim.status_updated',
			object: { status: 'denied', billed: '50.00' },
		});
	});
});
