import { ok, Refusal, type Answer } from '../answer.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { invalid, notFound, type Call } from './call.mts';
import { queryError } from './filters.mts';
import type { Hooks } from './hooks.mts';

const LOCKED = new Refusal({
	status: 409,
	body: { detail: 'Cannot modify a locked clinical note.' },
});

function guardUnlocked(store: Store, appointment: unknown): void {
	const note = store.table('appointments').get(appointment)?.clinical_note as
		| Row
		| null
		| undefined;
	if (note?.locked === true) throw LOCKED;
}

function keyOf(call: Call): { appointment: Row; template: Row; key: string } {
	const appointmentId = call.query.get('appointment_id');
	const templateId = call.query.get('template_id');
	if (!appointmentId || !templateId)
		throw queryError('both appointment_id and template_id must be specified');
	for (const [name, value] of Object.entries({
		appointment_id: appointmentId,
		template_id: templateId,
	}))
		if (!/^\d+$/.test(value)) throw queryError(`${name} must be an integer`);
	const { store } = call.world;
	const appointment = store.table('appointments').get(appointmentId);
	const template = store.table('clinical_note_templates').get(templateId);
	if (!appointment || !template) throw notFound();
	return { appointment, template, key: `${appointmentId}-${templateId}` };
}

function notepad(appointment: Row, template: Row, content: string): Row {
	return { appointment_id: Number(appointment.id), template_id: template.id, content };
}

/** `GET /api/yellow_notepad`: the free text of one section of one note. */
export function readNotepad(call: Call): Answer {
	const { appointment, template, key } = keyOf(call);
	const row = call.world.store.table('yellow_notepad').get(key);
	return ok(notepad(appointment, template, String(row?.content ?? '')));
}

/** `POST /api/yellow_notepad`: writes it, unless the note is locked (wire.md 5.3). */
export function writeNotepad(call: Call): Answer {
	const { appointment, template, key } = keyOf(call);
	const { content } = (call.body ?? {}) as Row;
	if (content === undefined) throw invalid({ content: ['This field is required.'] });
	const { store } = call.world;
	guardUnlocked(store, appointment.id);
	const row = notepad(appointment, template, String(content));
	const before = store.table('yellow_notepad').get(key);
	if (before) store.replace('yellow_notepad', before, { ...row, id: key });
	else store.create('yellow_notepad', { ...row, id: key });
	return { status: 201, body: row };
}

/** What each data type of a note's field takes (wire.md 10); unlisted ones take any text. */
const TAKES: Readonly<Record<string, RegExp>> = {
	NullCheckbox: /^[012]$/,
	Checkbox: /^(True|False)$/,
	TwoStrings: /^[^/]*\/[^/]*$/,
};

/** Puts a value into its section of the appointment's note, making both when missing. */
function showInNote(store: Store, value: Row): void {
	const field = store.table('clinical_note_field_types').get(value.clinical_note_field);
	const appointment = store.table('appointments').get(value.appointment);
	if (!field || !appointment) return;
	const template = field.clinical_note_template;
	const notes = store.table('clinical_notes');
	const before = notes.get(value.appointment);
	const note: Row = before ?? {
		appointment: Number(appointment.id),
		patient: appointment.patient,
		archived: false,
		signee: { locked_by: null, supervisor_locked_by: null },
		clinical_note_sections: [],
	};
	const sections = note.clinical_note_sections as Row[];
	const name = store.table('clinical_note_templates').get(template)?.name ?? '';
	const section = sections.find((one) => one.clinical_note_template === template) ?? {
		clinical_note_template: template,
		name,
		values: [],
	};
	const values = (section.values as Row[]).filter(
		(one) => one.clinical_note_field !== value.clinical_note_field,
	);
	const entry = {
		id: value.id,
		clinical_note_field: value.clinical_note_field,
		value: value.value,
	};
	const changed = { ...section, values: [...values, entry] };
	const others = sections.filter((one) => one.clinical_note_template !== template);
	const row: Record<string, unknown> = { ...note, clinical_note_sections: [...others, changed] };
	if ('updated_at' in row) row.updated_at = store.stamp(appointment);
	if (before) store.replace('clinical_notes', before, row);
	else store.create('clinical_notes', row);
}

/** Values of a note's fields: typed by the field, closed once the note is locked. */
export const noteValueHooks: Hooks = {
	check(call, fields, errors, before) {
		const { store } = call.world;
		const merged = { ...before, ...fields };
		guardUnlocked(store, merged.appointment);
		const field = store.table('clinical_note_field_types').get(merged.clinical_note_field);
		if (!field || fields.value === undefined) return;
		const value = String(fields.value);
		const allowed = (field.allowed_values ?? []) as unknown[];
		const pattern = TAKES[String(field.data_type)];
		if (pattern && !pattern.test(value)) errors.value = ['This value does not fit the field.'];
		else if (allowed.length > 0 && !allowed.map(String).includes(value))
			errors.value = [`"${value}" is not a valid choice.`];
	},
	created: (call, row) => showInNote(call.world.store, row),
	update(call, _before, row) {
		showInNote(call.world.store, row);
		return row;
	},
};
