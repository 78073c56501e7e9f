import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { choicesOf, entriesOf } from './panel';

/** More states than any panel of ours should have: beyond it, the panel is what is wrong. */
const MOST_STATES = 20_000;

/** Values of the parameters on which the visibility of others depends, and what is then visible. */
export interface State {
	values: INodeParameters;
	visible: INodeProperties[];
}

/** The surroundings that `displayOptions` can ask about. */
export interface Surroundings {
	description?: INodeTypeDescription;
	/** Values of the whole node, for properties inside a collection; else those of the level itself. */
	root?: INodeParameters;
}

/**
 * Every state of a level of properties that differs in what is visible, in every version of the
 * node, as a node and as a tool.
 *
 * @throws if there are too many to go through
 */
export function statesOf(
	properties: readonly INodeProperties[],
	surroundings: Surroundings = {},
): State[] {
	const { description } = surroundings;
	const settings = versionsOf(description).flatMap((typeVersion) =>
		[description, asTool(description)].map((each) => ({ typeVersion, description: each })),
	);
	const states: State[] = [];
	for (const { typeVersion, description: each } of settings) {
		const isVisible = (property: INodeProperties, values: INodeParameters) =>
			NodeHelpers.displayParameter(
				values,
				property,
				{ typeVersion },
				each ?? null,
				surroundings.root ?? values,
			);
		for (const values of assignments(properties, isVisible)) {
			states.push({ values, visible: properties.filter((one) => isVisible(one, values)) });
			if (states.length > MOST_STATES) throw new Error('Too many states to go through');
		}
	}
	return states;
}

/**
 * Names of the parameters of the same level that decide what is visible, also inside the collections
 * below, which reach up with `/name`.
 */
export function controllersOf(properties: readonly INodeProperties[]): string[] {
	const own = properties.flatMap(namesAskedBy).filter((name) => !name.startsWith('/'));
	const below = properties
		.flatMap(entriesOf)
		.flatMap(({ entries }) => entries.flatMap(namesAskedBy))
		.filter((name) => name.startsWith('/'))
		.map((name) => name.slice(1));
	return [...new Set([...own, ...below])].filter((name) => !name.startsWith('@'));
}

function namesAskedBy({ displayOptions }: INodeProperties): string[] {
	return [...Object.keys(displayOptions?.show ?? {}), ...Object.keys(displayOptions?.hide ?? {})];
}

type IsVisible = (property: INodeProperties, values: INodeParameters) => boolean;

/** Every combination of values of the controllers that a person can come to. */
function assignments(properties: readonly INodeProperties[], isVisible: IsVisible) {
	const order = properties.map(({ name }) => name);
	const controllers = controllersOf(properties).sort(
		(one, other) => order.indexOf(one) - order.indexOf(other),
	);
	let values: INodeParameters[] = [{}];
	for (const name of controllers) {
		values = values.flatMap((before) => {
			const property = properties.find((one) => one.name === name && isVisible(one, before));
			if (!property) return [before];
			return domainOf(property, properties).map((value) => ({ ...before, [name]: value }));
		});
	}
	return values;
}

/** Values of a controller that can make a difference. */
function domainOf(
	property: INodeProperties,
	properties: readonly INodeProperties[],
): NodeParameterValueType[] {
	const choices = choicesOf(property).map(({ value }) => value);
	if (property.type === 'boolean') return [true, false];
	if (property.type === 'multiOptions') {
		return [[], ...choices.map((choice) => [choice]), choices] as NodeParameterValueType[];
	}
	if (choices.length > 0) return choices;
	const asked = properties.flatMap(({ displayOptions }) =>
		[displayOptions?.show, displayOptions?.hide].flatMap((rules) => rules?.[property.name] ?? []),
	);
	const plain = asked.filter((value) => typeof value !== 'object') as NodeParameterValueType[];
	return [...new Set([property.default, ...plain])];
}

function versionsOf(description: INodeTypeDescription | undefined): number[] {
	return description ? [description.version].flat() : [1];
}

function asTool(description: INodeTypeDescription | undefined): INodeTypeDescription | undefined {
	return description && { ...description, name: `${description.name}Tool` };
}
