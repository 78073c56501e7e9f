/** How this server treats a resource where the contract leaves it open. */
export interface Special {
	/** The flag that a DELETE sets; without one a DELETE removes the row. */
	readonly softDelete?: 'deleted_flag' | 'archived';
	/** Field whose date `date` and `date_range` compare. */
	readonly dateField?: string;
	/** Filters that name another field than their own; a dot leads through a reference. */
	readonly filterFields?: Readonly<Record<string, string>>;
	readonly prefixFilters?: readonly string[];
	/** Filters for which any positive number means "some". */
	readonly someFilters?: readonly string[];
	/** Also needs the settings scope and permission (wire.md 1.3). */
	readonly settingsGate?: boolean;
	/** Longest range of dates, in days (wire.md 3.2). */
	readonly maxDays?: number;
	/** The table it shows, where that is another resource's. */
	readonly table?: string;
	/** Fields that a file part of a multipart body fills, and the only way to fill them. */
	readonly fileFields?: readonly string[];
}

/** Sections of wire.md: appointments and patients 3, 5.2; soft deletes 5.1; files 6; schedules 10. */
export const SPECIALS: Readonly<Record<string, Special>> = {
	appointments: {
		softDelete: 'deleted_flag',
		dateField: 'scheduled_time',
		filterFields: { occurred_since: 'scheduled_time' },
		maxDays: 190,
	},
	amendments: { fileFields: ['amendment_file'] },
	appointment_profiles: { softDelete: 'archived', settingsGate: true },
	appointment_templates: {
		softDelete: 'archived',
		settingsGate: true,
		dateField: 'scheduled_time',
	},
	audit_log: {
		dateField: 'created_at',
		filterFields: { doctor: 'doctor_id', user: 'user_id', appointment: 'appointment_id' },
	},
	clinical_notes: { dateField: 'appointment.scheduled_time' },
	clinical_note_field_values: {
		filterFields: { clinical_note_template: 'clinical_note_field.clinical_note_template' },
	},
	doctors: { filterFields: { doctor: 'id' } },
	documents: { softDelete: 'archived', fileFields: ['document'] },
	eligibility_checks: {
		filterFields: {
			query_date: 'query_date',
			query_date_range: 'query_date',
			appointment_date: 'appointment.scheduled_time',
			appointment_date_range: 'appointment.scheduled_time',
		},
	},
	eobs: { fileFields: ['scanned_eob'] },
	lab_documents: { fileFields: ['document'] },
	lab_orders_summary: { table: 'lab_orders' },
	lab_results: { filterFields: { order: 'lab_order' } },
	lab_tests: { filterFields: { order: 'lab_order' } },
	line_items: { filterFields: { office: 'appointment.office' } },
	message_threads: { someFilters: ['unread_count'] },
	messages: {
		filterFields: { received_since: 'received_at', updated_since: 'updated_at' },
		fileFields: ['attachment'],
	},
	patient_authorizations: { dateField: 'start_date' },
	patients: { prefixFilters: ['first_name', 'last_name'], fileFields: ['patient_photo'] },
	patients_summary: { table: 'patients', prefixFilters: ['first_name', 'last_name'] },
	procedures: {
		filterFields: { service_date: 'date', mu_date: 'date', mu_date_range: 'date' },
	},
	reminder_profiles: { settingsGate: true },
	schedule_blocks: { dateField: 'start_time', filterFields: { doctor: 'provider' } },
	signed_consent_forms: { fileFields: ['signature_file'] },
	tasks: {
		filterFields: {
			due_at_since: 'due_date.time',
			due_at_date: 'due_date.time',
			due_at_range: 'due_date.time',
			due_at_unknown: 'due_date',
		},
	},
};
