import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import { auditSummary } from '../../drchrono/privacy/audit';
import { isoUtc } from '../../drchrono/time/moment';
import { systemClock } from './clock';
import type { Operation } from './operation';
import type { Session } from './session';

/** Entry of every *Options*: the output *Audit*. */
export const AUDIT_OPTION: INodeProperties = {
	displayName: 'Audit Output',
	name: 'audit',
	type: 'boolean',
	default: false,
	description:
		"Whether to add an output 'Audit' with one item per run: who read or changed what, how many records, and which patients as pseudonyms",
};

/** What a run did, for its audit record. */
export interface AuditedRun {
	items: readonly INodeExecutionData[];
	/** Input items that failed and went on. */
	failed: number;
	/** True where calls ran out and the rest is to be continued. */
	partial: boolean;
}

export function isAuditOn(functions: IExecuteFunctions): boolean {
	const options = functions.getNodeParameter('options', 0, {}) as { audit?: boolean };
	return options.audit === true;
}

/** One item for the output *Audit*; holds no patient data but pseudonyms. */
export function auditItem(
	functions: IExecuteFunctions,
	operation: Operation,
	{ connection }: Session,
	run: AuditedRun,
): INodeExecutionData {
	const node = functions.getNode();
	const workflow = functions.getWorkflow();
	const credential = Object.values(node.credentials ?? {})[0];
	const records = run.items.filter(({ error }) => !error).map(({ json }) => json);
	const json: IDataObject = {
		recordedAt: isoUtc(systemClock.now()),
		action: operation.action,
		effect: operation.effect,
		...auditSummary(records, operation.recordsArePatients === true, connection.auditKey),
		failed: run.failed,
		partial: run.partial,
		node: node.name,
		workflowId: workflow.id ?? null,
		workflowName: workflow.name ?? null,
		executionId: functions.getExecutionId(),
		executionMode: functions.getMode(),
		credentialId: credential?.id ?? null,
		credentialName: credential?.name ?? null,
		server: new URL(connection.baseUrl).host,
	};
	return { json, pairedItem: functions.getInputData().map((_, item) => ({ item })) };
}

/**
 * Where the credential requires that exports are recorded: why this one may not begin.
 *
 * @param index of the output *Audit*
 */
export function refuseUnrecorded(
	functions: IExecuteFunctions,
	operation: Operation,
	{ connection }: Session,
	index: number,
): Failure | undefined {
	if (!connection.auditRequired || !isExport(operation)) return undefined;
	if (isAuditOn(functions) && leadsSomewhere(functions, index)) return undefined;
	return {
		kind: 'not-allowed',
		sentence:
			"This DrChrono credential requires that exports are recorded, and the output 'Audit' of this node leads nowhere",
		advice:
			"Turn on 'Audit Output' under Options and connect that output to where you keep such records. In the editor, run the whole workflow rather than this step alone. Nothing was sent.",
		field: 'Audit Output',
	};
}

/** A read that hands out as many records as there are. */
function isExport({ effect, properties }: Operation): boolean {
	return effect === 'read' && properties.some(({ name }) => name === 'returnAll');
}

interface WithWorkflow {
	workflow?: {
		connectionsBySourceNode?: Record<string, { main?: ReadonlyArray<readonly unknown[] | null> }>;
	};
}

/**
 * Whether an output of this node is connected. `IExecuteFunctions` tells of child nodes, not of
 * outputs; n8n-core's contexts have had the workflow itself on them since 1.82 (seen up to 2.41.1).
 * Without it any child counts.
 */
function leadsSomewhere(functions: IExecuteFunctions, index: number): boolean {
	const { name } = functions.getNode();
	const connections = (functions as WithWorkflow).workflow?.connectionsBySourceNode;
	if (!connections) return functions.getChildNodes(name).length > 0;
	return (connections[name]?.main?.[index] ?? []).length > 0;
}
