import type { Failure } from '../failure';
import type { About } from './about';
import { failureOf, type Facts } from './wording';

/** A longer wait is the hour's quota in v4, a shorter one its limit on calls within a second. */
const BURST_MS = 60_000;

/** The failure of a 429, with the instant from which calls are taken again where the server told it. */
export function throttledFailure(
	facts: Facts,
	{ dialect, now }: Pick<About, 'dialect' | 'now'>,
): Failure {
	if (facts.retryAt === undefined) return failureOf('throttled', facts);
	const isHour = dialect === 'v4' && facts.retryAt - now > BURST_MS;
	return failureOf(isHour ? 'hourUsedUp' : 'throttledUntil', facts);
}
