import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sandbox } from '../../demo/sandbox.mts';
import { complaints, photograph, type Scene } from './scene.mts';
import { test } from './suite.mts';

const now = '2026-11-22T09:00:00-05:00';

async function withSandbox(action: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	const sandbox = await Sandbox.start({ patients: 20, now });
	try {
		await action(sandbox);
	} finally {
		await sandbox.stop();
	}
}

/** The console shows a request when it comes, and opens it at a click. */
async function seesRequest(scene: Scene, colorScheme: 'light' | 'dark'): Promise<void> {
	await withSandbox(async (sandbox) => {
		const context = await scene.visitor({ colorScheme });
		const page = await context.newPage();
		const said = complaints(page);
		await page.goto(sandbox.url);
		const none = page.getByText('No requests yet.');
		await none.waitFor();

		const { access_token: token } = await sandbox.token();
		const answer = await fetch(`${sandbox.url}/api/doctors?page_size=2`, {
			headers: { authorization: `Bearer ${token}` },
		});
		assert.equal(answer.status, 200);
		const row = page.locator('#requests tr.row', { hasText: 'GET /api/doctors?page_size=2' });
		await row.waitFor();
		await none.waitFor({ state: 'hidden' });
		await row.click();
		await page.locator('#requests tr.detail', { hasText: '"route": "GET /api/doctors"' }).waitFor();

		const background = await page.evaluate(
			() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [],
		);
		const brightness = background.slice(0, 3).reduce((sum, part) => sum + part, 0) / 3;
		assert.equal(brightness < 128 ? 'dark' : 'light', colorScheme);
		await photograph(page, `sandbox-${colorScheme}`);
		assert.deepEqual(said, []);
		await context.close();
	});
}

/** An application that waits for the person to come back from the consent page. */
async function application() {
	const server = createServer((_, response) => response.end('You may close this window.'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		callback: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

/** Presses a button of the consent page; the parameters with which the person comes back. */
async function decides(
	scene: Scene,
	sandbox: Sandbox,
	{ button, user, picture }: { button: string; user?: string; picture?: string },
): Promise<{ back: URLSearchParams; callback: string }> {
	const app = await application();
	const context = await scene.visitor();
	try {
		const page = await context.newPage();
		const said = complaints(page);
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: 'sandbox-client',
			redirect_uri: app.callback,
			scope: 'user:read calendar:read',
			state: 'a&b"c',
		});
		await page.goto(`${sandbox.url}/o/authorize/?${query.toString()}`);
		assert.deepEqual(await page.getByRole('listitem').allTextContents(), [
			'user:read',
			'calendar:read',
		]);
		if (user !== undefined) await page.getByLabel('Sign in as').selectOption(user);
		if (picture !== undefined) await photograph(page, picture);
		await page.getByRole('button', { name: button }).click();
		await page.waitForURL((url) => url.href.startsWith(app.callback));
		assert.deepEqual(said, []);
		return { back: new URL(page.url()).searchParams, callback: app.callback };
	} finally {
		await context.close();
		await app.close();
	}
}

export default [
	test('the console shows requests live', async (scene) => await seesRequest(scene, 'light')),

	test('the console has a dark mode', async (scene) => await seesRequest(scene, 'dark')),

	test('the consent page hands out a code, for the user who signed in', async (scene) => {
		await withSandbox(async (sandbox) => {
			const users = await sandbox.records('users');
			const user = users.at(-1)!;
			assert.notEqual(user.username, users[0]?.username);
			const { back, callback } = await decides(scene, sandbox, {
				button: 'Allow',
				user: user.username as string,
				picture: 'consent',
			});
			assert.equal(back.get('state'), 'a&b"c');
			assert.equal(back.get('error'), null);
			const answer = await fetch(`${sandbox.url}/o/token/`, {
				method: 'POST',
				body: new URLSearchParams({
					grant_type: 'authorization_code',
					code: back.get('code') ?? '',
					redirect_uri: callback,
					client_id: 'sandbox-client',
					client_secret: 'sandbox-secret',
				}),
			});
			const token = (await answer.json()) as { access_token: string; scope: string };
			assert.equal(token.scope, 'user:read calendar:read');
			const me = await fetch(`${sandbox.url}/api/users/current`, {
				headers: { authorization: `Bearer ${token.access_token}` },
			});
			assert.equal(((await me.json()) as { username: string }).username, user.username);
		});
	}),

	test('the consent page takes no for an answer', async (scene) => {
		await withSandbox(async (sandbox) => {
			const { back } = await decides(scene, sandbox, { button: 'Cancel' });
			assert.equal(back.get('error'), 'access_denied');
			assert.equal(back.get('code'), null);
			assert.equal(back.get('state'), 'a&b"c');
		});
	}),
];
