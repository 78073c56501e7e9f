import type { Connection } from '../../client/connection';
import type { Area } from '../../client/request';
import type { WindowRule } from '../../client/throttle';
import type { Dialect, Probes } from '../dialect';
import { appointmentFeed } from './appointmentFeed';
import { appointments } from './appointments';
import { chart } from './chart';
import { documents } from './documents';
import { insurance } from './insurance';
import { labs } from './labs';
import { lookups } from './lookups';
import { notes } from './notes';
import { patients } from './patients';
import { photos } from './photos';
import { practice } from './practice';
import { providers } from './providers';
import { vitals } from './vitals';
import { wholeChart } from './wholeChart';
import { PAGING, PER_MINUTE, type Category } from './wire';

const MINUTE = 60_000;

/** The REST API as an integration guide of January 2026 describes it (guide.md). */
export const guide: Dialect = {
	name: 'guide',

	headers: (connection: Pick<Connection, 'apiVersion'>) => ({
		Accept: 'application/json',
		'X-API-Version': connection.apiVersion || '2026-01',
	}),

	/** Per category and minute, and besides all of them together per key (guide.md, Limits). */
	windows: (limits): WindowRule[] => [
		{ name: 'minute', kind: 'sliding', limit: limits.perMinute, lengthMs: MINUTE },
		...(Object.keys(PER_MINUTE) as Category[]).map((category) => ({
			name: category,
			kind: 'sliding' as const,
			limit: PER_MINUTE[category],
			lengthMs: MINUTE,
			categories: [category],
		})),
	],

	/** The guide names no scopes. */
	scopeCovers: () => true,
	scopeBases: () => undefined,
	wantedScopes: () => [],

	probes: (today: string): Probes => ({
		scheduling: probe('scheduling', 'scheduling', '/appointments/', {
			start_date: today,
			end_date: today,
		}),
		demographics: probe('demographics', 'demographics', '/patients/', { limit: 1, offset: 0 }),
		insurance: probe('insurance', 'insurance', '/patient_insurances/', { limit: 1, offset: 0 }),
		clinical: probe('clinical', 'clinical', '/vitals/', { start_date: today, end_date: today }),
		billing: probe('billing', 'claims', '/claims/', { limit: 1, offset: 0 }),
		practice: probe('practice', 'scheduling', '/providers/', {}),
	}),

	lookups,

	appointments,
	appointmentFeed,
	patients,
	photos,
	insurance,
	practice,
	notes,
	documents,
	chart,
	wholeChart,
	vitals,
	labs,
	providers,
};

function probe(
	area: Area,
	category: Category,
	route: string,
	query: Record<string, string | number>,
) {
	return { endpoint: { method: 'GET', route, effect: 'read', area, category }, query } as const;
}

export { PAGING };
