import { credentialFor } from '../support/credential';
import { runNode, type CredentialData } from '../support/n8n';
import { calls, resetCalls } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 20 });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
	await sandbox.control('faults', undefined, 'DELETE');
});

async function check(credential: CredentialData) {
	return await runNode({
		node: 'drChronoApi',
		parameters: { operation: 'checkConnection' },
		credential,
	});
}

test('says who is connected, what was granted and that each area answers', async () => {
	const areas = [
		'scheduling',
		'demographics',
		'insurance',
		'clinical',
		'billing',
		'practice',
		'messages',
	];
	const { items, error } = await check(await credentialFor(sandbox, 'v4', { areas }));
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({ ok: true, dialect: 'DrChrono API v4' });
	expect(items[0]?.user).toMatchObject({ practice_group: expect.any(Number) });
	expect(items[0]?.areas).toHaveLength(areas.length);
	expect(await calls(sandbox)).toMatchObject({ total: 1 + areas.length, writes: 0, violations: 0 });
});

test('names the scopes that are missing and says reconnect', async () => {
	const credential = await credentialFor(sandbox, 'v4', {}, { scope: 'user:read patients:read' });
	const { items } = await check(credential);
	expect(items[0]).toMatchObject({ ok: false });
	expect(JSON.stringify(items[0]?.scopes)).toContain('calendar:write');
	expect(items[0]?.advice).toContain('reconnect');
	expect((await calls(sandbox)).byRoute['GET /api/appointments']).toBeUndefined();
});

test('tells an area that the user may not see from the others', async () => {
	await sandbox.control('faults', {
		route: 'GET /api/patients',
		kind: 'status',
		status: 403,
		body: { detail: 'You do not have permission to perform this action.' },
	});
	const { items } = await check(await credentialFor(sandbox));
	expect(items[0]).toMatchObject({ ok: false });
	expect(items[0]?.areas).toEqual([
		expect.objectContaining({ area: 'Demographics', answer: 'permission', status: 403 }),
		expect.objectContaining({ area: 'Practice', answer: 'ok' }),
		expect.objectContaining({ area: 'Scheduling', answer: 'ok' }),
	]);
});

test('a revoked application is an error that says reconnect', async () => {
	const clientId = 'another-application';
	await sandbox.control('apps', { clientId, clientSecret: 'another-secret' });
	const credential = await credentialFor(
		sandbox,
		'v4',
		{ clientId, clientSecret: 'another-secret' },
		{ clientId },
	);
	await sandbox.control(`apps/${clientId}/revoke`, {});
	const { error } = await check(credential);
	expect(error?.message).toMatch(/revoked|no longer accepts/);
	expect(`${error?.description}`).toMatch(/[Rr]econnect/);
});

test('a server that is not there is an error that says so', async () => {
	const credential = await credentialFor(sandbox, 'v4', { baseUrl: 'http://127.0.0.1:9' });
	const { error } = await check(credential);
	expect(error?.message).toMatch(/reach|connect/i);
}, 30_000);

test('the guide dialect has no "who am I", and its areas answer', async () => {
	const { items, error } = await check(await credentialFor(sandbox, 'guide'));
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({ ok: true, user: null });
	expect((await calls(sandbox)).violations).toBe(0);
});

test('an operation that does not exist is refused', async () => {
	const { error } = await runNode({
		node: 'drChronoApi',
		parameters: { operation: '__CUSTOM_API_CALL__' },
		credential: await credentialFor(sandbox),
	});
	expect(error?.message).toMatch(/no such operation/);
});
