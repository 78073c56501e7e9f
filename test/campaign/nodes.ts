/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { INodePropertyOptions, INodeType } from 'n8n-workflow';

const ROOT = resolve(__dirname, '../..');

/** A node of the package that runs in a workflow, as a user finds it when it is new. */
export interface RegisteredNode {
	name: string;
	/** The version that n8n gives to a node that is added today. */
	version: number;
	/** Value of each operation, after that of its resource where the node has several: `note, getPdf`. */
	operations: string[];
}

function newest(version: number | number[]): number {
	return Math.max(...[version].flat());
}

function operationsOf({ description }: INodeType): string[] {
	return description.properties
		.filter(({ name, type }) => name === 'operation' && type === 'options')
		.flatMap(({ options, displayOptions }) => {
			const values = ((options ?? []) as INodePropertyOptions[]).map(({ value }) => String(value));
			const resources = displayOptions?.show?.resource;
			if (!resources) return values;
			return resources.flatMap((resource) =>
				values.map((value) => `${String(resource)}, ${value}`),
			);
		});
}

/** Every registered node but the triggers. */
export function registeredNodes(): RegisteredNode[] {
	const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return manifest.n8n.nodes
		.map((path) => resolve(ROOT, path.replace('dist/', '').replace(/\.js$/, '.ts')))
		.flatMap((path) => Object.values(jest.requireActual<Record<string, new () => INodeType>>(path)))
		.map((Class) => new Class())
		.filter((node) => node.execute !== undefined)
		.map((node) => ({
			name: node.description.name,
			version: newest(node.description.version),
			operations: operationsOf(node),
		}));
}
