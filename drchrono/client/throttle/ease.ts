import type { WindowRule } from './rule';

/** Calls kept further apart than a rule demands, because others send too. */
export interface Ease {
	/** Mean time from one call to the next, in milliseconds. */
	readonly gapMs: number;
	readonly until: number;
}

/** Nothing was ever refused. */
export const AT_EASE: Ease = { gapMs: 0, until: Number.NEGATIVE_INFINITY };

/** Past the beginning of the next hour, when everyone who waits sends at once. */
const LASTS_MS = 90 * 60_000;

/** Three refusals are enough for some twenty processes that know nothing of each other. */
const GROWTH = 3;

/** With its unevenness below the ten seconds that a node which does not wait for quota still waits. */
const WIDEST_GAP_MS = 6_000;

/** What follows from a refusal in a window: three times the gap that was kept so far. */
export function eased(before: Ease, rule: WindowRule, now: number): Ease {
	if (rule.kind === 'clock') return before;
	const gapMs = now < before.until ? before.gapMs : rule.lengthMs / rule.limit;
	return { gapMs: Math.min(gapMs * GROWTH, WIDEST_GAP_MS), until: now + LASTS_MS };
}

/** Milliseconds to leave after a call, unevenly, so that those who met once do not meet again. */
export function gapAfter(ease: Ease, now: number, chance: number): number {
	return now < ease.until ? ease.gapMs * (0.5 + chance) : 0;
}
