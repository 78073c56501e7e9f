/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's root. */
export const ROOT = resolve(__dirname, '../..');

/** A file of the repository: its path with forward slashes, relative to the root, and its text. */
export interface Source {
	path: string;
	text: string;
}

/** Folders with code of our own, every one of which has its place in `arrows.ts`. */
export const FOLDERS = [
	'credentials',
	'nodes',
	'drchrono',
	'sandbox',
	'demo',
	'bench',
	'scripts',
	'templates',
	'test',
] as const;

const SKIPPED = new Set(['node_modules', '.cache', 'dist']);
const CODE = /\.[cm]?[jt]s$/;

/** Every code file below the folders, in a stable order. */
export function readSources(folders: readonly string[] = FOLDERS): Source[] {
	return folders
		.flatMap((folder) => filesBelow(folder))
		.filter((path) => CODE.test(path))
		.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Paths of all files below a folder of the repository, without what tools have put there. */
export function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true })
		.sort((one, other) => (one.name < other.name ? -1 : 1))
		.flatMap((entry) => {
			const path = `${folder}/${entry.name}`;
			if (!entry.isDirectory()) return [path];
			return SKIPPED.has(entry.name) ? [] : filesBelow(path);
		});
}

/** The package's manifest, as far as the gates look at it. */
export interface Manifest {
	name: string;
	version: string;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	[field: string]: unknown;
}

/** The manifest in a folder, by default the repository's own. */
export function readManifest(folder = ROOT): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
