/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { entriesOf, instanceIn, panelFiles } from './panel';
import { ROOT } from './sources';

interface Template {
	name: string;
	nodes: INode[];
	connections: Record<string, { main: Array<Array<{ node: string; index: number }> | null> }>;
	settings: Record<string, unknown>;
	pinData: object;
}

const FOLDER = join(ROOT, 'templates');
const OURS = 'n8n-nodes-drchrono.';
const STICKY = 'n8n-nodes-base.stickyNote';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What n8n's guidelines want a template to tell. */
const SECTIONS = [
	"Who it's for",
	'How it works',
	'How to set up',
	'Requirements',
	'How to customize',
];

const templates = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.map((file): [string, Template] => [
		file,
		JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Template,
	]);

const types = new Map<string, INodeType>();

beforeAll(async () => {
	for (const path of panelFiles().filter((file) => file.endsWith('.node.ts'))) {
		const node = (await instanceIn(path)) as INodeType;
		types.set(`${OURS}${node.description.name}`, node);
	}
});

test('there are templates', () => {
	expect(templates.length).toBeGreaterThan(1);
});

describe.each(templates)('%s', (_, template) => {
	const ours = template.nodes.filter(({ type }) => type.startsWith(OURS));
	const stickies = template.nodes.filter(({ type }) => type === STICKY);
	const names = template.nodes.map(({ name }) => name);

	test('names nodes of this package with parameters that they show', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const node of ours) {
			const type = types.get(node.type);
			expect([node.name, type?.description.version]).toEqual([node.name, node.typeVersion]);
			const { properties } = type!.description;
			const shown = properties.filter((property) =>
				NodeHelpers.displayParameter(node.parameters, property, node, type!.description),
			);
			for (const [name, value] of Object.entries(node.parameters)) {
				const property = shown.find((one) => one.name === name);
				expect([node.name, name, property?.name]).toEqual([node.name, name, name]);
				if (property?.type !== 'collection') continue;
				const entries = entriesOf(property).flatMap((section) => section.entries);
				expect(entries.map((entry) => entry.name)).toEqual(
					expect.arrayContaining(Object.keys(value as object)),
				);
			}
			expect(NodeHelpers.getNodeParametersIssues(properties, node, type!.description)).toBeNull();
		}
	});

	test('says in a yellow note what it is, and has its settings in one place', () => {
		const [about] = stickies.filter(({ parameters }) => parameters.color === 1);
		for (const section of SECTIONS) expect(about?.parameters.content).toContain(section);
		expect(String(about?.parameters.content)).toContain(`## ${template.name}\n`);
		expect(String(about?.parameters.content)).toContain('self-hosted');
		expect(names).toContain('Settings');
	});

	test('holds no credential, no data, and keeps no patient data of runs that succeed', () => {
		expect(template.nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(template.pinData).toEqual({});
		expect(template.settings).toMatchObject({
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
		});
	});

	test('has nodes with names and ids of their own, all of them connected', () => {
		const ids = template.nodes.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !UUID.test(id))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
		const wires = Object.values(template.connections).flatMap(({ main }) =>
			main.flatMap((output) => output ?? []),
		);
		const joined = [...Object.keys(template.connections), ...wires.map(({ node }) => node)];
		const loose = names.filter((name) => !joined.includes(name));
		expect(loose.sort()).toEqual(stickies.map(({ name }) => name).sort());
		expect(joined.filter((name) => !names.includes(name))).toEqual([]);
	});
});
