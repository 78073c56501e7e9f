import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';

/** A field that a practice defined for its patients (v4: custom demographics). */
export interface CustomField {
	id: string;
	name: string;
	description: string;
	/** Values it takes; empty if it takes any. */
	allowedValues: string[];
	/** v4: definitions belong to a provider, and several may have one of the same name. */
	provider: string | null;
	archived: boolean;
}

/** A value for a custom field. An empty value empties the field. */
export interface CustomValue {
	/** Of the field. */
	id: string;
	value: string;
}

/** A value as a person gives it. */
export interface CustomWish {
	/** Name of the field in any case, or its id. */
	field: string;
	value: string;
}

/** Names that a failure offers at most. */
const MOST_NAMES = 5;

const ID = /^\d{1,19}$/;

/** Whether a value can be sent without knowing the definitions: its field is given by id. */
export function isById({ field }: CustomWish): boolean {
	return ID.test(field.trim());
}

/**
 * The value as it can be sent. A field is found by its name in any case; of several of that name, the
 * one counts in which the patient has a value, else the one of the patient's own provider. A value must
 * be one of those that the field takes.
 *
 * @param provider the patient's
 * @param carried ids of the fields in which the patient has a value
 */
export function valueFor(
	wish: CustomWish,
	definitions: readonly CustomField[],
	provider: string | null,
	carried: ReadonlySet<string> = new Set(),
): Outcome<CustomValue> {
	const field = isById(wish)
		? definitions.find(({ id }) => id === wish.field.trim())
		: byName(wish.field, definitions, provider, carried);
	if (field === 'ambiguous') return failed(ambiguous());
	if (field === undefined) {
		const known = isById(wish) && success({ id: wish.field.trim(), value: wish.value });
		return known || failed(unknown(wish.field, definitions));
	}
	const { allowedValues } = field;
	if (wish.value === '' || allowedValues.length === 0) {
		return success({ id: field.id, value: wish.value });
	}
	const allowed = allowedValues.find((value) => isSame(value, wish.value));
	return allowed === undefined
		? failed(notAllowed(field))
		: success({ id: field.id, value: allowed });
}

function byName(
	name: string,
	definitions: readonly CustomField[],
	provider: string | null,
	carried: ReadonlySet<string>,
): CustomField | 'ambiguous' | undefined {
	const named = definitions.filter((field) => !field.archived && isSame(field.name, name));
	const fitting =
		[
			named.filter(({ id }) => carried.has(id)),
			named.filter((field) => field.provider === null || field.provider === provider),
		].find(({ length }) => length > 0) ?? named;
	return fitting.length > 1 ? 'ambiguous' : fitting[0];
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Names by how many pairs of letters they share with what was typed. */
function closest(typed: string, definitions: readonly CustomField[]): string[] {
	const wanted = pairsIn(typed);
	const names = new Set(definitions.filter(({ archived }) => !archived).map(({ name }) => name));
	return [...names]
		.map((name) => ({ name, shared: [...pairsIn(name)].filter((pair) => wanted.has(pair)).length }))
		.sort((one, other) => other.shared - one.shared || one.name.localeCompare(other.name))
		.slice(0, MOST_NAMES)
		.map(({ name }) => name);
}

function pairsIn(text: string): Set<string> {
	const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
	return new Set([...letters].slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function unknown(typed: string, definitions: readonly CustomField[]): Failure {
	const names = closest(typed, definitions);
	const offer =
		names.length === 0
			? "None was found: 'Describe Custom Fields' lists them."
			: `There are: ${names.map((name) => `'${name}'`).join(', ')}.`;
	return wrong("'Custom Fields' names a field that this practice does not have", offer);
}

function ambiguous(): Failure {
	return wrong(
		"'Custom Fields' names a field that several providers have",
		"Give its ID instead: 'Describe Custom Fields' lists them.",
	);
}

function notAllowed({ name, allowedValues }: CustomField): Failure {
	return wrong(
		`The custom field '${name}' does not take this value`,
		`It takes: ${allowedValues.map((value) => `'${value}'`).join(', ')}.`,
	);
}

function wrong(sentence: string, advice: string): Failure {
	return {
		kind: 'invalid-input',
		sentence,
		advice: `${advice} Nothing was written.`,
		field: 'Custom Fields',
	};
}
