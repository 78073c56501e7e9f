import type { Json, JsonObject } from '../../client/request';
import type { Level, CoverageField } from '../../records/coverage';

/** A level of coverage as v4's patient holds it: an object of strings, always there (wire.md §9). */
export interface LevelFields {
	/** The patient's field that holds it. */
	key: string;
	/** The server's name of each field that can be changed. */
	writable: Readonly<Partial<Record<CoverageField, string>>>;
	/** The essential, in its order: name in the output and the server's. */
	essential: Readonly<Record<string, string>>;
}

const HEALTH_WRITABLE: LevelFields['writable'] = {
	company: 'insurance_company',
	payerId: 'insurance_payer_id',
	planName: 'insurance_plan_name',
	planType: 'insurance_plan_type',
	memberId: 'insurance_id_number',
	groupName: 'insurance_group_name',
	groupNumber: 'insurance_group_number',
	claimOffice: 'insurance_claim_office_number',
	subscriberIsPatient: 'is_subscriber_the_patient',
	relationship: 'patient_relationship_to_subscriber',
	subscriberFirstName: 'subscriber_first_name',
	subscriberMiddleName: 'subscriber_middle_name',
	subscriberLastName: 'subscriber_last_name',
	subscriberSuffix: 'subscriber_suffix',
	subscriberBirthDate: 'subscriber_date_of_birth',
	subscriberGender: 'subscriber_gender',
	subscriberAddress: 'subscriber_address',
	subscriberCity: 'subscriber_city',
	subscriberState: 'subscriber_state',
	subscriberZip: 'subscriber_zip_code',
};

const HEALTH_ESSENTIAL: LevelFields['essential'] = {
	company: 'insurance_company',
	payer_id: 'insurance_payer_id',
	plan_name: 'insurance_plan_name',
	plan_type: 'insurance_plan_type',
	member_id: 'insurance_id_number',
	group_name: 'insurance_group_name',
	group_number: 'insurance_group_number',
	claim_office_number: 'insurance_claim_office_number',
	subscriber_is_patient: 'is_subscriber_the_patient',
	relationship: 'patient_relationship_to_subscriber',
	subscriber_first_name: 'subscriber_first_name',
	subscriber_last_name: 'subscriber_last_name',
	subscriber_date_of_birth: 'subscriber_date_of_birth',
};

const AUTO: LevelFields = {
	key: 'auto_accident_insurance',
	writable: {
		company: 'auto_accident_company',
		payerId: 'auto_accident_payer_id',
		payerAddress: 'auto_accident_payer_address',
		payerCity: 'auto_accident_payer_city',
		payerState: 'auto_accident_payer_state',
		payerZip: 'auto_accident_payer_zip',
		policyNumber: 'auto_accident_policy_number',
		caseNumber: 'auto_accident_case_number',
		dateOfAccident: 'auto_accident_date_of_accident',
		stateOfOccurrence: 'auto_accident_state_of_occurrence',
		notes: 'auto_accident_notes',
		subscriberIsPatient: 'auto_accident_is_subscriber_the_patient',
		relationship: 'auto_accident_patient_relationship_to_subscriber',
		subscriberFirstName: 'auto_accident_subscriber_first_name',
		subscriberMiddleName: 'auto_accident_subscriber_middle_name',
		subscriberLastName: 'auto_accident_subscriber_last_name',
		subscriberSuffix: 'auto_accident_subscriber_suffix',
		subscriberBirthDate: 'auto_accident_subscriber_date_of_birth',
		subscriberAddress: 'auto_accident_subscriber_address',
		subscriberCity: 'auto_accident_subscriber_city',
		subscriberState: 'auto_accident_subscriber_state',
		subscriberZip: 'auto_accident_subscriber_zip_code',
	},
	essential: {
		company: 'auto_accident_company',
		payer_id: 'auto_accident_payer_id',
		policy_number: 'auto_accident_policy_number',
		case_number: 'auto_accident_case_number',
		date_of_accident: 'auto_accident_date_of_accident',
		state_of_occurrence: 'auto_accident_state_of_occurrence',
		claim_representative: 'auto_accident_claim_rep_name',
		subscriber_is_patient: 'auto_accident_is_subscriber_the_patient',
		relationship: 'auto_accident_patient_relationship_to_subscriber',
		subscriber_first_name: 'auto_accident_subscriber_first_name',
		subscriber_last_name: 'auto_accident_subscriber_last_name',
		subscriber_date_of_birth: 'auto_accident_subscriber_date_of_birth',
	},
};

const WORKERS_COMP: LevelFields = {
	key: 'workers_comp_insurance',
	writable: {
		company: 'workers_comp_company',
		payerId: 'workers_comp_payer_id',
		payerAddress: 'workers_comp_payer_address',
		payerCity: 'workers_comp_payer_city',
		payerState: 'workers_comp_payer_state',
		payerZip: 'workers_comp_payer_zip',
		groupName: 'workers_comp_group_name',
		groupNumber: 'workers_comp_group_number',
		caseNumber: 'workers_comp_case_number',
		claimNumber: 'property_and_casualty_agency_claim_number',
		carrierCode: 'workers_comp_carrier_code',
		dateOfAccident: 'workers_comp_date_of_accident',
		stateOfOccurrence: 'workers_comp_state_of_occurrence',
		notes: 'workers_comp_notes',
	},
	essential: {
		company: 'workers_comp_company',
		payer_id: 'workers_comp_payer_id',
		group_name: 'workers_comp_group_name',
		group_number: 'workers_comp_group_number',
		case_number: 'workers_comp_case_number',
		claim_number: 'property_and_casualty_agency_claim_number',
		carrier_code: 'workers_comp_carrier_code',
		wcb_number: 'workers_comp_wcb',
		date_of_accident: 'workers_comp_date_of_accident',
		state_of_occurrence: 'workers_comp_state_of_occurrence',
	},
};

/** The five levels as v4's patient holds them (wire.md §9 and App. B). */
export const LEVEL_FIELDS: Readonly<Record<Level, LevelFields>> = {
	primary: health('primary_insurance'),
	secondary: health('secondary_insurance'),
	tertiary: health('tertiary_insurance'),
	auto_accident: AUTO,
	workers_comp: WORKERS_COMP,
};

/** Filled in although nothing is known, so that they tell nothing (wire.md §9). */
const PRESET = /(^|_)subscriber_country$/;

/** Whether anything is known of a level: it is there as an object of empty strings where nothing is. */
export function isKnown(level: Json | undefined): level is JsonObject {
	if (typeof level !== 'object' || level === null || Array.isArray(level)) return false;
	return Object.entries(level).some(
		([name, value]) => typeof value === 'string' && value.trim() !== '' && !PRESET.test(name),
	);
}

function health(key: string): LevelFields {
	return { key, writable: HEALTH_WRITABLE, essential: HEALTH_ESSENTIAL };
}
