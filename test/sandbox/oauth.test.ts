import { ask, type Reply } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** Rule 11 of the checklist, and the OAuth section around it; the guide's access section. */
const CLIENT = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 0 });
}, 120_000);

beforeEach(() => sandbox.control('reset', { blank: true }));
afterAll(() => sandbox.stop());

const place = (dialect: 'v4' | 'guide') =>
	dialect === 'v4' ? `${sandbox.v4}/o` : `${sandbox.guide}/oauth`;

const consent = (dialect: 'v4' | 'guide', query: Record<string, string>) =>
	ask(`${place(dialect)}/authorize/?${new URLSearchParams(query).toString()}`);

/** Presses a button of the consent page as a browser would: its hidden fields and the user. */
function press(dialect: 'v4' | 'guide', page: string, decision: string, user?: string) {
	const form: Record<string, string> = { decision };
	for (const [, name, value] of page.matchAll(/name="([a-z_]+)" value="([^"]*)">/g))
		if (name && name !== 'decision')
			form[name] = (value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
	const first = /<option value="([^"]+)"/.exec(page)?.[1];
	form.user = user ?? first ?? '';
	return ask(`${place(dialect)}/authorize/`, { form });
}

const request = (more: Record<string, string> = {}) => ({
	response_type: 'code',
	client_id: CLIENT.client_id,
	redirect_uri: REDIRECT,
	state: 's&"1',
	...more,
});

const location = (reply: Reply) => new URL(reply.headers.get('location') ?? '');
const tokens = (form: Record<string, string>, dialect: 'v4' | 'guide' = 'v4') =>
	ask(`${place(dialect)}/token/`, { form });

async function code(dialect: 'v4' | 'guide' = 'v4'): Promise<string> {
	const page = await consent(dialect, request());
	const answer = location(await press(dialect, page.text, 'allow'));
	return answer.searchParams.get('code') ?? '';
}

const exchange = async (dialect: 'v4' | 'guide' = 'v4') =>
	tokens(
		{
			grant_type: 'authorization_code',
			code: await code(dialect),
			redirect_uri: REDIRECT,
			...CLIENT,
		},
		dialect,
	);

const whoami = (token: string) => ask(`${sandbox.v4}/api/users/current`, { token });

describe('the consent page', () => {
	it('lists the scopes, offers the users and has the two buttons', async () => {
		const page = await consent('v4', request({ scope: 'user:read calendar:read' }));
		expect(page.headers.get('content-type')).toContain('text/html');
		for (const part of ['id="allow"', 'id="cancel"', 'calendar:read', 'no billing'])
			expect(page.text).toContain(part);
		expect(page.text).not.toContain('billing:read');
	});

	it('gives code and state back, and the chosen user’s permissions', async () => {
		const page = await consent('v4', request());
		const answer = location(await press('v4', page.text, 'allow', 'frontdesk'));
		expect(answer.searchParams.get('state')).toBe('s&"1');
		const reply = await tokens({
			grant_type: 'authorization_code',
			code: answer.searchParams.get('code') ?? '',
			redirect_uri: REDIRECT,
			...CLIENT,
		});
		const user = await whoami(reply.json.access_token);
		expect(user.json.username).toBe('frontdesk');
		expect(user.json.permissions.settings).toBe(false);
	});

	it('says access_denied on cancel', async () => {
		const page = await consent('v4', request());
		const answer = location(await press('v4', page.text, 'cancel'));
		expect(answer.searchParams.get('error')).toBe('access_denied');
	});

	it('refuses an unknown scope, or any by switch', async () => {
		const refused = location(await consent('v4', request({ scope: 'users:read' })));
		expect(refused.searchParams.get('error')).toBe('invalid_scope');
		await sandbox.control('switches', { scopeParameter: 'refuseAny' });
		const any = location(await consent('v4', request({ scope: 'user:read' })));
		expect(any.searchParams.get('error')).toBe('invalid_scope');
	});

	it('refuses strangers and redirects that leave the machine', async () => {
		expect((await consent('v4', request({ client_id: 'nobody' }))).status).toBe(400);
		const outside = request({ redirect_uri: 'https://example.com/callback' });
		expect((await consent('v4', outside)).status).toBe(400);
	});
});

