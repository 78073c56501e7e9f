import { credentialFor } from '../support/credential';
import { runNode } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { file, startStorage, type Storage } from '../support/storage';

let sandbox: Sandbox;
let elsewhere: Storage;
let practice: Practice;

beforeAll(async () => {
	[sandbox, elsewhere] = await Promise.all([startSandbox({ patients: 20 }), startStorage()]);
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await Promise.all([sandbox?.stop(), elsewhere?.stop()]);
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	elsewhere.answer(file(Buffer.from('{"previous":null,"results":[],"next":null,"id":1}')));
	await resetCalls(sandbox);
});

const pointTo = async (location: string, status: number) =>
	await sandbox.control('faults', { kind: 'redirect', status, headers: { location } });

const booking = () => ({
	operation: 'create',
	patient: practice.patient,
	provider: practice.provider,
	start: '2027-03-02T03:00',
	duration: 20,
	office: practice.office,
	examRoom: 1,
});

describe.each([301, 302, 303, 307, 308])('a redirect with %i', (status) => {
	test.each([
		['another origin', () => `${elsewhere.origin}/api/appointments`],
		['the same origin', () => `${sandbox.v4}/api/doctors`],
	])('of a booking to %s is not followed, and nothing is reported as done', async (_, target) => {
		await pointTo(target(), status);
		const before = await stored(sandbox, 'appointments');
		const { error, items } = await runNode({
			node: 'drChronoAppointment',
			parameters: booking(),
			credential: await credentialFor(sandbox),
		});
		expect(items).toEqual([]);
		expect(error?.message).toBeTruthy();
		expect(elsewhere.requests).toEqual([]);
		expect(await stored(sandbox, 'appointments')).toHaveLength(before.length);
		expect(await calls(sandbox)).toMatchObject({ reads: 0 });
	});

	test('of a read to another origin is not followed', async () => {
		await pointTo(`${elsewhere.origin}/api/appointments`, status);
		const { error, items } = await runNode({
			node: 'drChronoAppointment',
			parameters: { operation: 'get', appointment: '1' },
			credential: await credentialFor(sandbox),
		});
		expect(items).toEqual([]);
		expect(error?.message).toContain('another address');
		expect(elsewhere.requests).toEqual([]);
	});
});

test('a read is followed at the same origin: who is connected, as DrChrono documents it', async () => {
	await sandbox.control('switches', { usersCurrent: 'redirect' });
	const { items } = await runNode({
		node: 'drChronoApi',
		parameters: { operation: 'checkConnection' },
		credential: await credentialFor(sandbox),
	});
	expect(items[0]).toMatchObject({ ok: true });
	expect((await calls(sandbox)).byStatus['302']).toBe(1);
});

test('a circle of redirects ends', async () => {
	await sandbox.control('faults', { kind: 'redirect' });
	const { error } = await runNode({
		node: 'drChronoAppointment',
		parameters: { operation: 'get', appointment: '1' },
		credential: await credentialFor(sandbox),
	});
	expect(error?.message).toContain('another address');
	expect((await calls(sandbox)).total).toBeLessThanOrEqual(4);
});
