import type { Failure } from './failure';

/** What every step of the pipeline answers: a value, or a failure that is plain data. Nothing throws. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** A successful outcome. */
export function success<T>(value: T): Outcome<T> {
	return { ok: true, value };
}

/** A failed outcome. */
export function failed<T = never>(failure: Failure): Outcome<T> {
	return { ok: false, failure };
}
