import {
	NodeHelpers,
	type IExecuteFunctions,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { success } from '../../drchrono/client/outcome';
import type { Operation, Resource } from '../../nodes/shared/operation';
import { panelOf, resourcePanelOf } from '../../nodes/shared/panel';
import { runResource } from '../../nodes/shared/runner';

const field = (name: string, description = name): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	description,
});

function operation(value: string, fields: INodeProperties[], effect: 'read' | 'write'): Operation {
	return {
		value,
		name: value,
		action: value,
		description: value,
		effect,
		area: 'clinical',
		lane: 'read',
		properties: fields,
		each: async () => await Promise.resolve(success({ items: [] })),
	};
}

const OPTIONS = field('options');

/** Kinds of record that share some fields, in the same order and in another. */
const RESOURCES: Resource[] = [
	{
		value: 'letter',
		name: 'Letter',
		operations: [
			operation('list', [field('patient'), field('from'), field('to'), OPTIONS], 'read'),
			operation('write', [field('patient'), field('text'), OPTIONS], 'write'),
		],
	},
	{
		value: 'note',
		name: 'Note',
		operations: [
			operation('list', [field('patient'), field('colour'), field('to'), OPTIONS], 'read'),
			operation('read', [field('text'), field('patient'), OPTIONS], 'read'),
			operation('write', [field('patient', 'whose'), field('text'), OPTIONS], 'write'),
		],
	},
];

/** Names of what is visible for a choice, in their order. */
function visible(panel: INodeProperties[], values: Record<string, string>, type = 'x'): string[] {
	const description = { name: type } as INodeTypeDescription;
	return panel
		.filter((property) =>
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
		)
		.map(({ name }) => name);
}

const CHOICES = RESOURCES.flatMap(({ value, operations }) =>
	operations.map((one) => ({ resource: value, operation: one.value, one })),
);

test.each(CHOICES)(
	'$resource $operation shows its own fields in their order, and no others',
	({ resource, operation: value, one }) => {
		const own = one.properties.map(({ name }) => name);
		const panel = resourcePanelOf(RESOURCES);
		const values = { resource, operation: value };
		expect(visible(panel, values)).toEqual(['resource', 'operation', ...own]);
		const asTool = one.effect === 'write' ? [...own, 'allowChangesByAi'] : own;
		expect(visible(panel, values, 'xTool')).toEqual(['resource', 'operation', ...asTool]);
	},
);

test('what several choices have alike stands in the panel once', () => {
	const named = (name: string) => resourcePanelOf(RESOURCES).filter((one) => one.name === name);
	expect(named('options')).toHaveLength(1);
	// 'write' of a note has another one in that place.
	expect(named('patient').length).toBeGreaterThan(1);
	expect(named('to')).toHaveLength(1);
	expect(named('allowChangesByAi')).toHaveLength(1);
	expect(panelOf(RESOURCES[0]!.operations).filter(({ name }) => name === 'options')).toHaveLength(
		1,
	);
});

test.each(['__CUSTOM_API_CALL__', 'nothing'])('a resource %s is refused', async (resource) => {
	const functions = {
		getNodeParameter: (name: string) => (name === 'resource' ? resource : 'list'),
		getNode: () => ({ name: 'Node', type: 'x', parameters: {} }),
	} as unknown as IExecuteFunctions;
	await expect(runResource(functions, RESOURCES)).rejects.toThrow('no such operation');
});
