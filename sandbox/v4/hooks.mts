import type { Row } from '../store/table.mts';
import { appointmentHooks } from './appointments.mts';
import type { Call } from './call.mts';
import { billingNoteHooks, lineItemHooks, paymentHooks } from './billing.mts';
import { documentHooks, statusHooks } from './chartHooks.mts';
import { noteValueHooks } from './notes.mts';
import { patientHooks } from './patients.mts';
import { blockHooks, profileHooks, templateHooks } from './scheduleHooks.mts';
import { taskHooks, taskNoteHooks } from './tasks.mts';
import type { FieldErrors, Fields } from './validate.mts';

/** What a resource does beyond the generic write. Each may throw a Refusal. */
export interface Hooks {
	/** Brings a body into the shape that the generic code takes. */
	prepare?(call: Call, body: Fields): Fields;
	/** Adds field errors; `before` is the row that is being changed, absent on create. */
	check?(call: Call, fields: Fields, errors: FieldErrors, before: Row | undefined): void;
	/** Completes a new row (id and stamps are set) before it is stored. */
	create?(call: Call, row: Fields, fields: Fields, now: string): Fields;
	/** Completes a changed row before it is stored. */
	update?(call: Call, before: Row, row: Fields, fields: Fields, now: string): Fields;
	created?(call: Call, row: Row): void;
	deleted?(call: Call, row: Row): void;
	/** Refuses a change or deletion of a row. */
	guard?(call: Call, row: Row): void;
	/** A row as reads show it, where that is computed. */
	present?(call: Call, row: Row): Row;
	/** The new row as the 201 shows it, where that differs. */
	shown?(call: Call, row: Row): Row;
}

export const HOOKS: Readonly<Record<string, Hooks>> = {
	appointments: appointmentHooks,
	appointment_profiles: profileHooks,
	appointment_templates: templateHooks,
	claim_billing_notes: billingNoteHooks,
	clinical_note_field_values: noteValueHooks,
	custom_appointment_fields: profileHooks,
	documents: documentHooks,
	line_items: lineItemHooks,
	patient_payments: paymentHooks,
	patients: patientHooks,
	patients_summary: patientHooks,
	problems: statusHooks,
	allergies: statusHooks,
	medications: statusHooks,
	schedule_blocks: blockHooks,
	task_notes: taskNoteHooks,
	tasks: taskHooks,
};
