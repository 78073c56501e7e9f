import { failed, success, type Outcome } from '../../client/outcome';
import type { ApiRequest, Endpoint } from '../../client/request';
import { nationalPhone } from '../../formats/phone';
import type { PatientDraft, PatientQuery } from '../../records/patient';
import { idInBody } from '../body';
import type { ListRequest, PatientDialect } from '../dialect';
import { listPaging } from './wire';

const demographics = { area: 'demographics', category: 'all' } as const;

const LIST: Endpoint = { ...demographics, method: 'GET', route: '/api/patients', effect: 'read' };
const GET: Endpoint = {
	...demographics,
	method: 'GET',
	route: '/api/patients/{id}',
	effect: 'read',
};
const CREATE: Endpoint = {
	...demographics,
	method: 'POST',
	route: '/api/patients',
	effect: 'write',
	creates: true,
};

export const patients: PatientDialect = {
	get: GET,

	create(draft: PatientDraft): Outcome<ApiRequest> {
		if (draft.provider === undefined) {
			return failed({
				kind: 'invalid-input',
				sentence: "'Provider' is empty",
				advice: "DrChrono needs the patient's provider. Nothing was sent.",
				field: 'Provider',
			});
		}
		return success({
			endpoint: CREATE,
			body: {
				kind: 'json',
				value: {
					first_name: draft.firstName,
					last_name: draft.lastName,
					date_of_birth: draft.dateOfBirth,
					gender: draft.gender,
					doctor: idInBody(draft.provider),
					email: draft.email,
					cell_phone: draft.cellPhone && nationalPhone(draft.cellPhone),
					home_phone: draft.homePhone && nationalPhone(draft.homePhone),
					address: draft.street,
					city: draft.city,
					state: draft.state,
					zip_code: draft.zipCode,
				},
			},
		});
	},

	list(query: PatientQuery): Outcome<ListRequest> {
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						first_name: query.firstName,
						last_name: query.lastName,
						date_of_birth: query.dateOfBirth,
						email: query.email,
					},
				},
				paging: listPaging(),
			},
			hints: [],
		});
	},

	providerOf: (record) => (record.doctor == null ? null : String(record.doctor)),
};
