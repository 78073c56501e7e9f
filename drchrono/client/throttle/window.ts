import type { Call } from './call';
import type { Counter } from './counter';
import { AT_EASE, eased, gapAfter } from './ease';
import type { Policy } from './policy';
import type { Obstacle } from './refusal';
import type { Terms } from './terms';

/** A limit below the rule's that the server's answers impose for a time. */
interface Cap {
	limit: number;
	until: number;
}

/** A 429 without a word is followed by waits of 1, 2, 4 … seconds up to this. */
const LONGEST_BACKOFF_MS = 60_000;

/** A 429 names whole seconds, and nothing says that they are rounded up. */
const ROUNDING_MS = 1_000;

/** Others were refused too and were told the same instant: nobody comes back right at it. */
const RETURN_SPREAD_MS = 5_000;

/** One window: the calls that count in it, and what the server said about it. */
export class Window {
	private readonly caps = new Map<'closed' | 'remaining', Cap>();
	private closedAt = Number.NEGATIVE_INFINITY;
	private refusals = 0;
	private ease = AT_EASE;
	private easedUntil = Number.NEGATIVE_INFINITY;

	/** Until when calls that can wait leave a gap after the last one. */
	pacedUntil = Number.NEGATIVE_INFINITY;

	/** @param terms replaced when the settings change */
	constructor(
		public terms: Terms,
		private readonly counter: Counter,
		private readonly policy: Policy,
	) {}

	/** A call goes out. */
	enter(call: Call, now: number): void {
		this.counter.add(call);
		const used = this.counter.used(now);
		this.pacedUntil = now + this.policy.pace(this.terms.share, used, this.policy.chance());
		this.easedUntil = now + gapAfter(this.ease, now, this.policy.chance());
	}

	/** A call never left. */
	leave(call: Call): void {
		this.counter.remove(call);
	}

	/** A call was let through by the server. */
	settle(now: number): void {
		this.counter.settle(now);
		this.refusals = 0;
	}

	/**
	 * The first instant, not before `now`, at which one more call may go, after `ahead` others;
	 * apart from the pace.
	 *
	 * @param bulk leaves the reserve to others
	 */
	opensAt(bulk: boolean, ahead: number, now: number): number {
		const { reserve } = this.terms;
		const keptBack = (leftMs: number) => (bulk ? this.policy.keptBack(reserve, leftMs) : 0);
		const changes = [...this.caps.values()].map((cap) => cap.until).filter((at) => at > now);
		const phases = [now, ...changes.sort((one, other) => one - other)];
		let opening = now;
		for (const [index, from] of phases.entries()) {
			const limit = this.limitAt(from);
			if (limit < 1) continue;
			const room = this.counter.opensAt(limit, ahead, now, keptBack);
			const start = room > now ? room + this.terms.startsAfterMs : room;
			opening = Math.max(from, start, this.easedUntil);
			if (opening < (phases[index + 1] ?? Number.POSITIVE_INFINITY)) break;
		}
		return opening;
	}

	/** The limit at an instant: the rule's, or less by the server's word. */
	limitAt(now: number): number {
		const caps = [...this.caps.values()].filter((cap) => now < cap.until);
		return Math.min(this.terms.share.limit, ...caps.map((cap) => cap.limit));
	}

	/** Calls that may be made now, as far as this window is concerned. */
	left(now: number): number {
		return Math.max(0, this.limitAt(now) - this.counter.used(now));
	}

	/** Calls that the rule leaves to all processes together, by what this one sent. */
	unused(now: number): number {
		return this.terms.whole.limit - this.counter.used(now);
	}

	/** How much of the window is used up, as a share of its limit. */
	fullness(now: number): number {
		return this.counter.used(now) / this.terms.share.limit;
	}

	/** When nothing that counts or closes now does so any more. */
	resetsAt(now: number): number {
		return Math.max(this.caps.get('closed')?.until ?? now, this.counter.resetsAt(now));
	}

	/** Why the next call may not go now. */
	obstacle(bulk: boolean, now: number): Obstacle {
		const isOpen = (toBulk: boolean) => this.opensAt(toBulk, 0, now) <= now;
		if (this.limitAt(now) < 1) return { ...this.terms, reason: 'closed' };
		if (isOpen(bulk)) return { ...this.terms, reason: 'queued' };
		return { ...this.terms, reason: isOpen(false) ? 'reserved' : 'used' };
	}

	/**
	 * The server refused a call because of this window: nothing goes until it says so. Refusals of
	 * calls that were sent before it closed are no news.
	 *
	 * @param waitMs what the server asked for, if it said anything
	 * @returns when the window opens again
	 */
	close(call: Call, waitMs: number | undefined, now: number): number {
		const { share } = this.terms;
		if (call.sentAt >= this.closedAt) {
			this.closedAt = now;
			this.refusals++;
			this.ease = eased(this.ease, share, now);
		}
		const asked =
			waitMs === undefined
				? Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** (this.refusals - 1))
				: Math.min(share.lengthMs, waitMs) + ROUNDING_MS;
		const spread = share.kind === 'clock' ? RETURN_SPREAD_MS : this.ease.gapMs;
		const back = now + asked + Math.floor(this.policy.chance() * spread);
		const until = Math.max(this.caps.get('closed')?.until ?? now, back);
		this.caps.set('closed', { limit: 0, until });
		return until;
	}

	/** The server allows only so many more calls until an instant: others use the window too. */
	shrink(calls: number, until: number, now: number): void {
		const limit = this.counter.used(now) + calls;
		const { lengthMs } = this.terms.share;
		this.caps.set('remaining', { limit, until: Math.min(until, now + lengthMs) });
	}
}
