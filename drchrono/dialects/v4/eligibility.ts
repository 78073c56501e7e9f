import { success, type Outcome } from '../../client/outcome';
import { splitRange, type DateRange } from '../../client/ranges';
import type { Endpoint, Query } from '../../client/request';
import { isActive, type EligibilityQuery } from '../../records/eligibility';
import type { ListRequest } from '../dialect';
import { listPaging } from './wire';

const LIST: Endpoint = {
	method: 'GET',
	route: '/api/eligibility_checks',
	effect: 'read',
	area: 'insurance',
	category: 'all',
};

/** Checks that were made in DrChrono; the API cannot make one (wire.md §9). */
export function eligibility(query: EligibilityQuery): Outcome<ListRequest> {
	const { active, days, providers } = query;
	const ranges = days ? splitRange(days).map((range) => queryOf(range, days.of)) : [{}];
	const doctors = providers ? [...new Set(providers)].map((doctor) => ({ doctor })) : [{}];
	const queries = doctors.flatMap((doctor) => ranges.map((range) => ({ ...doctor, ...range })));
	return success({
		plan: {
			request: {
				endpoint: LIST,
				query: { patient: query.patient, appointment: query.appointment },
			},
			paging: listPaging(),
			// A check is of one provider, and lies in one range alone.
			parts: { queries },
		},
		keep: active === undefined ? undefined : (record) => isActive(record.eligibility) === active,
		hints: [],
	});
}

function queryOf({ from, to }: DateRange, of: 'check' | 'appointment'): Query {
	const name = of === 'check' ? 'query_date' : 'appointment_date';
	return from === to ? { [name]: from } : { [`${name}_range`]: `${from}/${to}` };
}
