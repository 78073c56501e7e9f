/**
 * Seeded random numbers: mulberry32 (Tommy Ettinger, 2017, public domain; 32 bits of state, passes
 * gjrand), started from an FNV-1a hash (Fowler/Noll/Vo) of the seed and a stream's name, so that
 * adding a stream never changes what another one draws.
 */
export class Random {
	private state: number;

	constructor(seed: number, stream: string, index = 0) {
		let hash = 0x811c9dc5 ^ seed;
		for (let i = 0; i < stream.length; i++) {
			hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
		}
		this.state = Math.imul(hash ^ index, 0x9e3779b1) ^ (index >>> 7);
	}

	/** A float in [0, 1). */
	float(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** An integer in [0, bound). */
	below(bound: number): number {
		return Math.floor(this.float() * bound);
	}

	/** An integer in [low, high], both inclusive. */
	between(low: number, high: number): number {
		return low + this.below(high - low + 1);
	}

	chance(probability: number): boolean {
		return this.float() < probability;
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)] as T;
	}

	/** One of the choices, as likely as its weight says. */
	draw<T>(odds: Odds<T>): T {
		let left = this.float() * odds.total;
		const { choices, weights } = odds;
		let place = 0;
		while (place < choices.length - 1 && (left -= weights[place] as number) >= 0) place++;
		return choices[place] as T;
	}

	/** Roughly normal (sum of four uniforms), rounded. */
	bell(mean: number, spread: number): number {
		const sum = this.float() + this.float() + this.float() + this.float() - 2;
		return Math.round(mean + sum * spread * 1.7);
	}

	/** `count` decimal digits as text. */
	digits(count: number): string {
		let text = '';
		while (text.length < count) text += this.below(10);
		return text;
	}
}

/** Choices with their weights, ready to be drawn from many times. */
export interface Odds<T> {
	choices: readonly T[];
	weights: readonly number[];
	total: number;
}

export function oddsOf<T>(choices: readonly T[], weight: (choice: T) => number): Odds<T> {
	const weights = choices.map(weight);
	return { choices, weights, total: weights.reduce((sum, each) => sum + each, 0) };
}

/** Odds from an object: its keys are the choices, its values the weights. */
export function odds<K extends string>(weights: Readonly<Record<K, number>>): Odds<K> {
	return oddsOf(Object.keys(weights) as K[], (key) => weights[key]);
}
