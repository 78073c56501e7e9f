import { violationsOf } from './arrows';
import { cyclesIn } from './cycles';
import { readSources } from './sources';

/** A single file that imports something, as TypeScript has it. */
function violationsIn(path: string, text: string): string[] {
	return violationsOf([{ path, text }]);
}

test('every import of the repository goes along an arrow', () => {
	const sources = readSources();
	const folders = new Set(sources.map(({ path }) => path.split('/')[0]));
	expect([...folders]).toEqual(
		expect.arrayContaining(['credentials', 'nodes', 'drchrono', 'sandbox', 'demo', 'test']),
	);
	expect(violationsOf(sources)).toEqual([]);
});

describe('an import against an arrow is caught', () => {
	test.each([
		['drchrono → n8n', 'drchrono/time/zone.ts', `import { sleep } from 'n8n-workflow';`],
		[
			'drchrono → n8n, types too',
			'drchrono/records/a.ts',
			`import type { INode } from 'n8n-core';`,
		],
		[
			'drchrono → nodes',
			'drchrono/privacy/hash.ts',
			`import { emit } from '../../nodes/shared/emit';`,
		],
		['drchrono → a package', 'drchrono/x12/build.ts', `import { parse } from 'yaml';`],
		['drchrono → fs', 'drchrono/fhir/map.ts', `import fs = require('node:fs');`],
		['client → a dialect', 'drchrono/client/retry.ts', `import { v4 } from '../dialects/v4';`],
		[
			'client → all dialects',
			'drchrono/client/client.ts',
			`import { dialects } from '../dialects';`,
		],
		[
			'client → a record',
			'drchrono/client/page.ts',
			`import type { P } from '../records/patient';`,
		],
		['client → the catalog', 'drchrono/client/paging/a.ts', `export * from '../../catalog/v4';`],
		['dialect → n8n', 'drchrono/dialects/v4/a.ts', `type N = import('n8n-workflow').INode;`],
		['basics → a dialect', 'drchrono/time/zone.ts', `import { a } from '../dialects/v4/a';`],
		[
			'shared → a node',
			'nodes/shared/run.ts',
			`import { operations } from '../DrChronoApi/operations';`,
		],
		['operation → its node', 'nodes/A/operations/a.ts', `import { A } from '../A.node';`],
		[
			'operation → another node',
			'nodes/A/operations/a.ts',
			`import { b } from '../../B/operations/b';`,
		],
		['node → another node', 'nodes/A/A.node.ts', `import { B } from '../B/B.node';`],
		['node → a tool', 'nodes/A/A.node.ts', `import { run } from '../../demo/command.mjs';`],
		['node → a package', 'nodes/A/A.node.ts', `import { sortBy } from 'lodash';`],
		['node → n8n-core', 'nodes/A/A.node.ts', `import type { PollContext } from 'n8n-core';`],
		['node → the manifest', 'nodes/A/A.node.ts', `import { version } from '../../package.json';`],
		[
			'credential → a node',
			'credentials/A.credentials.ts',
			`import { a } from '../nodes/shared/a';`,
		],
		['sandbox → drchrono', 'sandbox/api/a.mts', `import { a } from '../../drchrono/time/zone.ts';`],
		['sandbox → nodes', 'sandbox/api/a.mts', `await import('../../nodes/shared/text.ts');`],
		['sandbox → the demo', 'sandbox/main.mts', `import { port } from '../demo/port.mts';`],
		['sandbox → n8n', 'sandbox/main.mts', `import { sleep } from 'n8n-workflow';`],
		['nodes → sandbox', 'nodes/shared/a.ts', `const a = require('../../sandbox/store.mts');`],
		['drchrono → sandbox', 'drchrono/client/a.ts', `import type { A } from '../../sandbox/a.mts';`],
		['drchrono → test', 'drchrono/client/a.ts', `export { a } from '../../test/support/a';`],
		['a computed module in a node', 'nodes/shared/a.ts', `await import(name);`],
		['a computed module in the sandbox', 'sandbox/a.mts', `require(join(root, 'nodes'));`],
	])('%s', (_, path, text) => {
		const found = violationsIn(path, text);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(`${path}:1 `);
	});

	test('a folder that the layout does not know', () => {
		expect(violationsIn('helpers/a.ts', '')).toEqual(['helpers/a.ts has no place in the layout']);
	});
});

describe('an import along an arrow passes', () => {
	test.each([
		['node → its operations', 'nodes/A/A.node.ts', `import { operations } from './operations';`],
		['node → n8n', 'nodes/A/A.node.ts', `import { NodeConnectionTypes } from 'n8n-workflow';`],
		['combined node → operations', 'nodes/A/A.node.ts', `import { b } from '../B/operations';`],
		['operation → its neighbour', 'nodes/A/operations/a.ts', `import { b } from './fields';`],
		['operation → shared', 'nodes/A/operations/a.ts', `import { emit } from '../../shared/emit';`],
		[
			'operation → drchrono',
			'nodes/A/operations/a.ts',
			`import { a } from '../../../drchrono/time/zone';`,
		],
		[
			'client → names of dialects',
			'drchrono/client/a.ts',
			`import { DIALECTS } from '../dialects/names';`,
		],
		[
			'client → types of dialects',
			'drchrono/client/a.ts',
			`import { type D } from '../dialects/dialect';`,
		],
		['drchrono → luxon', 'drchrono/time/zone.ts', `import { DateTime } from 'luxon';`],
		[
			'test → anything',
			'test/a.test.ts',
			`import { a } from '../sandbox/a.mts'; import 'n8n-core';`,
		],
	])('%s', (_, path, text) => {
		expect(violationsIn(path, text)).toEqual([]);
	});
});

describe('files that need each other in a circle', () => {
	test('are none in what is shipped', () => {
		expect(cyclesIn(readSources(['nodes', 'credentials', 'drchrono']))).toEqual([]);
	});

	test('are none in the sandbox', () => {
		expect(cyclesIn(readSources(['sandbox']))).toEqual([]);
	});

	test('are found, over an index as well', () => {
		const circle = [
			{ path: 'drchrono/a.ts', text: `import { b } from './b';` },
			{ path: 'drchrono/b/index.ts', text: `export * from './c';` },
			{ path: 'drchrono/b/c.ts', text: `const a = require('../a');` },
		];
		expect(cyclesIn(circle)).toEqual([
			'drchrono/a.ts → drchrono/b/index.ts → drchrono/b/c.ts → drchrono/a.ts',
		]);
	});

	test('are none if all that one needs of the other are types', () => {
		const pair = [
			{ path: 'drchrono/a.ts', text: `import { b } from './b';` },
			{ path: 'drchrono/b.ts', text: `import type { A } from './a';` },
		];
		expect(cyclesIn(pair)).toEqual([]);
	});
});
