import type { INodeProperties } from 'n8n-workflow';

import { valueFor, type NoteField } from '../../../../drchrono/clinical/noteField';
import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { NoteVisitDialect } from '../../../../drchrono/dialects/clinical';
import { isConfined } from '../../../../drchrono/privacy/confine';
import { optionsCollection } from '../../../shared/fields';
import { noteFieldLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { required, type Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { REVIEW } from '../../../shared/review';
import { APPOINTMENT, readVisit } from './read';

const LABELS = { field: 'Field', value: 'Value' } as const;

const properties: INodeProperties[] = [
	APPOINTMENT,
	noteFieldLocator('The field of the note template that is written', true),
	{
		displayName: LABELS.value,
		name: 'value',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		description: 'What to write. Check boxes take yes and no, lists one of their values.',
	},
	{
		displayName: 'Overwrite',
		name: 'overwrite',
		type: 'boolean',
		default: false,
		description:
			'Whether to replace what somebody has written there already. If off, it stays and the output says so.',
	},
	optionsCollection(),
];

/** Writes one field of a note, if nothing stands there or it may be replaced. */
export const setField: EachOperation = {
	value: 'setField',
	name: 'Set Field',
	action: 'Set field of note',
	description: 'Write one field of the clinical note of a visit (DrChrono API v4)',
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const appointment = parameters.requiredId('appointment', APPOINTMENT.displayName);
		if (!appointment.ok) return appointment;
		const field = parameters.requiredId('field', LABELS.field);
		if (!field.ok) return field;
		const text = required(success(parameters.text('value')), LABELS.value);
		if (!text.ok) return text;
		const visits = dialect.notes.visits("'Set Field' of a note");
		if (!visits.ok) return visits;
		if (isConfined(connection)) {
			const allowed = await readVisit(session, visits.value, appointment.value);
			if (!allowed.ok) return allowed;
		}
		const definition = await definitionOf(session, visits.value, field.value);
		if (!definition.ok) return definition;
		const value = valueFor(definition.value, text.value, LABELS.value);
		if (!value.ok) return value;

		const values = await client.list(visits.value.values(appointment.value, field.value));
		if (!values.ok) return values;
		const there = values.value.records.at(-1);
		const head = { appointment: appointment.value, clinical_note_field: field.value };
		const standing = typeof there?.value === 'string' ? there.value : '';
		if (there && (standing === value.value || (standing !== '' && !parameters.flag('overwrite')))) {
			const action = standing === value.value ? 'unchanged' : 'kept';
			const hints = action === 'kept' ? [KEPT] : [];
			return success({ items: [{ json: { id: String(there.id), ...head, action } }], hints });
		}
		const request = there
			? visits.value.changeValue(String(there.id), value.value)
			: visits.value.addValue(appointment.value, field.value, value.value);
		const answer = await client.request(request);
		if (!answer.ok) return answer;
		const id = there
			? String(there.id)
			: String((answer.value.json as JsonObject | null)?.id ?? '');
		const json = { id, ...head, action: there ? 'updated' : 'created', changed: ['value'] };
		return success({ items: [{ json }], hints: [REVIEW] });
	},
};

const KEPT =
	"A field that was filled in already was left as it is. Turn on 'Overwrite' to replace what stands there.";

/** Definitions change rarely and cost a call each: one execution reads each once. */
const remembered = new WeakMap<Session, Map<string, NoteField>>();

async function definitionOf(
	session: Session,
	visits: NoteVisitDialect,
	id: string,
): Promise<Outcome<NoteField>> {
	const known = remembered.get(session) ?? new Map<string, NoteField>();
	remembered.set(session, known);
	const field = known.get(id);
	if (field) return success(field);
	const answer = await session.client.request(visits.fields.get(id));
	if (!answer.ok) return answer;
	const read = visits.fields.read(answer.value.json as JsonObject);
	known.set(id, read);
	return success(read);
}
