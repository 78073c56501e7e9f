import type { ServerClock } from './clock.mts';
import { categories, KEY_REQUESTS_PER_MINUTE } from './contract/guide.mts';

/** Settings of the v4 limit: a window aligned to the server's clock, and a burst limit. */
export interface V4Limits {
	enabled: boolean;
	perHour: number;
	perSecond: number;
	windowSeconds: number;
}

/** Settings of the guide limits, requests a sliding window. */
export interface GuideLimits {
	enabled: boolean;
	windowSeconds: number;
	perKey: number;
	categories: Record<string, number>;
}

export interface Verdict {
	readonly allowed: boolean;
	/** Seconds until a request may pass again (0 when allowed). */
	readonly wait: number;
	/** Requests left in the tightest window, and the epoch second at which it has room again. */
	readonly remaining: number;
	readonly reset: number;
}

interface Usage {
	window: number;
	used: number;
	instants: number[];
	sliding: Map<string, number[]>;
}

/** v4: 500 per clock hour, the 10th call in a second is refused (wire.md 5.5). */
export const V4_DEFAULTS: V4Limits = {
	enabled: true,
	perHour: 500,
	perSecond: 10,
	windowSeconds: 3600,
};

/** guide.md, "Limits and paging": requests a minute by category, and by key. */
export const GUIDE_DEFAULTS: GuideLimits = {
	enabled: true,
	windowSeconds: 60,
	perKey: KEY_REQUESTS_PER_MINUTE,
	categories: Object.fromEntries(
		Object.entries(categories).map(([name, category]) => [name, category.requestsPerMinute]),
	),
};

const BURST_MS = 1000;

/** Counts requests per application and says whether one more may pass. Refused ones cost nothing. */
export class Limits {
	v4: V4Limits;
	guide: GuideLimits;
	#apps = new Map<string, Usage>();
	#burdens = new Map<string, { perMinute: number; from: number; counted: number }>();

	constructor(
		readonly clock: ServerClock,
		readonly enabled = true,
	) {
		this.v4 = { ...V4_DEFAULTS, enabled };
		this.guide = { ...structuredClone(GUIDE_DEFAULTS), enabled };
	}

	/** Back to the numbers of the vendor, nothing used. */
	reset(): void {
		this.v4 = { ...V4_DEFAULTS, enabled: this.enabled };
		this.guide = { ...structuredClone(GUIDE_DEFAULTS), enabled: this.enabled };
		this.#apps.clear();
		this.#burdens.clear();
	}

	/** Asks for one v4 request. */
	takeV4(key: string): Verdict {
		const usage = this.#usage(key);
		const left = this.v4.perHour - usage.used;
		const reset = (usage.window + 1) * this.v4.windowSeconds;
		const wait = Math.max(0, reset - this.clock.now() / 1000);
		if (!this.v4.enabled) return { allowed: true, wait: 0, remaining: left, reset };
		if (left <= 0) return { allowed: false, wait, remaining: 0, reset };
		const tick = performance.now();
		usage.instants = usage.instants.filter((at) => at > tick - BURST_MS);
		if (usage.instants.length + 1 >= this.v4.perSecond) {
			const oldest = usage.instants[0] ?? tick;
			return { allowed: false, wait: (oldest + BURST_MS - tick) / 1000, remaining: left, reset };
		}
		usage.used += 1;
		usage.instants.push(tick);
		return { allowed: true, wait: 0, remaining: left - 1, reset };
	}

	/** Asks for one guide request of a category: its window and the key's both apply. */
	takeGuide(key: string, category: string): Verdict {
		const usage = this.#usage(key);
		const now = this.clock.now();
		const states = [
			{ name: category, limit: this.guide.categories[category] ?? this.guide.perKey },
			{ name: '*', limit: this.guide.perKey },
		].map(({ name, limit }) => ({ limit, hits: this.#sliding(usage, name, now) }));
		const allowed = !this.guide.enabled || states.every(({ limit, hits }) => hits.length < limit);
		if (allowed && this.guide.enabled) for (const { hits } of states) hits.push(now);
		const windows = states.map(({ limit, hits }) => ({
			remaining: Math.max(0, limit - hits.length),
			reset: Math.ceil(((hits[0] ?? now) + this.guide.windowSeconds * 1000) / 1000),
		}));
		const tightest = windows.reduce((a, b) => (b.remaining < a.remaining ? b : a));
		return { allowed, wait: allowed ? 0 : Math.max(0, tightest.reset - now / 1000), ...tightest };
	}

	/** Sets what an application has used in the present v4 window. */
	use(key: string, used: number): void {
		this.#usage(key).used = used;
	}

	/** Another holder of the application makes so many requests a minute from now on; 0 ends it. */
	burden(key: string, perMinute: number): void {
		this.#usage(key);
		if (perMinute === 0) this.#burdens.delete(key);
		else this.#burdens.set(key, { perMinute, from: this.clock.now(), counted: 0 });
	}

	/** State per application: used, left, when the window ends. */
	report(): Array<Record<string, unknown>> {
		return [...this.#apps.keys()].map((clientId) => {
			const usage = this.#usage(clientId);
			const now = this.clock.now();
			const guide: Record<string, number> = {};
			for (const name of usage.sliding.keys()) guide[name] = this.#sliding(usage, name, now).length;
			return {
				clientId,
				used: usage.used,
				left: Math.max(0, this.v4.perHour - usage.used),
				resetsAt: new Date((usage.window + 1) * this.v4.windowSeconds * 1000).toISOString(),
				guide,
			};
		});
	}

	#usage(key: string): Usage {
		const window = Math.floor(this.clock.now() / 1000 / this.v4.windowSeconds);
		let usage = this.#apps.get(key);
		if (!usage) {
			usage = { window, used: 0, instants: [], sliding: new Map() };
			this.#apps.set(key, usage);
		}
		if (usage.window !== window) {
			usage.window = window;
			usage.used = 0;
		}
		this.#carry(key, usage);
		return usage;
	}

	/** Counts what the other holder has asked for since it was last looked at. */
	#carry(key: string, usage: Usage): void {
		const burden = this.#burdens.get(key);
		if (!burden) return;
		const now = this.clock.now();
		const windowStart = usage.window * this.v4.windowSeconds * 1000;
		const due = Math.floor(((now - burden.from) * burden.perMinute) / 60_000);
		const fresh = due - burden.counted;
		if (fresh <= 0) return;
		burden.counted = due;
		const share = Math.min(1, (now - windowStart) / Math.max(1, now - burden.from));
		usage.used = Math.min(this.v4.perHour, usage.used + Math.ceil(fresh * share));
		const hits = this.#sliding(usage, '*', now);
		for (let index = 0; index < Math.min(fresh, burden.perMinute); index += 1) hits.push(now);
	}

	#sliding(usage: Usage, name: string, now: number): number[] {
		const from = now - this.guide.windowSeconds * 1000;
		const hits = usage.sliding.get(name) ?? [];
		let old = 0;
		while (old < hits.length && ((hits[old] as number) <= from || (hits[old] as number) > now))
			old += 1;
		if (old > 0) hits.splice(0, old);
		usage.sliding.set(name, hits);
		return hits;
	}
}
