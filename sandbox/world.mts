import type { ServerClock } from './clock.mts';
import { Faults } from './faults.mts';
import { Limits } from './limits.mts';
import { RequestLog } from './log.mts';
import { Grants } from './oauth/grants.mts';
import { Store } from './store/store.mts';
import { fill } from './store/fill.mts';
import { Uploads } from './files/uploads.mts';
import { bumpAppointment } from './v4/billing.mts';
import { renameOccurrences } from './v4/series.mts';
import { Jobs } from './v4/jobs.mts';
import { announce } from './webhooks/announce.mts';
import { Webhooks } from './webhooks/hub.mts';
import { PageCache } from './pages.mts';
import { Switches } from './switches.mts';

export interface WorldOptions {
	readonly clock: ServerClock;
	readonly patients: number;
	readonly seed: number;
	readonly limits: boolean;
}

/** What `POST /_control/reset` may say. */
export interface Rebuild {
	readonly seed?: number;
	readonly patients?: number;
	readonly now?: string;
	readonly blank?: boolean;
}

/** The application that is there from the start. */
export const DEFAULT_APP = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };

/** Everything one sandbox holds. */
export class World {
	readonly clock: ServerClock;
	readonly switches = new Switches();
	readonly faults = new Faults();
	readonly log = new RequestLog();
	readonly store: Store;
	readonly grants: Grants;
	readonly limits: Limits;
	readonly uploads: Uploads;
	readonly jobs: Jobs;
	readonly webhooks: Webhooks;
	readonly pages: PageCache;
	/** Scheme and authority this sandbox listens on, for links that no request asks for. */
	origin = 'http://127.0.0.1';
	#options: WorldOptions;

	constructor(options: WorldOptions) {
		this.#options = options;
		this.clock = options.clock;
		this.store = new Store(this.clock, this.switches);
		this.grants = new Grants(this.clock, this.switches);
		this.limits = new Limits(this.clock, options.limits);
		this.uploads = new Uploads(this.clock);
		this.jobs = new Jobs(this.clock);
		this.webhooks = new Webhooks(this.clock, this.switches);
		this.pages = new PageCache(this.clock, this.store, this.switches);
		this.store.onChange((change) => {
			announce(this, change);
			if (change.resource === 'transactions') bumpAppointment(this.store, change.row);
		});
		this.grants.register(DEFAULT_APP.clientId, DEFAULT_APP.clientSecret, 'Sandbox application');
		this.rebuild({});
	}

	/** Sets switches; those that shape stored records take effect on them at once. */
	setSwitches(positions: Readonly<Record<string, unknown>>): void {
		const form = this.switches.get('virtualIdForm');
		this.switches.set(positions);
		if (this.switches.get('virtualIdForm') !== form) renameOccurrences(this.store);
	}

	/** Builds the practice anew and clears faults, limits, switches and the log; tokens stay valid. */
	rebuild(wanted: Rebuild): void {
		if (wanted.now !== undefined) this.clock.set(wanted.now);
		this.switches.reset();
		this.faults.clear(wanted.seed ?? this.#options.seed);
		this.limits.reset();
		this.log.reset();
		this.uploads.reset();
		this.jobs.reset();
		fill(this.store, {
			seed: wanted.seed ?? this.#options.seed,
			patients: wanted.patients ?? this.#options.patients,
			now: this.clock.iso(),
			blank: wanted.blank === true,
		});
	}
}
