import type { Clock } from '../clock';

/** Calls back at one instant. Setting it anew replaces the instant. */
export class Alarm {
	private pending?: { at: number; stop: AbortController };

	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** @param at in the clock's milliseconds; `Infinity` sets no alarm */
	set(at: number): void {
		if (this.pending?.at === at) return;
		this.pending?.stop.abort();
		this.pending = undefined;
		if (at !== Number.POSITIVE_INFINITY) void this.wait(at);
	}

	private async wait(at: number): Promise<void> {
		const pending = { at, stop: new AbortController() };
		this.pending = pending;
		await this.clock.pause(Math.max(1, at - this.clock.now()), pending.stop.signal);
		if (this.pending !== pending) return;
		this.pending = undefined;
		this.ring();
	}
}
