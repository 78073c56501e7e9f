import { PAYERS } from './payers.mts';
import type { Cover, Person, Sex } from './persons.mts';
import { type Row, fileRef } from './practice.mts';
import { date } from './wallclock.mts';

/** The family member through whom somebody is insured. */
export interface Subscriber {
	/** X12 code: `18` self, `01` spouse, `19` child. */
	relationship: '18' | '01' | '19';
	first: string;
	last: string;
	birth: string;
	sex: Sex;
}

interface Home {
	address: string;
	city: string;
	zip: string;
	state: string;
}

/**
 * An insurance object of a patient, in wire.md section 9's key order. Without cover it is an object
 * of empty strings, never null.
 */
export function insuranceObject(
	cover: Cover | null,
	level: string,
	person: Person,
	subscriber: Subscriber | null,
	home: Home,
): Row {
	const payer = cover === null ? undefined : PAYERS[cover.payer];
	const card = cover !== null && person.index % 3 === 0;
	return {
		insurance_company: payer?.name ?? '',
		insurance_id_number: cover?.memberId ?? '',
		insurance_group_name: cover !== null && cover.group !== '' ? `${payer?.name} group` : '',
		insurance_group_number: cover?.group ?? '',
		insurance_claim_office_number: '',
		insurance_payer_id: payer?.payerId ?? '',
		insurance_plan_name: cover?.plan ?? '',
		insurance_plan_type: payer?.planType ?? '',
		is_subscriber_the_patient: subscriber === null,
		patient_relationship_to_subscriber: cover === null ? '' : (subscriber?.relationship ?? '18'),
		subscriber_first_name: subscriber?.first ?? '',
		subscriber_middle_name: '',
		subscriber_last_name: subscriber?.last ?? '',
		subscriber_suffix: '',
		subscriber_date_of_birth: subscriber?.birth ?? '',
		subscriber_social_security: '',
		subscriber_gender: subscriber?.sex ?? '',
		subscriber_address: subscriber === null ? '' : home.address,
		subscriber_city: subscriber === null ? '' : home.city,
		subscriber_zip_code: subscriber === null ? '' : home.zip,
		subscriber_state: subscriber === null ? '' : home.state,
		subscriber_country: 'US',
		photo_front: card ? fileRef(`${level}_card_front`, person.id) : '',
		photo_back: card ? fileRef(`${level}_card_back`, person.id) : '',
	};
}

/** `auto_accident_insurance`: empty unless a crash is being treated. */
export function autoAccidentObject(
	accident: { day: number; state: string; claim: string } | null,
): Row {
	return {
		auto_accident_company: accident === null ? '' : 'Maplecrest Casualty',
		auto_accident_payer_id: accident === null ? '' : 'EM154',
		auto_accident_payer_address: '',
		auto_accident_payer_city: '',
		auto_accident_payer_state: '',
		auto_accident_payer_zip: '',
		auto_accident_policy_number: accident === null ? '' : `POL-${accident.claim}`,
		auto_accident_case_number: accident?.claim ?? '',
		auto_accident_date_of_accident: accident === null ? '' : date(accident.day),
		auto_accident_state_of_occurrence: accident?.state ?? '',
		auto_accident_notes: accident === null ? '' : 'Rear-ended at low speed; neck pain since.',
		auto_accident_claim_rep_name: accident === null ? '' : 'Claims Desk 4',
		auto_accident_claim_rep_is_insurer: accident !== null,
		auto_accident_claim_rep_address: '',
		auto_accident_claim_rep_city: '',
		auto_accident_claim_rep_state: '',
		auto_accident_claim_rep_zip: '',
		auto_accident_is_subscriber_the_patient: true,
		auto_accident_patient_relationship_to_subscriber: accident === null ? '' : '18',
		auto_accident_subscriber_first_name: '',
		auto_accident_subscriber_middle_name: '',
		auto_accident_subscriber_last_name: '',
		auto_accident_subscriber_suffix: '',
		auto_accident_subscriber_date_of_birth: '',
		auto_accident_subscriber_social_security: '',
		auto_accident_subscriber_phone_number: '',
		auto_accident_subscriber_address: '',
		auto_accident_subscriber_city: '',
		auto_accident_subscriber_state: '',
		auto_accident_subscriber_zip_code: '',
		auto_accident_had_similar_condition: false,
		auto_accident_similar_condition_date: '',
		auto_accident_similar_condition_notes: '',
		auto_accident_significant_injury: accident === null ? '' : 'NO',
		auto_accident_significant_injury_notes: '',
		auto_accident_still_under_care: accident !== null,
		auto_accident_will_require_therapy: accident !== null,
		auto_accident_will_require_therapy_rec: '',
		auto_accident_treatment_duration: '',
		auto_accident_disabled_from_date: '',
		auto_accident_disabled_to_date: '',
		auto_accident_return_to_work_date: '',
	};
}

/** `workers_comp_insurance`: empty unless an injury at work is being treated. */
export function workersCompObject(
	injury: { day: number; state: string; claim: string } | null,
): Row {
	return {
		workers_comp_company: injury === null ? '' : 'Redstone Workers Compensation',
		workers_comp_payer_id: injury === null ? '' : 'EM198',
		workers_comp_payer_address: '',
		workers_comp_payer_city: '',
		workers_comp_payer_state: '',
		workers_comp_payer_zip: '',
		workers_comp_group_name: '',
		workers_comp_group_number: '',
		workers_comp_case_number: injury?.claim ?? '',
		workers_comp_carrier_code: '',
		workers_comp_wcb: '',
		workers_comp_wcb_rating_code: '',
		workers_comp_date_of_accident: injury === null ? '' : date(injury.day),
		workers_comp_state_of_occurrence: injury?.state ?? '',
		workers_comp_notes: '',
		property_and_casualty_agency_claim_number: injury?.claim ?? '',
	};
}
