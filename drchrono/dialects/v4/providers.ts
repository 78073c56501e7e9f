import type { ListPlan } from '../../client/paging';
import type { JsonObject } from '../../client/request';
import type { ProviderDialect } from '../dialect';
import { listPaging } from './wire';

export const providers: ProviderDialect = {
	list: (): ListPlan => ({
		request: {
			endpoint: {
				method: 'GET',
				route: '/api/doctors',
				effect: 'read',
				area: 'practice',
				category: 'all',
			},
		},
		paging: listPaging(),
	}),

	/** The doctor's zone, IANA or old style such as `US/Eastern` (wire.md §3.3). */
	zoneOf: (record: JsonObject) =>
		typeof record.timezone === 'string' && record.timezone !== '' ? record.timezone : null,

	nameOf: (record: JsonObject) => [record.first_name, record.last_name].filter(Boolean).join(' '),
};
