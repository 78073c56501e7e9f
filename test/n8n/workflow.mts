import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { newId, type Credential, type Workflow, type WorkflowNode } from '../../demo/n8n.mts';
import { root } from '../../demo/paths.mts';
import { connected } from '../../demo/template.mts';

type Step = Pick<WorkflowNode, 'name' | 'type'> & Partial<WorkflowNode>;

/** A workflow whose nodes stand in a row, each feeding the next. */
export function chain(name: string, steps: readonly Step[], credential: Credential): Workflow {
	const nodes = steps.map(
		(step, index): WorkflowNode => ({
			id: randomUUID(),
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...step,
		}),
	);
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1]!.name, type: 'main', index: 0 }]] },
			]),
	);
	return connected(
		{ id: newId(), name, nodes, connections, settings: { executionOrder: 'v1' } },
		credential,
	);
}

export const byHand: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** A trigger at `/webhook/<path>` that answers with what the last node puts out. */
export function webhook(path: string): Step {
	return {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: randomUUID(),
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
	};
}

/**
 * A node of this package in its newest version, as the editor adds it.
 *
 * @param node its type, without the package
 */
export function drchrono(
	node: string,
	name: string,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): Step {
	return {
		name,
		type: `n8n-nodes-drchrono.${node}`,
		typeVersion: newestVersionOf(node),
		parameters,
		...more,
	};
}

const load = createRequire(import.meta.url);

/** The version that the node's own description puts last, which n8n gives to new nodes. */
function newestVersionOf(node: string): number {
	const name = node.replace(/^./, (letter) => letter.toUpperCase());
	const classes = load(path.join(root, 'nodes', name, `${name}.node.ts`)) as Record<
		string,
		new () => { description: { version: number | number[] } }
	>;
	const { description } = new classes[name]!();
	return Math.max(...[description.version].flat());
}
