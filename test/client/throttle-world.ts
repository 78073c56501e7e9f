import type { Clock } from '../../drchrono/client/clock';
import type { Lane } from '../../drchrono/client/request';
import type { ThrottleSettings, WindowRule } from '../../drchrono/client/throttle';
import { Throttle } from '../../drchrono/client/throttle';
import { POLICY, type Policy } from '../../drchrono/client/throttle/policy';
import { VirtualClock } from './virtual-clock';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** What v4 documents (wire.md 5.5), as a client would be told. */
export const V4: readonly WindowRule[] = [
	{ name: 'hour', limit: 500, kind: 'clock', lengthMs: HOUR },
	{ name: 'burst', limit: 8, kind: 'sliding', lengthMs: 1000 },
];

export function settings(change: Partial<ThrottleSettings> = {}): ThrottleSettings {
	return { rules: V4, processes: 1, reservePerHour: 40, releaseMs: 600_000, ...change };
}

/** The real policy with a repeatable dice, and with what a test changes. */
export function policy(change: Partial<Policy> = {}, seed = 1): Policy {
	let dice = seed * 7919;
	const chance = () => (dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647;
	return { ...POLICY, chance, ...change };
}

/** A limit as the server itself keeps it. */
export interface ServerLimit {
	/** Calls answered per window; the next one is refused. */
	calls: number;
	lengthMs: number;
	kind: 'clock' | 'sliding';
	/** The categories that count; all by default. */
	categories?: readonly string[];
}

/** v4 refuses the 501st call of a clock hour and the tenth within a second. */
export const V4_SERVER: readonly ServerLimit[] = [
	{ calls: 500, lengthMs: HOUR, kind: 'clock' },
	{ calls: 9, lengthMs: 1000, kind: 'sliding' },
];

export interface Arrival {
	at: number;
	category: string;
	refused: boolean;
}

/**
 * A server that counts, written from the facts and not from the throttle: it notes when each call
 * arrived by its own clock and looks back over the list.
 */
export class CountingServer {
	readonly arrivals: Arrival[] = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly limits: readonly ServerLimit[] = V4_SERVER,
		/** The server's clock minus the virtual clock. */
		private readonly lead = 0,
		private readonly saysDate = true,
	) {}

	now(): number {
		return this.clock.now() + this.lead;
	}

	/** Counts a call that arrives now and answers it. */
	take(category = 'all'): { status: number; headers: Record<string, string>; text: string } {
		const at = this.now();
		const waits = this.limits
			.filter(({ categories }) => categories === undefined || categories.includes(category))
			.flatMap((limit) => this.waitFor(limit, at));
		const refused = waits.length > 0;
		this.arrivals.push({ at, category, refused });
		const headers: Record<string, string> = this.saysDate ? { date: this.date() } : {};
		if (!refused) return { status: 200, headers, text: '[]' };
		const seconds = (Math.max(...waits) / 1000).toFixed(1);
		const detail = `Request was throttled. Expected available in ${seconds} seconds.`;
		return { status: 429, headers, text: JSON.stringify({ detail }) };
	}

	/** What `Date` says: whole seconds, cut off. */
	date(): string {
		return new Date(this.now()).toUTCString();
	}

	/** Calls per window number of a clock window. */
	perWindow(lengthMs = HOUR): Map<number, number> {
		const windows = new Map<number, number>();
		for (const { at, refused } of this.arrivals) {
			if (refused) continue;
			const window = Math.floor(at / lengthMs);
			windows.set(window, (windows.get(window) ?? 0) + 1);
		}
		return windows;
	}

	get refusals(): number {
		return this.arrivals.filter(({ refused }) => refused).length;
	}

	private waitFor(limit: ServerLimit, at: number): number[] {
		const since =
			limit.kind === 'clock'
				? Math.floor(at / limit.lengthMs) * limit.lengthMs
				: at - limit.lengthMs + 1;
		const counted: Arrival[] = [];
		for (let index = this.arrivals.length - 1; index >= 0; index--) {
			const arrival = this.arrivals[index]!;
			if (arrival.at < since) break;
			const counts = limit.categories?.includes(arrival.category) ?? true;
			if (counts && !arrival.refused) counted.push(arrival);
		}
		if (counted.length < limit.calls) return [];
		const oldest = counted.at(-1)!.at;
		return [(limit.kind === 'clock' ? since : oldest) + limit.lengthMs - at];
	}
}

/** How long a call takes to the server, there, and back. */
export interface Delays {
	there: number;
	back: number;
	/** The connection breaks after the call arrived: no answer is ever seen. */
	lost?: boolean;
}

export interface Job {
	lane?: Lane;
	category?: string;
	delays?: Delays;
	waitAtMostMs?: number;
	signal?: AbortSignal;
}

export interface Trip {
	asked: number;
	sent?: number;
	status?: number;
	retryAt?: number;
	/** When it gave up waiting, and why. */
	left?: number;
	failure?: string;
}

const PROMPT: Delays = { there: 20, back: 30 };

/** A throttle with a repeatable dice. */
export function throttleOn(
	clock: Clock,
	change: Partial<ThrottleSettings> = {},
	defect: Partial<Policy> = {},
	seed = 1,
): Throttle {
	return new Throttle(settings(change), clock, policy(defect, seed));
}

/** Someone else's calls under the same application: they count and are seen by nobody here. */
export function useUp(server: CountingServer, calls: number, category?: string): void {
	for (let i = 0; i < calls; i++) server.take(category);
}

/** One n8n process: its own throttle, its own idea of the time, the common server. */
export class Process {
	/** When the server refused one of its calls, by the server's clock. */
	readonly refused: number[] = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly server: CountingServer,
		readonly throttle: Throttle = throttleOn(clock),
	) {}

	/** Sends a call again until the server takes it. */
	async deliver(job: Job): Promise<Trip> {
		const asked = this.clock.now();
		for (;;) {
			const trip = await this.send(job);
			if (trip.status !== 429) return { ...trip, asked };
		}
	}

	/** Sends one call through throttle and server, once. */
	async send({ lane = 'read', category = 'all', delays = PROMPT, ...job }: Job): Promise<Trip> {
		const trip: Trip = { asked: this.clock.now() };
		const waitAtMostMs = job.waitAtMostMs ?? Number.POSITIVE_INFINITY;
		const turn = await this.throttle.acquire({ lane, category, waitAtMostMs, signal: job.signal });
		if (!turn.ok) {
			const { kind, retryAt } = turn.failure;
			return { ...trip, left: this.clock.now(), failure: kind, retryAt };
		}
		trip.sent = this.clock.now();
		await this.clock.pause(delays.there);
		const answer = this.server.take(category);
		if (answer.status === 429) this.refused.push(this.server.now());
		if (delays.lost) return trip;
		await this.clock.pause(delays.back);
		return { ...trip, status: answer.status, ...this.throttle.observe(turn.value, answer) };
	}
}
