import type { Connection } from '../../client/connection';
import type { Area, Endpoint } from '../../client/request';
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
import { scopeBases, scopeCovers, scopeFor } from './scopes';
import { vitals } from './vitals';
import { wholeChart } from './wholeChart';

const HOUR = 3_600_000;

const WHO_AM_I: Endpoint = {
	method: 'GET',
	route: '/api/users/current',
	effect: 'read',
	area: 'practice',
	category: 'all',
};

/** DrChrono's published REST API, v4 "Hunt Valley". */
export const v4: Dialect = {
	name: 'v4',

	headers: (connection: Pick<Connection, 'apiVersion'>) => ({
		Accept: 'application/json',
		'X-DRC-API-Version': connection.apiVersion || 'v4',
	}),

	/** 500 per clock hour and application; ten in a second are throttled (wire.md §5.5). */
	windows: (limits): WindowRule[] => [
		{ name: 'hour', kind: 'clock', limit: limits.perHour, lengthMs: HOUR },
		{ name: 'second', kind: 'sliding', limit: limits.perSecond, lengthMs: 1000 },
	],

	scopeCovers,
	scopeBases,
	wantedScopes: ({ areas, access }) => scopeFor([...areas], access).split(' '),

	whoAmI: WHO_AM_I,

	probes: (today: string): Probes => ({
		scheduling: probe('scheduling', '/api/appointments', { date: today, page_size: 1 }),
		demographics: probe('demographics', '/api/patients', { page_size: 1 }),
		insurance: probe('insurance', '/api/eligibility_checks', { page_size: 1 }),
		clinical: probe('clinical', '/api/problems', { page_size: 1 }),
		billing: probe('billing', '/api/line_items', { posted_date: today, page_size: 1 }),
		practice: probe('practice', '/api/appointment_profiles', { page_size: 1 }),
		messages: probe('messages', '/api/task_statuses', { page_size: 1 }),
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

function probe(area: Area, route: string, query: Record<string, string | number>) {
	return {
		endpoint: { method: 'GET', route, effect: 'read', area, category: 'all' },
		query,
	} as const;
}
