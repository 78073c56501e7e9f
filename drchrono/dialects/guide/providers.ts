import type { ListPlan } from '../../client/paging';
import type { JsonObject } from '../../client/request';
import type { ProviderDialect } from '../dialect';
import { PAGING } from './wire';

export const providers: ProviderDialect = {
	list: (): ListPlan => ({
		request: {
			endpoint: {
				method: 'GET',
				route: '/providers/',
				effect: 'read',
				area: 'practice',
				category: 'scheduling',
			},
		},
		paging: PAGING.scheduling,
	}),

	zoneOf: (record: JsonObject) =>
		typeof record.timezone === 'string' && record.timezone !== '' ? record.timezone : null,

	nameOf: (record: JsonObject) => [record.first_name, record.last_name].filter(Boolean).join(' '),
};
