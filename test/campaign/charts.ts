import type { IDataObject } from 'n8n-workflow';

import { NOTES, REASON } from './texts';

export const FIRST_PATIENT = 70_000_001;
export const FIRST_APPOINTMENT = 900_000_001;

/** How the numbers of all members begin: patient data. */
export const MEMBER = 'QXZ7712';

/** Ids in the charts: the first of each table belongs to the first patient. */
export const CHART = {
	allergies: 83_000_001,
	documents: 81_000_001,
	eligibility_checks: 86_000_001,
	field: 82_000_001,
	medications: 84_000_001,
	patient_authorizations: 87_000_001,
	patient_vaccine_records: 85_000_001,
	problems: 80_000_001,
} as const;

/** What covers a patient, with both sides of the card. */
export function coverageOf(index: number, patient: number): IDataObject {
	return {
		insurance_company: 'Tidewater Exclusive Network',
		insurance_payer_id: 'TEN07',
		insurance_id_number: `${MEMBER}${index}`,
		insurance_plan_type: '14',
		is_subscriber_the_patient: true,
		patient_relationship_to_subscriber: '18',
		photo_front: `file:primary_card_front/${patient}`,
		photo_back: `file:primary_card_back/${patient}`,
	};
}

/** A value of the note of each visit that has one. */
const valueOf = (index: number) => ({
	id: CHART.field + 10 + index,
	appointment: FIRST_APPOINTMENT + index,
	clinical_note_field: CHART.field,
	value: REASON,
});

const noteOf = (index: number): IDataObject => {
	const { id, clinical_note_field, value } = valueOf(index);
	return {
		id: FIRST_APPOINTMENT + index,
		appointment: FIRST_APPOINTMENT + index,
		patient: FIRST_PATIENT + index,
		archived: false,
		signee: { locked_by: null, supervisor_locked_by: null },
		clinical_note_sections: [
			{
				clinical_note_template: CHART.field,
				name: 'Subjective',
				values: [{ id, clinical_note_field, value }],
			},
		],
	};
};

/**
 * What stands in the charts, by table: of each list some entries, one a patient, and notes of the first
 * two visits.
 *
 * @param provider to whom it all belongs
 * @param count entries of the lists that may have several pages
 */
export function chartsOf(provider: number, count: number): Record<string, IDataObject[]> {
	const some = (length: number, make: (index: number) => IDataObject) =>
		Array.from({ length }, (_, index) => make(index));
	const entry = (first: number, index: number) => ({
		id: first + index,
		patient: FIRST_PATIENT + (index % 4),
		doctor: provider,
		status: 'active',
		notes: NOTES,
	});
	return {
		problems: some(count, (index) => ({
			...entry(CHART.problems, index),
			name: REASON,
			icd_code: 'R42',
			icd_version: '10',
		})),
		medications: some(2, (index) => ({
			...entry(CHART.medications, index),
			name: 'metformin 500 mg tablet',
			rxnorm: '860975',
		})),
		allergies: some(2, (index) => ({
			...entry(CHART.allergies, index),
			description: REASON,
			reaction: 'Hives',
		})),
		patient_vaccine_records: some(2, (index) => ({
			id: CHART.patient_vaccine_records + index,
			patient: FIRST_PATIENT + index,
			ordering_doctor: provider,
			name: 'Influenza, injectable',
			cvx_code: '150',
			administration_start: '2026-10-05T14:00:00',
			completion_status: 'CP',
			record_source: '02',
			comments: NOTES,
		})),
		documents: some(2, (index) => ({
			id: CHART.documents + index,
			patient: FIRST_PATIENT + index,
			doctor: provider,
			description: REASON,
			date: '2026-11-02',
			document: `file:documents/${CHART.documents + index}`,
			metatags: '["Letter"]',
			archived: false,
		})),
		clinical_note_field_types: [CHART.field, CHART.field + 1].map((id) => ({
			id,
			clinical_note_template: CHART.field,
			name: 'Narrative',
			data_type: 'String',
			allowed_values: [],
			required: false,
			archived: false,
		})),
		onpatient_access: some(2, (index) => ({ id: index + 1, patient: FIRST_PATIENT + index })),
		clinical_note_field_values: some(2, valueOf),
		clinical_notes: some(2, noteOf),
		eligibility_checks: some(3, (index) => ({
			id: CHART.eligibility_checks + index,
			appointment: FIRST_APPOINTMENT + index,
			patient: FIRST_PATIENT + index,
			cob_level: 'Primary Insurance',
			eligibility: '1',
			payer_name: 'TIDEWATER',
			query_date: '2026-11-14T08:36:07',
			coverage_subscriber: { member_id: `${MEMBER}${index}` },
		})),
		patient_authorizations: some(2, (index) => ({
			id: CHART.patient_authorizations + index,
			doctor: provider,
			doctor_id: provider,
			patient: FIRST_PATIENT + index,
			patient_id: FIRST_PATIENT + index,
			auth_number: `AU${MEMBER}${index}`,
			status: 'Approved',
			start_date: '2026-06-15',
			end_date: '2027-06-13',
			number_of_visits: 8,
			visits_remaining: 1,
		})),
	};
}
