import type { ThrottleSettings, WindowRule } from './rule';

/** Calls that bulk work leaves to others, and how they are given free before they expire unused. */
export interface Reserve {
	/** Calls kept back. */
	calls: number;
	/** Length of the end of the window over which they are released, in milliseconds. */
	releaseMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * This process's part of the reserve in its part of a window. Only a clock window has one: a
 * sliding window is free again before anyone would mind. Never more than half of the calls, so
 * that bulk work under a small limit is slow but does not starve.
 */
export function reserveOf(share: WindowRule, settings: ThrottleSettings): Reserve {
	const { processes, reservePerHour, releaseMs } = settings;
	if (share.kind === 'sliding') return { calls: 0, releaseMs };
	const part = (reservePerHour * share.lengthMs) / HOUR_MS / Math.max(1, processes);
	return {
		calls: Math.min(Math.ceil(part), Math.floor(share.limit / 2)),
		releaseMs: Math.min(releaseMs, share.lengthMs),
	};
}

/** Calls still kept back when the window has `leftMs` to go: all, then evenly fewer, then none. */
export function keptBack(reserve: Reserve, leftMs: number): number {
	if (leftMs >= reserve.releaseMs) return reserve.calls;
	return Math.floor((reserve.calls * Math.max(0, leftMs)) / reserve.releaseMs);
}
