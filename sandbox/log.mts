/** One request as the log keeps it. `at` is the server clock's ISO instant, `ms` real milliseconds. */
export interface LogEntry {
	seq: number;
	at: string;
	dialect: 'v4' | 'guide' | 'oauth' | 'files';
	method: string;
	path: string;
	/** Method and path template, e.g. `GET /api/appointments/{id}`. */
	route: string;
	query: Record<string, unknown>;
	/** 0 when the connection was cut before an answer. */
	status: number;
	ms: number;
	clientId: string | null;
	effect: 'read' | 'write' | 'token' | 'file';
	body?: unknown;
	fault?: string;
	violations: Array<{ rule: string; where: string; message: string }>;
}

export interface Counters {
	total: number;
	reads: number;
	writes: number;
	token: number;
	/** Downloads from temporary links, which are no API calls. */
	files: number;
	violations: number;
	byRoute: Record<string, number>;
	byStatus: Record<string, number>;
}

const KEPT = 5000;

/** The last 5,000 requests and counters over all since the last reset. */
export class RequestLog {
	#entries: LogEntry[] = [];
	#seq = 0;
	#counters = none();
	#listeners = new Set<(entry: LogEntry) => void>();

	/** Adds a finished request; token endpoint calls count in `token` alone. */
	add(entry: Omit<LogEntry, 'seq'>): LogEntry {
		this.#seq += 1;
		const kept: LogEntry = { seq: this.#seq, ...entry };
		this.#entries.push(kept);
		if (this.#entries.length > KEPT * 1.2) this.#entries.splice(0, this.#entries.length - KEPT);
		this.#count(kept);
		for (const listener of this.#listeners) listener(kept);
		return kept;
	}

	after(seq: number): LogEntry[] {
		const first = this.#entries[0]?.seq ?? 0;
		return this.#entries.slice(Math.max(0, seq + 1 - first));
	}

	counters(): Counters {
		return structuredClone(this.#counters);
	}

	reset(): void {
		this.#entries = [];
		this.#counters = none();
	}

	/** Calls back on every new entry until the returned function is called. */
	watch(listener: (entry: LogEntry) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#count(entry: LogEntry): void {
		const counters = this.#counters;
		if (entry.effect === 'token') {
			counters.token += 1;
			return;
		}
		if (entry.effect === 'file') {
			counters.files += 1;
			return;
		}
		counters.total += 1;
		counters[entry.effect === 'read' ? 'reads' : 'writes'] += 1;
		counters.violations += entry.violations.length;
		counters.byRoute[entry.route] = (counters.byRoute[entry.route] ?? 0) + 1;
		counters.byStatus[entry.status] = (counters.byStatus[entry.status] ?? 0) + 1;
	}
}

function none(): Counters {
	return {
		total: 0,
		reads: 0,
		writes: 0,
		token: 0,
		files: 0,
		violations: 0,
		byRoute: {},
		byStatus: {},
	};
}
