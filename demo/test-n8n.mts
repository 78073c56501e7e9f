import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Test } from '../test/n8n/suite.mts';
import { root } from './paths.mts';
import { Stage } from './stage.mts';

/**
 * `npm run test:n8n [-- <suite> …]`: the suites of `test/n8n/` in the real n8n, against the
 * sandbox. One line a test; the last line is `N passed, N failed`; exits with 1 if any failed.
 */

const folder = path.join(root, 'test/n8n');
const wanted = process.argv.slice(2);

const names = (await readdir(folder))
	.filter((file) => file.endsWith('.suite.mts'))
	.map((file) => file.replace('.suite.mts', ''))
	.filter((name) => wanted.length === 0 || wanted.includes(name))
	.sort();
if (names.length === 0) {
	console.error(`There is no suite ${wanted.join(', ')} in test/n8n.`);
	process.exit(1);
}

let passed = 0;
let failed = 0;
let stage: Stage | undefined;
try {
	stage = await Stage.build(console.log);
	for (const name of names) {
		const { default: tests } = (await import(
			pathToFileURL(path.join(folder, `${name}.suite.mts`)).href
		)) as { default: readonly Test[] };
		for (const test of tests) {
			const started = performance.now();
			const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
			try {
				await test.run(stage);
				passed++;
				console.log(`ok      ${name}: ${test.name} (${seconds()})`);
			} catch (error) {
				failed++;
				console.log(`not ok  ${name}: ${test.name} (${seconds()})`);
				console.log(
					indented(error instanceof Error ? (error.stack ?? error.message) : String(error)),
				);
			}
		}
	}
} catch (error) {
	failed++;
	console.error((error as Error).message);
} finally {
	await stage?.strike();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function indented(text: string): string {
	return text.replace(/^/gm, '        ');
}
