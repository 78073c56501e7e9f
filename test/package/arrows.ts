/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { posix } from 'node:path';

import { importsOf, type Import } from './imports';
import type { Source } from './sources';

/**
 * Which part of the repository may use which: the arrows between its folders, as data. A path
 * belongs to the first layer that matches it.
 */
const LAYERS = {
	operations: /^nodes\/(?!shared\/)[^/]+\/operations(\/|$)/,
	nodes: /^nodes\/(?!shared\/)[^/]+(\/|$)/,
	shared: /^nodes\/shared(\/|$)/,
	credentials: /^credentials(\/|$)/,
	client: /^drchrono\/client(\/|$)/,
	dialectNames: /^drchrono\/dialects\/names$/,
	dialects: /^drchrono\/dialects(\/|$)/,
	basics: /^drchrono\/(time|privacy|formats)(\/|$)/,
	domain: /^drchrono(\/|$)/,
	sandbox: /^sandbox(\/|$)/,
	demo: /^demo(\/|$)/,
	bench: /^bench(\/|$)/,
	scripts: /^scripts(\/|$)/,
	templates: /^templates(\/|$)/,
	test: /^test(\/|$)/,
} as const;

type Layer = keyof typeof LAYERS;

interface Rule {
	/** Layers it may use besides itself. */
	layers: readonly Layer[];
	/** Layers of which it may use types alone. */
	types?: readonly Layer[];
	/** Packages and parts of Node that it may use. */
	packages: RegExp;
	/** Said of an import that is not allowed. */
	because: string;
}

const PURE = /^(luxon|(node:)?crypto)$/;
const WITH_N8N = /^(n8n-workflow|luxon|(node:)?crypto)$/;
const NOT_N8N = /^(?!n8n|@n8n\/)/;
const ANY = /^/;

const DRCHRONO: readonly Layer[] = ['client', 'dialectNames', 'dialects', 'basics', 'domain'];
const SHIPPED: readonly Layer[] = ['nodes', 'operations', 'shared', 'credentials', ...DRCHRONO];
const TOOLS: readonly Layer[] = ['sandbox', 'demo', 'bench', 'scripts', 'test'];

const RULES: Readonly<Record<Layer, Rule>> = {
	nodes: {
		layers: ['operations', 'shared', ...DRCHRONO],
		packages: WITH_N8N,
		because: 'a node uses its operations, nodes/shared and drchrono',
	},
	operations: {
		layers: ['shared', ...DRCHRONO],
		packages: WITH_N8N,
		because: 'an operation does not know its node',
	},
	shared: {
		layers: DRCHRONO,
		packages: WITH_N8N,
		because: 'nodes/shared knows no node',
	},
	credentials: {
		layers: DRCHRONO,
		packages: WITH_N8N,
		because: 'a credential uses drchrono alone',
	},
	client: {
		layers: ['basics', 'dialectNames'],
		types: ['dialects'],
		packages: PURE,
		because: 'the client knows no resource, and of dialects only their names and types',
	},
	dialectNames: {
		layers: [],
		packages: PURE,
		because: 'the names of the dialects are mere words',
	},
	dialects: {
		layers: ['client', 'basics', 'dialectNames', 'domain'],
		packages: PURE,
		because: 'drchrono knows neither n8n nor who uses it',
	},
	basics: {
		layers: ['client'],
		packages: PURE,
		because: 'time, privacy and formats know no dialect and no record',
	},
	domain: {
		layers: ['client', 'basics', 'dialectNames', 'dialects'],
		packages: PURE,
		because: 'drchrono knows neither n8n nor who uses it',
	},
	sandbox: {
		layers: [],
		packages: NOT_N8N,
		because: 'the sandbox is an independent reading of the facts and shares no code',
	},
	demo: { layers: TOOLS, packages: ANY, because: 'the demo uses the package as n8n does' },
	bench: { layers: [...TOOLS, ...SHIPPED], packages: ANY, because: '' },
	scripts: { layers: [...TOOLS, ...SHIPPED], packages: ANY, because: '' },
	test: { layers: [...TOOLS, ...SHIPPED], packages: ANY, because: '' },
	templates: { layers: [], packages: /^$/, because: 'a template is data' },
};

/**
 * Layers that run in somebody's n8n or must stay independent: no computed module, and nothing that
 * lies beside the layers, such as package.json.
 */
const REACHES_NOTHING_ELSE = new Set<Layer>([...SHIPPED, 'sandbox']);

/** One sentence for each import that goes against an arrow; empty when all is well. */
export function violationsOf(sources: readonly Source[]): string[] {
	return sources.flatMap((source) => {
		const from = layerOf(source.path);
		if (!from) return [`${source.path} has no place in the layout`];
		return importsOf(source)
			.map((found) => complaintAbout(found, from))
			.filter((complaint) => complaint !== undefined);
	});
}

function complaintAbout(found: Import, from: Layer): string | undefined {
	const { specifier } = found;
	const where = `${found.from}:${found.line}`;
	if (specifier === null) {
		return REACHES_NOTHING_ELSE.has(from) ? `${where} loads a computed module` : undefined;
	}
	const { because, layers, types = [], packages } = RULES[from];
	const refusal = `${where} imports ${specifier}: ${because}`;
	if (!specifier.startsWith('.')) return packages.test(specifier) ? undefined : refusal;

	const target = posix.join(posix.dirname(found.from), specifier);
	const to = layerOf(target.replace(/\.[cm]?[jt]s$/, ''));
	if (to === undefined) return REACHES_NOTHING_ELSE.has(from) ? refusal : undefined;
	if (foreignNode(found.from, from, target, to)) return `${where} imports another node: ${target}`;
	if (to === from || layers.includes(to)) return undefined;
	return found.typeOnly && types.includes(to) ? undefined : refusal;
}

/** Nodes meet in nodes/shared only, save that a combined node assembles others' operations. */
function foreignNode(path: string, from: Layer, target: string, to: Layer): boolean {
	const inNodes = (layer: Layer) => layer === 'nodes' || layer === 'operations';
	if (!inNodes(from) || !inNodes(to)) return false;
	if (path.endsWith('.node.ts') && to === 'operations') return false;
	return path.split('/')[1] !== target.split('/')[1];
}

function layerOf(path: string): Layer | undefined {
	return (Object.keys(LAYERS) as Layer[]).find((layer) =>
		LAYERS[layer].test(path.replace(/\.[cm]?[jt]s$/, '')),
	);
}
