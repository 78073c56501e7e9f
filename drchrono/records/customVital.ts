import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { CustomReading, CustomVital } from './vital';

/** A value as a person gives it. */
export interface CustomVitalWish {
	/** Name of the vital in any case, or its id. */
	vital: string;
	value: string;
}

const LABEL = 'Custom Vitals';

/** Names that a failure offers at most. */
const MOST_NAMES = 5;

/**
 * The value as it can be sent: of a vital that the practice has, and of the form that it takes. Of
 * several vitals of one name the one counts that the visit's provider defined.
 */
export function readingFor(
	{ vital, value }: CustomVitalWish,
	definitions: readonly CustomVital[],
	provider: string | null,
): Outcome<CustomReading> {
	const wanted = vital.trim().toLowerCase();
	const open = definitions.filter(({ archived }) => !archived);
	const named = open.filter(
		({ id, name }) => id === wanted || name.trim().toLowerCase() === wanted,
	);
	const own = named.filter((one) => one.provider === null || one.provider === provider);
	const fitting = own.length > 0 ? own : named;
	if (fitting.length > 1) {
		return failed(wrong('names a vital that several providers have', 'Give its ID instead.'));
	}
	const [found] = fitting;
	if (!found) return failed(unknown(open));
	const read = valueFor(found, value.trim());
	return read.ok ? success({ id: found.id, value: read.value }) : read;
}

function valueFor(vital: CustomVital, value: string): Outcome<string> {
	const { name, kind, allowedValues, delimiter } = vital;
	if (value === '') return failed(wrong(`has no value for '${name}'`, 'Fill it in.'));
	if (kind === 'choice') {
		const allowed = allowedValues.find((one) => one.trim().toLowerCase() === value.toLowerCase());
		if (allowed !== undefined) return success(allowed);
		const choices = allowedValues.map((one) => `'${one}'`).join(', ');
		return failed(wrong(`has a value that '${name}' does not take`, `It takes: ${choices}.`));
	}
	if (kind === 'text') return success(value);
	const parts = delimiter === null ? [value] : value.split(delimiter);
	const isNumeric = parts.every((part) => /^\s*-?\d+(\.\d+)?\s*$/.test(part));
	if (isNumeric && parts.length === (delimiter === null ? 1 : 2)) return success(value);
	const form = delimiter === null ? 'a number' : `two numbers with ${delimiter} between them`;
	return failed(wrong(`has a value for '${name}' that is not ${form}`, 'Correct it.'));
}

/** The value as a number; `undefined` for what is none. */
export function numberIn({ kind, delimiter }: CustomVital, value: string): number | undefined {
	if (kind !== 'number' || delimiter !== null || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

function unknown(definitions: readonly CustomVital[]): Failure {
	const names = [...new Set(definitions.map(({ name }) => name))].sort().slice(0, MOST_NAMES);
	const offer =
		names.length === 0
			? 'It has none so far.'
			: `There are: ${names.map((name) => `'${name}'`).join(', ')}.`;
	return wrong('names a vital that this practice does not have', offer);
}

function wrong(reason: string, advice: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${LABEL}' ${reason}`,
		advice: `${advice} Nothing was written.`,
		field: LABEL,
	};
}
