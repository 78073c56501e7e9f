import type { Call } from './call';
import type { Counter } from './counter';
import type { Policy } from './policy';

/** Counts the calls of the last `lengthMs`. Holds no more calls than its window's limit. */
export class SlidingCounter implements Counter {
	private readonly calls = new Set<Call>();

	constructor(
		private readonly lengthMs: number,
		private readonly policy: Policy,
	) {}

	add(call: Call): void {
		this.calls.add(call);
	}

	settle(now: number): void {
		for (const call of this.calls) {
			if (this.countedUntil(call, now) <= now) this.calls.delete(call);
		}
	}

	remove(call: Call): void {
		this.calls.delete(call);
	}

	used(now: number): number {
		this.settle(now);
		return this.calls.size;
	}

	opensAt(limit: number, ahead: number, now: number): number {
		const used = this.used(now);
		if (used + ahead < limit) return now;
		// Every call takes the slot that is free first and leaves it free again a length later.
		const slots = [...this.calls].map((call) => this.countedUntil(call, now)).sort((a, b) => a - b);
		const slot = slots[used - limit + (ahead % limit)] ?? now;
		return slot + Math.floor(ahead / limit) * this.lengthMs;
	}

	resetsAt(now: number): number {
		this.settle(now);
		return Math.max(now, ...[...this.calls].map((call) => this.countedUntil(call, now)));
	}

	private countedUntil(call: Call, now: number): number {
		return this.policy.latestArrival(call, now) + this.lengthMs;
	}
}
