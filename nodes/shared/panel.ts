import {
	updateDisplayOptions,
	type IDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { ALLOW_CHANGES_BY_AI } from './aiGuard';
import type { Operation } from './operation';

const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/**
 * The properties of a node with one kind of record: *Operation* first, then each operation's own.
 * Every call makes fresh objects, because n8n's loader adds to them.
 */
export function panelOf(operations: readonly Operation[]): INodeProperties[] {
	const options: INodePropertyOptions[] = operations.map(
		({ value, name, action, description }) => ({
			name,
			value,
			action,
			description,
		}),
	);
	options.sort((one, other) => one.name.localeCompare(other.name));
	return [
		{ ...OPERATION, options, default: operations[0]?.value ?? '' },
		...operations.flatMap(({ value, properties }) =>
			updateDisplayOptions(showFor(value), structuredClone(properties)),
		),
		...aiSwitch(operations),
	];
}

function aiSwitch(operations: readonly Operation[]): INodeProperties[] {
	const writes = operations.filter(({ effect }) => effect === 'write').map(({ value }) => value);
	if (writes.length === 0) return [];
	const property = structuredClone(ALLOW_CHANGES_BY_AI);
	property.displayOptions = { show: { ...property.displayOptions?.show, operation: writes } };
	return [property];
}

function showFor(operation: string): IDisplayOptions {
	return { show: { operation: [operation] } };
}
