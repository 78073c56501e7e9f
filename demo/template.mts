import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Credential, Workflow, WorkflowNode } from './n8n.mts';
import { root } from './paths.mts';

const folder = path.join(root, 'templates');

/** Names of the templates that come with the package, without the ending. */
export async function templateNames(): Promise<string[]> {
	return (await readdir(folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'))
		.sort();
}

export async function template(name: string): Promise<Workflow> {
	return JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')) as Workflow;
}

/** The workflow with a credential chosen in each node of this package. */
export function connected(workflow: Workflow, { id, name, type }: Credential): Workflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith('n8n-nodes-drchrono.')
				? { ...node, credentials: { [type]: { id, name } } }
				: node,
		),
	};
}

interface Assignment {
	name: string;
	value: unknown;
}

/** The workflow with values filled in where its "Edit Fields" nodes have fields of that name. */
export function filledIn(workflow: Workflow, values: Readonly<Record<string, unknown>>): Workflow {
	const open = new Set(Object.keys(values));
	const nodes = workflow.nodes.map((node): WorkflowNode => {
		const { assignments } = node.parameters as { assignments?: { assignments: Assignment[] } };
		if (node.type !== 'n8n-nodes-base.set' || !assignments) return node;
		const filled = assignments.assignments.map((assignment) => {
			if (!Object.hasOwn(values, assignment.name)) return assignment;
			open.delete(assignment.name);
			return { ...assignment, value: values[assignment.name] };
		});
		return {
			...node,
			parameters: { ...node.parameters, assignments: { ...assignments, assignments: filled } },
		};
	});
	if (open.size > 0) {
		throw new Error(`The workflow "${workflow.name}" has no setting ${[...open].join(', ')}.`);
	}
	return { ...workflow, nodes };
}

/** The workflow with the options of its trigger of this package set. */
export function triggering(workflow: Workflow, options: Record<string, unknown>): Workflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			/^n8n-nodes-drchrono\..*Trigger$/.test(node.type)
				? { ...node, parameters: { ...node.parameters, options } }
				: node,
		),
	};
}
