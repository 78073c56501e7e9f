export const FAULT_KINDS = [
	'status',
	'body',
	'delay',
	'dropBefore',
	'dropAfter',
	'truncate',
	'html200',
	'redirect',
	'headers',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What shall go wrong, and how often. `route`: `GET /api/appointments`, a concrete path, or the beginning of one of these before a `*`. */
export interface FaultRequest {
	route?: string;
	times?: number;
	skip?: number;
	probability?: number;
	kind: FaultKind;
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	ms?: number;
}

export interface Fault extends FaultRequest {
	readonly id: number;
	left: number;
	skip: number;
	hits: number;
}

/** A small seeded generator (mulberry32 by Tommy Ettinger, public domain): numbers in [0, 1). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** The faults in force. */
export class Faults {
	#faults: Fault[] = [];
	#next = 1;
	#random = seeded(1);

	add(request: FaultRequest): Fault {
		const fault: Fault = {
			...request,
			id: this.#next++,
			left: request.times ?? Number.POSITIVE_INFINITY,
			skip: request.skip ?? 0,
			hits: 0,
		};
		this.#faults.push(fault);
		return fault;
	}

	clear(seed = 1): void {
		this.#faults = [];
		this.#random = seeded(seed);
	}

	all(): Array<Omit<Fault, 'left'> & { left: number | null }> {
		return this.#faults.map((fault) => ({
			...fault,
			left: Number.isFinite(fault.left) ? fault.left : null,
		}));
	}

	/** The faults that strike a request now: at most one of each kind, each counted as used. */
	strike(route: string, method: string, path: string): Fault[] {
		const struck = new Map<FaultKind, Fault>();
		for (const fault of this.#faults) {
			if (fault.left <= 0 || struck.has(fault.kind) || !matches(fault, route, method, path))
				continue;
			if (fault.skip > 0) {
				fault.skip -= 1;
				continue;
			}
			if (fault.probability !== undefined && this.#random() >= fault.probability) continue;
			fault.left -= 1;
			fault.hits += 1;
			struck.set(fault.kind, fault);
		}
		return [...struck.values()];
	}
}

function matches(fault: Fault, route: string, method: string, path: string): boolean {
	const wanted = fault.route ?? '*';
	const names = [route, path, `${method} ${path}`];
	if (!wanted.endsWith('*')) return names.includes(wanted);
	return names.some((name) => name.startsWith(wanted.slice(0, -1)));
}
