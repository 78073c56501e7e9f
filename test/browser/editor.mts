import type { BrowserContext, Page } from 'playwright-core';
import type { Owner, Server } from '../../demo/server.mts';
import { Stage } from '../../demo/stage.mts';

/** n8n's editor with the package from its tarball, beside the sandbox, and its owner's browser. */
export class Editor {
	private constructor(
		readonly stage: Stage,
		readonly server: Server,
		readonly owner: Owner,
		readonly context: BrowserContext,
		readonly page: Page,
	) {}

	static async open(browse: () => Promise<BrowserContext>): Promise<Editor> {
		const stage = await Stage.build(console.log);
		try {
			const server = await (await stage.n8n()).start();
			const owner = await server.signUp();
			const context = await browse();
			context.setDefaultTimeout(60_000);
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
}
