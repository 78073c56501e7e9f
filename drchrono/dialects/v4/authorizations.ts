import { success } from '../../client/outcome';
import type { InsuranceDialect } from '../insurance';
import { listPaging } from './wire';

/** Prior authorizations can be read only (wire.md §9). */
export const authorizations: InsuranceDialect['authorizations'] = ({ patient, provider }) =>
	success({
		plan: {
			request: {
				endpoint: {
					method: 'GET',
					route: '/api/patient_authorizations',
					effect: 'read',
					area: 'insurance',
					category: 'all',
				},
				query: { patient, doctor: provider },
			},
			paging: listPaging(),
		},
		hints: [],
	});
