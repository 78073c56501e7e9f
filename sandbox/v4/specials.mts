import type { FieldData } from '../contract/model.mts';

/** What of a resource the wire does otherwise than the contract says, or the contract leaves out. */
export interface Special {
	readonly schema?: string;
	readonly required?: readonly string[];
	readonly verbose?: readonly string[];
	readonly scopes?: readonly string[];
	readonly extraFields?: Readonly<Record<string, FieldData>>;
	/** The flag that a DELETE sets; without one a DELETE removes the row. */
	readonly softDelete?: 'deleted_flag' | 'archived';
	/** Field whose date `date` and `date_range` compare. */
	readonly dateField?: string;
	/** Filters that name another field than their own, or compare otherwise than by equality. */
	readonly filterFields?: Readonly<Record<string, string>>;
	readonly prefixFilters?: readonly string[];
	/** At least one of these query parameters must be there. */
	readonly oneOfFilters?: readonly string[];
	/** Also needs the settings scope and permission (wire.md 1.3). */
	readonly settingsGate?: boolean;
	/** Longest range of dates, in days (wire.md 3.2). */
	readonly maxDays?: number;
	/** The collection answers one object, that of the signed-in user's doctor (wire.md 10). */
	readonly single?: boolean;
}

const BOOLEAN: FieldData = { type: 'boolean' };

/** Sections of wire.md: appointments 2, 3, 5.2; patients 3.2, 5.2; profiles 5.2; schedules 10. */
export const SPECIALS: Readonly<Record<string, Special>> = {
	appointments: {
		softDelete: 'deleted_flag',
		dateField: 'scheduled_time',
		filterFields: { occurred_since: 'scheduled_time' },
		oneOfFilters: ['since', 'occurred_since', 'date', 'date_range'],
		maxDays: 190,
		extraFields: {
			is_telehealth: BOOLEAN,
			telehealth_url: { type: 'string', readOnly: true },
		},
	},
	appointment_profiles: {
		required: ['name', 'color'],
		softDelete: 'archived',
		settingsGate: true,
	},
	appointment_templates: { softDelete: 'archived', settingsGate: true },
	reminder_profiles: { settingsGate: true },
	patients: {
		required: ['gender', 'doctor'],
		prefixFilters: ['first_name', 'last_name'],
	},
	patients_summary: {
		schema: 'Patient',
		prefixFilters: ['first_name', 'last_name'],
		required: ['gender', 'doctor'],
	},
	doctors: { filterFields: { doctor: 'id' } },
	documents: {
		softDelete: 'archived',
		required: ['doctor', 'patient', 'description', 'date', 'document'],
	},
	messages: {
		softDelete: 'archived',
		filterFields: { received_since: 'received_at', updated_since: 'updated_at' },
	},
	audit_log: {
		oneOfFilters: ['since', 'date', 'date_range'],
		dateField: 'created_at',
		filterFields: { doctor: 'doctor_id', user: 'user_id', appointment: 'appointment_id' },
	},
	clinical_notes: { dateField: 'date' },
	eligibility_checks: {
		filterFields: {
			query_date: 'query_date',
			query_date_range: 'query_date',
			appointment_date: 'appointment.scheduled_time',
			appointment_date_range: 'appointment.scheduled_time',
		},
	},
	lab_results: { filterFields: { order: 'lab_order' } },
	lab_tests: { filterFields: { order: 'lab_order' } },
	line_items: { filterFields: { office: 'appointment.office' } },
	patient_authorizations: { dateField: 'start_date' },
	procedures: {
		filterFields: { mu_date_range: 'service_date', mu_date: 'service_date' },
	},
	schedule_blocks: {
		dateField: 'start_time',
		filterFields: { doctor: 'provider' },
	},
	tasks: {
		filterFields: {
			due_at_since: 'due_date.time',
			due_at_date: 'due_date.time',
			due_at_range: 'due_date.time',
		},
	},
	users: { scopes: ['user'] },
	staff: { scopes: [] },
	doctor_work_schedule: { single: true, scopes: [] },
	office_work_schedule: { single: true, scopes: [] },
};
