/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from './sources';

const run = promisify(execFile);

/** The package as `npm publish` would ship it, unpacked in a folder of its own. */
export interface Built {
	/** Where it lies; beside it are only the packages that n8n brings. */
	folder: string;
	/** Its files, with forward slashes, relative to the folder. */
	files: string[];
	remove(): Promise<void>;
}

/** What a clean checkout has not. */
const LEFTOVERS = new Set(['node_modules', '.git', '.cache', 'dist']);

/** What it has not at its root alone: elsewhere it may be a resource of that name. */
const ROOT_LEFTOVERS = new Set(['coverage']);

/** What n8n lets a package of nodes use (`NODE_PATH`): see arrows.ts. */
const BROUGHT_BY_N8N = ['n8n-workflow', 'luxon'];

/**
 * Builds and packs a copy of the repository by its own scripts, so that nothing depends on what an
 * earlier build has left.
 *
 * @throws with the output of the command that ended with another code than 0
 */
export async function build(): Promise<Built> {
	// Resolved, because macOS's folder of temporary files is a link.
	const home = await realpath(await mkdtemp(join(tmpdir(), 'drchrono-built-')));
	const remove = () => rm(home, { recursive: true, force: true });
	return await assemble(home).then(
		(built) => ({ ...built, remove }),
		async (error) => {
			await remove();
			throw error;
		},
	);
}

async function assemble(home: string): Promise<Omit<Built, 'remove'>> {
	const copy = join(home, 'copy');
	const folder = join(home, 'package');
	await cp(ROOT, copy, { recursive: true, filter: (source) => !isLeftover(source) });
	await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	await npm(copy, 'run', 'build');
	const packed = await npm(copy, 'pack', '--json', '--ignore-scripts', '--pack-destination=..');
	const [tarball] = JSON.parse(packed) as Array<{ filename: string }>;
	await run('tar', ['-xzf', tarball!.filename], { cwd: home });
	await rm(copy, { recursive: true });
	const files = await filesIn(folder);

	await mkdir(join(folder, 'node_modules'));
	for (const name of BROUGHT_BY_N8N) {
		await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
	}
	return { folder, files };
}

function isLeftover(source: string): boolean {
	const names = relative(ROOT, source).split(/[\\/]/);
	return names.some((name) => LEFTOVERS.has(name)) || ROOT_LEFTOVERS.has(names[0]!);
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}

/** Settings of the outer `npm test` must not reach this one. */
async function npm(cwd: string, ...args: string[]): Promise<string> {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^npm_(lifecycle|package|config_local)/i.test(name),
		),
	);
	const { stdout } = await run('npm', args, { cwd, env, maxBuffer: 64 * 1024 ** 2 });
	return stdout;
}
