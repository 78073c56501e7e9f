import { failed, success, type Outcome } from '../../client/outcome';
import type { ApiRequest, Endpoint } from '../../client/request';
import { internationalPhone } from '../../formats/phone';
import type { PatientDraft, PatientQuery } from '../../records/patient';
import type { ListRequest, PatientDialect } from '../dialect';
import { firstUnsupported } from '../unsupported';
import { PAGING } from './wire';

const demographics = { area: 'demographics', category: 'demographics' } as const;

const LIST: Endpoint = { ...demographics, method: 'GET', route: '/patients/', effect: 'read' };
const GET: Endpoint = { ...demographics, method: 'GET', route: '/patients/{id}/', effect: 'read' };
const CREATE: Endpoint = {
	...demographics,
	method: 'POST',
	route: '/patients/',
	effect: 'write',
	creates: true,
};

export const patients: PatientDialect = {
	get: GET,

	create(draft: PatientDraft): Outcome<ApiRequest> {
		const unsupported = firstUnsupported(
			{ Provider: draft.provider, 'Home Phone': draft.homePhone },
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const address = {
			street: draft.street,
			city: draft.city,
			state: draft.state,
			zip: draft.zipCode,
		};
		const hasAddress = Object.values(address).some((part) => part !== undefined);
		return success({
			endpoint: CREATE,
			body: {
				kind: 'json',
				value: {
					first_name: draft.firstName,
					last_name: draft.lastName,
					date_of_birth: draft.dateOfBirth,
					gender: draft.gender.toLowerCase(),
					email: draft.email,
					phone: draft.cellPhone && internationalPhone(draft.cellPhone),
					address: hasAddress ? address : undefined,
				},
			},
		});
	},

	list(query: PatientQuery): Outcome<ListRequest> {
		const name = [query.firstName, query.lastName].filter((part) => part !== undefined).join(' ');
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						name: name === '' ? undefined : name,
						date_of_birth: query.dateOfBirth,
						email: query.email,
					},
				},
				paging: PAGING.demographics,
				sweep: (since) => ({ updated_after: since }),
			},
			hints: [],
		});
	},

	providerOf: () => null,
};
