/** How records and lists really look when the server sends them. */
import type { ContractData, FieldData } from '../model.mts';
import { add, correct, each, lists, operation, type Deviation } from './deviation.mts';

/** References that the document types as text although the server sends the number of the record. */
const NUMERIC_REFERENCES = [
	'Appointment.billing_notes[].created_by',
	'BillingLineItem.doctor',
	'BillingLineItem.patient',
	'CarePlan.appointment',
	'CarePlan.patient',
	'CareTeamMember.appointment',
	'CareTeamMember.patient',
	'CareTeamMember.user',
	'BillingProfile.doctor',
	'CashPayment.created_by',
	'CashPaymentLog.appointment',
	'CashPaymentLog.created_by',
	'CashPaymentLog.doctor',
	'CashPaymentLog.patient',
	'ClaimBillingNotes.created_by',
	'ClinicalNote.appointment',
	'ClinicalNote.patient',
	'Coverage.appointment',
	'Coverage.patient',
	'CustomAppointmentFieldType.doctor',
	'CustomInsurancePlanName.doctor',
	'CustomInsurancePlanName.user',
	'CustomVitalType.doctor',
	'ImplantableDevice.patient',
	'ImplantableDevice.procedure',
	'InventoryCategory.doctor',
	'LabResult.lab_order',
	'PatientAuthorization.doctor',
	'PatientAuthorization.patient',
	'PatientCommunication.appointment',
	'PatientIntervention.appointment',
	'PatientPhysicalExam.appointment',
	'PatientRiskAssessment.appointment',
	'PatientVaccineRecord.entered_by',
	'SoapNoteCustomReport.doctor',
	'SoapNoteLineItemFieldType.clinical_note_template',
	'Staff.doctor',
	'Staff.user_id',
	'Task.assigned_by',
	'Task.created_by',
	'Task.notes[].created_by',
	'TaskNote.created_by',
	'TaskTemplate.practice_group',
	'UserProfilesGroup.practice_group',
];

/** Numbers that are not amounts: the server has no reason to write them as text with two decimals. */
const REAL_NUMBERS = new Set([
	'PatientLabResultSet.lab_result_value_as_float',
	'BillingLineItemDeletion.appointment_id',
	'BillingLineItemDeletion.billing_line_item_id',
]);

function decimals(contract: ContractData): void {
	const walk = (owner: string, fields: Record<string, FieldData>): void => {
		for (const [name, field] of Object.entries(fields)) {
			const place = `${owner}.${name}`;
			if (field.type === 'number' && !REAL_NUMBERS.has(place)) field.format = 'decimal';
			if (field.fields) walk(place, field.fields);
			if (field.items?.fields) walk(`${place}[]`, field.items.fields);
		}
	};
	for (const [name, schema] of Object.entries(contract.schemas)) walk(name, schema.fields);
}

