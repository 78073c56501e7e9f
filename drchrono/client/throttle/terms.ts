import type { Policy } from './policy';
import type { Reserve } from './reserve';
import { reserveOf } from './reserve';
import type { ThrottleSettings, WindowRule } from './rule';

/** What a rule means for this process. */
export interface Terms {
	/** The rule as the dialect states it, for all processes. */
	whole: WindowRule;
	/** This process's part. */
	share: WindowRule;
	/** What bulk work leaves to others of that part; nothing in a sliding window. */
	reserve: Reserve;
	/** How long after the beginning of a clock window this process starts, if it had to wait for it. */
	startsAfterMs: number;
}

/** Processes that wait for the same hour start one after the other, on average at this distance. */
const STARTS_APART_MS = 500;

/** Works out this process's part of a rule. */
export function termsOf(whole: WindowRule, settings: ThrottleSettings, policy: Policy): Terms {
	const share = policy.share(whole, settings.processes);
	const others = share.kind === 'clock' ? Math.max(0, settings.processes - 1) : 0;
	const startsAfterMs = Math.floor(policy.chance() * others * STARTS_APART_MS);
	return { whole, share, reserve: reserveOf(share, settings), startsAfterMs };
}
