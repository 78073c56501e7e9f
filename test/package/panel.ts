/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { basename, join } from 'node:path';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	IVersionedNodeType,
} from 'n8n-workflow';

import { filesBelow, ROOT } from './sources';

/** What a person sees of a node or a credential, resolved: no helper function is left in it. */
export interface Panel {
	/** Name of the class. */
	name: string;
	/** A node's description; a credential has none. */
	description?: INodeTypeDescription;
	properties: INodeProperties[];
}

/** Files of all nodes and credentials, relative to the root, registered or not. */
export function panelFiles(): string[] {
	return [...filesBelow('nodes'), ...filesBelow('credentials')].filter((path) =>
		/\.(node|credentials)\.ts$/.test(path),
	);
}

/** A fresh instance of the class in the file, as n8n's loader makes one. */
export async function instanceIn(
	path: string,
): Promise<INodeType | IVersionedNodeType | ICredentialType> {
	const name = basename(path).split('.')[0]!;
	const classes = (await import(join(ROOT, path))) as Record<string, new () => INodeType>;
	return new classes[name]!();
}

/** One panel for each version of a node, and one for a credential. */
export function panelsOf(instance: INodeType | IVersionedNodeType | ICredentialType): Panel[] {
	const { name } = instance.constructor;
	if ('nodeVersions' in instance) return Object.values(instance.nodeVersions).flatMap(panelsOf);
	if (!('description' in instance)) return [{ name, properties: instance.properties }];
	const { description } = instance;
	return [{ name, description, properties: description.properties }];
}

/** A property and the labels that lead to it, outermost first. */
export interface Placed {
	path: string;
	property: INodeProperties;
}

/** Every property of the panel, also those inside collections, locators' modes excluded. */
export function allProperties(properties: readonly INodeProperties[], above = ''): Placed[] {
	return properties.flatMap((property) => {
		const path = above === '' ? property.displayName : `${above} › ${property.displayName}`;
		return [
			{ path, property },
			...entriesOf(property).flatMap(({ entries }) => allProperties(entries, path)),
		];
	});
}

/** The properties inside a collection, by section; a plain collection is one section. */
export function entriesOf(
	property: INodeProperties,
): Array<{ section: string; entries: INodeProperties[] }> {
	if (property.type === 'collection') {
		return [{ section: property.name, entries: (property.options ?? []) as INodeProperties[] }];
	}
	if (property.type === 'fixedCollection') {
		return ((property.options ?? []) as INodePropertyCollection[]).map(({ name, values }) => ({
			section: name,
			entries: values,
		}));
	}
	return [];
}

/** The choices of a list; empty for every other type. */
export function choicesOf({ type, options }: INodeProperties): INodePropertyOptions[] {
	const isList = type === 'options' || type === 'multiOptions';
	return isList ? ((options ?? []) as INodePropertyOptions[]) : [];
}
