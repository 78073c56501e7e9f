/** Something that can pause, such as a `Clock`. */
interface Sleeper {
	now(): number;
	pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** Calls back at one instant; setting it anew replaces the instant. */
export class Alarm {
	private pending?: { at: number; stop: AbortController };

	constructor(
		private readonly sleeper: Sleeper,
		private readonly ring: () => void,
	) {}

	/** @param at the instant; `Infinity` sets no alarm */
	set(at: number): void {
		if (this.pending?.at === at) return;
		this.pending?.stop.abort();
		this.pending = undefined;
		if (at === Number.POSITIVE_INFINITY) return;
		const pending = { at, stop: new AbortController() };
		this.pending = pending;
		const ms = Math.max(1, at - this.sleeper.now());
		void this.sleeper.pause(ms, pending.stop.signal).then(() => {
			if (this.pending !== pending) return;
			this.pending = undefined;
			this.ring();
		});
	}
}
