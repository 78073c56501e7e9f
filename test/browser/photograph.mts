import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Editor } from './editor.mts';
import { openPanels, type Shown } from './panels.mts';
import { Scene } from './scene.mts';

/**
 * `npx tsx test/browser/photograph.mts <folder> [<node> …]`: a picture of every panel of every node,
 * all its optional fields added, as the real editor shows it to a person with a connected
 * credential; the first panel of each node in dark as well, and, of all nodes, the form of the
 * credential. `index.html` has them side by side.
 * Exits with 1 if a panel throws.
 *
 * @example npx tsx test/browser/photograph.mts .cache/panels drChronoPatient
 */

/** Height of what stands above and below the parameters, and of the window as people have it. */
const frame = 140;
const usual = { width: 1440, height: 1000 };

/** @returns whether nothing was thrown */
export async function photographAll(
	editor: Editor,
	folder: string,
	wanted: readonly string[],
): Promise<boolean> {
	await mkdir(folder, { recursive: true });
	const pictures: string[] = [];
	let isFine = true;
	const take = async (shown: Shown, name: string) => {
		await photographParameters(editor, shown, path.join(folder, `${name}.png`));
		pictures.push(name);
	};
	for await (const shown of openPanels(editor, { wanted })) {
		const { panel, isFirst, thrown } = shown;
		console.log([panel.name, ...thrown].join('\n  '));
		isFine &&= thrown.length === 0;
		await take(shown, panel.name);
		if (!isFirst) continue;
		await editor.page.emulateMedia({ colorScheme: 'dark' });
		await take(shown, `${panel.name}-dark`);
		await editor.page.emulateMedia({ colorScheme: 'light' });
	}
	if (wanted.length === 0) {
		await photographCredential(editor, path.join(folder, 'credential.png'));
		pictures.push('credential');
	}
	await writeFile(path.join(folder, 'index.html'), indexOf(pictures));
	console.log(`${pictures.length} pictures in ${folder}`);
	return isFine;
}

/** The form of the credential, in a window high enough for all of it. */
async function photographCredential(editor: Editor, file: string): Promise<void> {
	const { page } = editor;
	await page.setViewportSize({ ...usual, height: 2600 });
	await editor.goTo(`/home/credentials/${(await editor.credential()).id}`);
	const dialog = editor.part('editCredential-modal');
	await editor.part('parameter-input-baseUrl', dialog).waitFor();
	await dialog.screenshot({ path: file, animations: 'disabled' });
	await page.setViewportSize(usual);
}

/** The column of parameters in all its length. */
async function photographParameters(
	{ page }: Editor,
	{ parameters }: Shown,
	file: string,
): Promise<void> {
	const height = await parameters.evaluate((element) => element.scrollHeight);
	await page.setViewportSize({ ...usual, height: Math.max(usual.height, height + frame) });
	await picture(page, parameters, file);
	await page.setViewportSize(usual);
}

async function picture(page: Page, parameters: Shown['parameters'], path: string): Promise<void> {
	const box = await parameters.boundingBox();
	if (box === null) throw new Error('The panel has closed by itself.');
	const content = await parameters.evaluate((element) =>
		Math.max(...[...element.children].map((child) => child.getBoundingClientRect().bottom)),
	);
	await page.screenshot({
		path,
		animations: 'disabled',
		clip: { ...box, height: Math.min(box.height, content - box.y + 16) },
	});
}

function indexOf(pictures: readonly string[]): string {
	const figures = pictures.map(
		(name) => `<figure><figcaption>${name}</figcaption><img src="${name}.png" alt=""></figure>`,
	);
	return `<!doctype html><meta charset="utf-8"><title>Panels</title><style>
body { display: flex; flex-wrap: wrap; align-items: flex-start; font: 14px sans-serif; }
figure { margin: 8px; border: 1px solid #ccc; } figcaption { padding: 8px; font-weight: bold; }
</style>${figures.join('\n')}\n`;
}

async function main([folder, ...wanted]: readonly string[]): Promise<void> {
	if (folder === undefined) {
		throw new Error('Usage: npx tsx test/browser/photograph.mts <folder> [<node> …]');
	}
	const scene = await Scene.build();
	try {
		const editor = await scene.editor();
		await editor.signIn();
		if (!(await photographAll(editor, path.resolve(folder), wanted))) process.exitCode = 1;
	} finally {
		await scene.strike();
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	await main(process.argv.slice(2)).catch((error: unknown) => {
		console.error((error as Error).message);
		process.exitCode = 1;
	});
}
