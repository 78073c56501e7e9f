import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A test on a stage; it passes unless it rejects. */
export interface Test<Stage> {
	name: string;
	run(stage: Stage): Promise<void>;
}

/**
 * Runs the `*.suite.mts` of a folder, each of which exports its tests as default, in the order of
 * their names. One line a test; the last line is `N passed, N failed`; the process exits with 1
 * if any failed. A suite may export `finish`, which ends what its tests have shared.
 *
 * @param folder path of the suites
 * @param wanted names of suites, without the ending; all of them if empty
 * @param build makes the stage that the tests share; a stage that cannot be built is a failure
 * @param strike clears it away, whatever happened
 */
export async function runSuites<Stage>(
	folder: string,
	wanted: readonly string[],
	build: () => Promise<Stage>,
	strike: (stage: Stage) => Promise<void>,
): Promise<void> {
	const names = (await readdir(folder))
		.filter((file) => file.endsWith('.suite.mts'))
		.map((file) => file.replace('.suite.mts', ''))
		.filter((name) => wanted.length === 0 || wanted.includes(name))
		.sort();
	if (names.length === 0) {
		console.error(`There is no suite ${wanted.join(', ')} in ${folder}.`);
		process.exit(1);
	}

	let passed = 0;
	let failed = 0;
	let stage: Stage | undefined;
	try {
		stage = await build();
		for (const name of names) {
			const { default: tests, finish } = (await import(
				pathToFileURL(path.join(folder, `${name}.suite.mts`)).href
			)) as { default: ReadonlyArray<Test<Stage>>; finish?: () => Promise<void> };
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
			await finish?.();
		}
	} catch (error) {
		failed++;
		console.error((error as Error).message);
	} finally {
		if (stage !== undefined) await strike(stage);
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

function indented(text: string): string {
	return text.replace(/^/gm, '        ');
}
