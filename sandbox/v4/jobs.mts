import { randomUUID } from 'node:crypto';
import type { ServerClock } from '../clock.mts';
import type { Row } from '../store/table.mts';

/** How bulk jobs go: `In progress` for a number of polls and seconds, then the given state. */
export interface JobPlan {
	polls: number;
	seconds: number;
	state: 'Complete' | 'Failed' | 'Canceled' | 'Error';
}

export interface Job {
	readonly uuid: string;
	readonly resource: string;
	readonly rows: readonly Row[];
	readonly page: number;
	readonly pageSize: number;
	readonly verbose: boolean;
	readonly startedAt: number;
	readonly plan: JobPlan;
	polled: number;
}

/** Results are kept an hour (wire.md 4). */
const LIFETIME_MS = 3_600_000;
const DEFAULT_PLAN: JobPlan = { polls: 1, seconds: 0, state: 'Complete' };

/** The bulk lists that were asked for. */
export class Jobs {
	plan: JobPlan = { ...DEFAULT_PLAN };
	#jobs = new Map<string, Job>();

	constructor(readonly clock: ServerClock) {}

	reset(): void {
		this.plan = { ...DEFAULT_PLAN };
		this.#jobs.clear();
	}

	start(job: Pick<Job, 'resource' | 'rows' | 'page' | 'pageSize' | 'verbose'>): Job {
		const started: Job = {
			...job,
			uuid: randomUUID(),
			startedAt: this.clock.now(),
			plan: { ...this.plan },
			polled: 0,
		};
		this.#jobs.set(started.uuid, started);
		return started;
	}

	/** A job by uuid and the state it is in now; undefined when unknown or older than an hour. */
	poll(
		uuid: string,
		resource: string,
	): { job: Job; state: JobPlan['state'] | 'In progress' } | undefined {
		const job = this.#jobs.get(uuid);
		if (!job || job.resource !== resource) return undefined;
		const age = this.clock.now() - job.startedAt;
		if (age > LIFETIME_MS) {
			this.#jobs.delete(uuid);
			return undefined;
		}
		job.polled += 1;
		const busy = job.polled <= job.plan.polls || age < job.plan.seconds * 1000;
		return { job, state: busy ? 'In progress' : job.plan.state };
	}
}
