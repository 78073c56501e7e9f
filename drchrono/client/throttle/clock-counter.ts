import type { Call } from './call';
import { isSettled } from './call';
import type { Counter, KeptBack } from './counter';
import type { Policy } from './policy';
import type { Lead } from './server-clock';

/** Windows whose totals are remembered: if a clock was set, the first `Date` may lead back to one. */
const REMEMBERED = 4;

/**
 * Counts calls per window of the server's clock. Near a boundary it is uncertain in which window
 * the server counts a call; then it counts in all that are possible.
 */
export class ClockCounter implements Counter {
	/** Calls whose windows are known, per window number (server time divided by length). */
	private readonly totals = new Map<number, number>();
	/** Calls that may still reach a later window. */
	private readonly underWay = new Set<Call>();

	/** @param lead what is known at an instant about the server's lead over our clock */
	constructor(
		private readonly lengthMs: number,
		private readonly lead: (now: number) => Lead,
		private readonly policy: Policy,
	) {}

	add(call: Call): void {
		this.underWay.add(call);
	}

	settle(now: number): void {
		for (const call of this.underWay) {
			if (!isSettled(call, now)) continue;
			this.underWay.delete(call);
			const { first, last } = this.windowsOf(call, now);
			for (let window = first; window <= last; window++) this.count(window);
		}
	}

	remove(call: Call): void {
		this.underWay.delete(call);
	}

	used(now: number): number {
		const { first, last } = this.windowsBetween(now, now, now);
		return Math.max(this.usedIn(first, now), this.usedIn(last, now));
	}

	opensAt(limit: number, ahead: number, now: number, keptBack: KeptBack): number {
		const { first, last } = this.windowsBetween(now, now, now);
		const left = limit - this.used(now);
		if (ahead < left) {
			return this.roomFor(left - ahead, now, this.startOf(first + 1, now), keptBack);
		}
		const full = this.usedIn(last, now) >= limit ? last : first;
		const queued = ahead - Math.max(0, left);
		const start = this.startOf(full + 1 + Math.floor(queued / limit), now);
		return this.roomFor(limit - (queued % limit), start, start + this.lengthMs, keptBack);
	}

	resetsAt(now: number): number {
		return this.startOf(this.windowsBetween(now, now, now).last + 1, now);
	}

	/** The first instant from which `left` calls are more than those kept back until `end`. */
	private roomFor(left: number, from: number, end: number, keptBack: KeptBack): number {
		const hasRoom = (at: number) => left > keptBack(end - at);
		if (hasRoom(from)) return from;
		let [closed, open] = [from, end];
		while (open - closed > 1) {
			const middle = Math.floor((open + closed) / 2);
			if (hasRoom(middle)) open = middle;
			else closed = middle;
		}
		return open;
	}

	private usedIn(window: number, now: number): number {
		this.settle(now);
		let used = this.totals.get(window) ?? 0;
		for (const call of this.underWay) {
			const { first, last } = this.windowsOf(call, now);
			if (first <= window && window <= last) used++;
		}
		return used;
	}

	private count(window: number): void {
		const total = this.totals.get(window) ?? 0;
		this.totals.delete(window);
		this.totals.set(window, total + 1);
		for (const oldest of this.totals.keys()) {
			if (this.totals.size <= REMEMBERED) break;
			this.totals.delete(oldest);
		}
	}

	private windowsOf(call: Call, now: number): { first: number; last: number } {
		return this.windowsBetween(call.sentAt, this.policy.latestArrival(call, now), now);
	}

	private windowsBetween(from: number, to: number, now: number): { first: number; last: number } {
		const { least, most } = this.lead(now);
		return {
			first: Math.floor((from + least) / this.lengthMs),
			last: Math.floor((to + most) / this.lengthMs),
		};
	}

	/** From when the server has surely begun the window. */
	private startOf(window: number, now: number): number {
		return Math.ceil(window * this.lengthMs - this.lead(now).least);
	}
}
