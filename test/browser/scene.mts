import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../demo/paths.mts';
import { launch } from './browser.mts';
import { Editor } from './editor.mts';

/** Where pictures of the last run lie; git ignores it. */
const pictures = path.join(root, '.cache/browser');

/** A browser, and what the suites open in it; n8n starts when a suite first asks for it. */
export class Scene {
	private opening: Promise<Editor> | undefined;

	private constructor(private readonly browser: Browser) {}

	static async build(): Promise<Scene> {
		const browser = await launch();
		await mkdir(pictures, { recursive: true });
		return new Scene(browser);
	}

	/** A browser of somebody who has never been here, in the practice's zone. */
	async visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
		return await this.browser.newContext({
			locale: 'en-US',
			timezoneId: 'America/New_York',
			viewport: { width: 1280, height: 800 },
			...options,
		});
	}

	/** The real n8n with the package and the sandbox, opened in a window of its owner. */
	async editor(): Promise<Editor> {
		this.opening ??= Editor.open(
			async () =>
				await this.visitor({ colorScheme: 'light', viewport: { width: 1440, height: 1000 } }),
		);
		return await this.opening;
	}

	/** Takes a picture of every open page. */
	async photographFailure(name: string): Promise<void> {
		const pages = this.browser.contexts().flatMap((context) => context.pages());
		await Promise.allSettled(
			pages.map(async (page, index) => await photograph(page, `failed-${name}-${index}`)),
		);
	}

	async strike(): Promise<void> {
		const editor = await this.opening?.catch(() => undefined);
		await editor?.close();
		await this.browser.close();
	}
}

/** Takes a picture of a page, for people to look at. */
export async function photograph(page: Page, name: string): Promise<void> {
	await page.screenshot({
		path: path.join(pictures, `${name}.png`),
		animations: 'disabled',
		// The boxes with which the editor tells of success come and go by themselves.
		style: '.el-notification:not(:has(.el-notification--error)) { display: none }',
	});
}

/** What a page complains about in the browser's console from now on. */
export function complaints(page: Page): string[] {
	const said: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') said.push(message.text());
	});
	page.on('pageerror', (error) => said.push(error.message));
	return said;
}
