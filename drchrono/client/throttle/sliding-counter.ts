import type { Call } from './call';
import { isSettled } from './call';
import type { Counter } from './counter';
import type { Policy } from './policy';

/** Counts the calls of the last `lengthMs`. Remembers no more of them than the window's limit. */
export class SlidingCounter implements Counter {
	/** Calls that are not answered yet, in the order of sending. */
	private readonly underWay = new Set<Call>();
	/** When each of the others stops counting, ascending. */
	private readonly ends: number[] = [];

	constructor(
		private readonly lengthMs: number,
		private readonly policy: Policy,
	) {}

	add(call: Call): void {
		this.underWay.add(call);
	}

	settle(now: number): void {
		for (const call of this.underWay) {
			if (!isSettled(call, now)) continue;
			this.underWay.delete(call);
			const end = this.endOf(call, now);
			// Calls end in the order of their answers, save those that were not answered in time.
			let place = this.ends.length;
			while (place > 0 && (this.ends[place - 1] ?? end) > end) place--;
			this.ends.splice(place, 0, end);
		}
		const first = this.ends.findIndex((end) => end > now);
		this.ends.splice(0, first < 0 ? this.ends.length : first);
	}

	remove(call: Call): void {
		this.underWay.delete(call);
	}

	used(now: number): number {
		this.settle(now);
		return this.underWay.size + this.ends.length;
	}

	opensAt(limit: number, ahead: number, now: number): number {
		const used = this.used(now);
		if (used + ahead < limit) return now;
		// Every call takes the slot that is free first and leaves it free again a length later.
		const slot = used - limit + (ahead % limit);
		return this.freeAt(slot, now) + Math.floor(ahead / limit) * this.lengthMs;
	}

	resetsAt(now: number): number {
		const used = this.used(now);
		return this.freeAt(used - 1, now);
	}

	/** When a slot is free, in the order in which they become so; negative ones are free now. */
	private freeAt(slot: number, now: number): number {
		if (slot < 0) return now;
		const end = this.ends[slot];
		if (end !== undefined) return end;
		const call = [...this.underWay][slot - this.ends.length];
		return call === undefined ? now : this.endOf(call, now);
	}

	private endOf(call: Call, now: number): number {
		return this.policy.latestArrival(call, now) + this.lengthMs;
	}
}
