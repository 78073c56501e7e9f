import { DateTime } from 'luxon';

/** The parts of an answer that the throttle reads. Header names in lower case. */
export interface Answer {
	status: number;
	headers: Readonly<Record<string, string>>;
	/** Body of a 429. */
	text?: string;
}

/** The body of a v4 429: `{"detail":"Request was throttled. Expected available in 2295.0 seconds."}` */
const EXPECTED = /expected available in (\d+(?:\.\d+)?) second/i;

/** The server's clock as an answer shows it, in milliseconds since the epoch. */
export function dateOf(answer: Answer): number | undefined {
	// An answer out of a cache (`Age`) carries the date on which it was stored.
	return Number(answer.headers.age ?? 0) > 0 ? undefined : httpDate(answer.headers.date);
}

/**
 * How long a 429 asks to wait, in milliseconds; `undefined` if it does not say.
 *
 * v4 says it in the body and, in every recording, nowhere else; `Retry-After` is the standard;
 * the guide dialect has only `X-RateLimit-Reset`, in seconds since the epoch.
 *
 * @param serverNow the server's clock at the answer, in milliseconds since the epoch
 */
export function waitAsked(answer: Answer, serverNow: number): number | undefined {
	const expected = EXPECTED.exec(answer.text ?? '')?.[1];
	if (expected !== undefined) return Number(expected) * 1000;

	const retryAfter = answer.headers['retry-after'];
	const seconds = decimal(retryAfter);
	if (seconds !== undefined) return seconds * 1000;
	const until = httpDate(retryAfter) ?? resetOf(answer);
	return until === undefined ? undefined : Math.max(0, until - serverNow);
}

/**
 * Calls that the server still allows, and until when that count holds (milliseconds since the
 * epoch by the server's clock); `undefined` where it does not say (v4 never does).
 */
export function remaining(answer: Answer): { calls: number; resetsAt: number } | undefined {
	const calls = decimal(answer.headers['x-ratelimit-remaining']);
	const resetsAt = resetOf(answer);
	return calls === undefined || resetsAt === undefined ? undefined : { calls, resetsAt };
}

function resetOf(answer: Answer): number | undefined {
	const seconds = decimal(answer.headers['x-ratelimit-reset']);
	return seconds === undefined ? undefined : seconds * 1000;
}

function decimal(value: string | undefined): number | undefined {
	return value !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

function httpDate(value: string | undefined): number | undefined {
	const date = value === undefined ? undefined : DateTime.fromHTTP(value);
	return date?.isValid ? date.toMillis() : undefined;
}
