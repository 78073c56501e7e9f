import { credentialFor } from '../support/credential';
import { OneCredential, runNode } from '../support/n8n';
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
});

const TODAY = { operation: 'getMany', from: '2026-11-16', to: '2026-11-16' };

/** A connected credential whose token ends in so many seconds by n8n's own book-keeping. */
async function endingIn(seconds: number, dialect: 'v4' | 'guide', id: string) {
	const data = await credentialFor(sandbox, dialect);
	const token = data.oauthTokenData as Record<string, unknown>;
	const n8n_expires_at = String(Date.now() + seconds * 1000);
	return {
		store: new OneCredential({ ...data, oauthTokenData: { ...token, n8n_expires_at } }),
		settings: { credentials: { drChronoOAuth2Api: { id, name: id } } },
	};
}

async function read(credential: OneCredential, settings: object) {
	return await runNode({ node: 'drChronoAppointment', parameters: TODAY, credential, settings });
}

test('a token of one hour is renewed before its end, without a 401', async () => {
	const { store, settings } = await endingIn(60, 'guide', 'near');
	const { error } = await read(store, settings);
	expect(error).toBeUndefined();
	expect(store.stored).toHaveLength(1);
	const { token, byStatus } = await calls(sandbox);
	expect(token).toBe(1);
	expect(byStatus['401']).toBeUndefined();
});

test('a token with time left is not', async () => {
	const { store, settings } = await endingIn(600, 'guide', 'far');
	await read(store, settings);
	expect(await calls(sandbox)).toMatchObject({ token: 0 });
});

test('a token of two days is left to n8n', async () => {
	const { store, settings } = await endingIn(60, 'v4', 'long');
	await read(store, settings);
	expect(await calls(sandbox)).toMatchObject({ token: 0 });
});

test('many executions at once renew it once', async () => {
	const { store, settings } = await endingIn(60, 'guide', 'shared');
	const runs = await Promise.all([1, 2, 3, 4, 5].map(async () => await read(store, settings)));
	expect(runs.map(({ error }) => error)).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
		undefined,
	]);
	expect(await calls(sandbox)).toMatchObject({ token: 1 });
});

test('a token that another holder rotated away: one application per n8n', async () => {
	const data = await credentialFor(sandbox);
	const { refresh_token } = data.oauthTokenData as { refresh_token: string };
	const form = new URLSearchParams({
		grant_type: 'refresh_token',
		refresh_token,
		client_id: 'sandbox-client',
		client_secret: 'sandbox-secret',
	});
	const other = await fetch(`${sandbox.v4}/o/token/`, { method: 'POST', body: form });
	expect(other.status).toBe(200);
	const { error } = await read(new OneCredential(data), {});
	expect(error?.message).toMatch(/revoked, or renewed by another program/);
	expect(`${error?.description}`).toContain('one DrChrono application per n8n');
});

test('a throttled token endpoint is no dead token', async () => {
	const credential = await credentialFor(sandbox, 'v4', {}, { expiresIn: 1 });
	await sandbox.control('clock', { advance: 10 });
	await sandbox.control('faults', {
		route: 'POST /o/token/',
		kind: 'status',
		status: 429,
		body: { detail: 'Request was throttled. Expected available in 900.0 seconds.' },
	});
	const { error } = await runNode({
		node: 'drChronoAppointment',
		parameters: { ...TODAY, options: { ifCallsRunOut: 'fail' } },
		credential,
	});
	await sandbox.control('faults', undefined, 'DELETE');
	expect(error?.message).toMatch(/limit|throttl|calls/i);
	expect(error?.message).not.toMatch(/revoked/);
	expect(error?.failure).toMatchObject({ cause: 'quota-exhausted' });
});
