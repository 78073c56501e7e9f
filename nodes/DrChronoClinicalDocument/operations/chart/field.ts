import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CODE_SYSTEMS, codeOf, type CodeSystem } from '../../../../drchrono/clinical/codes';
import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json } from '../../../../drchrono/client/request';
import { dayOf, momentOf, wallTime } from '../../../../drchrono/time/moment';
import { NOT_CHOSEN } from '../../../shared/fields';
import { idOf, textOf } from '../../../shared/parameters';

/** What a field of a chart's entry holds. */
export type Kind =
	| 'text'
	| 'lines'
	| 'day'
	| 'time'
	| 'number'
	| 'whole'
	| 'flag'
	| 'id'
	| CodeSystem
	| { choices: readonly INodePropertyOptions[] };

/** A field of a chart's entry, on the panel and on its way to a dialect. */
export interface Field {
	/** In the panel and in the draft; saved in workflows. */
	name: string;
	label: string;
	kind: Kind;
	description: string;
	example?: string;
	/** Stands above *Additional Fields* when an entry is created; `required` ones must be there. */
	main?: 'offered' | 'required';
	/** The panel's own, where it is more than a plain field. */
	property?: INodeProperties;
}

/** The field as the panel shows it. */
export function propertyOf(field: Field): INodeProperties {
	const { name, label: displayName, kind, description, property } = field;
	if (property) return property;
	const text: INodeProperties = { displayName, name, type: 'string', default: '', description };
	if (typeof kind === 'object') {
		return { ...text, type: 'options', options: [NOT_CHOSEN, ...kind.choices] };
	}
	switch (kind) {
		case 'flag':
			return { ...text, type: 'boolean', default: false };
		case 'number':
		case 'whole':
			// A number field of n8n begins at 0, which would be written where nobody filled it in.
			return { ...text, placeholder: `e.g. ${field.example ?? '1'}` };
		case 'day':
		case 'time':
			return { ...text, type: 'dateTime' };
		case 'lines':
			return { ...text, typeOptions: { rows: 3 } };
		default: {
			const example = field.example ?? exampleOf(kind);
			return example === undefined ? text : { ...text, placeholder: `e.g. ${example}` };
		}
	}
}

/** What was filled in, checked, as it goes to the server; `undefined` if nothing was. */
export function valueOf(field: Field, raw: unknown, zone: string): Outcome<Json | undefined> {
	const { kind, label } = field;
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	if (typeof kind === 'object') return choiceOf(field, kind.choices, raw);
	switch (kind) {
		case 'flag':
			return success(raw === true || raw === 'true');
		case 'number':
		case 'whole':
			return numberOf(raw, label, kind === 'whole');
		case 'day':
			return dayOf(raw, label);
		case 'time': {
			const moment = momentOf(raw, label);
			return moment.ok ? success(wallTime(moment.value, zone)) : moment;
		}
		case 'id':
			return idOf(raw, label);
		case 'text':
		case 'lines':
			return success(textOf(raw));
		default: {
			const text = textOf(raw);
			return text === undefined ? success(undefined) : codeOf(kind, text, label);
		}
	}
}

/** Whether a value of the field can be sent only with the practice's zone: it came with another. */
export function needsZone({ kind, label }: Field, raw: unknown): boolean {
	if (kind !== 'time' || raw === undefined || raw === null || raw === '') return false;
	const moment = momentOf(raw, label);
	return moment.ok && moment.value.kind === 'instant';
}

/** A choice by its value or its name, however it is cased: `Active` is `active`. */
function choiceOf(
	{ label }: Field,
	choices: readonly INodePropertyOptions[],
	raw: unknown,
): Outcome<string> {
	const wanted = String(raw as string)
		.trim()
		.toLowerCase();
	const found = choices.find(
		({ name, value }) => String(value).toLowerCase() === wanted || name.toLowerCase() === wanted,
	);
	if (found) return success(String(found.value));
	return failed(
		wrong(label, 'is none of the values that DrChrono offers', 'Choose one from the list.'),
	);
}

function numberOf(raw: unknown, label: string, whole: boolean): Outcome<number> {
	const number = Number(raw);
	const fits = Number.isFinite(number) && number >= 0 && (!whole || Number.isInteger(number));
	if (fits) return success(number);
	const what = whole ? 'a whole number' : 'a number';
	return failed(wrong(label, `is not ${what} of at least 0`, 'Correct the field.'));
}

function wrong(label: string, reason: string, advice: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' ${reason}`,
		advice: `${advice} Nothing was sent.`,
		field: label,
	};
}

function exampleOf(kind: Kind): string | undefined {
	return typeof kind === 'string' && kind in CODE_SYSTEMS
		? CODE_SYSTEMS[kind as CodeSystem].example
		: undefined;
}
