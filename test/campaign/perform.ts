/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { canonical, canonicalFile, difference, type Snapshot } from './effects';
import type { Observation, Word } from './oracle';
import type { Row, Task } from './rows';
import { registeredNodes } from './nodes';
import type { LoggedRequest, Stage } from './stage';

/** How a run goes on after an item failed, by the node's setting. */
export type OnError = 'stopWorkflow' | 'continueRegularOutput';

export interface Run {
	seen: Observation;
	log: LoggedRequest[];
	/** What the run left for later. */
	token: unknown;
	items: IDataObject[];
}

const versions = new Map(registeredNodes().map(({ name, version }) => [name, version]));

function versionOf(node: string): number {
	return versions.get(node) ?? 1;
}

/** The run of a task, as n8n would run it. */
async function execute(
	row: Row,
	task: Task,
	credential: CredentialData,
	onError: OnError = 'stopWorkflow',
	nodeType?: NodeRun['nodeType'],
): Promise<NodeResult> {
	return await runNode({
		node: row.node,
		parameters: {
			...(row.resource !== undefined && { resource: row.resource }),
			operation: row.operation,
			...task.parameters,
		} as IDataObject,
		items: task.items,
		input: task.input,
		credential,
		settings: { onError, typeVersion: versionOf(row.node) },
		...(nodeType && { nodeType }),
	});
}

export const countOf = ({ items, input }: Task): number => (input ?? items ?? [{}]).length;

function textOf(error: NonNullable<NodeResult['error']>): string {
	return [error.message, error.description].filter(Boolean).join(' ');
}

/** The output items that belong to an input item. */
function pairedWith(outputs: readonly INodeExecutionData[], item: number): INodeExecutionData[] {
	return outputs.filter(({ pairedItem }) => {
		const pairs = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
		return pairs.some((pair) => (typeof pair === 'object' ? pair.item : pair) === item);
	});
}

function wordOf(own: readonly INodeExecutionData[], later: readonly INodeExecutionData[]): Word {
	const failed = own.find(({ json, error }) => error ?? json.error);
	if (failed)
		return { said: 'failed', sentence: String(failed.json.error ?? failed.error?.message) };
	const [first] = own;
	if (first) {
		const id = first.json.id;
		return { said: 'done', ...(id !== undefined && { id: String(id) }) };
	}
	return later.length > 0 ? { said: 'later' } : { said: 'nothing' };
}

/** What the user was told about each item: by its output, or by the error that stopped the run. */
export function wordsOf({ outputs, error }: NodeResult, count: number): Word[] {
	const items = Array.from({ length: count }, (_, item) => item);
	if (error) {
		const sentence = textOf(error);
		// `2 of 3 items were done before`: the first two are done, the next one failed.
		const done = Number(/(\d+) of \d+ items? (?:was|were) done/.exec(sentence)?.[1] ?? 0);
		return items.map((item) => (item < done ? { said: 'done' } : { said: 'failed', sentence }));
	}
	return items.map((item) =>
		wordOf(pairedWith(outputs[0] ?? [], item), pairedWith(outputs[1] ?? [], item)),
	);
}

/** The error with everything that hangs on it, however deep or hidden. */
function tracesOf({ error, log, hints, outputs }: NodeResult): string {
	const said = (outputs[0] ?? []).filter(({ json }) => json.error);
	const depths = { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null };
	return [
		...log,
		...hints,
		inspect(error, depths),
		JSON.stringify(error ?? null),
		inspect(
			said.map(({ json, error: thrown }) => ({ json, thrown })),
			depths,
		),
	].join('\n');
}

const NOTHING = { effects: [], added: [] };

/** Runs a task and looks at what came of it. */
export async function perform(
	stage: Stage,
	row: Row,
	task: Task,
	before: Snapshot,
	{
		credential,
		onError = 'stopWorkflow',
		nodeType,
	}: { credential?: CredentialData; onError?: OnError; nodeType?: NodeRun['nodeType'] } = {},
): Promise<Run> {
	const used = credential ?? (await stage.credential(row.expired === true));
	const result = await execute(row, task, used, onError, nodeType);
	const log = await stage.log();
	// What no request could have changed need not be looked at.
	const quiet = log.every(({ method, effect }) => method === 'GET' || effect === 'token');
	const { effects, added } = quiet ? NOTHING : difference(before, await stage.snapshot(row));
	const [remaining] = result.outputs[1] ?? [];
	return {
		log,
		token: remaining?.json.continuationToken,
		items: result.items,
		seen: {
			words: wordsOf(result, countOf(task)),
			output: (result.outputs[0] ?? []).map(outputOf),
			resumable: remaining !== undefined,
			hints: result.hints,
			traces: tracesOf(result),
			effects,
			added,
			requests: log.filter(({ effect }) => effect !== 'file').length,
			strayed: stage.elsewhere.visits,
		},
	};
}

/** A record that left the node, with its file, as it is compared. */
function outputOf({ json, binary }: INodeExecutionData): string {
	const files = Object.entries(binary ?? {}).map(([name, { mimeType, data }]) => ({
		name,
		mimeType,
		data: canonicalFile(data),
	}));
	return canonical(files.length > 0 ? { ...json, files } : json);
}
