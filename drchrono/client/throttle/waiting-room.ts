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

/** Those who wait, in one line per lane and category, first come first served. */
export class WaitingRoom {
	private readonly lines = new Map<Lane, Map<string, Set<Waiter>>>(
		LANES.map((lane) => [lane, new Map<string, Set<Waiter>>()]),
	);
	private readonly passedOver = new Map<Lane, number>();

	constructor(private readonly policy: Policy) {}

	add(waiter: Waiter): void {
		const categories = this.categoriesOf(waiter.lane);
		const line = categories.get(waiter.category) ?? new Set();
		categories.set(waiter.category, line.add(waiter));
	}

	remove(waiter: Waiter): void {
		const categories = this.categoriesOf(waiter.lane);
		const line = categories.get(waiter.category);
		line?.delete(waiter);
		if (line?.size === 0) categories.delete(waiter.category);
		if (categories.size === 0) this.passedOver.delete(waiter.lane);
	}

	/** How many wait in a lane. */
	count(lane: Lane): number {
		return [...this.categoriesOf(lane).values()].reduce((sum, line) => sum + line.size, 0);
	}

	/** Everyone, in the order of the lanes. */
	*everyone(): Iterable<Waiter> {
		for (const lane of LANES) {
			for (const line of this.categoriesOf(lane).values()) yield* line;
		}
	}

	/** How many of those who count go before a waiter, if nobody else comes. */
	ahead(waiter: Waiter, counts: (category: string) => boolean): number {
		let ahead = 0;
		for (const lane of LANES.slice(0, LANES.indexOf(waiter.lane) + 1)) {
			for (const [category, line] of this.categoriesOf(lane)) {
				if (!counts(category)) continue;
				if (lane !== waiter.lane) ahead += line.size;
				else for (const other of line) if (other.number < waiter.number) ahead++;
			}
		}
		return ahead;
	}

	/** Takes out the one whose turn it is among those that may go now; `undefined` if none may. */
	next(mayGo: (waiter: Waiter) => boolean): Waiter | undefined {
		const contenders = LANES.flatMap((lane) => {
			const able = this.headsOf(lane).filter(mayGo);
			if (able.length === 0) return [];
			const first = able.reduce((one, other) => (other.number < one.number ? other : one));
			return { lane, passedOver: this.passedOver.get(lane) ?? 0, first };
		});
		if (contenders.length === 0) return undefined;
		const { lane } = this.policy.pick(contenders);
		for (const each of contenders) {
			this.passedOver.set(each.lane, each.lane === lane ? 0 : each.passedOver + 1);
		}
		const turn = contenders.find((each) => each.lane === lane)?.first;
		if (turn !== undefined) this.remove(turn);
		return turn;
	}

	private headsOf(lane: Lane): Waiter[] {
		return [...this.categoriesOf(lane).values()].flatMap(([head]) => head ?? []);
	}

	private categoriesOf(lane: Lane): Map<string, Set<Waiter>> {
		const categories = this.lines.get(lane);
		if (categories === undefined) throw new RangeError(`Unknown lane: ${lane}`);
		return categories;
	}
}
