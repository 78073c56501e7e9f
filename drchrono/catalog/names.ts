import type { Area } from '../client/request';
import type { Owner } from './model';

/** What is known of a resource beyond the vendor's document. */
export interface ResourceFacts {
	/** In words, in title case. */
	singular: string;
	plural: string;
	/** The part of a practice's data that it belongs to; the guard goes by it. */
	area: Area;
	/** Where its records name provider and office, if they do so under unusual names. */
	owner?: Owner;
}

type Row = readonly [area: Area, singular: string, plural: string, owner?: Owner];

/**
 * All resources by their path, in our own words. Chart documents count as clinical although the scope
 * that opens them is that of demographics (wire.md App. A): a credential for booking must not read them.
 */
const ROWS: Readonly<Record<string, Row>> = {
	allergies: ['clinical', 'Allergy', 'Allergies'],
	amendments: ['clinical', 'Amendment', 'Amendments'],
	appointment_profiles: ['practice', 'Appointment Type', 'Appointment Types'],
	appointment_templates: ['practice', 'Appointment Template', 'Appointment Templates'],
	appointments: ['scheduling', 'Appointment', 'Appointments'],
	audit_log: ['billing', 'Audit Log Entry', 'Audit Log Entries', { provider: 'doctor_id' }],
	availability: ['scheduling', 'Availability', 'Availability'],
	billing_profiles: ['billing', 'Billing Profile', 'Billing Profiles'],
	care_plans: ['clinical', 'Care Plan', 'Care Plans'],
	care_team_members: ['clinical', 'Care Team Member', 'Care Team Members'],
	claim_billing_notes: ['billing', 'Claim Note', 'Claim Notes'],
	clinical_note_field_types: ['clinical', 'Clinical Note Field', 'Clinical Note Fields'],
	clinical_note_field_values: [
		'clinical',
		'Clinical Note Field Value',
		'Clinical Note Field Values',
	],
	clinical_note_templates: ['clinical', 'Clinical Note Template', 'Clinical Note Templates'],
	clinical_notes: ['clinical', 'Clinical Note', 'Clinical Notes'],
	comm_logs: ['scheduling', 'Phone Call', 'Phone Calls'],
	consent_forms: ['demographics', 'Consent Form', 'Consent Forms'],
	custom_appointment_fields: ['practice', 'Custom Appointment Field', 'Custom Appointment Fields'],
	custom_demographics: ['practice', 'Custom Patient Field', 'Custom Patient Fields'],
	custom_insurance_plan_names: ['practice', 'Custom Insurance Plan', 'Custom Insurance Plans'],
	custom_vitals: ['practice', 'Custom Vital', 'Custom Vitals'],
	day_sheet_charges: ['billing', 'Charge Day Sheet', 'Charge Day Sheets'],
	day_sheet_credits: ['billing', 'Credit Day Sheet', 'Credit Day Sheets'],
	day_sheet_patient_payments: [
		'billing',
		'Patient Payment Day Sheet',
		'Patient Payment Day Sheets',
	],
	day_sheet_totals: ['billing', 'Day Sheet Total', 'Day Sheet Totals'],
	doctor_options: ['practice', 'Provider Setting', 'Provider Settings'],
	doctor_work_schedule: ['practice', 'Provider Work Schedule', 'Provider Work Schedules'],
	doctors: ['practice', 'Provider', 'Providers', { provider: 'id' }],
	documents: ['clinical', 'Document', 'Documents'],
	eligibility_checks: ['insurance', 'Eligibility Check', 'Eligibility Checks'],
	eobs: ['billing', 'EOB', 'EOBs'],
	fee_schedules: ['billing', 'Fee', 'Fees'],
	fee_schedules_v2: ['billing', 'Fee Schedule', 'Fee Schedules'],
	implantable_devices: ['clinical', 'Implantable Device', 'Implantable Devices'],
	insurances: ['insurance', 'Insurance Payer', 'Insurance Payers', { shared: true }],
	inventory_categories: ['clinical', 'Inventory Category', 'Inventory Categories'],
	inventory_vaccines: ['clinical', 'Inventory Vaccine', 'Inventory Vaccines'],
	lab_documents: ['clinical', 'Lab Document', 'Lab Documents'],
	lab_orders: ['clinical', 'Lab Order', 'Lab Orders'],
	lab_orders_summary: ['clinical', 'Lab Order Summary', 'Lab Order Summaries'],
	lab_results: ['clinical', 'Lab Result', 'Lab Results'],
	lab_tests: ['clinical', 'Lab Test', 'Lab Tests'],
	line_item_deletions: ['billing', 'Line Item Deletion', 'Line Item Deletions'],
	line_items: ['billing', 'Line Item', 'Line Items'],
	medications: ['clinical', 'Medication', 'Medications'],
	message_threads: ['messages', 'Message Thread', 'Message Threads'],
	messages: ['messages', 'Message', 'Messages'],
	office_work_schedule: ['practice', 'Office Work Schedule', 'Office Work Schedules'],
	offices: ['practice', 'Office', 'Offices', { office: 'id' }],
	patient_authorizations: ['insurance', 'Authorization', 'Authorizations'],
	patient_communications: ['clinical', 'Patient Communication', 'Patient Communications'],
	patient_flag_types: ['practice', 'Patient Flag', 'Patient Flags'],
	patient_interventions: ['clinical', 'Intervention', 'Interventions'],
	patient_lab_results: [
		'clinical',
		'Chart Lab Result',
		'Chart Lab Results',
		{ provider: 'ordering_doctor' },
	],
	patient_messages: ['messages', 'Patient Message', 'Patient Messages'],
	patient_payment_log: ['billing', 'Payment Log Entry', 'Payment Log Entries'],
	patient_payments: ['billing', 'Patient Payment', 'Patient Payments'],
	patient_physical_exams: ['clinical', 'Physical Exam', 'Physical Exams'],
	patient_risk_assessments: ['clinical', 'Risk Assessment', 'Risk Assessments'],
	patient_vaccine_records: [
		'clinical',
		'Vaccine Record',
		'Vaccine Records',
		{ provider: 'ordering_doctor', office: 'administered_at' },
	],
	patients: ['demographics', 'Patient', 'Patients', { office: 'offices' }],
	patients_summary: ['demographics', 'Patient Summary', 'Patient Summaries', { office: 'offices' }],
	prescription_messages: ['clinical', 'Prescription Message', 'Prescription Messages'],
	problems: ['clinical', 'Problem', 'Problems'],
	procedures: ['billing', 'Procedure', 'Procedures'],
	recurring_appointment_instances: [
		'scheduling',
		'Recurring Appointment Instance',
		'Recurring Appointment Instances',
	],
	reminder_profiles: ['practice', 'Reminder Profile', 'Reminder Profiles'],
	schedule_blocks: ['scheduling', 'Schedule Block', 'Schedule Blocks', { provider: 'provider' }],
	signed_consent_forms: ['demographics', 'Signed Consent Form', 'Signed Consent Forms'],
	staff: ['practice', 'Staff Member', 'Staff Members'],
	sublabs: ['clinical', 'Lab Location', 'Lab Locations', { shared: true }],
	task_categories: ['messages', 'Task Category', 'Task Categories', { shared: true }],
	task_notes: ['messages', 'Task Note', 'Task Notes'],
	task_statuses: ['messages', 'Task Status', 'Task Statuses', { shared: true }],
	task_templates: ['messages', 'Task Template', 'Task Templates'],
	tasks: ['messages', 'Task', 'Tasks'],
	telehealth_appointment_history: ['scheduling', 'Telehealth Event', 'Telehealth Events'],
	telehealth_appointments: ['scheduling', 'Telehealth Appointment', 'Telehealth Appointments'],
	transactions: ['billing', 'Insurance Transaction', 'Insurance Transactions'],
	user_groups: ['practice', 'User Group', 'User Groups'],
	users: ['practice', 'User', 'Users'],
	yellow_notepad: ['clinical', 'Note Section Text', 'Note Section Texts'],
};

/** Facts of all resources by name. */
export const RESOURCE_FACTS: Readonly<Record<string, ResourceFacts>> = Object.fromEntries(
	Object.entries(ROWS).map(([name, [area, singular, plural, owner]]) => [
		name,
		{ area, singular, plural, owner },
	]),
);
