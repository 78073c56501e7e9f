import type { Clock } from '../clock';
import type { Failure } from '../failure';
import type { Outcome } from '../outcome';
import { failed, success } from '../outcome';
import type { Lane } from '../request';
import { Alarm } from './alarm';
import type { Call, Ticket } from './call';
import { LANES } from './lanes';
import type { Policy } from './policy';
import { POLICY } from './policy';
import type { Opening } from './quota';
import { Quota } from './quota';
import { cancelled, throttled } from './refusal';
import type { ThrottleSettings } from './rule';
import { covers } from './rule';
import { SteadyClock } from './steady-clock';
import type { Waiter } from './waiting-room';
import { WaitingRoom } from './waiting-room';
import type { Window } from './window';
import type { Answer } from './word';

/** A request for a ticket. */
export interface Wish {
	lane: Lane;
	/** Rate-limit category of the endpoint. */
	category: string;
	/** Longest wait in milliseconds; 0 never waits. */
	waitAtMostMs: number;
	/** Ends the wait. */
	signal?: AbortSignal;
}

/** One window as it stands. */
export interface WindowState {
	name: string;
	/** This process's part of the rule. */
	limit: number;
	/** Calls left to this process. */
	left: number;
	/** When nothing of what counts now counts any more, in milliseconds since the epoch. */
	resetsAt: number;
}

export interface ThrottleState {
	/** Calls left to this process in the scarcest of the longest windows: the hour, for v4. */
	left: number;
	windows: WindowState[];
	/** Requests that wait, per lane. */
	waiting: Record<Lane, number>;
}

/**
 * Lets requests to one API application out no faster than its limits allow, in the order of their
 * lanes, and learns from what the server answers.
 *
 * It acts only when something happens (a wish, an answer, a cancellation, the alarm), and then at
 * once and without awaiting anything: between two events its state does not change.
 */
export class Throttle {
	private readonly clock: SteadyClock;
	private readonly quota: Quota;
	private readonly room: WaitingRoom;
	private readonly alarm: Alarm;
	private arrivals = 0;

	/**
	 * @param clock the host's clock
	 * @param policy replaced in tests only
	 */
	constructor(settings: ThrottleSettings, clock: Clock, policy: Policy = POLICY) {
		this.clock = new SteadyClock(clock);
		this.quota = new Quota(policy, this.clock.now());
		this.room = new WaitingRoom(policy);
		this.alarm = new Alarm(this.clock, () => this.dispatch());
		this.quota.configure(settings);
	}

	/**
	 * Waits for a turn.
	 *
	 * @returns a ticket for one request; or a `throttled` failure with `retryAt` as soon as it is
	 * known that the wait would be longer than wished; or a `cancelled` failure
	 */
	acquire({ lane, category, waitAtMostMs, signal }: Wish): Promise<Outcome<Ticket>> {
		if (signal?.aborted) return Promise.resolve(failed(cancelled()));
		return new Promise((resolve) => {
			const leave = (outcome: Outcome<Ticket>) => {
				signal?.removeEventListener('abort', cancel);
				this.room.remove(waiter);
				resolve(outcome);
			};
			const waiter: Waiter = {
				lane,
				category,
				number: this.arrivals++,
				deadline: this.clock.now() + waitAtMostMs,
				admit: (call) => leave(success(call)),
				refuse: (failure) => leave(failed(failure)),
			};
			const cancel = () => {
				waiter.refuse(cancelled());
				this.dispatch();
			};
			signal?.addEventListener('abort', cancel, { once: true });
			this.room.add(waiter);
			this.dispatch();
			if (this.room.has(waiter)) this.turnAwayIfLate(waiter);
		});
	}

	/**
	 * Tells what the server answered: the throttle learns its clock from `Date`, what others use
	 * from `X-RateLimit-Remaining`, and when to come back from a 429. Without an answer (connection
	 * lost, timeout) there is nothing to tell: the call counts until it must have arrived.
	 *
	 * @returns after a 429, when the request may be sent again (milliseconds since the epoch)
	 */
	observe(ticket: Ticket, answer: Answer): { retryAt?: number } {
		const retryAt = this.quota.observe(ticket, answer, this.clock.now());
		this.dispatch();
		return retryAt === undefined ? {} : { retryAt: this.clock.hostTime(retryAt) };
	}

