import type { Doctor, Field } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';

/** A field of a note's section; types as v4 names them. */
interface FieldKind {
	name: string;
	type: 'String' | 'TwoStrings' | 'NullCheckbox' | 'Checkbox' | 'Header';
	allowed?: readonly string[];
}

interface SectionKind {
	name: string;
	fields: readonly FieldKind[];
}

const text = (name: string): FieldKind => ({ name, type: 'String' });
const yesNo = (name: string): FieldKind => ({ name, type: 'NullCheckbox' });
const choice = (name: string, allowed: readonly string[]): FieldKind => ({
	name,
	type: 'String',
	allowed,
});

export const FOLLOW_UPS = [
	'1 week',
	'2 weeks',
	'1 month',
	'3 months',
	'6 months',
	'1 year',
] as const;
export const MOODS = ['Euthymic', 'Depressed', 'Anxious', 'Irritable', 'Elevated'] as const;
export const DIETS = ['Breast milk', 'Formula', 'Varied', 'Picky'] as const;

const FREE: SectionKind = { name: 'Free Text Note', fields: [text('Note')] };

/** The sections that each kind of practice writes. */
const SECTIONS: Record<Field, readonly SectionKind[]> = {
	family: [
		{ name: 'Subjective', fields: [text('Narrative')] },
		{ name: 'Objective', fields: [text('Vitals'), text('Exam')] },
		{ name: 'Assessment', fields: [text('Assessment')] },
		{ name: 'Plan', fields: [text('Plan'), choice('Follow up in', FOLLOW_UPS)] },
		FREE,
	],
	internal: [
		{ name: 'CC/History of Present Illness', fields: [text('Chief complaint'), text('HPI')] },
		{ name: 'Past Medical History', fields: [text('PMH'), text('Medications'), text('Allergies')] },
		{
			name: 'Review of Systems',
			fields: ['Fever', 'Chest pain', 'Shortness of breath', 'Nausea', 'Dizziness', 'Rash'].map(
				yesNo,
			),
		},
		{
			name: 'Physical Exam',
			fields: [
				{ name: 'Blood pressure', type: 'TwoStrings' },
				text('General'),
				text('Heart'),
				text('Lungs'),
				{ name: 'Labs reviewed', type: 'Checkbox' },
			],
		},
		{ name: 'Assessment and Plan', fields: [text('Assessment and plan')] },
		FREE,
	],
	pediatrics: [
		{
			name: 'Visit',
			fields: [
				{ name: 'Interval history', type: 'Header' },
				text('Concerns'),
				choice('Diet', DIETS),
				yesNo('Development on track'),
			],
		},
		{ name: 'Growth and Exam', fields: [text('Measurements'), text('Exam')] },
		{
			name: 'Plan',
			fields: [text('Plan'), { name: 'Vaccine information given', type: 'Checkbox' }],
		},
		FREE,
	],
	behavioral: [
		{ name: 'Session Note', fields: [text('Data, assessment, plan')] },
		{ name: 'Mental Status', fields: [choice('Mood', MOODS), text('Thought process')] },
		{
			name: 'Risk',
			fields: [yesNo('Suicidal ideation'), yesNo('Homicidal ideation'), text('PHQ-9 total')],
		},
		FREE,
	],
};

export interface NoteField extends FieldKind {
	id: number;
}

export interface NoteSection {
	id: number;
	name: string;
	fields: NoteField[];
}

/** The sections of each doctor, by the doctor's index. */
export function makeSections(doctors: readonly Doctor[]): NoteSection[][] {
	let sectionCount = 0;
	let fieldCount = 0;
	return doctors.map((doctor) =>
		SECTIONS[doctor.field].map((section) => ({
			id: idOf('clinical_note_templates', sectionCount++),
			name: section.name,
			fields: section.fields.map((field) => ({
				...field,
				id: idOf('clinical_note_field_types', fieldCount++),
			})),
		})),
	);
}

const WHEN = '2024-03-04T11:00:00';

/** `/api/clinical_note_templates` (verbose) and `/api/clinical_note_field_types`. */
export function templateRows(
	sections: readonly (readonly NoteSection[])[],
	doctors: readonly Doctor[],
): { clinical_note_templates: Row[]; clinical_note_field_types: Row[] } {
	const field = (each: NoteField, section: NoteSection) => ({
		id: each.id,
		clinical_note_template: section.id,
		name: each.name,
		data_type: each.type,
		allowed_values: [...(each.allowed ?? [])],
		required: false,
		archived: false,
	});
	return {
		clinical_note_templates: sections.flatMap((own, d) =>
			own.map((section, place) => ({
				id: section.id,
				doctor: doctors[d]?.id,
				name: section.name,
				archived: false,
				is_onpatient: false,
				is_persistent: section.name === 'Past Medical History',
				order: { on_complete_note: place + 1, on_ipad: place + 1 },
				workflow_key: '',
				updated_at: WHEN,
				clinical_note_fields: section.fields.map((each) => field(each, section)),
			})),
		),
		clinical_note_field_types: sections.flatMap((own) =>
			own.flatMap((section) =>
				section.fields.map((each) => ({ ...field(each, section), comment: '' })),
			),
		),
	};
}