export const answers: readonly Deviation[] = [
	{
		where: 'every list',
		documented: 'the list stands under "data"',
		actual: 'the list stands under "results"; keys in the order previous, results, next; no count',
		reason: "All recorded lists of 2020 and 2023 and the vendor's own sample script agree.",
		confidence: 'recorded',
		apply: (contract) => {
			for (const list of lists(contract)) list.responses!['200']!.key = 'results';
		},
	},
	{
		where: 'every documented number that is an amount or a measure',
		documented: 'number',
		actual: 'sent as text with two decimals, truncated; taken as number or text',
		reason: 'The data-type section of the reference says so for decimals.',
		confidence: 'documented',
		apply: each(
			decimals,
			correct(
				[
					'BillingLineItem.balance_total',
					'BillingLineItem.ins_total',
					'BillingLineItem.paid_total',
				],
				{ format: 'decimal' },
			),
		),
	},
	{
		where: 'BillingLineItemDeletion',
		documented: 'ids are numbers with a fraction',
		actual: 'ids are integers',
		reason: 'They name line items and appointments.',
		confidence: 'inferred',
		apply: correct(
			['BillingLineItemDeletion.appointment_id', 'BillingLineItemDeletion.billing_line_item_id'],
			{ type: 'integer' },
		),
	},
	{
		where: 'Appointment.status_transitions[].appointment',
		documented: 'text',
		actual: "a number, although the appointment's own id is text",
		reason: 'Every recorded transition has it.',
		confidence: 'recorded',
		apply: correct(['Appointment.status_transitions[].appointment'], { type: 'integer' }),
	},
	{
		where: 'UserProfile',
		documented: 'id, doctor, practice_group, is_doctor, is_staff and permissions are text',
		actual: 'the ids are numbers, the flags booleans, permissions an object of booleans',
		reason: 'Recorded answer of users/current.',
		confidence: 'recorded',
		apply: each(
			correct(['UserProfile.id', 'UserProfile.doctor', 'UserProfile.practice_group'], {
				type: 'integer',
			}),
			correct(['UserProfile.is_doctor', 'UserProfile.is_staff'], { type: 'boolean' }),
			correct(['UserProfile.permissions'], { type: 'object' }),
		),
	},
	{
		where: 'Doctor.practice_group, Office.doctor',
		documented: 'text',
		actual: 'numbers',
		reason: 'Recorded doctor and office.',
		confidence: 'recorded',
		apply: correct(['Doctor.practice_group', 'Office.doctor'], { type: 'integer' }),
	},
	{
		where: 'Office.exam_rooms',
		documented: 'text',
		actual: 'a list of {index, name, online_scheduling}; index counts from 1',
		reason: 'Recorded office; appointments name a room by its index.',
		confidence: 'recorded',
		apply: correct(['Office.exam_rooms'], {
			type: 'array',
			items: {
				type: 'object',
				fields: {
					index: { type: 'integer' },
					name: { type: 'string' },
					online_scheduling: { type: 'boolean' },
				},
			},
		}),
	},
	{
		where: 'read-only references in many schemas',
		documented: 'text',
		actual: 'numbers: the id of the record they name',
		reason: 'Every reference that was recorded is a number; these follow the same rule.',
		confidence: 'inferred',
		apply: correct(NUMERIC_REFERENCES, { type: 'integer' }),
	},
	{
		where: 'Appointment.created_by, Appointment.base_recurring_appointment',
		documented: 'text',
		actual: 'text or number; only null has been seen',
		reason: 'Both name a record, and references are numbers elsewhere.',
		confidence: 'inferred',
		apply: correct(['Appointment.created_by', 'Appointment.base_recurring_appointment'], {
			accepts: ['integer'],
		}),
	},
	{
		where: 'Staff.active, TaskCategory.is_global',
		documented: 'text',
		actual: 'booleans',
		reason: 'Every flag that was recorded is one.',
		confidence: 'inferred',
		apply: correct(['Staff.active', 'TaskCategory.is_global'], { type: 'boolean' }),
	},
	{
		where: 'UserProfilesGroup.members',
		documented: 'a list of text',
		actual: 'a list of user ids, as number or text',
		reason: 'The ids of users are numbers where they were recorded.',
		confidence: 'inferred',
		apply: correct(['UserProfilesGroup.members'], {
			items: { type: 'string', accepts: ['integer'] },
		}),
	},
	{
		where: 'Coverage.coverage_details, Coverage.coverage_subscriber',
		documented: 'text',
		actual: 'objects of varying size',
		reason: 'Said in the text of the two fields.',
		confidence: 'documented',
		apply: correct(['Coverage.coverage_details', 'Coverage.coverage_subscriber'], {
			type: 'object',
		}),
	},
	{
		where: 'Appointment: telehealth',
		documented: 'no such fields',
		actual: 'is_telehealth (boolean) and telehealth_url (text or null) are sent',
		reason: 'Recorded in 2023.',
		confidence: 'recorded',
		apply: each(
			add('Appointment.is_telehealth', { type: 'boolean', readOnly: true }),
			add('Appointment.telehealth_url', { type: 'string', readOnly: true, nullable: true }),
		),
	},
	{
		where: 'Patient.preferred_pharmacies',
		documented: 'a list whose only value is the list ["string"]',
		actual: 'a list of pharmacy ids',
		reason: 'The value list is a slip of the generator.',
		confidence: 'inferred',
	},
	{
		where: 'PUT and DELETE /api/appointments/{id}',
		documented: 'no successful status',
		actual: '204 without content',
		reason: 'Recorded.',
		confidence: 'recorded',
		apply: each(
			operation('PUT', '/api/appointments/{id}', {
				statuses: [204, 400, 401, 403, 404, 409, 500],
			}),
			operation('DELETE', '/api/appointments/{id}', { statuses: [204, 401, 403, 404, 500] }),
		),
	},
	{
		where: 'POST of a record',
		documented: 'verbose-only fields as on GET',
		actual: 'the 201 always has the verbose shape',
		reason: 'Recorded for patients and appointments.',
		confidence: 'recorded',
	},
];
