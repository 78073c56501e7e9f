import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import { failed, type Outcome } from '../../drchrono/client/outcome';
import type { Operation, OperationContext, Remaining, Resource, Result } from './operation';
import { Parameters } from './parameters';
import { auditItem, refuseUnrecorded, type AuditedRun } from './audit';
import { outputsOf, type Outputs } from './outputs';
import { waitChoiceOf } from './quotaOptions';
import { openSession } from './session';
import { isoUtc } from '../../drchrono/time/moment';
import { refuseAi } from './aiGuard';
import { toNodeError } from './toError';

/** As `run`, for a node whose panel begins with *Resource*. */
export async function runResource(
	functions: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const name = functions.getNodeParameter('resource', 0) as string;
	return await run(functions, resources.find(({ value }) => value === name)?.operations ?? []);
}

/**
 * Runs the operation that the node's panel names, for all input items. Owns what every operation
 * needs and none repeats: pairing, continue on fail, cancelling, hints, partial results, and the
 * outputs *Remaining* and *Audit*.
 */
export async function run(
	functions: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const node = functions.getNode();
	const name = functions.getNodeParameter('operation', 0) as string;
	const operation = operations.find(({ value }) => value === name);
	if (!operation) throw toNodeError(node, unknownOperation());

	const refusal = refuseAi(functions, operation);
	if (refusal) throw toNodeError(node, refusal);

	const choice = waitChoiceOf(functions);
	const signal = functions.getExecutionCancelSignal();
	const session = await openSession(functions, {
		lane: operation.lane,
		waitAtMostMs: choice.waitAtMostMs,
		signal,
	});
	if (!session.ok) throw toNodeError(node, session.failure);

	const outputs = outputsOf(functions);
	const unrecorded = refuseUnrecorded(
		functions,
		operation,
		session.value,
		outputs.remaining ? 2 : 1,
	);
	if (unrecorded) throw toNodeError(node, unrecorded);

	const context: OperationContext = { functions, session: session.value, signal };
	const output = new Output(functions, outputs);
	await runItems(context, operation, output);
	output.hint(session.value.client.hints);
	output.hint(retryHints(functions, operation));
	return output.finish((run) => auditItem(functions, operation, session.value, run));
}

async function runItems(
	context: OperationContext,
	operation: Operation,
	output: Output,
): Promise<void> {
	const { functions, signal } = context;
	const items = functions.getInputData().map((_, item) => new Parameters(functions, item));
	let item = 0;
	for await (const outcome of outcomesOf(context, operation, items)) {
		output.take(item, signal?.aborted && !outcome.ok ? failed(cancelled()) : outcome);
		if (output.stopped) return;
		item += 1;
	}
}

/** One outcome per item, in their order, each worked out when it is asked for. */
async function* outcomesOf(
	context: OperationContext,
	operation: Operation,
	items: readonly Parameters[],
): AsyncGenerator<Outcome<Result>, void, void> {
	if ('batch' in operation) {
		yield* operation.batch(context, items);
		return;
	}
	for (const [item, parameters] of items.entries()) {
		if (context.signal?.aborted) {
			yield failed(cancelled());
			return;
		}
		yield await operation.each(context, parameters, item);
	}
}

/** Collects what goes out, and decides what a failure means for the rest. */
class Output {
	private readonly done: INodeExecutionData[] = [];

	private readonly remaining: INodeExecutionData[] = [];

	private readonly hints = new Set<string>();

	private succeeded = 0;

	private failed = 0;

	/** True once the calls ran out and the rest goes out as *Remaining*. */
	stopped = false;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly outputs: Outputs,
	) {}

	take(item: number, outcome: Outcome<Result>): void {
		if (this.stopped) return;
		if (outcome.ok) return this.takeResult(item, outcome.value);
		if (this.outputs.remaining && outcome.failure.kind === 'throttled') {
			return this.stopAt(item, outcome.failure);
		}
		const { failure } = outcome;
		if (this.functions.continueOnFail() && failure.kind !== 'cancelled') {
			const error = toNodeError(this.functions.getNode(), failure, item);
			this.failed += 1;
			this.done.push({ json: { error: error.message }, error, pairedItem: { item } });
			return;
		}
		throw toNodeError(this.functions.getNode(), this.withProgress(failure), item);
	}

	hint(messages: readonly string[]): void {
		for (const message of messages) this.hints.add(message);
	}

	/** @param audited makes the item of the output *Audit*, where there is one */
	finish(audited: (run: AuditedRun) => INodeExecutionData): INodeExecutionData[][] {
		for (const message of this.hints) {
			this.functions.addExecutionHints?.({ message, location: 'outputPane', type: 'info' });
		}
		const { done: items, failed, stopped: partial } = this;
		return [
			items,
			...(this.outputs.remaining ? [this.remaining] : []),
			...(this.outputs.audit ? [[audited({ items, failed, partial })]] : []),
		];
	}

	private takeResult(item: number, result: Result): void {
		this.succeeded += 1;
		for (const emitted of result.items) this.done.push({ ...emitted, pairedItem: { item } });
		this.hint(result.hints ?? []);
		if (result.remaining) {
			this.stopped = true;
			this.remaining.push(this.remainingItem(result.remaining, item));
			this.passOn(item + 1, result.remaining.resumesAt);
		}
	}

	private stopAt(item: number, failure: Failure): void {
		this.stopped = true;
		this.passOn(item, failure.retryAt);
	}

	/** The item of a list that was cut, with the token: what it asked for may stand in the item itself. */
	private remainingItem(remaining: Remaining, item: number): INodeExecutionData {
		const input = this.functions.getInputData()[item];
		return {
			...input,
			json: { ...input?.json, ...remaining, resumesAt: isoUtc(remaining.resumesAt) },
			pairedItem: { item },
		};
	}

	/** Items that were not reached go out as they came, so that they can come back after a wait. */
	private passOn(from: number, resumesAt: number | undefined): void {
		const items = this.functions.getInputData();
		for (const [offset, input] of items.slice(from).entries()) {
			this.remaining.push({
				...input,
				json: {
					...input.json,
					_drchrono: {
						done: from,
						left: items.length - from,
						resumesAt: resumesAt === undefined ? null : isoUtc(resumesAt),
					},
				},
				pairedItem: { item: from + offset },
			});
		}
	}

	/** A partial result never looks whole: the person learns what was done before it stopped. */
	private withProgress(failure: Failure): Failure {
		const total = this.functions.getInputData().length;
		if (total < 2) return failure;
		return {
			...failure,
			advice: `${failure.advice} ${this.succeeded} of ${total} items were done before.`,
		};
	}
}

/** n8n's *Retry On Fail* repeats the whole node, creates included. */
function retryHints(functions: IExecuteFunctions, operation: Operation): string[] {
	if (!operation.creates || functions.getNode().retryOnFail !== true) return [];
	return [
		"'Retry On Fail' of this node runs all its items again, also those that were created already. Set an External ID and use Create or Update, or turn it off: this node repeats by itself what is safe to repeat.",
	];
}

function unknownOperation(): Failure {
	return {
		kind: 'invalid-input',
		sentence: 'This node has no such operation',
		advice:
			"Choose an operation from the list. For a call of your own use the node 'DrChrono API'.",
		field: 'Operation',
	};
}

function cancelled(): Failure {
	return {
		kind: 'cancelled',
		sentence: 'The execution was cancelled',
		advice: 'What was done before is on the output of the nodes before this one.',
	};
}
