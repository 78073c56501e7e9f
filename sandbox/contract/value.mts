/** Does a value have the type, the look and the range that the contract gives it? */
import { DateTime, IANAZone } from 'luxon';
import type { Field, FieldType, Format, Parameter } from './model.mts';

/** A departure of one value: the rule and a sentence about the field that does not repeat the value. */
export interface Fault {
	rule: string;
	message: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const US_DATE = /^\d{1,2}\/\d{1,2}\/\d{4}$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const ZONED =
	/^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})$/i;
const TIME = /^(([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
const INTEGER = /^-?\d+$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[\d\s().-]{7,20}$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Plain arithmetic instead of a date library: it runs for every date of every request. */
function isCalendarDay(text: string): boolean {
	if (!DATE.test(text)) return false;
	const time = Date.parse(text);
	// A day its month lacks is taken for one of the next month.
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const isWallClock = (text: string) => WALL_CLOCK.test(text) && isCalendarDay(text.slice(0, 10));
const isInstant = (text: string) => ZONED.test(text) && isCalendarDay(text.slice(0, 10));

function isRange(text: string): boolean {
	const [first, last, ...rest] = text.split('/');
	if (first === undefined || last === undefined || rest.length > 0) return false;
	return isCalendarDay(first) && isCalendarDay(last) && first <= last;
}

function isJsonArray(text: string): boolean {
	try {
		return Array.isArray(JSON.parse(text));
	} catch {
		return false;
	}
}

interface Look {
	test: (text: string) => boolean;
	expected: string;
	/** Carrying a zone is the likely mistake and gets a rule of its own. */
	naive?: boolean;
}

const LOOKS: Record<Format, Look> = {
	date: { test: isCalendarDay, expected: 'a date, YYYY-MM-DD' },
	usDate: {
		test: (text) => US_DATE.test(text) && DateTime.fromFormat(text, 'M/d/yyyy').isValid,
		expected: 'a date, M/D/YYYY',
	},
	moment: {
		test: (text) => isCalendarDay(text) || isWallClock(text),
		expected: 'a date or a wall-clock time, YYYY-MM-DD[THH:MM:SS]',
		naive: true,
	},
	datetime: {
		test: isWallClock,
		expected: 'a wall-clock time, YYYY-MM-DDTHH:MM:SS',
		naive: true,
	},
	instant: {
		test: isInstant,
		expected: 'an ISO 8601 time with Z or an offset',
	},
	range: { test: isRange, expected: 'two dates in order, YYYY-MM-DD/YYYY-MM-DD' },
	time: { test: (text) => TIME.test(text), expected: 'a time of day, HH:MM[:SS]' },
	jsonArray: { test: isJsonArray, expected: 'a JSON array as text' },
	email: { test: (text) => EMAIL.test(text), expected: 'an email address' },
	phone: { test: (text) => PHONE.test(text), expected: 'a telephone number' },
	uuid: { test: (text) => UUID.test(text), expected: 'a UUID' },
	decimal: { test: (text) => DECIMAL.test(text), expected: 'a decimal number' },
	timezone: { test: (text) => IANAZone.isValidZone(text), expected: 'the name of a time zone' },
};

/** @param text not empty */
export function checkLook(format: Format, text: string): Fault | undefined {
	const look = LOOKS[format];
	if (look.test(text)) return undefined;
	if (look.naive && ZONED.test(text)) {
		return { rule: 'zone', message: `must not carry a time zone: ${look.expected}` };
	}
	return { rule: format === 'range' ? 'range' : 'format', message: `must be ${look.expected}` };
}

const isBooleanText = (text: string) => /^(true|false|0|1)$/i.test(text);

/** Text that stands for a value of the type, as in a query or a form. */
const TEXT_TYPES: Partial<Record<FieldType, (text: string) => boolean>> = {
	integer: (text) => INTEGER.test(text),
	number: (text) => DECIMAL.test(text),
	boolean: isBooleanText,
	array: (text) => text !== '',
	object: () => false,
};

const JSON_TYPES: Record<FieldType, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number' && Number.isFinite(value),
	boolean: (value) => typeof value === 'boolean',
	object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	array: Array.isArray,
	file: () => true,
	any: () => true,
};

const wrongType = (type: FieldType): Fault => ({
	rule: 'type',
	message: `must be of type ${type}`,
});

/** @param text one value of the parameter, as it stood in the query */
export function checkParameter(parameter: Parameter, text: string): Fault | undefined {
	const fits = TEXT_TYPES[parameter.type];
	if (fits && !fits(text)) return wrongType(parameter.type);
	if (parameter.minimum !== undefined && Number(text) < parameter.minimum) {
		return { rule: 'minimum', message: `must be at least ${parameter.minimum}` };
	}
	if (parameter.enum && !parameter.enum.has(text)) {
		return { rule: 'enum', message: 'is not one of the values the contract lists' };
	}
	return parameter.format && checkLook(parameter.format, text);
}

function hasType(field: Field, value: unknown, form: boolean): boolean {
	const { type, accepts = [] } = field;
	if (form && typeof value === 'string') return TEXT_TYPES[type]?.(value) ?? true;
	if (type === 'number' && field.format === 'decimal' && typeof value === 'string') return true;
	if (type === 'string' && field.format === 'decimal' && typeof value === 'number') return true;
	return JSON_TYPES[type](value) || accepts.some((other) => JSON_TYPES[other](value));
}

/**
 * @param value one plain value of a body, not null
 * @param form  the body was a form, whose values are all text
 */
export function checkField(field: Field, value: unknown, form: boolean): Fault | undefined {
	if (!hasType(field, value, form)) return wrongType(field.type);
	if (field.nonZero && Number(value) === 0) return { rule: 'zero', message: 'must not be zero' };
	if (typeof value !== 'string') return undefined;
	if (field.refused?.has(value)) {
		return { rule: 'enum', message: 'is a value the server is known to refuse' };
	}
	if (field.enum && !field.open && !field.enum.has(value)) {
		return { rule: 'enum', message: 'is not one of the values the contract lists' };
	}
	if (value === '') return undefined;
	if (field.maxLength !== undefined && value.length > field.maxLength) {
		return { rule: 'length', message: `must not be longer than ${field.maxLength} characters` };
	}
	return field.format && checkLook(field.format, value);
}
