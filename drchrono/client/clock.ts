/**
 * Time as the client sees it. Passed in, so that policy is pure and tests run on a virtual clock.
 */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;

	/**
	 * Resolves after `ms` milliseconds, or early (without throwing) once `signal` is aborted.
	 * The caller looks at `signal.aborted` afterwards.
	 */
	pause(ms: number, signal?: AbortSignal): Promise<void>;
}
