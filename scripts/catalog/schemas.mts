/**
 * `npx tsx scripts/catalog/schemas.mts`: writes the output schemas by which n8n's editor offers fields
 * for mapping before a node has run; with `--check` it only says whether they are as they should be.
 * n8n looks for them in `__schema__/<version>/<resource>/<operation>.json` beside the node, and in the
 * folder of the very version that a workflow has (n8n-core, `resolveOutputSchemaPath`).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { operationOf, resources } from '../../drchrono/catalog/index.ts';
import { OUTPUTS } from './outputs.mts';
import { CHANGED, DELETED, recordOf, type Schema } from './schema.mts';

const NODES = fileURLToPath(new URL('../../nodes', import.meta.url));

/** Versions of a node; the others have but one. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
	DrChronoAppointment: ['v1.0.0', 'v1.1.0'],
};

const wanted = new Map<string, string>();
for (const { name } of resources()) {
	for (const [value, schema] of Object.entries(fromCatalog(name))) {
		if (schema) add('DrChronoApi', `${name}/${value}`, schema);
	}
}
for (const [node, schemas] of Object.entries(OUTPUTS)) {
	for (const [name, schema] of Object.entries(schemas)) add(node, name, schema);
}

const found = new Map(readdirSync(NODES).flatMap(filesOf));
const stale = [...found.keys()].filter((file) => !wanted.has(file));
const changed = [...wanted].filter(([file, text]) => found.get(file) !== text);
if (process.argv.includes('--check')) {
	for (const file of [...stale, ...changed.map(([name]) => name)]) {
		console.error(`${file} is not what the catalog says: npx tsx scripts/catalog/schemas.mts`);
		process.exitCode = 1;
	}
} else {
	for (const file of stale) rmSync(path.join(NODES, file));
	for (const [file, text] of changed) {
		mkdirSync(path.dirname(path.join(NODES, file)), { recursive: true });
		writeFileSync(path.join(NODES, file), text);
	}
	console.log(`${wanted.size} schemas, ${[...wanted.values()].join('').length} bytes`);
}

/** What each operation of a resource hands out, by its value on the panel; nothing where nobody knows. */
function fromCatalog(resource: string): Record<string, Schema | undefined> {
	const has = (operation: string) => operationOf(resource, operation) !== undefined;
	return {
		getMany: recordOf(resource, 'list'),
		get: recordOf(resource, 'get'),
		create: recordOf(resource, 'create'),
		update: has('update') ? CHANGED : undefined,
		replace: has('replace') ? CHANGED : undefined,
		delete: has('delete') ? DELETED : undefined,
	};
}

function add(node: string, name: string, schema: Schema): void {
	for (const version of VERSIONS[node] ?? ['v1.0.0']) {
		wanted.set(path.posix.join(node, '__schema__', version, `${name}.json`), textOf(schema));
	}
}

/** As Prettier leaves it, with the plain types on one line. */
function textOf(schema: Schema): string {
	const text = JSON.stringify(schema, null, '\t');
	return `${text.replace(/\{\s*("type": "\w+")\s*\}/g, '{ $1 }')}\n`;
}

function filesOf(node: string): Array<[string, string]> {
	const folder = path.join(NODES, node, '__schema__');
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.map((name) => {
			const file = path.posix.join(node, '__schema__', name.replaceAll('\\', '/'));
			return [file, readFileSync(path.join(NODES, file), 'utf8')];
		});
}
