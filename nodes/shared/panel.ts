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
		...operationChoices(resources),
		...fieldsOf(
			resources.flatMap(({ value, operations }) =>
				operations.map((operation) => placedIn(operation, value)),
			),
		),
	];
}

/** *Operation* for each resource; once for those that have the same operations. */
function operationChoices(resources: readonly Resource[]): INodeProperties[] {
	const choices = resources.map(({ value, operations }) => ({
		property: operationChoice(operations),
		place: 0,
		resource: [value],
		operation: [],
	}));
	return alikeIn(choices).map((alike) => {
		const { property, resource } = union(alike);
		return shownFor(property, { resource });
	});
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
	const all = operations.flat();
	const fields = alikeIn(all).flatMap((alike) => joined(alike, all));
	fields.sort((one, other) => one.place - other.place);
	return fields.map((field) => {
		const { property, resource, operation } = field;
		return shownFor(
			property,
			isToldByOperation(field, all) ? { operation } : { resource, operation },
		);
	});
}

/** Whether every resource that has one of the operations shows the field. */
function isToldByOperation(field: Placed, all: readonly Placed[]): boolean {
	return all.every(
		({ resource, operation }) =>
			!operation.some((one) => field.operation.includes(one)) ||
			resource.every((one) => field.resource.includes(one)),
	);
}

/** Fields by what they are and where they stand, whichever choices show them. */
function alikeIn(fields: readonly Placed[]): Placed[][] {
	const alike = new Map<string, Placed[]>();
	for (const field of fields) {
		const key = JSON.stringify([field.property, field.place]);
		alike.set(key, [...(alike.get(key) ?? []), field]);
	}
	return [...alike.values()];
}

/**
 * One in place of fields that are alike, unless it would be shown for other choices as well: then those
 * of one kind of record together and kinds of record with the same operations, or the other way round,
 * whichever makes fewer.
 */
function joined(alike: readonly Placed[], all: readonly Placed[]): Placed[] {
	const together = union(alike);
	const own = new Set(alike.map(choiceOf));
	const isExact = all.every((field) => own.has(choiceOf(field)) || !isShownBy(field, together));
	if (isExact) return [together];
	const byResource = join(join(alike, 'operation'), 'resource');
	const byOperation = join(join(alike, 'resource'), 'operation');
	return byOperation.length < byResource.length ? byOperation : byResource;
}

/** Makes one of those that differ in nothing but their values of one parameter. */
function join(fields: readonly Placed[], along: 'resource' | 'operation'): Placed[] {
	const other = along === 'resource' ? 'operation' : 'resource';
	const found = new Map<string, Placed[]>();
	for (const field of fields) {
		const key = field[other].join();
		found.set(key, [...(found.get(key) ?? []), field]);
	}
	return [...found.values()].map(union);
}

function union(fields: readonly Placed[]): Placed {
	const [one] = fields as readonly [Placed];
	const valuesOf = (name: 'resource' | 'operation') => [
		...new Set(fields.flatMap((field) => field[name])),
	];
	return { ...one, resource: valuesOf('resource'), operation: valuesOf('operation') };
}

function choiceOf({ resource, operation }: Placed): string {
	return [...resource, ...operation].join(' ');
}

function isShownBy({ resource, operation }: Placed, wide: Placed): boolean {
	return (
		resource.every((one) => wide.resource.includes(one)) &&
		operation.every((one) => wide.operation.includes(one))
	);
}

function shownFor(
	property: INodeProperties,
	show: { resource?: string[]; operation?: string[] },
): INodeProperties {
	const [shown] = updateDisplayOptions({ show }, [structuredClone(property)]);
	return shown as INodeProperties;
}
