import { failureOf } from './errors/wording';
import type { Failure, FailureKind } from './failure';
import type { Endpoint } from './request';
import type { TransportResult } from './transport';

/**
 * What is known about whether the server acted on a request.
 *
 * - `not-sent`: it never got there
 * - `refused-by-server`: it got there and was turned down
 * - `unknown`: the server may have acted
 */
export type Certainty = 'not-sent' | 'refused-by-server' | 'unknown';

export type RetryDecision = { again: true; afterMs: number } | { again: false };

/** What a decision is made from. */
export interface RetryCase {
	/** Repeats made so far: 0 after the first try. */
	attempt: number;
	endpoint: Endpoint;
	outcome: Failure;
	certainty: Certainty;
	/** From when the server takes calls again, in milliseconds since the epoch, if the throttle learnt it. */
	retryAt?: number;
	/** Milliseconds since the epoch. */
	now: number;
	/** A number from 0 up to 1. */
	random: () => number;
	/** Longest wait for quota that the person allows, in milliseconds; a poll allows none. Absent: any. */
	waitAtMostMs?: number;
	/** Overrides what the endpoint says: true if the caller made sure that a repeat cannot double a record. */
	idempotent?: boolean;
}

/** Waits before the first, second and third repeat (guide.md *Errors*; v4 names none). */
const BACKOFF_MS = [1000, 2000, 4000] as const;

/** A 429 is a promise of a later answer, so it is worth more patience; bounded, should the server be stuck. */
const MOST_THROTTLED_REPEATS = 10;

/** A server that announces a longer outage (503 with `Retry-After`) is not waited for. */
const LONGEST_OUTAGE_WAIT_MS = 60_000;

/** Kinds that may pass by themselves. */
const PASSING: ReadonlySet<FailureKind> = new Set([
	'network',
	'timeout',
	'unavailable',
	'malformed',
]);

/** See Other tells where the result of an action is; a Request Timeout, that some of it arrived. */
const MAY_HAVE_ACTED: ReadonlySet<number> = new Set([303, 408]);

const NO: RetryDecision = { again: false };

/** Whether the server may have acted, judged by what came back. */
export function certaintyOf(result: TransportResult): Certainty {
	if (result.kind === 'fault') {
		return result.fault === 'refused' || result.fault === 'credential' ? 'not-sent' : 'unknown';
	}
	const { status } = result.response;
	const isRefusal = status >= 300 && status < 500 && !MAY_HAVE_ACTED.has(status);
	return isRefusal ? 'refused-by-server' : 'unknown';
}

/**
 * Whether a failed request goes out again, and after how long. Throttled requests go by the server's
 * word, up to ten times and no longer than the person allows; what may pass by itself three times, after 1, 2 and 4 seconds plus jitter of up
 * to a half, so that nodes that failed together do not return together. A create is only repeated if the
 * server surely did not act.
 */
export function retryDecision(situation: RetryCase): RetryDecision {
	const { attempt, outcome, now, random, waitAtMostMs = Infinity } = situation;
	if (leavesDoubt(situation.endpoint, situation.certainty, situation.idempotent)) return NO;

	const backoff = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0;
	const jitter = backoff * 0.5 * random();
	const retryAt = situation.retryAt ?? outcome.retryAt;
	const serversWord = retryAt === undefined ? undefined : Math.max(0, retryAt - now);

	if (outcome.kind === 'throttled') {
		if (attempt >= MOST_THROTTLED_REPEATS) return NO;
		const wait = serversWord ?? backoff;
		return wait > waitAtMostMs ? NO : { again: true, afterMs: Math.ceil(wait + jitter) };
	}
	if (!PASSING.has(outcome.kind) || attempt >= BACKOFF_MS.length) return NO;
	if (serversWord !== undefined && serversWord > LONGEST_OUTAGE_WAIT_MS) return NO;
	return { again: true, afterMs: Math.ceil(Math.max(backoff, serversWord ?? 0) + jitter) };
}

/**
 * Whether sending a request twice leaves the server as sending it once does. Reads, PUT, PATCH and DELETE
 * do; a POST that writes does not, unless its endpoint says `creates: false`.
 */
export function isRepeatable(
	endpoint: Pick<Endpoint, 'method' | 'effect' | 'creates'>,
	idempotent?: boolean,
): boolean {
	if (idempotent !== undefined) return idempotent;
	if (endpoint.effect === 'read') return true;
	return endpoint.creates === undefined ? endpoint.method !== 'POST' : !endpoint.creates;
}

/** Whether a request that failed for good may nevertheless have made a record: then it is doubtful. */
export function leavesDoubt(
	endpoint: Pick<Endpoint, 'method' | 'effect' | 'creates'>,
	certainty: Certainty,
	idempotent?: boolean,
): boolean {
	return certainty === 'unknown' && !isRepeatable(endpoint, idempotent);
}

/**
 * The failure of a write whose effect is unknown, in place of what came back: another try might double
 * the record. Keeps status and route.
 */
export function doubtful(failure: Failure): Failure {
	return failureOf('doubtful', { route: failure.route, status: failure.status });
}

/**
 * What is said of a request that failed for good. A change whose answer got lost says that it may have
 * been made: the sentence does, since *Continue on Fail* shows no more than that.
 *
 * @param earlier whether any try so far ended in `unknown`
 */
export function lastWord(
	endpoint: Pick<Endpoint, 'method' | 'effect' | 'creates'>,
	failure: Failure,
	certainty: Certainty,
	earlier: boolean,
): Failure {
	if (leavesDoubt(endpoint, certainty)) return doubtful(failure);
	if (endpoint.effect === 'read' || !earlier) return failure;
	const doubt =
		certainty === 'unknown'
			? ', so it is not known whether the change was made'
			: '; an earlier try may have been carried out';
	return {
		...failure,
		sentence: `${failure.sentence}${doubt}`,
		advice: `${failure.advice} What was done already is not done twice.`,
	};
}

/**
 * Whether a DELETE that answers 404 is done, given that an earlier try of it ended in `unknown`: that one
 * may have removed the record although its answer got lost (v4 answers 404 to the second, wire.md §5.1).
 */
export function isDoneAfterDoubt(endpoint: Pick<Endpoint, 'method'>, failure: Failure): boolean {
	return endpoint.method === 'DELETE' && failure.kind === 'not-found';
}
