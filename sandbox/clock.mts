import { DateTime } from 'luxon';

/** The server's clock: runs with the machine's unless it is set, moved or frozen. */
export class ServerClock {
	#offset = 0;
	#frozenAt: number | undefined;

	constructor(start?: string) {
		if (start !== undefined) this.set(start);
	}

	/** Milliseconds since the epoch. */
	now(): number {
		return this.#frozenAt ?? Date.now() + this.#offset;
	}

	/** ISO 8601, UTC, with milliseconds. */
	iso(): string {
		return new Date(this.now()).toISOString();
	}

	/** Starts the clock again at an ISO 8601 instant; throws RangeError when it is none. */
	set(iso: string): void {
		const at = DateTime.fromISO(iso, { zone: 'utc' });
		if (!at.isValid) throw new RangeError('now must be an ISO 8601 instant');
		this.#offset = at.toMillis() - Date.now();
		if (this.#frozenAt !== undefined) this.#frozenAt = at.toMillis();
	}

	/** Moves the clock by a number of seconds (negative: back). */
	advance(seconds: number): void {
		this.#offset += seconds * 1000;
		if (this.#frozenAt !== undefined) this.#frozenAt += seconds * 1000;
	}

	/** Stops the clock where it is, or lets it run on from there. */
	freeze(frozen: boolean): void {
		if (frozen) this.#frozenAt = this.now();
		else if (this.#frozenAt !== undefined) {
			this.#offset = this.#frozenAt - Date.now();
			this.#frozenAt = undefined;
		}
	}

	get frozen(): boolean {
		return this.#frozenAt !== undefined;
	}
}

const NAIVE = "yyyy-MM-dd'T'HH:mm:ss";

/** A naive wall-clock time (`2026-01-15T14:30:00`) of an instant in an IANA or old-style zone. */
export function toLocal(millis: number, zone: string): string {
	return DateTime.fromMillis(millis, { zone }).toFormat(NAIVE);
}

/** The instant of a naive wall-clock time in a zone; NaN when the text is no time. */
export function toMillis(naive: string, zone: string): number {
	return DateTime.fromISO(naive.replace(' ', 'T'), { zone }).toMillis();
}

/** Adds minutes to a naive time on the wall clock itself, without any zone. */
export function addMinutes(naive: string, minutes: number): string {
	return new Date(Date.parse(`${naive}Z`) + minutes * 60_000).toISOString().slice(0, 19);
}
