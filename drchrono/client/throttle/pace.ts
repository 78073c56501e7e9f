import type { WindowRule } from './rule';

/**
 * Milliseconds to the next call after one was let through, with `used` calls counting.
 *
 * Half of a sliding window goes out as it comes, so that no single request waits for nothing. The
 * other half is spread over it unevenly: queued calls do not leave in volleys, and processes that
 * woke up together drift apart. On average the gaps are shorter than the even spacing, so that
 * pacing never costs throughput.
 *
 * @param chance in [0, 1)
 */
export function pace(rule: WindowRule, used: number, chance: number): number {
	if (rule.kind === 'clock' || used * 2 <= rule.limit) return 0;
	return Math.floor((rule.lengthMs / rule.limit) * (0.5 + chance / 2));
}
