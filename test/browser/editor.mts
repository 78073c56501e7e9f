import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Workflow } from '../../demo/n8n.mts';
import type { Owner, Server } from '../../demo/server.mts';
import { Stage } from '../../demo/stage.mts';

/** Milliseconds that the editor may take to show something; CI machines are slow. */
const patience = 60_000;

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

	/** Signs the owner in with the form. */
	async signIn(): Promise<void> {
		await this.goTo('/signin');
		const { page } = this;
		await page.getByLabel('Email').fill(this.owner.email);
		await page.locator('input[type=password]').fill(this.owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL('**/home/workflows');
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(`${this.server.url}${path}`);
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
		const creator = await this.searchNodes('Trigger manually');
		await this.part('node-creator-item-name', creator)
			.getByText('Trigger manually', { exact: true })
			.click();
		await this.part('canvas-trigger-node').waitFor();
	}
}
