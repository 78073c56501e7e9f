/** Where the campaign's time begins: every run sees the same hour. */
export const START = '2026-11-16T14:05:00.000Z';

/**
 * Time that passes only in pauses: a wait of an hour returns at once, with the hour over. The sandbox's
 * clock, which is stopped too, is moved along, so that both sides agree on what time it is.
 */
class VirtualClock {
	private at = Date.parse(START);

	/** Milliseconds that were waited since the last `rewind`. */
	waited = 0;

	/** Moves the server's clock by seconds. */
	follow: (seconds: number) => Promise<void> = async () => {};

	readonly now = () => this.at;

	readonly pause = async (ms: number, signal?: { readonly aborted: boolean }) => {
		if (signal?.aborted || !(ms > 0)) return;
		this.at += ms;
		this.waited += ms;
		await this.follow(ms / 1000);
	};

	rewind(): void {
		this.at = Date.parse(START);
		this.waited = 0;
	}
}

export const virtualClock = new VirtualClock();

/** What stands in for `nodes/shared/clock` in the campaign. */
export const systemClock = { now: virtualClock.now, pause: virtualClock.pause };
