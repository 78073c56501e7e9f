import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { ALLOW_CHANGES_BY_AI } from './aiGuard';
import type { Operation, Resource } from './operation';

const RESOURCE: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

const OPERATION: INodeProperties = { ...RESOURCE, displayName: 'Operation', name: 'operation' };

/** A property, and the choices of *Resource* and *Operation* that show it. */
interface Placed {
	property: INodeProperties;
	/** Where it stands among the properties of its operation, from 0. */
	place: number;
	/** Empty in a node without *Resource*. */
	resource: string[];
	operation: string[];
}

/** Fields that every panel ends with, in this order, wherever an operation names them. */
const LAST = ['options', ALLOW_CHANGES_BY_AI.name];
const AFTER_ALL = 1000;

/**
 * The properties of a node with one kind of record: *Operation* first, then each operation's own.
 * Every call makes fresh objects, because n8n's loader adds to them.
 */
export function panelOf(operations: readonly Operation[]): INodeProperties[] {
	return [operationChoice(operations), ...fieldsOf(operations.map((one) => placedIn(one)))];
}

/** The same of a node with several kinds of record: *Resource* first, then *Operation*. */
export function resourcePanelOf(resources: readonly Resource[]): INodeProperties[] {
	return [
		choice(
			RESOURCE,
			resources.map(({ value, name }) => ({ name, value })),
		),
		...resources.map(({ value, operations }) =>
			shownFor(operationChoice(operations), { resource: [value] }),
		),
		...fieldsOf(
			resources.flatMap(({ value, operations }) =>
				operations.map((operation) => placedIn(operation, value)),
			),
		),
	];
}

function operationChoice(operations: readonly Operation[]): INodeProperties {
	return choice(
		OPERATION,
		operations.map(({ value, name, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
	);
}

/** The first option is the default; they stand in the order n8n wants: by name. */
function choice(property: INodeProperties, options: INodePropertyOptions[]): INodeProperties {
	const sorted = [...options].sort((one, other) => one.name.localeCompare(other.name));
	return { ...property, options: sorted, default: options[0]?.value ?? '' };
}

/** The properties of an operation, then what every one of its kind ends with. */
function placedIn({ value, effect, properties }: Operation, resource?: string): Placed[] {
	const all = effect === 'write' ? [...properties, ALLOW_CHANGES_BY_AI] : properties;
	return all.map((property, index) => ({
		property,
		place: LAST.indexOf(property.name) < 0 ? index : AFTER_ALL + LAST.indexOf(property.name),
		resource: resource === undefined ? [] : [resource],
		operation: [value],
	}));
}

/**
 * All fields, for each choice in the order of its operation. What several choices have alike in the
 * same place stands there once: a node with many operations would else outgrow what n8n's editor
 * likes to load.
 */
function fieldsOf(operations: readonly Placed[][]): INodeProperties[] {
	const joined = join(join(operations.flat(), 'operation'), 'resource');
	joined.sort((one, other) => one.place - other.place);
	return joined.map(({ property, resource, operation }) =>
		shownFor(property, { ...(resource.length > 0 && { resource }), operation }),
	);
}

/** Makes one of those that differ in nothing but their values of one parameter. */
function join(fields: readonly Placed[], along: 'resource' | 'operation'): Placed[] {
	const found = new Map<string, Placed>();
	for (const field of fields) {
		const key = JSON.stringify({ ...field, [along]: undefined });
		const same = found.get(key);
		const values = [...(same?.[along] ?? []), ...field[along]];
		found.set(key, { ...field, [along]: values });
	}
	return [...found.values()];
}

function shownFor(
	property: INodeProperties,
	show: { resource?: string[]; operation?: string[] },
): INodeProperties {
	const [shown] = updateDisplayOptions({ show }, [structuredClone(property)]);
	return shown as INodeProperties;
}
