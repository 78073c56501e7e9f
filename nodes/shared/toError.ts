import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Failure, FailureKind } from '../../drchrono/client/failure';

/** n8n's own word for why something failed (n8n-workflow 2.37 and later; older ones ignore it). */
type Declared = NonNullable<NodeApiError['failure']>;

/** Waits longer than this are a quota's, not a burst's. */
const BURST_MS = 60_000;

/** Kinds that come from asking DrChrono; the others are this package's own and become operation errors. */
const FROM_THE_API: ReadonlySet<FailureKind> = new Set([
	'unauthorized',
	'scope',
	'permission',
	'not-found',
	'rejected',
	'conflict',
	'throttled',
	'unavailable',
	'network',
	'timeout',
	'malformed',
]);

/**
 * What n8n is told about a kind. A 403 and a 404 are declared, or n8n would judge by the status alone and
 * take a missing permission for a dead credential. What concerns one record only is left undeclared.
 */
const CAUSES: Readonly<Partial<Record<FailureKind, Declared['cause']>>> = {
	unauthorized: 'credential-invalid',
	'invalid-input': 'configuration-invalid',
	'not-allowed': 'configuration-invalid',
	'not-in-dialect': 'configuration-invalid',
	scope: 'configuration-invalid',
	permission: 'configuration-invalid',
	'not-found': 'configuration-invalid',
	rejected: 'configuration-invalid',
	unavailable: 'temporarily-unavailable',
	network: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	malformed: 'temporarily-unavailable',
	incomplete: 'temporarily-unavailable',
};

/**
 * Turns a failure into what n8n shows and stores. It is built from sentence, advice and status alone,
 * with no HTTP error as its cause (that carries the body), and with a node stripped of its parameters
 * (n8n stores the node with the error, and people type names into parameters).
 *
 * @param itemIndex of the item at fault; n8n's editor adds `[item N]` to the message by it
 * @param now milliseconds since the epoch
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
	now: number = Date.now(),
): NodeApiError | NodeOperationError {
	const bareNode: INode = { ...node, parameters: {} };
	const options = {
		message: failure.sentence,
		description: failure.advice,
		itemIndex,
		failure: declared(failure, now),
	};
	if (!FROM_THE_API.has(failure.kind)) {
		return new NodeOperationError(bareNode, {}, options);
	}
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	return new NodeApiError(bareNode, {}, { ...options, httpCode });
}

function declared(failure: Failure, now: number): Declared | undefined {
	const wait = failure.retryAt === undefined ? undefined : Math.max(0, failure.retryAt - now);
	if (failure.kind === 'throttled') {
		return wait !== undefined && wait > BURST_MS
			? { cause: 'quota-exhausted', resetsAtEpochMs: failure.retryAt }
			: { cause: 'rate-limited', retryAfterMs: wait };
	}
	const cause = CAUSES[failure.kind];
	if (cause === undefined) return undefined;
	return cause === 'temporarily-unavailable' ? { cause, retryAfterMs: wait } : { cause };
}
