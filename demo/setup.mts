import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { must, run } from './command.mts';
import { hostNodeSuffices, inspect, lacks } from './machine.mts';
import { cache, demo, modules } from './paths.mts';

/** The Node that runs n8n, which wants a newer one than this package does. */
export interface Runtime {
	/** Path of the executable. */
	node: string;
	/** Version, like `24.21.0`. */
	version: string;
	/** Version of n8n, like `2.41.1`. */
	n8n: string;
	/** Path of n8n's command, to be run by `node`. */
	command: string;
}

/** Something that the machine lacks; the message tells all of it. */
export class MachineLacks extends Error {}

/** ABI of the packaged Node, which is a Node 24. */
const packagedAbi = '137';

const stampFile = path.join(modules, '.set-up.json');

/**
 * Makes n8n ready to run below `demo/`, and nowhere else: installs it from its lock file and
 * builds its SQLite for a Node that n8n runs on. A second run finds everything done.
 *
 * @param say receives one line for each thing that takes time
 * @throws MachineLacks before anything is done
 */
export async function setUp(say: (line: string) => void = () => {}): Promise<Runtime> {
	const hostPrefix = path.resolve(process.execPath, '../..');
	const headers = await exists(path.join(hostPrefix, 'include/node/node.h'));
	const machine = await inspect(demo, headers);
	const stamp = JSON.stringify({
		lock: createHash('sha256')
			.update(await readFile(path.join(demo, 'package-lock.json')))
			.digest('hex'),
		abi: hostNodeSuffices(machine) ? process.versions.modules : packagedAbi,
		machine: `${machine.platform}-${machine.arch}`,
	});
	const installed = (await readIfThere(stampFile)) === stamp;
	const missing = lacks(machine, { installed });
	if (missing.length > 0) throw new MachineLacks(missing.join('\n'));
	// npm puts the packaged Node, which has its headers with it, beside n8n.
	const prefix = hostNodeSuffices(machine)
		? hostPrefix
		: path.join(modules, `node-linux-${machine.arch}`);

	await mkdir(cache, { recursive: true });
	if (!installed) {
		await step(say, 'Installing n8n (2.2 GB, about 4 minutes the first time)', async () => {
			await must('npm', ['ci', '--no-audit', '--no-fund'], {
				cwd: demo,
				env: npmEnvironment(),
				timeout: 1_800_000,
			});
		});
		await step(say, "Building n8n's SQLite (about 90 seconds)", async () => {
			await buildSqlite(prefix);
		});
		await writeFile(stampFile, stamp);
	}
	const node = path.join(prefix, 'bin/node');
	return {
		node,
		version: (await must(node, ['--version'])).stdout.trim().replace(/^v/, ''),
		n8n: await versionOf('n8n'),
		command: path.join(modules, 'n8n/bin/n8n'),
	};
}

/**
 * Without its install script, which would download a binary from GitHub, and with node-gyp 12:
 * the node-gyp 8 that sqlite3 brings needs Python's `distutils`, gone since Python 3.12.
 */
async function buildSqlite(prefix: string): Promise<void> {
	const node = path.join(prefix, 'bin/node');
	const sqlite = path.join(modules, 'sqlite3');
	await must(
		node,
		[
			path.join(modules, 'node-gyp/bin/node-gyp.js'),
			'rebuild',
			`--directory=${sqlite}`,
			`--nodedir=${prefix}`,
		],
		{
			// A step of the build runs plain `node`.
			env: {
				...npmEnvironment(),
				PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
			},
			timeout: 1_200_000,
		},
	);
	const loads = await run(node, ['-e', `require(${JSON.stringify(sqlite)})`]);
	if (loads.code !== 0)
		throw new Error(`n8n's SQLite was built but does not load:\n${loads.stderr}`);
}

/** npm's own settings of the outer `npm run` must not reach an inner npm. */
export function npmEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^npm_(lifecycle|package|config_(local_prefix|ignore_scripts|nodedir))/i.test(name),
		),
	);
}

async function versionOf(name: string): Promise<string> {
	const manifest = await readFile(path.join(modules, name, 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}

async function step(
	say: (line: string) => void,
	what: string,
	action: () => Promise<void>,
): Promise<void> {
	say(`${what} …`);
	const started = performance.now();
	await action();
	say(`  done in ${Math.round((performance.now() - started) / 1000)} s`);
}

async function exists(file: string): Promise<boolean> {
	return await access(file).then(
		() => true,
		() => false,
	);
}

async function readIfThere(file: string): Promise<string | undefined> {
	return await readFile(file, 'utf8').catch(() => undefined);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	try {
		const { n8n, version } = await setUp(console.log);
		console.log(`n8n ${n8n} is ready, on Node ${version}.`);
	} catch (error) {
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}
