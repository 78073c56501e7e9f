import type { Call } from './call';

/** Calls that bulk work leaves to others when a window has `leftMs` to go. */
export type KeptBack = (leftMs: number) => number;

/** Counts calls the way a server does, without ever counting less. */
export interface Counter {
	/** A call goes out. */
	add(call: Call): void;
	/** What is certain now need not be worked out again. */
	settle(now: number): void;
	/** A call never left: it does not count. */
	remove(call: Call): void;
	/** Calls that may count at the server at `now`. */
	used(now: number): number;
	/**
	 * The first instant, not before `now`, at which one more call finds room under `limit`, if
	 * `ahead` others go before it and none comes after. An estimate as far as it depends on answers
	 * that are still to come, and then never too late.
	 */
	opensAt(limit: number, ahead: number, now: number, keptBack: KeptBack): number;
	/** When the calls that count now no longer do. */
	resetsAt(now: number): number;
}
