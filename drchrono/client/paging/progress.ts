import type { Position } from '../page';
import type { Json } from '../request';

/**
 * How far a read has come. Plain JSON: this is what a `Position` holds.
 *
 * A read goes in rounds. Round 0 is the list itself; each later one is a sweep for what was created
 * or changed since the round before it began. A round goes through the list's legs (one for each
 * part), and a leg through its places.
 */
export type Progress = {
	round: number;
	leg: number;
	/** The place in the leg; `null` before its first request. */
	place: Json;
	/** Records without a key that were returned of the page at this place, when a limit cut it. */
	unkeyed: number;
	/** Server time at which this round began, in milliseconds; `null` before its first answer. */
	began: number | null;
	/** Server time from which this sweep asks; `null` in round 0. */
	since: number | null;
	/** Requests of this round. */
	requests: number;
	/** Records of this round that had not been returned before. */
	fresh: number;
	/** Records returned in all. */
	returned: number;
	/** The server's totals of the legs of round 0 that were read to their end. */
	expected: number;
	/** True once the list shifted in a way that may have hidden a record. */
	doubt: boolean;
	/** The keys returned so far, as `Seen` writes them. */
	seen: string;
};

/** The position before the first record, for a read that could not even begin. */
export const BEGINNING: Position = {};

/** Sweeps after which a list that keeps changing is returned as it is, with a hint. */
const MOST_SWEEPS = 5;

/** Takes up a position that an earlier page gave. */
export function progressFrom(position: Position | undefined): Progress {
	return { ...UNBEGUN, ...(position as Partial<Progress> | undefined) };
}

const UNBEGUN: Progress = {
	round: 0,
	leg: 0,
	place: null,
	unkeyed: 0,
	began: null,
	since: null,
	requests: 0,
	fresh: 0,
	returned: 0,
	expected: 0,
	doubt: false,
	seen: '',
};

/** What one step did to the read. */
export interface Move {
	/** The next place in the leg, `null` at its end. */
	next: Json;
	/** True if a limit left new records of the page behind: the read stays where it is. */
	cut: boolean;
	/** Records that it returned. */
	fresh: number;
	/** Those of the page without a key that were returned, up to now. */
	unkeyed: number;
	total?: number;
	doubt?: boolean;
	/** Server time of the answer, in milliseconds. */
	at: number;
	/** The keys returned so far. */
	seen: string;
}

/** The read after a step. */
export function afterStep(progress: Progress, move: Move): Progress {
	const { cut, next } = move;
	const ended = !cut && next === null;
	const total = ended && progress.round === 0 ? (move.total ?? 0) : 0;
	return {
		...progress,
		leg: progress.leg + (ended ? 1 : 0),
		place: cut ? progress.place : next,
		unkeyed: cut ? move.unkeyed : 0,
		began: progress.began ?? move.at,
		requests: progress.requests + 1,
		fresh: progress.fresh + move.fresh,
		returned: progress.returned + move.fresh,
		expected: progress.expected + total,
		doubt: progress.doubt || move.doubt === true,
		seen: move.seen,
	};
}

/**
 * The read at the end of a round of so many legs: complete, or at the beginning of the next round.
 * Within a round it stays as it is.
 *
 * Records that kept their place are all read in round 0. One that changed may have moved from what was
 * still to come into what was already read; a sweep finds it, unless it moves again while the sweep
 * itself goes from page to page. So sweeps go on, each since the one before began: until one fits into
 * a single request, an instant in which nothing can move, or until one brings nothing new; the first,
 * if no leg had pages to move between, else only the second, as its time is shorter.
 */
export function afterRound(
	progress: Progress,
	legs: number,
	sweepable: boolean,
): { complete: boolean; progress: Progress } {
	const { round, leg, requests, fresh } = progress;
	if (leg < legs) return { complete: false, progress };
	const quietFrom = requests <= legs ? 1 : 2;
	const quiet = requests <= 1 || (round >= quietFrom && fresh === 0);
	if (quiet || !sweepable) return { complete: true, progress };
	if (round === MOST_SWEEPS) return { complete: true, progress: { ...progress, doubt: true } };
	return {
		complete: false,
		progress: {
			...progress,
			round: round + 1,
			leg: 0,
			place: null,
			began: null,
			since: progress.began,
			requests: 0,
			fresh: 0,
		},
	};
}

/** Whether the list may lack a record: it shifted unseen, or the server counts more than it gave. */
export function doubtful(progress: Progress): boolean {
	return progress.doubt || progress.returned < progress.expected;
}
