/**
 * A limit on the number of calls in a stretch of time, as a dialect states it.
 *
 * - `clock`: the count starts anew at every multiple of `lengthMs` on the server's clock
 *   (v4: 500 in a clock hour)
 * - `sliding`: no stretch of `lengthMs` may hold more than `limit` calls, wherever it starts
 *   (v4: ten or more calls within one second are refused)
 */
export interface WindowRule {
	name: string;
	/** Calls allowed. Minimum: 1. */
	limit: number;
	kind: 'clock' | 'sliding';
	lengthMs: number;
	/** The categories whose calls count; without it every call counts. */
	categories?: readonly string[];
}

/** How one n8n process shares an API application's quota. */
export interface ThrottleSettings {
	rules: readonly WindowRule[];
	/** n8n processes that use the application. Each keeps an equal part. Minimum: 1. */
	processes: number;
	/** Calls of an hour that bulk work leaves to everyone else. Default: 40. */
	reservePerHour: number;
	/** The last milliseconds of a clock window, over which the reserve is released. Default: 600,000. */
	releaseMs: number;
}

export const DEFAULT_RESERVE_PER_HOUR = 40;
export const DEFAULT_RELEASE_MS = 600_000;

/** Whether a call of this category counts under the rule. */
export function covers(rule: WindowRule, category: string): boolean {
	return rule.categories === undefined || rule.categories.includes(category);
}

/**
 * One process's part of a rule. Processes share no memory, so each may use only what is left when
 * all the others use their parts to the full.
 *
 * Where there are more processes than calls, a sliding window is stretched, so that all together
 * keep the limit on average; one call each is the least that lets every process work.
 */
export function share(rule: WindowRule, processes: number): WindowRule {
	const sharers = Math.max(1, Math.floor(processes) || 1);
	const limit = Math.max(1, Math.floor(rule.limit / sharers));
	const crowding = Math.max(1, sharers / Math.max(1, rule.limit));
	return {
		...rule,
		limit,
		lengthMs: rule.kind === 'sliding' ? Math.ceil(rule.lengthMs * crowding) : rule.lengthMs,
	};
}
