import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import type { Operation } from './operation';

/** Shown on the node's twin for AI agents only. No expression: an agent must not switch it on itself. */
export const ALLOW_CHANGES_BY_AI: INodeProperties = {
	displayName: 'Allow Changes by AI',
	name: 'allowChangesByAi',
	type: 'boolean',
	default: false,
	noDataExpression: true,
	displayOptions: { show: { '@tool': [true] } },
	description:
		'Whether an AI agent may create, change or delete records with this tool. Keep it off unless a person approves each change.',
};

/** Why an AI agent may not run this operation, or nothing if it may. */
export function refuseAi(
	functions: IExecuteFunctions,
	operation: Pick<Operation, 'effect'>,
): Failure | undefined {
	// `isToolExecution()` is unreliable in 2.41; the twin's type ends with "Tool".
	const isTool = functions.getNode().type.endsWith('Tool');
	if (!isTool || operation.effect === 'read') return undefined;
	const allowed = functions.getNode().parameters.allowChangesByAi === true;
	if (allowed) return undefined;
	return {
		kind: 'not-allowed',
		sentence: 'An AI agent may not change records with this tool',
		advice: "Nothing was sent. A person can turn on 'Allow Changes by AI' in the tool's panel.",
		field: 'Allow Changes by AI',
	};
}
