import { randomUUID } from 'node:crypto';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { Locator } from 'playwright-core';
import { newId, type Credential, type Workflow, type WorkflowNode } from '../../demo/n8n.mts';
import { connected } from '../../demo/template.mts';
import type { Editor } from './editor.mts';

/** A panel as a person may see it: a node of the package with a choice of what it does. */
export interface Panel {
	/** Type of the node, without the package, like `drChronoPatient`. */
	node: string;
	/** Unique, and fit to be a file's name, like `drChronoInsurance-coverage-getMany`. */
	name: string;
	/** The choices that make it this panel. */
	choices: INodeParameters;
	/** The choices, and every optional field added. */
	full: INodeParameters;
}

/** Parameters that decide which panel a node shows, outermost first. */
const choosing = ['resource', 'operation', 'event'];

/** n8n's own entry in such a list, which leads to another node. */
const customCall = '__CUSTOM_API_CALL__';

/** A panel that is open in the editor. */
export interface Shown {
	panel: Panel;
	/** The column with its parameters. */
	parameters: Locator;
	/** Whether it is the first of its node. */
	isFirst: boolean;
	/** What the page threw, and what the editor said went wrong, while it opened. */
	thrown: readonly string[];
}

/**
 * Opens panel after panel, in the order of the package's nodes.
 *
 * @param wanted names of nodes, like `drChronoPatient`; all of them if empty
 * @param firstOnly opens the first panel of each node alone
 */
export async function* openPanels(
	editor: Editor,
	{ wanted = [], firstOnly = false }: { wanted?: readonly string[]; firstOnly?: boolean } = {},
): AsyncGenerator<Shown> {
	const credential = await editor.credential();
	const thrown: string[] = [];
	const note = (error: Error) => thrown.push(error.message);
	editor.page.on('pageerror', note);
	for (const description of await editor.nodeTypes()) {
		const panels = panelsOf(description).slice(0, firstOnly ? 1 : undefined);
		if (wanted.length > 0 && !wanted.includes(panels[0]!.node)) continue;
		await editor.openWorkflow(workflowOf(description, panels, credential));
		for (const panel of panels) {
			const opened = await editor.openPanel(panel.name);
			const parameters = editor.part('node-parameters', opened);
			await editor.seesCredential(opened);
			const isFirst = panel === panels[0];
			yield { panel, parameters, isFirst, thrown: [...thrown, ...(await editor.complaints())] };
			thrown.length = 0;
			await editor.closePanel();
		}
	}
	editor.page.off('pageerror', note);
}

/** Every panel of a node in its newest version, in the order in which its lists have them. */
export function panelsOf(description: INodeTypeDescription): Panel[] {
	const node = description.name.split('.').at(-1)!;
	return choicesOf(description, {}, choosing).map((choices) => ({
		node,
		name: [node, ...Object.values(choices).map(String)].join('-'),
		choices,
		full: { ...choices, ...filled(description, choices) },
	}));
}

function choicesOf(
	description: INodeTypeDescription,
	chosen: INodeParameters,
	[name, ...rest]: readonly string[],
): INodeParameters[] {
	if (name === undefined) return [chosen];
	const list = visible(description, chosen).find((property) => property.name === name);
	if (list === undefined) return choicesOf(description, chosen, rest);
	return ((list.options ?? []) as INodePropertyOptions[])
		.filter(({ value }) => value !== customCall)
		.flatMap(({ value }) => choicesOf(description, { ...chosen, [name]: value }, rest));
}

function visible(description: INodeTypeDescription, values: INodeParameters): INodeProperties[] {
	const typeVersion = versionOf(description);
	const complete = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		{ typeVersion },
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(complete ?? values, property, { typeVersion }, description),
	);
}

/** Every collection of the panel with all its entries. */
function filled(description: INodeTypeDescription, choices: INodeParameters): INodeParameters {
	return Object.fromEntries(
		visible(description, choices)
			.filter(({ type }) => type === 'collection' || type === 'fixedCollection')
			.map((property) => [property.name, exampleOf(property)]),
	) as INodeParameters;
}

function exampleOf(property: INodeProperties): unknown {
	if (property.type === 'collection') {
		return exampleOfAll((property.options ?? []) as INodeProperties[]);
	}
	if (property.type === 'fixedCollection') {
		const isList = property.typeOptions?.multipleValues === true;
		return Object.fromEntries(
			((property.options ?? []) as INodePropertyCollection[]).map(({ name, values }) => {
				const entry = exampleOfAll(values);
				return [name, isList ? [entry] : entry];
			}),
		);
	}
	return property.default;
}

function exampleOfAll(properties: readonly INodeProperties[]): Record<string, unknown> {
	return Object.fromEntries(properties.map((property) => [property.name, exampleOf(property)]));
}

function versionOf({ version }: INodeTypeDescription): number {
	return Math.max(...[version].flat());
}

/** A workflow with the panels of one node on its canvas, each node named after its panel. */
function workflowOf(
	description: INodeTypeDescription,
	panels: readonly Panel[],
	credential: Credential,
): Workflow {
	const columns = Math.ceil(Math.sqrt(panels.length));
	const nodes = panels.map(
		({ name, full }, index): WorkflowNode => ({
			id: randomUUID(),
			name,
			type: description.name,
			typeVersion: versionOf(description),
			position: [(index % columns) * 220, Math.floor(index / columns) * 220],
			parameters: full as Record<string, unknown>,
		}),
	);
	return connected(
		{
			id: newId(),
			name: `Panels of ${description.displayName}`,
			nodes,
			connections: {},
			settings: { executionOrder: 'v1' },
		},
		credential,
	);
}
