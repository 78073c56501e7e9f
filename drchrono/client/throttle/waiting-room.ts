import type { Failure } from '../failure';
import type { Lane } from '../request';
import type { Call } from './call';
import { LANES } from './lanes';
import type { Policy } from './policy';

/** A request that waits for its turn. */
export interface Waiter {
	readonly lane: Lane;
	readonly category: string;
	/** Place in the order of arrival. */
	readonly number: number;
	/** The latest instant at which it wants to be sent. */
	readonly deadline: number;
	admit(call: Call): void;
	refuse(failure: Failure): void;
}

/** All who wait in one lane for one category, in the order of arrival. */
export interface Line {
	lane: Lane;
	category: string;
	waiters: Iterable<Waiter>;
}

/** Those who wait, in one line per lane and category, first come first served. */
export class WaitingRoom {
	private readonly waiting: Record<Lane, Map<string, Set<Waiter>>> = {
		interactive: new Map(),
		booking: new Map(),
		trigger: new Map(),
		read: new Map(),
		bulk: new Map(),
	};
	private readonly passedOver = new Map<Lane, number>();

	constructor(private readonly policy: Policy) {}

	add(waiter: Waiter): void {
		const line = this.waiting[waiter.lane].get(waiter.category) ?? new Set();
		this.waiting[waiter.lane].set(waiter.category, line.add(waiter));
	}

	remove(waiter: Waiter): void {
		const { lane, category } = waiter;
		const line = this.waiting[lane].get(category);
		line?.delete(waiter);
		if (line?.size === 0) this.waiting[lane].delete(category);
		if (this.waiting[lane].size === 0) this.passedOver.delete(lane);
	}

	has(waiter: Waiter): boolean {
		return this.waiting[waiter.lane].get(waiter.category)?.has(waiter) ?? false;
	}

	/** How many wait in a lane. */
	count(lane: Lane): number {
		return [...this.waiting[lane].values()].reduce((sum, line) => sum + line.size, 0);
	}

	/** The lines in which someone waits, in the order of the lanes. */
	lines(): Line[] {
		return LANES.flatMap((lane) =>
			[...this.waiting[lane]].map(([category, waiters]) => ({ lane, category, waiters })),
		);
	}

	/** How many of those whose category counts go before a waiter, if nobody else comes. */
	ahead(waiter: Waiter, counts: (category: string) => boolean): number {
		const rank = LANES.indexOf(waiter.lane);
		let ahead = 0;
		for (const { lane, category, waiters } of this.lines()) {
			if (!counts(category) || LANES.indexOf(lane) > rank) continue;
			for (const other of waiters)
				if (lane !== waiter.lane || other.number < waiter.number) ahead++;
		}
		return ahead;
	}

	/** Takes out the one whose turn it is among those that may go now; `undefined` if none may. */
	next(mayGo: (waiter: Waiter) => boolean): Waiter | undefined {
		const contenders = LANES.flatMap((lane) => {
			const [first] = this.heads(lane).filter(mayGo);
			return first === undefined ? [] : { lane, first, passedOver: this.passedOver.get(lane) ?? 0 };
		});
		if (contenders.length === 0) return undefined;
		const turn = this.policy.pick(contenders);
		for (const { lane, passedOver } of contenders) this.passedOver.set(lane, passedOver + 1);
		this.passedOver.delete(turn.lane);
		this.remove(turn.first);
		return turn.first;
	}

	/** The first of each line of a lane, in the order of arrival. */
	private heads(lane: Lane): Waiter[] {
		const heads = [...this.waiting[lane].values()].flatMap(([head]) => head ?? []);
		return heads.sort((one, other) => one.number - other.number);
	}
}
