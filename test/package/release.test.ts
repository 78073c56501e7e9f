/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { filesBelow, readManifest, ROOT } from './sources';

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	jobs: Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number }>;
}

const manifest = readManifest();
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs')].filter(
	(path) => path.endsWith('.md') && existsSync(join(ROOT, path)),
);

describe.each(filesBelow('.github/workflows'))('%s', (path) => {
	const { on, permissions, jobs } = parse(read(path)) as Workflow;

	test('may read the repository, and nothing else, unless it publishes', () => {
		expect(permissions).toEqual({ contents: 'read' });
		const granted = Object.entries(jobs).filter(([, job]) => job.permissions);
		const allowed = path.endsWith('/publish.yml')
			? [['publish', { contents: 'read', 'id-token': 'write' }]]
			: [];
		expect(granted.map(([name, job]) => [name, job.permissions])).toEqual(allowed);
	});

	test('never runs a stranger’s code with rights of ours', () => {
		expect(Object.keys(on)).not.toContain('pull_request_target');
		expect(read(path)).not.toContain('${{ secrets.');
	});

	test('ends by itself', () => {
		for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(50);
	});
});

test('what is published has provenance', () => {
	expect(read('.github/workflows/publish.yml')).toContain('npm publish --provenance');
});

describe('the changelog', () => {
	const headings = read('CHANGELOG.md').match(/^## .*$/gm) ?? [];

	test('begins with what is unreleased, then has versions with their dates, newest first', () => {
		expect(headings[0]).toBe('## [Unreleased]');
		const versions = headings
			.slice(1)
			.map((heading) => /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$/.exec(heading)?.[1]);
		expect(versions).not.toContain(undefined);
		const newestFirst = [...versions].sort((one, other) =>
			other!.localeCompare(one!, 'en', { numeric: true }),
		);
		expect(versions).toEqual(newestFirst);
	});

	test('knows only the kinds of change of Keep a Changelog', () => {
		const kinds = read('CHANGELOG.md').match(/^### .*$/gm) ?? [];
		const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
		expect(kinds.length).toBeGreaterThan(0);
		expect(kinds.filter((kind) => !known.includes(kind.slice(4)))).toEqual([]);
	});
});

describe.each(documents)('%s', (path) => {
	const text = read(path);

	test('names commands that exist', () => {
		const named = [...text.matchAll(/(?:^|`|&& )npm (?:run )?([a-z][\w:-]*)/gm)].map(
			([, name]) => name!,
		);
		const npms = ['ci', 'i', 'install', 'version', 'publish', 'pack'];
		expect(named.filter((name) => !npms.includes(name) && !(name in manifest.scripts))).toEqual([]);
	});

	test('links to files that exist', () => {
		const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
		const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
			([, link]) => link!,
		);
		expect(links.filter((link) => !existsSync(join(ROOT, folder, link)))).toEqual([]);
	});
});

test('every command runs a file or a tool that exists', () => {
	const files = Object.values(manifest.scripts).flatMap(
		(script) => script.match(/\S+\.(mts|mjs|ts|json)\b/g) ?? [],
	);
	expect(files.length).toBeGreaterThan(5);
	expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
