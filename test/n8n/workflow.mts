import { randomUUID } from 'node:crypto';
import { newId, type Credential, type Workflow, type WorkflowNode } from '../../demo/n8n.mts';
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

export function drchrono(
	node: string,
	name: string,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): Step {
	return { name, type: `n8n-nodes-drchrono.${node}`, parameters, ...more };
}
