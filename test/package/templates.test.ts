/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { DrChronoApi } from '../../nodes/DrChronoApi/DrChronoApi.node';
import { DrChronoAppointment } from '../../nodes/DrChronoAppointment/DrChronoAppointment.node';
import { DrChronoAppointmentTrigger } from '../../nodes/DrChronoAppointmentTrigger/DrChronoAppointmentTrigger.node';
import { DrChronoClinicalDocument } from '../../nodes/DrChronoClinicalDocument/DrChronoClinicalDocument.node';
import { DrChronoInsurance } from '../../nodes/DrChronoInsurance/DrChronoInsurance.node';
import { DrChronoLabResult } from '../../nodes/DrChronoLabResult/DrChronoLabResult.node';
import { DrChronoPatient } from '../../nodes/DrChronoPatient/DrChronoPatient.node';
import { DrChronoProvider } from '../../nodes/DrChronoProvider/DrChronoProvider.node';
import { DrChronoVital } from '../../nodes/DrChronoVital/DrChronoVital.node';

const FOLDER = resolve(__dirname, '../../templates');
const PREFIX = 'n8n-nodes-drchrono.';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Template {
	name: string;
	nodes: INode[];
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
	settings: Record<string, unknown>;
	pinData: object;
	meta: object;
	tags: string[];
}

const OWN = new Map<string, INodeType>(
	[
		new DrChronoApi(),
		new DrChronoAppointment(),
		new DrChronoAppointmentTrigger(),
		new DrChronoClinicalDocument(),
		new DrChronoInsurance(),
		new DrChronoLabResult(),
		new DrChronoPatient(),
		new DrChronoProvider(),
		new DrChronoVital(),
	].map((node) => [`${PREFIX}${node.description.name}`, node]),
);

/** What is wrong with a template by n8n's rules for them (n8n.md §8); nothing if all is well. */
function faultsOf(template: Template): string[] {
	const faults: string[] = [];
	const { nodes, connections, settings } = template;
	const names = nodes.map(({ name }) => name);
	const ids = nodes.map(({ id }) => id);
	if (new Set(names).size !== names.length) faults.push('two nodes of one name');
	if (new Set(ids).size !== ids.length || ids.some((id) => !UUID.test(id))) {
		faults.push('node ids are not unique UUIDs');
	}
	const sticky = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
	const text = String(sticky?.parameters.content ?? '');
	for (const part of ['How it works', 'How to set up', 'Requirements', 'Privacy']) {
		if (!text.includes(part)) faults.push(`the note says nothing under '${part}'`);
	}
	if (!nodes.some(({ name, type }) => name === 'Settings' && type === 'n8n-nodes-base.set')) {
		faults.push('no node Settings');
	}
	if (settings.saveDataSuccessExecution !== 'none') faults.push('successful runs are saved');
	if (Object.keys(template.pinData).length > 0) faults.push('pinned data');
	if (nodes.some(({ credentials }) => credentials !== undefined)) faults.push('a credential');
	if (/\S+@\S+\.\S+/.test(JSON.stringify(nodes).replace(/\S+@example\.(com|org)/g, ''))) {
		faults.push('an e-mail address');
	}
	for (const [from, { main }] of Object.entries(connections)) {
		const ends = main.flatMap((output) => output ?? []).map(({ node }) => node);
		for (const name of [from, ...ends]) {
			if (!names.includes(name)) faults.push(`a connection to '${name}', which is not there`);
		}
	}
	for (const node of nodes.filter(({ type }) => type.startsWith(PREFIX))) {
		faults.push(...parameterFaults(node));
	}
	return faults;
}

/** Parameters that the node does not have in the state that the template puts it in. */
function parameterFaults(node: INode): string[] {
	const type = OWN.get(node.type);
	if (!type) return [`'${node.name}' is of a type that this package has not`];
	const { description } = type;
	if (node.typeVersion !== Math.max(...[description.version].flat())) {
		return [`'${node.name}' is not of the node's newest version`];
	}
	const known = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const faults = Object.keys(node.parameters)
		.filter((name) => !(name in (known ?? {})))
		// The loader of n8n gives every polling node the times at which it polls.
		.filter((name) => !(description.polling === true && name === 'pollTimes'))
		.map((name) => `'${node.name}' has no parameter '${name}' in that state`);
	for (const property of description.properties) {
		const value = node.parameters[property.name];
		if (property.type !== 'collection' || typeof value !== 'object' || value === null) continue;
		const isShown = NodeHelpers.displayParameter(node.parameters, property, node, description);
		const entries = (property.options ?? []).map((option) => option.name);
		for (const name of isShown ? Object.keys(value) : []) {
			if (!entries.includes(name)) {
				faults.push(`'${node.name}' has no '${name}' under '${property.displayName}'`);
			}
		}
	}
	return faults;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const templates = files.map((file) => ({
	file,
	template: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Template,
}));

test('there are templates', () => {
	expect(files.length).toBeGreaterThan(0);
});

test.each(templates)('$file keeps the rules', ({ template }) => {
	expect(faultsOf(template)).toEqual([]);
});

test.each(templates)('$file stands in the README', ({ file }) => {
	const readme = readFileSync(resolve(FOLDER, '../README.md'), 'utf8');
	expect(readme).toContain(`templates/${file}`);
});

describe('the rules notice', () => {
	const good = () => structuredClone(templates[0]?.template) as Template;
	const own = (template: Template) => template.nodes.find(({ type }) => type.startsWith(PREFIX))!;

	test.each<[string, (template: Template) => void]>([
		['a parameter that is not there', (it) => (own(it).parameters.colour = 'red')],
		['an option that is not there', (it) => (own(it).parameters.options = { colour: 'red' })],
		['a type that is not there', (it) => (own(it).type = `${PREFIX}drChronoTeapot`)],
		['an old version', (it) => (own(it).typeVersion = 0.9)],
		['a credential', (it) => (own(it).credentials = { x: { id: '1', name: 'x' } })],
		['saved runs', (it) => (it.settings.saveDataSuccessExecution = 'all')],
		['a missing note', (it) => (it.nodes = it.nodes.filter(({ type }) => !/sticky/.test(type)))],
		['a broken wire', (it) => (it.nodes = it.nodes.filter((node) => node !== own(it)))],
		['two ids alike', (it) => (it.nodes[1]!.id = it.nodes[0]!.id)],
		['an e-mail address', (it) => (own(it).parameters.notes = 'jane@clinic.test')],
	])('%s', (_, spoil) => {
		const template = good();
		spoil(template);
		expect(faultsOf(template)).not.toEqual([]);
	});
});
