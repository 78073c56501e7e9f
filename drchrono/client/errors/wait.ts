import { dateOf, waitAsked, type Answer } from '../throttle/word';
import type { HttpResponse } from '../transport';

/** v4 counts per clock hour and the guide per minute, so no honest wait is longer (wire.md §5.5). */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * From when a refused request may go again by the server's word, read as the throttle reads it. Outside
 * a 429 only `Retry-After` is one: the guide's `X-RateLimit-Reset` comes with every answer.
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds since the epoch, between `now` and an hour later; nothing if the server is silent
 */
export function retryAtOf(
	response: Pick<HttpResponse, 'status' | 'headers' | 'text'>,
	now: number,
): number | undefined {
	const wait = waitAsked(asWord(response), dateOf(response) ?? now);
	return wait === undefined ? undefined : now + Math.ceil(Math.min(wait, LONGEST_WAIT_MS));
}

function asWord(response: Pick<HttpResponse, 'status' | 'headers' | 'text'>): Answer {
	const { status, headers } = response;
	if (status === 429) return response;
	const retryAfter = headers['retry-after'];
	return { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } };
}
