/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../drchrono/client/clock';

interface Timer {
	at: number;
	number: number;
	ring: () => void;
}

/**
 * A clock whose time passes only when `run` is called, and then at once. Its own time line never
 * jumps; what a host reads off it may (`host`).
 */
export class VirtualClock implements Clock {
	private readonly timers: Timer[] = [];
	private number = 0;

	constructor(private time = Date.UTC(2026, 10, 22, 14, 0, 0)) {}

	now(): number {
		return this.time;
	}

	pause(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (signal?.aborted) return resolve();
			const timer = this.at(this.time + Math.max(0, ms), () => {
				signal?.removeEventListener('abort', stop);
				resolve();
			});
			const stop = () => {
				const index = this.timers.indexOf(timer);
				if (index >= 0) this.timers.splice(index, 1);
				resolve();
			};
			signal?.addEventListener('abort', stop, { once: true });
		});
	}

	/** Calls back at an instant. */
	at(instant: number, ring: () => void): Timer {
		const timer = { at: instant, number: this.number++, ring };
		let low = 0;
		let high = this.timers.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = this.timers[middle]!;
			if (other.at <= timer.at) low = middle + 1;
			else high = middle;
		}
		this.timers.splice(low, 0, timer);
		return timer;
	}

	/** A host's clock that is wrong by `lead()` milliseconds, which may change. */
	host(lead: () => number): Clock {
		return {
			now: () => this.now() + lead(),
			pause: (ms, signal) => this.pause(ms, signal),
		};
	}

	/** Lets time pass until an instant, or until nothing is left to happen. */
	async run(until = Number.POSITIVE_INFINITY): Promise<void> {
		await settle();
		for (let timer; (timer = this.timers[0]) !== undefined && timer.at <= until; ) {
			this.timers.shift();
			this.time = Math.max(this.time, timer.at);
			timer.ring();
			await settle();
		}
		if (until !== Number.POSITIVE_INFINITY) this.time = Math.max(this.time, until);
	}
}

/** Everything that follows from what has happened so far, without time passing. */
export function settle(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
