import type { INodeProperties } from 'n8n-workflow';

import { plainText } from '../../../../drchrono/clinical/note';
import type { NoteField } from '../../../../drchrono/clinical/noteField';
import type { FailureKind } from '../../../../drchrono/client/failure';
import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { emit } from '../../../shared/emit';
import type { Emitted } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';

/** How a note leaves the node. */
export const FORMAT: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{
			name: 'As DrChrono Sends It',
			value: 'raw',
			description: 'Values with the IDs of their fields',
		},
		{
			name: 'Plain Text',
			value: 'text',
			description: 'The whole note as one text, to be read or archived',
		},
		{
			name: 'Sections',
			value: 'sections',
			description: 'Each section with the names and values of its fields',
		},
	],
	default: 'sections',
	description:
		'How the note comes out. Field names take about one call more per run (DrChrono API v4).',
};

/** Without these a note can still be read, only without the names of its fields. */
const NAMES_CAN_BE_MISSED: ReadonlySet<FailureKind> = new Set(['permission', 'scope', 'not-found']);

type Definitions = Outcome<{ of: ReadonlyMap<string, NoteField>; hints: string[] }>;

/** Definitions change rarely and cost calls: one execution reads them once. */
const remembered = new WeakMap<Session, Promise<Definitions>>();

/** How notes leave the node, and what the person should know about it. */
export interface NoteOutput {
	emit(note: JsonObject): Emitted;
	hints: string[];
}

/** Reads *Format*, and the names of fields where it needs them. */
export async function noteOutput(
	session: Session,
	parameters: Parameters,
): Promise<Outcome<NoteOutput>> {
	const { connection, dialect } = session;
	const format = parameters.text('format');
	if (format === 'raw') return success({ emit: (note) => emit(note, connection), hints: [] });

	const definitions = await definitionsFor(session);
	if (!definitions.ok) return definitions;
	const { of, hints } = definitions.value;
	return success({
		hints,
		emit(note) {
			const sections = dialect.notes.sectionsOf(note, (id) => of.get(id));
			const content = format === 'text' ? { text: plainText(sections) } : { sections };
			return emit({ ...dialect.notes.head(note), ...content } as unknown as JsonObject, connection);
		},
	});
}

async function definitionsFor(session: Session): Promise<Definitions> {
	const known = remembered.get(session) ?? readDefinitions(session);
	remembered.set(session, known);
	return await known;
}

async function readDefinitions({ client, dialect }: Session): Promise<Definitions> {
	const { fields } = dialect.notes;
	if (!fields) return success({ of: new Map(), hints: [] });
	const list = await client.list(fields.list);
	if (!list.ok) {
		if (!NAMES_CAN_BE_MISSED.has(list.failure.kind)) return list;
		const hint = `The names of the fields could not be read, so sections have their values alone: ${list.failure.sentence}.`;
		return success({ of: new Map(), hints: [hint] });
	}
	const read = list.value.records.map(fields.read);
	return success({ of: new Map(read.map((field) => [field.id, field])), hints: [] });
}
