/** What went wrong in a node or a workflow, as n8n records it. */
export interface ExecutionError {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: ExecutionError;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: string;
	error?: ExecutionError;
	hints?: ReadonlyArray<{ message: string }>;
	/** Items by connection type and output. */
	data?: { main?: ReadonlyArray<readonly Item[] | null> };
}

/** One run of a workflow. */
export interface Execution {
	status: string;
	/** What stopped the workflow. */
	error?: ExecutionError;
	/** Runs by node name. */
	nodes: Readonly<Record<string, readonly NodeRun[]>>;
}

interface RawExecution {
	status?: string;
	finished?: boolean;
	data: { resultData: { error?: ExecutionError; runData?: Record<string, NodeRun[]> } };
}

/** From n8n's full run data. */
export function executionOf(raw: unknown): Execution {
	const { status, data } = raw as RawExecution;
	const { error, runData = {} } = data.resultData;
	return { status: status ?? (error ? 'error' : 'success'), error, nodes: runData };
}

/** Whether a value is n8n's full run data. */
export function isRunData(value: unknown): boolean {
	return (value as Partial<RawExecution> | null)?.data?.resultData !== undefined;
}

/** The items of one output of a node, of all its runs. */
export function items(execution: Execution, node: string, output = 0): Item[] {
	return (execution.nodes[node] ?? []).flatMap((run) => [...(run.data?.main?.[output] ?? [])]);
}

/** Every error of an execution: the workflow's, its nodes', its items'. */
export function errors(execution: Execution): ExecutionError[] {
	const runs = Object.values(execution.nodes).flat();
	return [
		execution.error,
		...runs.map((run) => run.error),
		...runs.flatMap((run) =>
			(run.data?.main ?? []).flatMap((output) => (output ?? []).map((item) => item.error)),
		),
	].filter((error) => error !== undefined);
}

/** Every hint that nodes left in an execution. */
export function hints(execution: Execution): string[] {
	return Object.values(execution.nodes)
		.flat()
		.flatMap((run) => (run.hints ?? []).map((hint) => hint.message));
}

/**
 * Reads the `flatted` format in which n8n stores and sends run data: an array whose first entry
 * is the root, and in which every string within an object or array is an index into that array.
 */
export function unflatten(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const made = new Map<number, unknown>();
	const revive = (value: unknown): unknown =>
		typeof value === 'string' ? entry(Number(value)) : value;
	const entry = (index: number): unknown => {
		const source = entries[index];
		if (typeof source !== 'object' || source === null) return source;
		if (made.has(index)) return made.get(index);
		const target: Record<string, unknown> | unknown[] = Array.isArray(source) ? [] : {};
		made.set(index, target);
		for (const [key, value] of Object.entries(source)) {
			(target as Record<string, unknown>)[key] = revive(value);
		}
		return target;
	};
	return entry(0);
}
