import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../drchrono/client/outcome';
import type { Area, Effect, Lane } from '../../drchrono/client/request';
import type { Parameters } from './parameters';
import type { Session } from './session';

/** One record on its way to the next node. */
export interface Emitted {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** What is left of a list when the calls ran out and the person chose to go on later. */
export interface Remaining {
	/** Takes up the list exactly where it stopped. */
	continuationToken: string;
	/** Records handed out so far. */
	done: number;
	/** Milliseconds since the epoch at which calls return. */
	resumesAt: number;
}

/** What an operation did for one input item. */
export interface Result {
	items: Emitted[];
	remaining?: Remaining;
	/** What the person should know; shown once per sentence. */
	hints?: string[];
}

/** What an operation has at hand. */
export interface OperationContext {
	functions: IExecuteFunctions;
	session: Session;
	signal?: AbortSignal;
}

interface OperationFacts {
	/** Value of the `operation` parameter; saved in workflows, so it never changes. */
	value: string;
	name: string;
	/** Sentence case, with the object; becomes the node's name on the canvas. */
	action: string;
	description: string;
	effect: Effect;
	area: Area;
	lane: Lane;
	/** True if running it twice makes two records. */
	creates?: boolean;
	/** True if what it hands out are patients themselves, so that their `id` is the patient's. */
	recordsArePatients?: boolean;
	/** Parameters, without the `displayOptions` that tie them to the operation. */
	properties: INodeProperties[];
}

/** An operation that treats each input item by itself. */
export interface EachOperation extends OperationFacts {
	each(context: OperationContext, parameters: Parameters, item: number): Promise<Outcome<Result>>;
}

/**
 * An operation that looks at all input items together. It answers for each in their order, and does
 * the next only when asked for it: the runner stops asking where the person wants it to stop.
 */
export interface BatchOperation extends OperationFacts {
	batch(
		context: OperationContext,
		parameters: readonly Parameters[],
	): AsyncGenerator<Outcome<Result>, void, void>;
}

/** Parameters and code of an operation, together. It does not know its node. */
export type Operation = EachOperation | BatchOperation;

/** One kind of record of a node that has several, and what can be done with it. */
export interface Resource {
	/** Value of the `resource` parameter; saved in workflows, so it never changes. */
	value: string;
	/** Singular, in title case. */
	name: string;
	/** The first is the default. */
	operations: readonly Operation[];
}
