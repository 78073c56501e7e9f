import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import type { Locator } from 'playwright-core';
import { byHand, chain, drchrono } from '../n8n/workflow.mts';
import { credentialType, type Editor } from './editor.mts';
import { openPanels } from './panels.mts';
import { photograph } from './scene.mts';
import { test } from './suite.mts';

/** What the panel of a credential is filled with. */
async function fill(dialog: Locator, field: string, value: string): Promise<void> {
	await dialog.locator(`[data-test-id="parameter-input-${field}"] input`).fill(value);
}

/** No message of an error, neither in a box nor in place of a list. */
async function seesNoError(editor: Editor): Promise<void> {
	assert.deepEqual(await editor.complaints(), []);
}

export default [
	test('the owner signs in', async (scene) => {
		await (await scene.editor()).signIn();
	}),

	test('a credential is made and connected with the mouse', async (scene) => {
		const editor = await scene.editor();
		const { page } = editor;
		const { sandbox } = editor.stage;
		await sandbox.resetCounters();
		await editor.goTo('/home/credentials/create');
		await editor.part('new-credential-type-select').click();
		await page.keyboard.type('DrChrono');
		await editor
			.part('new-credential-type-select-option')
			.getByText('DrChrono OAuth2 API', { exact: true })
			.click();
		await editor.part('new-credential-type-button').click();

		const dialog = editor.part('editCredential-modal');
		await fill(dialog, 'clientId', 'sandbox-client');
		await fill(dialog, 'clientSecret', 'sandbox-secret');
		await fill(dialog, 'baseUrl', sandbox.url);
		await photograph(page, 'credential');
		const opened = page.waitForEvent('popup');
		await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
		const consent = await opened;
		const allow = consent.getByRole('button', { name: 'Allow' });
		await allow.waitFor();
		assert.deepEqual((await consent.getByRole('listitem').allTextContents()).sort(), [
			'calendar:read',
			'calendar:write',
			'patients:read',
			'patients:summary:read',
			'patients:summary:write',
			'patients:write',
			'settings:read',
			'settings:write',
			'user:read',
			'user:write',
		]);
		await photograph(consent, 'credential-consent');
		await allow.click();

		await dialog.getByText('Account connected').waitFor();
		await photograph(page, 'credential-connected');
		assert.equal((await sandbox.counters()).token, 1);
		const made = await editor.server.rest<Array<{ name: string; type: string }>>(
			'GET',
			'/credentials',
		);
		assert.deepEqual(
			made.map(({ name, type }) => [name, type]),
			[['DrChrono account', credentialType]],
		);
	}),

	test('every node of the package is found by typing DrChrono', async (scene) => {
		const editor = await scene.editor();
		await editor.newWorkflow();
		const creator = await editor.searchNodes('DrChrono');
		const nodes = await editor.nodeTypes();
		assert.ok(nodes.length >= 4);
		// The editor shows a node and its trigger as one.
		const names = new Set(nodes.map(({ displayName }) => displayName.replace(/ Trigger$/, '')));
		for (const name of names) {
			await editor
				.part('node-creator-item-name', creator)
				.getByText(name, { exact: true })
				.first()
				.waitFor();
		}
		await photograph(editor.page, 'nodes');
	}),

	test('Check Connection says who is connected', async (scene) => {
		const editor = await scene.editor();
		const credential = await editor.credential();
		const node = 'Check Connection';
		await editor.openWorkflow(
			chain(
				'Check the connection',
				[byHand, drchrono('drChronoApi', node, { operation: 'checkConnection', options: {} })],
				credential,
			),
		);
		await editor.part('execute-workflow-button').last().click();
		await editor.page.getByText('Workflow executed successfully').waitFor();
		const panel = await editor.openPanel(node);
		const output = editor.part('output-panel', panel);
		await output.getByText('officemanager').first().waitFor();
		await output.getByText('Everything that this credential covers can be read.').waitFor();
		await seesNoError(editor);
		await photograph(editor.page, 'check-connection');
		await editor.closePanel();
	}),

	test('the appointments of a week are read, of a provider chosen by name', async (scene) => {
		const editor = await scene.editor();
		const { page } = editor;
		const { sandbox } = editor.stage;
		const providers = await sandbox.records('doctors');
		const provider = providers[0]!;
		const name = String(provider.last_name);
		const zone = String(provider.timezone);
		const { now } = await sandbox.control<{ now: string }>('GET', 'clock');
		const today = DateTime.fromISO(now, { zone });
		const sunday = today.minus({ days: today.weekday % 7 });
		const [from, to] = [sunday.toISODate()!, sunday.plus({ days: 6 }).toISODate()!];
		const wanted = (await sandbox.records('appointments')).filter(
			({ doctor, scheduled_time: time, deleted_flag: deleted, appt_is_break: isBreak }) =>
				doctor === provider.id &&
				deleted !== true &&
				isBreak !== true &&
				String(time).slice(0, 10) >= from &&
				String(time).slice(0, 10) <= to,
		);
		assert.ok(wanted.length > 0, 'the practice works this week');

		await editor.newWorkflow();
		const panel = await editor.addNode('DrChrono Appointment', 'Get many appointments');
		await editor.choose(panel, 'when', 'This Week');
		await editor
			.part('parameter-input-returnAll', panel)
			.locator('.el-switch, [role=switch]')
			.first()
			.click();
		await editor.addField(panel, 'Filters', 'Provider');
		const locator = editor.part('resource-locator-provider', panel);
		await editor.part('rlc-input', locator).click();
		await editor
			.part('rlc-item')
			.nth(providers.length - 1)
			.waitFor();
		const typed = name.slice(0, 4).toLowerCase();
		await page
			.locator('input[data-test-id="rlc-search"], [data-test-id="rlc-search"] input')
			.fill(typed);
		const items = editor.part('rlc-item');
		await items
			.filter({ hasNotText: new RegExp(typed, 'i') })
			.first()
			.waitFor({ state: 'hidden' });
		const found = items.filter({ hasText: name }).first();
		await found.waitFor();
		await photograph(page, 'provider-list');
		await found.click();

		await sandbox.resetCounters();
		await editor.execute(panel, wanted.length);
		await seesNoError(editor);
		await photograph(page, 'appointments');
		assert.equal((await sandbox.counters()).violations, 0);
		await editor.closePanel();
	}),

	test('the first panel of every node opens without an error', async (scene) => {
		const editor = await scene.editor();
		const { page } = editor;
		for await (const { panel, thrown } of openPanels(editor, { firstOnly: true })) {
			assert.deepEqual(thrown, []);
			await photograph(page, `panel-${panel.node}`);
			if (panel.node !== 'drChronoAppointment') continue;
			await page.emulateMedia({ colorScheme: 'dark' });
			await photograph(page, `panel-${panel.node}-dark`);
			await page.emulateMedia({ colorScheme: 'light' });
		}
	}),
];
