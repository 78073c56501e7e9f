/**
 * `npx tsx scripts/catalog/schemas.mts`: writes the output schemas by which n8n's editor offers fields
 * for mapping before a node has run; with `--check` it only says whether they are as they should be.
 * n8n looks for them in `__schema__/v1.0.0/<resource>/<operation>.json` beside the node.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { operationOf, resources, type Field } from '../../drchrono/catalog/index.ts';

const NODES = fileURLToPath(new URL('../../nodes', import.meta.url));
const VERSION = 'v1.0.0';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** JSON types by those of the catalog; what may be several is text, as the editor only shows it. */
const TYPES: Readonly<Record<Field['type'], string>> = {
	any: 'string',
	boolean: 'boolean',
	day: 'string',
	dayRange: 'string',
	decimal: 'string',
	file: 'string',
	id: 'integer',
	integer: 'integer',
	list: 'array',
	object: 'object',
	text: 'string',
	time: 'string',
	usDay: 'string',
};

/** Appointments alone have ids that are text (wire.md §3.4). */
const TEXT_IDS: ReadonlySet<string> = new Set(['appointments']);

const CHANGED: Schema = {
	type: 'object',
	properties: {
		id: { type: 'string' },
		changed: { type: 'array', items: { type: 'string' } },
	},
};
const DELETED: Schema = {
	type: 'object',
	properties: { id: { type: 'string' }, deleted: { type: 'boolean' } },
};

const wanted = new Map<string, string>();
for (const { name, operations } of resources()) {
	const operationsOf = new Set(operations.map((operation) => operation.name));
	for (const [value, schema] of Object.entries(schemasOf(name))) {
		if (operationsOf.has(value === 'getMany' ? 'list' : value)) {
			add('DrChronoApi', `${name}/${value}`, schema);
		}
	}
}
for (const [node, resource] of [
	['DrChronoAppointment', 'appointments'],
	['DrChronoPatient', 'patients'],
] as const) {
	for (const [value, schema] of Object.entries(schemasOf(resource))) {
		if (value !== 'replace') add(node, value, schema);
	}
}
for (const value of ['cancel', 'setStatus']) add('DrChronoAppointment', value, CHANGED);

const found = new Map(
	['DrChronoApi', 'DrChronoAppointment', 'DrChronoPatient'].flatMap((node) => filesOf(node)),
);
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

/** What each operation hands out, by its value on the panel; no entry where nobody knows. */
function schemasOf(resource: string): Record<string, Schema> {
	const list = operationOf(resource, 'list');
	const get = operationOf(resource, 'get');
	const create = operationOf(resource, 'create');
	const plain = (fields: readonly Field[] = []) => fields.filter(({ verbose }) => !verbose);
	return {
		...known(resource, 'getMany', plain(list?.record)),
		...known(resource, 'get', plain(get?.record)),
		...known(resource, 'create', create?.record ?? []),
		update: CHANGED,
		replace: CHANGED,
		delete: DELETED,
	};
}

function known(resource: string, value: string, fields: readonly Field[]): Record<string, Schema> {
	if (fields.length === 0) return {};
	const schema = objectOf(fields);
	const id: Record<string, Schema> = TEXT_IDS.has(resource) ? { id: { type: 'string' } } : {};
	return { [value]: { ...schema, properties: { ...schema.properties, ...id } } };
}

function objectOf(fields: readonly Field[]): Schema {
	const properties = [...fields].sort((one, other) => (one.name < other.name ? -1 : 1));
	return {
		type: 'object',
		properties: Object.fromEntries(properties.map((field) => [field.name, schemaOf(field)])),
	};
}

function schemaOf({ type, fields, entries }: Field): Schema {
	if (type === 'object') return fields ? objectOf(fields) : { type: 'object' };
	if (type !== 'list') return { type: TYPES[type] };
	if (fields) return { type: 'array', items: objectOf(fields) };
	return { type: 'array', items: { type: TYPES[entries ?? 'text'] } };
}

function add(node: string, name: string, schema: Schema): void {
	const file = path.posix.join(node, '__schema__', VERSION, `${name}.json`);
	wanted.set(file, `${JSON.stringify(schema, null, '\t')}\n`);
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
