/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { Icon } from 'n8n-workflow';

import { build, type Built } from './built';
import { instanceIn, panelFiles } from './panel';
import { filesBelow, readManifest, ROOT } from './sources';

const manifest = readManifest();
const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

let built: Built;

beforeAll(async () => {
	built = await build();
}, 180_000);

afterAll(async () => {
	await built?.remove();
});

/** Where the build puts a source. */
function compiled(source: string): string {
	return `dist/${source.replace(/\.ts$/, '.js')}`;
}

describe('the tarball', () => {
	test('holds nothing but the compiled package', () => {
		expect(built.files.filter((path) => !isExpected(path))).toEqual([]);
	});

	test('what it may hold is told from what it may not', () => {
		const allowed = [
			'package.json',
			'README.md',
			'dist/nodes/A/A.node.js',
			'dist/templates/a.json',
		];
		expect(allowed.filter((path) => !isExpected(path))).toEqual([]);
		const refused = [
			'dist/package.json',
			'dist/tsconfig.tsbuildinfo',
			'dist/nodes/A/A.node.js.map',
			'dist/nodes/A/A.node.d.ts',
			'dist/nodes/A/A.test.js',
			'dist/test/package/built.js',
			'dist/sandbox/main.js',
			'dist/nodes/A/notes.json',
			'gulpfile.js',
			'nodes/A/A.node.ts',
			'.env',
		];
		expect(refused.filter(isExpected)).toEqual([]);
	});

	test.each(['package.json', 'README.md', 'LICENSE', 'index.js', ...registered])(
		'has %s',
		(path) => {
			expect(built.files).toContain(path);
		},
	);

	test('registers every node and every credential', () => {
		expect([...registered].sort()).toEqual(panelFiles().map(compiled).sort());
	});

	test("has every node's codex", () => {
		const codexes = manifest.n8n.nodes.map((path) => `${path}on`);
		expect(built.files).toEqual(expect.arrayContaining(codexes));
	});

	test('has both icons of every node and credential', async () => {
		for (const path of panelFiles()) {
			const instance = await instanceIn(path);
			const icon = ('description' in instance ? instance.description : instance).icon as Icon;
			for (const file of Object.values(icon)) {
				expect(built.files).toContain(join(dirname(compiled(path)), file.replace('file:', '')));
			}
		}
	});

	test('has every template and every output schema', () => {
		const sources = [...filesBelow('templates'), ...filesBelow('nodes')].filter(
			(path) => path.endsWith('.json') && /^templates\/|__schema__/.test(path),
		);
		expect(sources.length).toBeGreaterThan(0);
		expect(built.files).toEqual(expect.arrayContaining(sources.map((path) => `dist/${path}`)));
	});

	test('needs nothing but n8n', () => {
		const shipped = readManifest(built.folder);
		expect(shipped.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(shipped).not.toHaveProperty('dependencies');
		expect(shipped).not.toHaveProperty('optionalDependencies');
		expect(shipped).not.toHaveProperty('bundleDependencies');
		expect(shipped).not.toHaveProperty('overrides');
		expect(shipped.files).toEqual(['dist']);
	});

	test('tells nothing of the machine it was built on', () => {
		const telling = built.files.filter((path) => {
			const text = readFileSync(join(built.folder, path), 'utf8');
			return text.includes(ROOT) || text.includes(dirname(built.folder));
		});
		expect(telling).toEqual([]);
	});
});

describe('n8n loads', () => {
	let loader: PackageDirectoryLoader;

	beforeAll(async () => {
		loader = new PackageDirectoryLoader(built.folder);
		await loader.loadAll();
	});

	test('every node, under the name of its class', () => {
		const names = manifest.n8n.nodes.map((path) => uncapitalised(basename(path, '.node.js')));
		expect(Object.keys(loader.known.nodes).sort()).toEqual(names.sort());
	});

	test("every node's codex, icons and version of the package", () => {
		for (const description of loader.types.nodes) {
			const { codex, iconUrl, name } = description;
			expect(codex?.categories?.length).toBeGreaterThan(0);
			expect(codex?.resources?.primaryDocumentation?.length).toBeGreaterThan(0);
			expect(codex?.resources?.credentialDocumentation?.length).toBeGreaterThan(0);
			for (const icon of Object.values(iconUrl as object) as string[]) {
				expect(built.files).toContain(icon.replace(`icons/${manifest.name}/`, ''));
			}
			expect(description).toMatchObject({ communityNodePackageVersion: manifest.version });

			// The name by which templates and the search for nodes know it.
			const { sourcePath } = loader.known.nodes[name]!;
			const file = JSON.parse(
				readFileSync(join(built.folder, `${sourcePath}on`), 'utf8'),
			) as object;
			expect(file).toMatchObject({ node: `${manifest.name}.${name}` });
		}
	});

	test('the credential, and knows which nodes it is for', () => {
		const credentials = Object.values(loader.known.credentials);
		expect(credentials.map(({ className }) => className)).toEqual(['DrChronoOAuth2Api']);
		const users = loader.types.nodes
			.filter((description) => description.credentials?.length)
			.map(({ name }) => name);
		expect(users.length).toBeGreaterThan(0);
		expect([...credentials[0]!.supportedNodes!].sort()).toEqual(users.sort());
	});

	test('a second copy without a trace of the first', async () => {
		const before = JSON.stringify(loader.types.nodes);
		const again = new PackageDirectoryLoader(built.folder);
		await again.loadAll();
		expect(JSON.stringify(again.types.nodes)).toBe(before);
	});
});

/** What `npm pack` may ship: the compiled package and the files that npm always takes along. */
function isExpected(path: string): boolean {
	if (/^(package\.json|README\.md|LICENSE|index\.js)$/.test(path)) return true;
	if (/\.(test|spec|suite)\./.test(path)) return false;
	return (
		/^dist\/(nodes|credentials|drchrono)\/.+\.js$/.test(path) ||
		/^dist\/nodes\/(\w+)\/(\1\.node|__schema__\/.+)\.json$/.test(path) ||
		/^dist\/drchrono\/.+\.json$/.test(path) ||
		/^dist\/icons\/[\w.]+\.svg$/.test(path) ||
		/^dist\/templates\/[\w-]+\.json$/.test(path)
	);
}

function uncapitalised(name: string): string {
	return name.charAt(0).toLowerCase() + name.slice(1);
}
