/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './sources';

interface Locked {
	version?: string;
	integrity?: string;
	resolved?: string;
	link?: boolean;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

type Packages = Record<string, Locked>;

function packagesOf(folder: string): Packages {
	const text = readFileSync(join(ROOT, folder, 'package-lock.json'), 'utf8');
	return (JSON.parse(text) as { packages: Packages }).packages;
}

/**
 * What keeps `npm ci` from working on some machine or other. npm leaves an optional dependency that
 * does not exist for any platform in the lock file without a version, and then refuses that file.
 */
function faultsOf(packages: Packages): string[] {
	return Object.entries(packages).flatMap(([path, locked]) => {
		if (path === '') return [];
		const faults = [];
		if (!locked.version) faults.push(`${path} has no version`);
		else if (!locked.integrity && !locked.link) faults.push(`${path} has no integrity`);
		if (locked.resolved) faults.push(`${path} names a registry`);
		for (const name of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) {
			if (!isFound(name, path, packages)) faults.push(`${path} wants ${name}, which is missing`);
		}
		return faults;
	});
}

/** Whether a package that lies at `path` would find another, looking upwards as Node does. */
function isFound(name: string, path: string, packages: Packages): boolean {
	for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
		if (packages[`${folder}/node_modules/${name}`]) return true;
		if (!folder.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
	}
}

test.each(['.', 'demo', 'scripts/scan'])('npm ci can install %s on every platform', (folder) => {
	const packages = packagesOf(folder);
	expect(Object.keys(packages).length).toBeGreaterThan(50);
	expect(faultsOf(packages)).toEqual([]);
});

test('each fault is noticed', () => {
	const sound = { version: '1.0.0', integrity: 'sha512-' };
	expect(
		faultsOf({
			'': {},
			'node_modules/a': {
				...sound,
				optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' },
			},
			'node_modules/a/node_modules/a-linux': { ...sound, dependencies: { b: '^1.0.0' } },
			'node_modules/b': {},
			'node_modules/c': { version: '1.0.0', resolved: 'file:c.tgz' },
		}),
	).toEqual([
		'node_modules/a wants a-mac, which is missing',
		'node_modules/b has no version',
		'node_modules/c has no integrity',
		'node_modules/c names a registry',
	]);
});
