import { linkIn } from '../../client/files';
import { failed, success, type Outcome } from '../../client/outcome';
import type { Endpoint, JsonObject } from '../../client/request';
import { wordsOf } from '../../records/codeList';
import type { CoverageQuery, PatientCoverage } from '../../records/coverage';
import { keepsCoverage } from '../../records/coverageFilter';
import { PLAN_TYPES } from '../../records/planTypes';
import type { ListRequest } from '../dialect';
import type { CoverageDialect, InsuranceDialect } from '../insurance';
import { firstUnsupported, notInDialect } from '../unsupported';
import { PAGING } from './wire';

const LIST: Endpoint = {
	method: 'GET',
	route: '/patient_insurances/',
	effect: 'read',
	area: 'insurance',
	category: 'insurance',
};

/** The guide has a record for each coverage, which can be read only (guide.md). */
const coverage: CoverageDialect = {
	isWhole: false,

	ofPatient: (patient) => ({
		request: { endpoint: LIST, query: { patient } },
		paging: PAGING.insurance,
	}),

	list(query: CoverageQuery): Outcome<ListRequest> {
		const unsupported = firstUnsupported(
			{
				Provider: query.provider,
				'Changed Since': query.changedSince,
				'Patients Without Coverage': query.having === 'without' || undefined,
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const { level, verification, payerId, planType } = query;
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: { insurance_type: level, verification_status: verification },
				},
				paging: PAGING.insurance,
			},
			keep: keepsCoverage(
				{ payerId, planType, level, having: 'any' },
				(record) => read(record).coverages,
			),
			hints: [],
		});
	},

	read,
	providerOf: () => null,
	tellsProvider: false,

	cards: LIST,
	cardLevels: ['primary', 'secondary', 'tertiary'],
	cardLink: (raw, side) => linkIn(raw[`card_${side}`]),

	fieldsOf: () => [],
	updatable: () => failed(notInDialect("'Update Coverage'", 'v4', 'guide')),
	update: () => failed(notInDialect("'Update Coverage'", 'v4', 'guide')),
};

function read(record: JsonObject): PatientCoverage {
	const { payer_name, payer_id, plan_code, member_id, group_number, verification_status } = record;
	return {
		patient: record.patient ?? null,
		coverages: [
			{
				level: String(record.insurance_type),
				field: null,
				raw: record,
				essential: {
					company: payer_name ?? null,
					payer_id: payer_id ?? null,
					plan_type: plan_code ?? null,
					plan_type_name: wordsOf(PLAN_TYPES, plan_code),
					member_id: member_id ?? null,
					group_number: group_number ?? null,
					verification_status: verification_status ?? null,
					has_card_front: coverage.cardLink(record, 'front') !== null,
					has_card_back: coverage.cardLink(record, 'back') !== null,
				},
			},
		],
	};
}

/** Of insurance the guide has patients' coverage alone. */
export const insurance: InsuranceDialect = {
	coverage,
	payers: () => failed(notInDialect("'Search Payers'", 'v4', 'guide')),
	eligibility: () => failed(notInDialect("'Get Many Eligibility Checks'", 'v4', 'guide')),
	authorizations: () => failed(notInDialect("'Get Many Authorizations'", 'v4', 'guide')),
};
