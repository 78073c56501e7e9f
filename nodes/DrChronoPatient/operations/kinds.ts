import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { stateOf, zipOf } from '../../../drchrono/formats/address';
import { pastDayOf } from '../../../drchrono/formats/birthday';
import { emailOf } from '../../../drchrono/formats/email';
import { amountOf } from '../../../drchrono/formats/money';
import { npiOf } from '../../../drchrono/formats/npi';
import { phoneOf } from '../../../drchrono/formats/phone';
import { ssnOf } from '../../../drchrono/formats/ssn';
import { dayOf } from '../../../drchrono/time/moment';
import { systemClock } from '../../shared/clock';
import { NOT_CHOSEN } from '../../shared/fields';
import { idOf, optional, textOf } from '../../shared/parameters';
import { CHOICES, type ChoiceName } from './choices';

/** What a field of a patient takes. */
export type Kind =
	| 'amount'
	| 'day'
	| 'email'
	| 'flag'
	| 'id'
	| 'ids'
	| 'list'
	| 'npi'
	| 'pastDay'
	| 'phone'
	| 'ssn'
	| 'state'
	| 'text'
	| 'zip'
	| ChoiceName;

type Check = (raw: unknown, label: string) => Outcome<unknown>;

/** Reads text by a check of its format; nothing where there is no text. */
const checked =
	(check: (text: string, label: string) => Outcome<unknown>): Check =>
	(raw, label) =>
		optional(textOf(raw), label, check);

/** The same for what n8n may hand over as a date. */
const dated =
	(check: (day: unknown, label: string) => Outcome<string>): Check =>
	(raw, label) =>
		raw === undefined || raw === null || raw === '' ? success(undefined) : check(raw, label);

const CHECKS: Readonly<Record<Exclude<Kind, ChoiceName>, Check>> = {
	amount: checked(amountOf),
	day: dated(dayOf),
	email: checked(emailOf),
	flag: flagOf,
	id: (raw, label) => idOf(raw, label),
	ids: idsOf,
	list: (raw) => success(listOf(raw)),
	npi: checked(npiOf),
	pastDay: dated((day, label) => pastDayOf(day, label, systemClock.now())),
	phone: checked(phoneOf),
	ssn: checked(ssnOf),
	state: checked(stateOf),
	text: (raw) => success(textOf(raw)),
	zip: checked(zipOf),
};

/** A value as its kind wants it; `undefined` for an empty one. */
export function valueOf(kind: Kind, raw: unknown, label: string): Outcome<unknown> {
	return kind in CHOICES
		? choiceOf(kind as ChoiceName, raw, label)
		: CHECKS[kind as keyof typeof CHECKS](raw, label);
}

/** An example for the fields whose form is not plain. */
const EXAMPLES: Readonly<Partial<Record<Kind, string>>> = {
	amount: 'e.g. 20.00',
	day: 'e.g. 2026-04-15',
	email: 'e.g. name@example.com',
	ids: 'e.g. 500001, 500002',
	list: 'e.g. 0000001, 0000002',
	npi: 'e.g. 1234567893',
	pastDay: 'e.g. 1980-02-03',
	phone: 'e.g. (650) 555-0100',
	ssn: 'e.g. 123-45-6789',
	state: 'e.g. CA',
	zip: 'e.g. 95014',
};

/** How a field of this kind looks on the panel. */
export function lookOf(
	kind: Kind,
): Pick<INodeProperties, 'type' | 'default' | 'options' | 'placeholder' | 'typeOptions'> {
	if (kind in CHOICES) {
		const options = [NOT_CHOSEN, ...CHOICES[kind as ChoiceName]];
		return { type: 'options', options, default: NOT_CHOSEN.value };
	}
	if (kind === 'flag') return { type: 'boolean', default: false };
	return {
		type: 'string',
		...(kind === 'ssn' && { typeOptions: { password: true } }),
		default: '',
		...(EXAMPLES[kind] !== undefined && { placeholder: EXAMPLES[kind] }),
	};
}

/** One of the choices, by its code or by its name in any case. */
export function choiceOf(
	name: ChoiceName,
	raw: unknown,
	label: string,
): Outcome<string | undefined> {
	const text = textOf(raw)?.toLowerCase();
	if (text === undefined) return success(undefined);
	const choice = CHOICES[name].find(
		(one) => one.value.toLowerCase() === text || one.name.toLowerCase() === text,
	);
	if (choice) return success(choice.value);
	const names = CHOICES[name].map((one) => one.name).join(', ');
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is none of the values that DrChrono offers`,
		advice: `It offers: ${names}. Nothing was sent.`,
		field: label,
	});
}

function flagOf(raw: unknown, label: string): Outcome<boolean | undefined> {
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	if (typeof raw === 'boolean') return success(raw);
	const flag = { true: true, false: false }[String(raw).trim().toLowerCase()];
	if (flag !== undefined) return success(flag);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is neither true nor false`,
		advice: 'Correct the field. Nothing was sent.',
		field: label,
	});
}

function idsOf(raw: unknown, label: string): Outcome<string[] | undefined> {
	const ids: string[] = [];
	for (const part of listOf(raw) ?? []) {
		const id = idOf(part, label);
		if (!id.ok) return id;
		if (id.value !== undefined) ids.push(id.value);
	}
	return success(ids.length === 0 ? undefined : ids);
}

/** Several values: an array, or text with commas between. */
export function listOf(raw: unknown): string[] | undefined {
	const parts: unknown[] = Array.isArray(raw) ? raw : (textOf(raw)?.split(',') ?? []);
	const texts = parts.map(textOf).filter((text) => text !== undefined);
	return texts.length === 0 ? undefined : texts;
}
