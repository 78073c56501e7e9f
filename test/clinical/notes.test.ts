import { plainText, sectionsOf } from '../../drchrono/clinical/note';
import { valueFor, type NoteField } from '../../drchrono/clinical/noteField';

function field(dataType: string, more: Partial<NoteField> = {}): NoteField {
	return { id: '1', name: 'Field', dataType, allowedValues: [], archived: false, ...more };
}

const NOTE = {
	appointment: 400001,
	clinical_note_sections: [
		{
			clinical_note_template: 900001,
			name: 'Subjective',
			values: [
				{ id: 1, clinical_note_field: 1, value: 'Cough for three days ' },
				{ id: 2, clinical_note_field: 2, value: '2' },
				{ id: 3, clinical_note_field: 3, value: '0' },
				{ id: 4, clinical_note_field: 9, value: 'no definition' },
			],
		},
		{ clinical_note_template: 900002, name: 'Empty', values: [{ id: 5, value: '' }] },
		{
			clinical_note_template: 900003,
			name: 'Plan',
			values: [{ id: 6, clinical_note_field: 4, value: 'False' }],
		},
	],
};

const FIELDS: Record<string, NoteField> = {
	1: field('String', { name: 'Complaint' }),
	2: field('NullCheckbox', { name: 'Fever' }),
	3: field('NullCheckbox', { name: 'Rash' }),
	4: field('Checkbox', { name: 'Follow-up' }),
};

test('a note in sections has names and words, and nothing that was left empty', () => {
	expect(sectionsOf(NOTE, (id) => FIELDS[id])).toEqual([
		{
			name: 'Subjective',
			fields: [
				{ name: 'Complaint', value: 'Cough for three days' },
				{ name: 'Fever', value: 'Yes' },
				{ name: null, value: 'no definition' },
			],
		},
		{ name: 'Plan', fields: [{ name: 'Follow-up', value: 'No' }] },
	]);
});

test('a note as text reads from top to bottom', () => {
	expect(plainText(sectionsOf(NOTE, (id) => FIELDS[id]))).toBe(
		'Subjective\nComplaint: Cough for three days\nFever: Yes\nno definition\n\nPlan\nFollow-up: No',
	);
});

test.each([[{}], [{ clinical_note_sections: null }], [{ clinical_note_sections: [null, 1] }]])(
	'a note without sections has none: %j',
	(note) => {
		expect(sectionsOf(note as never, () => undefined)).toEqual([]);
		expect(plainText([])).toBe('');
	},
);

test.each<[string, NoteField, string, string]>([
	['any text', field('String'), 'Cough', 'Cough'],
	[
		'an allowed value in any case',
		field('String', { allowedValues: ['1 week'] }),
		'1 WEEK',
		'1 week',
	],
	['yes in a check box', field('Checkbox'), 'Yes', 'True'],
	['no in a check box', field('Checkbox'), 'false', 'False'],
	['yes in one with three states', field('NullCheckbox'), 'yes', '2'],
	['no in one with three states', field('NullCheckbox'), 'No', '1'],
	['none in one with three states', field('NullCheckbox'), 'none', '0'],
	['two values', field('TwoStrings'), '120/80', '120/80'],
])('%s is written as DrChrono keeps it', (_, definition, text, value) => {
	expect(valueFor(definition, text, 'Value')).toEqual({ ok: true, value });
});

test.each<[string, NoteField, string]>([
	['a value that the list lacks', field('String', { allowedValues: ['1 week'] }), 'SECRET'],
	['a text in a check box', field('Checkbox'), 'SECRET'],
	['a text in one with three states', field('NullCheckbox'), 'SECRET'],
	['one value where there are two', field('TwoStrings'), 'SECRET'],
	['a drawing', field('FreeDraw'), 'SECRET'],
	['a field that was given up', field('String', { archived: true }), 'SECRET'],
])('%s is refused without repeating it', (_, definition, text) => {
	const read = valueFor(definition, text, 'Value');
	expect(read).toMatchObject({ ok: false, failure: { kind: 'invalid-input', field: 'Value' } });
	expect(JSON.stringify(read)).not.toContain('SECRET');
});
