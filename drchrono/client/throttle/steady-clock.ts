import type { Clock } from '../clock';

/**
 * The host's clock, made never to go back. When the system clock is set back, time goes on here
 * from where it was, so that no window holds its calls for the length of the correction.
 */
export class SteadyClock {
	private last = Number.NEGATIVE_INFINITY;
	private lead = 0;

	constructor(private readonly clock: Clock) {}

	/** Milliseconds on the steady time line: the epoch's, plus all corrections made backwards. */
	now(): number {
		const host = this.clock.now();
		this.lead = Math.max(this.lead, this.last - host);
		this.last = host + this.lead;
		return this.last;
	}

	/** The same instant by the host's clock, in milliseconds since the epoch. */
	hostTime(instant: number): number {
		return instant - this.lead;
	}

	/** See `Clock.pause`. */
	pause(ms: number, signal: AbortSignal): Promise<void> {
		return this.clock.pause(ms, signal);
	}
}
