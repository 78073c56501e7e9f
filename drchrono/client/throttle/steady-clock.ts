import type { Clock } from '../clock';

/** Timers may ring a little early. */
const EARLY_MS = 50;

/**
 * The host's clock, made never to go back. When the system clock is set back, time goes on here
 * from where it was, so that no window holds its calls for the length of the correction. Nothing
 * tells a clock that was set forward from a host that slept; the server's next `Date` does.
 */
export class SteadyClock implements Clock {
	private last = Number.NEGATIVE_INFINITY;
	private lead = 0;

	constructor(private readonly host: Clock) {}

	/** Milliseconds on the steady time line: the epoch's, plus what the host was set back. */
	now(): number {
		const host = this.host.now();
		this.lead = Math.max(this.lead, this.last - host);
		this.last = host + this.lead;
		return this.last;
	}

	/** The same instant by the host's clock, in milliseconds since the epoch. */
	hostTime(instant: number): number {
		return instant - this.lead;
	}

	/** See `Clock.pause`. What was waited has passed, whatever the host's clock says. */
	async pause(ms: number, signal?: AbortSignal): Promise<void> {
		const end = this.now() + ms;
		await this.host.pause(ms, signal);
		if (signal?.aborted !== true && this.now() < end - EARLY_MS) this.last = end;
	}
}
