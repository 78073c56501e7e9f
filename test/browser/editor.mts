import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Credential, Workflow } from '../../demo/n8n.mts';
import { manifestOf } from '../../demo/package.mts';
import type { Owner, Server } from '../../demo/server.mts';
import { Stage } from '../../demo/stage.mts';

/** Milliseconds that the editor may take to show something; CI machines are slow. */
const patience = 60_000;

export const credentialType = 'drChronoOAuth2Api';

/** n8n's editor with the package from its tarball, beside the sandbox, and its owner's browser. */
export class Editor {
	private constructor(
		readonly stage: Stage,
		readonly server: Server,
		readonly owner: Owner,
		readonly context: BrowserContext,
		readonly page: Page,
	) {}

	/** @param browse opens a browser of somebody who has never been here */
	static async open(browse: () => Promise<BrowserContext>): Promise<Editor> {
		const stage = await Stage.build(console.log);
		try {
			const server = await (await stage.n8n()).start();
			const owner = await server.signUp();
			const context = await browse();
			context.setDefaultTimeout(patience);
			return new Editor(stage, server, owner, context, await context.newPage());
		} catch (error) {
			await stage.strike();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.context.close();
		await this.stage.strike();
	}

	/** Signs the owner in with the form, unless that was done before. */
	async signIn(): Promise<void> {
		const cookies = await this.context.cookies(this.server.url);
		if (cookies.some(({ name }) => name === 'n8n-auth')) return;
		await this.goTo('/signin');
		const { page } = this;
		await page.getByLabel('Email').fill(this.owner.email);
		await page.locator('input[type=password]').fill(this.owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL('**/home/workflows');
	}

	/** The connected credential of the owner; made here, past the form, if there is none yet. */
	async credential(): Promise<Credential> {
		const all = await this.server.rest<Credential[]>('GET', '/credentials');
		const { id, name } =
			all.find(({ type }) => type === credentialType) ?? (await this.makeCredential());
		return { id, name, type: credentialType, data: {} };
	}

	private async makeCredential(): Promise<Credential> {
		const { name, type, data } = await this.stage.sandbox.credential({ name: 'DrChrono account' });
		return await this.server.rest<Credential>('POST', '/credentials', { name, type, data });
	}

	/** What the editor knows about the nodes that the package registers, in its order. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const answer = await fetch(`${this.server.url}/types/nodes.json`, {
			headers: this.server.session(),
		});
		const types = (await answer.json()) as INodeTypeDescription[];
		const { name: packageName, n8n } = await manifestOf();
		return (n8n?.nodes ?? []).map((file) => {
			const node = path.basename(file, '.node.js').replace(/^./, (letter) => letter.toLowerCase());
			const type = types.find(({ name }) => name === `${packageName}.${node}`);
			if (type === undefined) throw new Error(`The editor does not know ${node}.`);
			return type;
		});
	}

	/** Waits until the panel has the connected credential chosen. */
	async seesCredential(panel: Locator): Promise<void> {
		const { name } = await this.credential();
		const slot = await this.part('node-credentials-select', panel).elementHandle();
		await this.page.waitForFunction(
			([element, wanted]) =>
				`${element?.textContent} ${element?.querySelector('input')?.value}`.includes(wanted),
			[slot, name] as const,
		);
	}

	/** What the editor says went wrong: in a box, or in place of a list. */
	async complaints(): Promise<string[]> {
		const boxes = this.page.locator('.el-notification:has(.el-notification--error)');
		const lists = this.page.locator('[data-test-id="rlc-error-container"]:visible');
		return (await Promise.all([boxes.allInnerTexts(), lists.allInnerTexts()])).flat();
	}

	async goTo(address: string): Promise<void> {
		await this.page.goto(`${this.server.url}${address}`);
	}

	/** Puts a workflow into n8n by its REST API and opens it. */
	async openWorkflow(workflow: Workflow): Promise<void> {
		const { id: _, ...content } = workflow;
		const { id } = await this.server.rest<{ id: string }>('POST', '/workflows', content);
		await this.goTo(`/workflow/${id}`);
		await this.canvasNode(workflow.nodes[0]!.name).waitFor();
	}

	/** What the editor's makers call by this name. */
	part(name: string, within: Page | Locator = this.page): Locator {
		return within.locator(`[data-test-id="${name}"]`);
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens the panel of a node on the canvas. */
	async openPanel(node: string): Promise<Locator> {
		await this.canvasNode(node).dblclick();
		const panel = this.part('ndv');
		await panel.waitFor();
		await this.part('node-parameters', panel).waitFor();
		return panel;
	}

	async closePanel(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** Opens the list of nodes and types into its search. */
	async searchNodes(text: string): Promise<Locator> {
		await this.part('node-creator-plus-button').click();
		const creator = this.part('node-creator');
		await this.part('node-creator-search-bar', creator).fill(text);
		return creator;
	}

	/** An empty workflow that starts by hand. */
	async newWorkflow(): Promise<void> {
		await this.goTo('/workflow/new');
		await this.part('canvas-add-button').waitFor();
		await this.part('node-creator-plus-button').click();
		await this.part('node-creator-item-name', this.part('node-creator'))
			.getByText('Trigger manually', { exact: true })
			.click();
		await this.part('canvas-trigger-node').waitFor();
	}

	/** Adds a node behind the last one, and opens its panel with an operation chosen. */
	async addNode(name: string, action: string): Promise<Locator> {
		const creator = await this.searchNodes(name);
		await this.part('node-creator-item-name', creator).getByText(name, { exact: true }).click();
		await creator.getByText(action, { exact: true }).click();
		const panel = this.part('ndv');
		await this.part('node-parameters', panel).waitFor();
		await this.seesCredential(panel);
		return panel;
	}

	/** A field of a panel, by its name in workflows. */
	field(panel: Locator, name: string): Locator {
		return this.part(`parameter-input-${name}`, panel);
	}

	/** Chooses from a drop-down list. */
	async choose(panel: Locator, field: string, option: string): Promise<void> {
		await this.field(panel, field).locator('input').click();
		const label = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: label }).click();
	}

	async typeText(panel: Locator, field: string, text: string): Promise<void> {
		const input = this.field(panel, field).locator('input, textarea');
		await input.fill(text);
		// A tip about expressions covers what is below a field with the focus.
		await input.blur();
	}

	/** @param text as the editor shows times, like `2026-11-22 09:30:00` */
	async typeDate(panel: Locator, field: string, text: string): Promise<void> {
		const input = this.field(panel, field).locator('input');
		await input.fill(text);
		await input.press('Enter');
		await this.page.locator('.el-picker-panel:visible').waitFor({ state: 'hidden' });
	}

	/** Adds an optional field from the list below a collection. */
	async addField(panel: Locator, collection: string, field: string): Promise<void> {
		const label = this.part('input-label').getByText(collection, { exact: true });
		const item = this.part('parameter-item', panel).filter({ has: label });
		await this.part('collection-parameter-add', item).click();
		await this.part('collection-parameter-option').getByText(field, { exact: true }).click();
	}

	/**
	 * Chooses a record from a list that is searched while typing.
	 *
	 * @param search what is typed; nothing if empty
	 * @param label text of the record in the list
	 */
	async pick(panel: Locator, field: string, search: string, label: string): Promise<void> {
		const locator = this.part(`resource-locator-${field}`, panel);
		await this.part('rlc-input', locator).click();
		if (search !== '') {
			await this.page
				.locator('input[data-test-id="rlc-search"], [data-test-id="rlc-search"] input')
				.fill(search);
		}
		await this.part('rlc-item').filter({ hasText: label }).first().click();
	}

	/** Drags a field of the input into a field of the panel, and leaves that field. */
	async drag(panel: Locator, from: string, field: string): Promise<void> {
		const source = this.part('run-data-schema-item', this.part('ndv-input-panel'))
			.getByText(from, { exact: true })
			.first();
		await source.waitFor();
		await source.hover();
		await this.page.mouse.down();
		await this.field(panel, field).hover();
		await this.field(panel, field).hover();
		await this.page.mouse.up();
		// The expression takes the focus a little later, and covers what is below until it loses it.
		const result = this.part('inline-expression-editor-output');
		await result.waitFor();
		await this.part('output-panel', panel).click();
		await result.waitFor({ state: 'hidden' });
	}

	/** Executes the node whose panel is open; its output once it has that many items. */
	async execute(panel: Locator, items: number): Promise<Locator> {
		await this.part('node-execute-button', panel).click();
		const output = this.part('output-panel', panel);
		await output.getByText(new RegExp(`^${items} items?$`)).waitFor();
		return output;
	}
}
