import { success } from '../../client/outcome';
import type { InsuranceDialect } from '../insurance';
import { listPaging } from './wire';

/** A directory of payers that clearinghouses know, not a patient's insurances (wire.md §9). Its rows have no id. */
export const payers: InsuranceDialect['payers'] = ({ directory, term }) =>
	success({
		plan: {
			request: {
				endpoint: {
					method: 'GET',
					route: '/api/insurances',
					effect: 'read',
					area: 'insurance',
					category: 'all',
				},
				query: { payer_type: directory, term },
			},
			paging: listPaging(),
		},
		hints: [],
	});