	/** Gives a ticket back whose request surely never left (no connection was made). */
	release(ticket: Ticket): void {
		this.quota.leave(ticket);
		this.dispatch();
	}

	/** Calls left per window and requests waiting per lane. */
	state(): ThrottleState {
		const now = this.clock.now();
		const waiting = LANES.map((lane) => [lane, this.room.count(lane)]);
		return {
			left: this.quota.left(now),
			windows: this.quota.windows.map((window) => ({
				name: window.terms.share.name,
				limit: window.terms.share.limit,
				left: window.left(now),
				resetsAt: this.clock.hostTime(window.resetsAt(now)),
			})),
			waiting: Object.fromEntries(waiting) as ThrottleState['waiting'],
		};
	}

	/** Takes new settings without losing counts. */
	configure(settings: ThrottleSettings): void {
		this.quota.configure(settings);
		this.dispatch();
	}

	/** Lets out all who may go now, turns away those for whom it will be too late, sets the alarm. */
	private dispatch(): void {
		const now = this.clock.now();
		let opening = this.openings(now);
		const mayGo = (waiter: Waiter) => inTime(waiter, opening(waiter)) <= now;
		for (let turn; (turn = this.room.next(mayGo)) !== undefined; opening = this.openings(now)) {
			turn.admit(this.letOut(turn, now));
		}
		let alarm = Number.POSITIVE_INFINITY;
		for (const line of this.room.lines()) {
			const next = opening(line);
			for (const waiter of line.waiters) {
				if (next.at > waiter.deadline) waiter.refuse(this.refusal(waiter, now));
				else alarm = Math.min(alarm, inTime(waiter, next), waiter.deadline);
			}
		}
		this.alarm.set(alarm);
	}

	/** Turns away a newcomer who would wait too long behind those that are there already. */
	private turnAwayIfLate(newcomer: Waiter): void {
		if (newcomer.deadline === Number.POSITIVE_INFINITY) return;
		const now = this.clock.now();
		if (this.forecast(newcomer, now).at <= newcomer.deadline) return;
		newcomer.refuse(this.refusal(newcomer, now));
		this.dispatch();
	}

	/** When the next of a lane and category may go, worked out once for all who are alike. */
	private openings(now: number): (waiter: Pick<Waiter, 'lane' | 'category'>) => Opening {
		const known = new Map<string, Opening>();
		return ({ lane, category }) => {
			const bulk = lane === 'bulk';
			const kind = `${bulk} ${category}`;
			const opening = known.get(kind) ?? this.quota.opening(category, bulk, now);
			known.set(kind, opening);
			return opening;
		};
	}

	private letOut({ lane, category }: Waiter, now: number): Call {
		const call: Call = { lane, category, sentAt: now };
		this.quota.enter(call, now);
		return call;
	}

	/**
	 * When a waiter may go if nobody else comes, and the window that decides it. Every waiter is
	 * held back by some window: one without any would have gone.
	 */
	private forecast(waiter: Waiter, now: number): { at: number; window: Window } {
		const bulk = waiter.lane === 'bulk';
		return this.quota
			.windowsFor(waiter.category)
			.map((window) => {
				const ahead = this.room.ahead(waiter, (other) => covers(window.terms.whole, other));
				return { at: window.opensAt(bulk, ahead, now), window };
			})
			.reduce((one, other) => (other.at > one.at ? other : one));
	}

	private refusal(waiter: Waiter, now: number): Failure {
		const { at, window } = this.forecast(waiter, now);
		return throttled(window.obstacle(waiter.lane === 'bulk', now), this.clock.hostTime(at));
	}
}

/** When a waiter goes: paced, unless that were too late. */
function inTime({ deadline }: Waiter, { at, pacedAt }: Opening): number {
	return pacedAt > deadline ? at : pacedAt;
}
