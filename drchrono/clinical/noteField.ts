import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';

/** A field of a practice's note templates, as it was defined. */
export interface NoteField {
	id: string;
	name: string;
	/** `String`, `TwoStrings`, `Checkbox`, `NullCheckbox`, `Header` … (clinical_note_field_types). */
	dataType: string;
	/** What a field with a list of choices takes; empty for any text. */
	allowedValues: readonly string[];
	/** Given up by the practice: new notes do not have it. */
	archived: boolean;
}

/** Words a person or another system uses, by what DrChrono keeps (values of clinical_note_field_values). */
const CHECKBOX: Readonly<Record<string, readonly string[]>> = {
	True: ['true', 'yes', 'on', 'checked'],
	False: ['false', 'no', 'off', 'unchecked'],
};
const NULL_CHECKBOX: Readonly<Record<string, readonly string[]>> = {
	'0': ['0', 'none', 'blank', 'not selected'],
	'1': ['1', 'no', 'false'],
	'2': ['2', 'yes', 'true'],
};

/** What DrChrono keeps, in words; what is not selected says nothing. */
const IN_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	Checkbox: { True: 'Yes', False: 'No' },
	NullCheckbox: { '0': '', '1': 'No', '2': 'Yes' },
};

/** Drawings and pictures are made in DrChrono alone. */
const NOT_WRITABLE = new Set(['FreeDraw', 'Photo']);

/** A value of a note as a person reads it; without its field's definition, as it came. */
export function inWords(value: string, field: NoteField | undefined): string {
	return IN_WORDS[field?.dataType ?? '']?.[value] ?? value;
}

/**
 * What a person wrote as the field takes it: yes and no of check boxes, one of the allowed values in
 * DrChrono's spelling.
 *
 * @param label the panel's field, for the sentence
 */
export function valueFor(field: NoteField, text: string, label: string): Outcome<string> {
	const { allowedValues, archived, dataType } = field;
	if (archived) return failed(refused(label, 'goes to a field that the practice has given up'));
	if (NOT_WRITABLE.has(dataType)) {
		return failed(refused(label, 'goes to a drawing or picture, which only DrChrono can make'));
	}
	if (dataType === 'Checkbox') return worded(CHECKBOX, text, label, 'yes or no');
	if (dataType === 'NullCheckbox') return worded(NULL_CHECKBOX, text, label, 'yes, no or none');
	if (dataType === 'TwoStrings' && text.split('/').length !== 2) {
		return failed(refused(label, 'is not two values with / between'));
	}
	if (allowedValues.length === 0) return success(text);
	const allowed = allowedValues.find((one) => one.toLowerCase() === text.toLowerCase());
	if (allowed !== undefined) return success(allowed);
	return failed(refused(label, `is none of the ${allowedValues.length} values the field allows`));
}

function worded(
	words: Readonly<Record<string, readonly string[]>>,
	text: string,
	label: string,
	choices: string,
): Outcome<string> {
	const wanted = text.toLowerCase();
	const found = Object.keys(words).find((kept) => words[kept]?.includes(wanted));
	return found === undefined
		? failed(refused(label, `goes to a check box, so it must be ${choices}`))
		: success(found);
}

function refused(label: string, reason: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' ${reason}`,
		advice: "Look at the field in DrChrono's note template. Nothing was sent.",
		field: label,
	};
}