describe('the token endpoint', () => {
	it('exchanges a code for tokens of 48 hours with all scopes', async () => {
		const reply = await exchange();
		expect(reply.status).toBe(200);
		expect(Object.keys(reply.json)).toEqual([
			'access_token',
			'token_type',
			'expires_in',
			'refresh_token',
			'scope',
		]);
		expect(reply.json).toMatchObject({ token_type: 'Bearer', expires_in: 172_800 });
		expect(reply.json.scope.split(' ')).toHaveLength(22);
	});

	it('takes a code once, from its own redirect, and within a minute', async () => {
		const form = {
			grant_type: 'authorization_code',
			code: await code(),
			redirect_uri: REDIRECT,
			...CLIENT,
		};
		expect((await tokens({ ...form, redirect_uri: 'http://localhost/' })).json).toEqual({
			error: 'invalid_grant',
		});
		const fresh = { ...form, code: await code() };
		expect((await tokens(fresh)).status).toBe(200);
		expect((await tokens(fresh)).status).toBe(401);
		const late = { ...form, code: await code() };
		await sandbox.control('clock', { advance: 61 });
		expect((await tokens(late)).json).toEqual({ error: 'invalid_grant' });
	});

	it('rotates refresh tokens and ends the old access token', async () => {
		const first = (await exchange()).json;
		const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token, ...CLIENT };
		const second = (await tokens(form)).json;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await whoami(first.access_token)).status).toBe(401);
		expect((await whoami(second.access_token)).status).toBe(200);
		const again = await tokens(form);
		expect([again.status, again.json]).toEqual([401, { error: 'invalid_grant' }]);
	});

	it('keeps refresh tokens and says 400 by switch', async () => {
		await sandbox.control('switches', { refreshRotation: 'keep', tokenErrorStatus: '400' });
		const first = (await exchange()).json;
		const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token, ...CLIENT };
		const second = (await tokens(form)).json;
		expect(second.refresh_token).toBe(first.refresh_token);
		expect((await tokens({ ...form, refresh_token: 'no' })).status).toBe(400);
	});

	it('wants the secret, in the body, the query, or as Basic by switch', async () => {
		const { refresh_token } = (await exchange()).json;
		const form = { grant_type: 'refresh_token', refresh_token };
		const wrong = await tokens({ ...form, ...CLIENT, client_secret: 'wrong' });
		expect([wrong.status, wrong.json]).toEqual([401, { error: 'invalid_client' }]);
		const url = `${sandbox.v4}/o/token/?${new URLSearchParams({ ...form, ...CLIENT }).toString()}`;
		const byQuery = await ask(url, { method: 'POST' });
		expect(byQuery.status).toBe(200);
		const basic = `Basic ${Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64')}`;
		const byBasic = (refresh: string) =>
			ask(`${sandbox.v4}/o/token/`, {
				form: { grant_type: 'refresh_token', refresh_token: refresh },
				headers: { authorization: basic },
			});
		const third = await byBasic(byQuery.json.refresh_token);
		expect(third.status).toBe(200);
		await sandbox.control('switches', { basicAtToken: 'refuse' });
		expect((await byBasic(third.json.refresh_token)).status).toBe(401);
	});

	it('throttles too, and counts apart from the API', async () => {
		await sandbox.control('counters/reset', {});
		await sandbox.control('limits', { enabled: true, perHour: 1, perSecond: 100 });
		const statuses = [(await tokens(CLIENT)).status, (await tokens(CLIENT)).status];
		expect(statuses).toEqual([400, 429]);
		expect(await sandbox.control('counters')).toMatchObject({ token: 2, total: 0 });
	});

	it('lets tokens expire, be revoked, and die with their application', async () => {
		const short = await sandbox.token({ expiresIn: 60 });
		expect((await whoami(short.access_token)).status).toBe(200);
		await sandbox.control('clock', { advance: 61 });
		expect((await whoami(short.access_token)).status).toBe(401);
		const revoked = await sandbox.token();
		await ask(`${sandbox.v4}/o/revoke_token/`, {
			form: { token: revoked.access_token, ...CLIENT },
		});
		expect((await whoami(revoked.access_token)).status).toBe(401);
		const doomed = await sandbox.token();
		await sandbox.control('apps/sandbox-client/revoke', {});
		expect((await whoami(doomed.access_token)).status).toBe(401);
		const refused = await tokens({
			grant_type: 'refresh_token',
			refresh_token: doomed.refresh_token,
			...CLIENT,
		});
		expect(refused.status).toBe(401);
	});

	it('ends the older tokens of the same user when authorized again, by switch', async () => {
		await sandbox.control('switches', { reauthorize: 'kill' });
		const first = (await exchange()).json;
		const second = (await exchange()).json;
		expect((await whoami(first.access_token)).status).toBe(401);
		expect((await whoami(second.access_token)).status).toBe(200);
	});
});

describe('the guide', () => {
	it('has tokens of an hour, its own paths, and keeps refresh tokens', async () => {
		const first = (await exchange('guide')).json;
		expect(first.expires_in).toBe(3600);
		const list = (token: string) => ask(`${sandbox.guide}/providers/`, { token });
		expect((await list(first.access_token)).status).toBe(200);
		expect((await whoami(first.access_token)).status).toBe(401);
		const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token, ...CLIENT };
		const second = (await tokens(form, 'guide')).json;
		expect(second.refresh_token).toBe(first.refresh_token);
		expect((await list(first.access_token)).json).toEqual({ error: 'unauthorized' });
		await sandbox.control('switches', { guideRefreshRotation: 'rotate' });
		const third = (await tokens(form, 'guide')).json;
		expect(third.refresh_token).not.toBe(first.refresh_token);
	});
});
