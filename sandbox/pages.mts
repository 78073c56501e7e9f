import type { Answer } from './answer.mts';
import type { ServerClock } from './clock.mts';
import type { Store } from './store/store.mts';
import type { Switches } from './switches.mts';

/** How long an answer may be repeated, so that its temporary links stay nearly as fresh as new ones. */
const FRESH_MS = 30_000;
const MOST = 500;

/** Answers to lists, good until a record or switch changes: load must never wait for the sandbox. */
export class PageCache {
	#state = '';
	#pages = new Map<string, Answer>();

	constructor(
		readonly clock: ServerClock,
		readonly store: Store,
		readonly switches: Switches,
	) {}

	/** The remembered answer of a key, or a new one; only plain successes are kept. */
	get(key: string, make: () => Answer): Answer {
		const slot = Math.floor(this.clock.now() / FRESH_MS);
		const state = `${this.store.version} ${this.switches.version} ${slot}`;
		if (state !== this.#state || this.#pages.size >= MOST) {
			this.#pages.clear();
			this.#state = state;
		}
		const known = this.#pages.get(key);
		if (known) return known;
		const answer = make();
		if (answer.status === 200) this.#pages.set(key, answer);
		return answer;
	}
}
