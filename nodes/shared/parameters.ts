import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import { dayOf, momentOf, type Moment } from '../../drchrono/time/moment';

/** Ids of DrChrono are digits; those of virtual occurrences hold `_` or `-` between (wire.md §3.4). */
const ID = /^\d{1,19}([_-]\d{1,19}){0,3}$/;

/** What *Limit* stands at when it is untouched, as everywhere in n8n. */
const DEFAULT_LIMIT = 50;

/**
 * A node's parameters for one item, read as what they are meant to be. Whatever does not fit is a
 * failure that names the field as the panel does; values never appear in it.
 */
export class Parameters {
	constructor(
		private readonly functions: IExecuteFunctions,
		readonly item: number,
	) {}

	/** The raw value; `undefined` where the panel has none. `path` may be `options.limit`. */
	raw(path: string): unknown {
		// n8n throws for a parameter without a value, unless it is given another than `undefined` for it.
		return this.functions.getNodeParameter(path, this.item, null) ?? undefined;
	}

	/** A collection such as `filters`. */
	collection(name: string): IDataObject {
		const value = this.raw(name);
		return typeof value === 'object' && value !== null ? (value as IDataObject) : {};
	}

	flag(path: string): boolean {
		return this.raw(path) === true;
	}

	/** Text without blanks around it; `undefined` if there is none. */
	text(path: string): string | undefined {
		return textOf(this.raw(path));
	}

	/** An id, typed as text or number. */
	id(path: string, label: string): Outcome<string | undefined> {
		return idOf(this.raw(path), label);
	}

	/** An id that has to be there. */
	requiredId(path: string, label: string): Outcome<string> {
		return required(this.id(path, label), label);
	}

	/** Records wanted at most, from *Return All* and *Limit*; `undefined` for all. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const limit = Number(this.raw('limit'));
		return Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_LIMIT;
	}

	/** A date with a time. */
	moment(path: string, label: string): Outcome<Moment> {
		return momentOf(this.raw(path), label);
	}

	/** A calendar day `YYYY-MM-DD`; `undefined` where the field is empty. */
	day(path: string, label: string): Outcome<string | undefined> {
		const raw = this.raw(path);
		if (raw === undefined || raw === null || raw === '') return success(undefined);
		return dayOf(raw, label);
	}
}

/** Text of a parameter without blanks around it; `undefined` if there is none. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? undefined : text;
}

/** A whole number of at least `min`; `undefined` where the field is empty. */
export function wholeOf(raw: unknown, label: string, min: number): Outcome<number | undefined> {
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	const value = Number(raw);
	if (Number.isInteger(value) && value >= min) return success(value);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not a whole number of at least ${min}`,
		advice: 'Correct the field. Nothing was sent.',
		field: label,
	});
}

/** The id at the end of an address of DrChrono's pages, such as `…/patients/12345`. */
const ID_OF_URL = /^https?:\/\/\S*\/(\d{1,19})\/?(?:[?#]\S*)?$/;

/** An id given as text, as number, as a pasted address, or chosen in a locator. */
export function idOf(value: unknown, label: string): Outcome<string | undefined> {
	const text = textOf(valueOf(value));
	if (text === undefined) return success(undefined);
	const id = ID_OF_URL.exec(text)?.[1] ?? text;
	if (ID.test(id)) return success(id);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is not an ID`,
		advice: `Give '${label}' as the number that DrChrono shows for it. Nothing was sent.`,
		field: label,
	});
}

/** Several ids: chosen in a list, or given as text with commas between them. */
export function idsOf(value: unknown, label: string): Outcome<string[]> {
	const parts = typeof value === 'string' ? value.split(',') : [value ?? []].flat();
	const ids: string[] = [];
	for (const part of parts) {
		const id = idOf(part, label);
		if (!id.ok) return id;
		if (id.value !== undefined) ids.push(id.value);
	}
	return success(ids);
}

/** What was chosen in a locator, or any other value as it is. */
export function valueOf(value: unknown): unknown {
	return isLocator(value) ? value.value : value;
}

function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
}

/** Checks a text that need not be there. */
export function optional<T>(
	value: string | undefined,
	label: string,
	check: (value: string, label: string) => Outcome<T>,
): Outcome<T | undefined> {
	return value === undefined ? success(undefined) : check(value, label);
}

/** Turns an empty value into a failure. */
export function required<T>(outcome: Outcome<T | undefined>, label: string): Outcome<T> {
	if (!outcome.ok) return outcome;
	if (outcome.value !== undefined) return success(outcome.value);
	return failed({
		kind: 'invalid-input',
		sentence: `'${label}' is empty`,
		advice: 'Fill it in. Nothing was sent.',
		field: label,
	});
}
