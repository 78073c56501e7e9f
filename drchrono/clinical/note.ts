import type { Json, JsonObject } from '../client/request';
import { inWords, type NoteField } from './noteField';

/** A part of a note with what was written in it. */
export interface NoteSection {
	name: string;
	fields: Array<{
		/** As the practice calls it; `null` where its definition is not at hand. */
		name: string | null;
		value: string;
	}>;
}

/**
 * The sections of a v4 note (wire.md §10). Fields without a value are left out, sections without
 * fields too.
 *
 * @param fieldOf definition of a field by its id, where it is known
 */
export function sectionsOf(
	note: JsonObject,
	fieldOf: (id: string) => NoteField | undefined,
): NoteSection[] {
	return objectsIn(note.clinical_note_sections)
		.map(({ name, values }) => ({
			name: textOf(name),
			fields: objectsIn(values)
				.map(({ clinical_note_field, value }) => {
					const field = fieldOf(String(clinical_note_field));
					return { name: field?.name ?? null, value: inWords(textOf(value).trim(), field) };
				})
				.filter(({ value }) => value !== ''),
		}))
		.filter(({ fields }) => fields.length > 0);
}

/**
 * A note to be read or archived as text: each section under its name, each field on a line of its own
 * behind its name.
 */
export function plainText(sections: readonly NoteSection[]): string {
	return sections
		.map(({ name, fields }) => {
			const lines = fields.map((field) =>
				field.name === null ? field.value : `${field.name}: ${field.value}`,
			);
			return [...(name === '' ? [] : [name]), ...lines].join('\n');
		})
		.join('\n\n');
}

function objectsIn(list: Json | undefined): JsonObject[] {
	if (!Array.isArray(list)) return [];
	return list.filter(
		(one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one),
	);
}

function textOf(value: Json | undefined): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
