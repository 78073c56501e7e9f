import { DateTime } from 'luxon';

import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { Json, JsonObject } from '../client/request';
import { idInBody } from '../dialects/body';
import { dayOf, momentOf, wallTime } from '../time/moment';
import type { Field } from './model';

const ID = /^\d{1,19}([_-]\d{1,19}){0,3}$/;
const DECIMAL = /^-?\d{1,15}(\.\d{1,10})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TRUTH: Readonly<Record<string, boolean>> = {
	true: true,
	false: false,
	'1': true,
	'0': false,
};

/** Whether a person gave no value: nothing is sent for it, so that nothing is wiped out by accident. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/**
 * A value as the server wants it, or why it is none. Values never appear in a failure.
 *
 * @param zone IANA zone of the practice, for a time that comes with another one
 */
export function valueOf(field: Field, value: unknown, zone: string): Outcome<Json> {
	if (field.choices) return choiceOf(field, value);
	switch (field.type) {
		case 'id':
			return idOf(field, value);
		case 'integer':
		case 'decimal':
			return numberOf(field, value);
		case 'boolean':
			return truthOf(field, value);
		case 'day':
			return dayOf(value, field.label);
		case 'usDay':
			return usDayOf(field, value);
		case 'dayRange':
			return dayRangeOf(field, value);
		case 'time':
			return timeOf(field, value, zone);
		case 'object':
		case 'list':
			return structureOf(field, value, zone);
		case 'file':
			return failed(invalid(field, 'is a file', 'Give the name of the input field that holds it.'));
		case 'any':
			return success(value as Json);
		case 'text':
			return textOf(field, value);
	}
}

/** Whether a time comes with a zone of its own, so that it can be sent only with the practice's. */
export function isInstant(field: Field, value: unknown): boolean {
	if (field.type !== 'time' || isBlank(value)) return false;
	const moment = momentOf(value, field.label);
	return moment.ok && moment.value.kind === 'instant';
}

function choiceOf(field: Field, value: unknown): Outcome<Json> {
	const text = String(value).trim();
	if (field.open || field.choices?.some((choice) => choice.value === text)) {
		return success(field.type === 'integer' || field.type === 'decimal' ? Number(text) : text);
	}
	const known = (field.choices ?? []).filter((choice) => choice.value !== '');
	const some = known.slice(0, 8).map((choice) => choice.value);
	const more = known.length > some.length ? ' …' : '';
	return failed(invalid(field, 'is none of the values it takes', `Use ${some.join(', ')}${more}.`));
}

function idOf(field: Field, value: unknown): Outcome<Json> {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string' && ID.test(text.trim())) return success(idInBody(text.trim()));
	return failed(invalid(field, 'is not an ID', 'Give the number that DrChrono shows for it.'));
}

function numberOf(field: Field, value: unknown): Outcome<Json> {
	const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
	const isNumber = typeof number === 'number' && Number.isFinite(number);
	if (isNumber && (field.type === 'decimal' || Number.isInteger(number))) return success(number);
	const what = field.type === 'integer' ? 'whole number' : 'number';
	return failed(invalid(field, `is not a ${what}`, 'Correct the field.'));
}

function truthOf(field: Field, value: unknown): Outcome<Json> {
	const truth = TRUTH[String(value).trim().toLowerCase()];
	return truth === undefined
		? failed(invalid(field, 'is neither true nor false', 'Correct the field.'))
		: success(truth);
}

function usDayOf(field: Field, value: unknown): Outcome<Json> {
	const day = dayOf(value, field.label);
	if (!day.ok) return day;
	return success(DateTime.fromISO(day.value, { zone: 'utc' }).toFormat('M/d/yyyy'));
}

function dayRangeOf(field: Field, value: unknown): Outcome<Json> {
	const [from = '', to = '', ...rest] = String(value).split('/');
	const ends = [dayOf(from, field.label), dayOf(to, field.label)];
	const [first, last] = ends;
	if (first?.ok && last?.ok && rest.length === 0 && first.value <= last.value) {
		return success(`${first.value}/${last.value}`);
	}
	return failed(
		invalid(
			field,
			'is not a range of days',
			'Give the first and the last day, such as 2026-04-01/2026-04-30.',
		),
	);
}

/** v4's clock is the practice's own, without a zone (wire.md §3.3). Filters take a day as well. */
function timeOf(field: Field, value: unknown, zone: string): Outcome<Json> {
	if (
		typeof value === 'string' &&
		DAY.test(value.trim()) &&
		/since$|^created_at$/.test(field.name)
	) {
		return dayOf(value, field.label);
	}
	const moment = momentOf(value, field.label);
	return moment.ok ? success(wallTime(moment.value, zone)) : moment;
}

function structureOf(field: Field, value: unknown, zone: string): Outcome<Json> {
	const parsed = parsedOf(field, value);
	if (field.type === 'list') {
		if (!Array.isArray(parsed)) {
			return failed(invalid(field, 'is not a list', 'Give a JSON list, such as ["a", "b"].'));
		}
		return field.fields ? all(parsed, (entry) => partsOf(field, entry, zone)) : success(parsed);
	}
	return partsOf(field, parsed, zone);
}

/** JSON as such or as text; a list of plain values may also be written with commas. */
function parsedOf({ type, fields }: Field, value: unknown): Json | undefined {
	if (typeof value !== 'string') return value as Json;
	try {
		return JSON.parse(value) as Json;
	} catch {
		if (type !== 'list' || fields || /[[{]/.test(value)) return undefined;
		return value
			.split(',')
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '');
	}
}

/** An object whose known fields are checked; what else is in it goes out as it is. */
function partsOf(field: Field, value: Json | undefined, zone: string): Outcome<Json> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return failed(invalid(field, 'is not an object', 'Give a JSON object, such as {"a": "b"}.'));
	}
	const sent: JsonObject = {};
	for (const [name, part] of Object.entries(value)) {
		const known = field.fields?.find((inner) => inner.name === name);
		if (!known || known.readOnly || isBlank(part)) {
			sent[name] = part;
			continue;
		}
		const checked = valueOf({ ...known, label: `${field.label}: ${known.label}` }, part, zone);
		if (!checked.ok) return checked;
		sent[name] = checked.value;
	}
	return success(sent);
}

function textOf(field: Field, value: unknown): Outcome<Json> {
	if (typeof value === 'object' && value !== null) {
		return failed(invalid(field, 'is not text', 'Correct the field.'));
	}
	return success(String(value));
}

function all(values: readonly Json[], check: (value: Json) => Outcome<Json>): Outcome<Json> {
	const checked: Json[] = [];
	for (const value of values) {
		const outcome = check(value);
		if (!outcome.ok) return outcome;
		checked.push(outcome.value);
	}
	return success(checked);
}

/** A value that cannot be sent, by the label of its field. */
export function invalid({ label }: Pick<Field, 'label'>, what: string, advice: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' ${what}`,
		advice: `${advice} Nothing was sent.`,
		field: label,
	};
}
