/** Plausible records for resources that nobody has recorded: every field, from its type and its name. */
import { DateTime } from 'luxon';
import type { Contract } from './contract.mts';
import type { Field } from './model.mts';

/** What examples are dated against when the caller names no time. */
const DEFAULT_NOW = '2026-11-22T09:00:00';

export interface ExampleOptions {
	/** Values by field name, taken as they are: references to records that exist. */
	values?: Record<string, unknown>;
	/** Wall-clock time in the practice's zone; dates lie in the 300 days before it. */
	now?: string;
}

/** FNV-1a: the same text gives the same number, 0 to 2^32-1, on every machine. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
	}
	// One more round of mixing: neighbouring ids must not give neighbouring values.
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
	return (value ^ (value >>> 13)) >>> 0;
}

const GIVEN = ['Alex', 'Blair', 'Casey', 'Devon', 'Emery', 'Finley', 'Harper', 'Jordan'];
const FAMILY = ['Sample', 'Example', 'Demo', 'Fixture', 'Specimen', 'Mock', 'Placeholder', 'Test'];
const CITIES = ['Springfield', 'Fairview', 'Riverside', 'Greenville'];
const STATES = ['CA', 'NY', 'TX', 'FL'];
const COLORS = ['#7B7B7B', '#3366CC', '#CC6633', '#339966'];

interface Draw {
	/** 0 to 2^32-1. */
	n: number;
	now: DateTime;
}

const pick = <T,>(values: readonly T[], { n }: Draw): T => values[n % values.length]!;
const between = (low: number, high: number, { n }: Draw) => low + (n % (high - low + 1));
const past = (draw: Draw) => draw.now.minus({ minutes: between(60, 300 * 24 * 60, draw) });
const wallClock = (time: DateTime) => time.toFormat("yyyy-MM-dd'T'HH:mm:ss");
const phone = (draw: Draw) => `(650) 555-01${String(draw.n % 100).padStart(2, '0')}`;

/** Text by the last part of the field's name; the first pattern that fits decides. */
const WORDING: Array<[RegExp, (draw: Draw) => string]> = [
	[/date_of_birth$/, (draw) => `${between(1935, 2019, draw)}-0${between(1, 9, draw)}-15`],
	[/timezone$/, (draw) => pick(['US/Eastern', 'US/Pacific'], draw)],
	[/email/, (draw) => `${pick(GIVEN, draw).toLowerCase()}${draw.n % 1000}@example.com`],
	[/(phone|fax)(_number)?$/, phone],
	[/first_name$/, (draw) => pick(GIVEN, draw)],
	[/last_name$/, (draw) => pick(FAMILY, draw)],
	[/middle_name$|suffix$|^is_abnormal$|social_security|^ssn$|fraction_delimiter$/, () => ''],
	[/(^|_)city$/, (draw) => pick(CITIES, draw)],
	[/(^|_)state$/, (draw) => pick(STATES, draw)],
	[/(^|_)zip(_code)?$/, (draw) => String(between(10_000, 99_950, draw))],
	[/country$/, () => 'US'],
	[/(^|_)address$/, (draw) => `${between(1, 999, draw)} Example Street`],
	[/color$/, (draw) => pick(COLORS, draw)],
	[/npi/, (draw) => String(between(1_000_000_000, 1_999_999_999, draw))],
	[/url$|uri$|^vis$/, (draw) => `https://example.com/${draw.n % 100_000}`],
	[/^(name|title|subject)$/, (draw) => `${pick(FAMILY, draw)} ${between(1, 99, draw)}`],
	[/price|amount|quantity|cash|copay/, (draw) => `${between(1, 250, draw)}.00`],
	[/loinc|observation_code/, (draw) => pick(['718-7', '2345-7', '4548-4'], draw)],
	[/icd/, (draw) => pick(['M54.5', 'E11.9', 'I10'], draw)],
	[/cvx/, (draw) => pick(['140', '207', '115'], draw)],
	[/snomed/, (draw) => pick(['44054006', '38341003', '195967001'], draw)],
	[/uuid/, (draw) => `00000000-0000-4000-8000-${draw.n.toString(16).padStart(12, '0')}`],
	[/(^|_)(code|number|id)$/, (draw) => String(between(10_000, 99_999, draw))],
];

function textOf(name: string, draw: Draw): string {
	const wording = WORDING.find(([pattern]) => pattern.test(name));
	return wording ? wording[1](draw) : `${name.replaceAll('_', ' ')} ${between(1, 99, draw)}`;
}

/** A value whose look the contract prescribes. */
function lookOf(field: Field, name: string, draw: Draw): string | undefined {
	const time = past(draw);
	switch (field.format) {
		case 'date':
			return /birth/.test(name) ? textOf(name, draw) : time.toISODate()!;
		case 'moment':
			return time.toISODate()!;
		case 'datetime':
			return wallClock(time);
		case 'instant':
			return `${wallClock(time)}Z`;
		case 'time':
			return `${String(between(8, 17, draw)).padStart(2, '0')}:00:00`;
		case 'decimal':
			return `${between(0, 400, draw)}.${String(draw.n % 100).padStart(2, '0')}`;
		case 'jsonArray':
			return '["Example"]';
		case 'range':
		case 'usDate':
		case undefined:
			return undefined;
		default:
			return textOf(field.format, draw);
	}
}

/** Yes-or-no fields that would hide a record or change its nature when they are true. */
const SELDOM = /archived|deleted|suspended|break|virtual|denied/;

class Example {
	readonly #now: DateTime;
	readonly #values: Record<string, unknown>;
	readonly #id: number;

	constructor(id: number, { values = {}, now = DEFAULT_NOW }: ExampleOptions) {
		this.#id = id;
		this.#values = values;
		this.#now = DateTime.fromISO(now, { zone: 'utc' });
	}

	record(fields: ReadonlyMap<string, Field>, place: string, depth: number) {
		const record: Record<string, unknown> = {};
		for (const [name, field] of fields) {
			record[name] =
				name in this.#values && depth === 0
					? this.#values[name]
					: this.#value(field, name, `${place}.${name}`, depth);
		}
		// A record is not changed before it was made.
		const { created_at: created, updated_at: updated } = record;
		if (typeof created === 'string' && typeof updated === 'string' && updated < created) {
			record['updated_at'] = created;
		}
		return record;
	}

	#value(field: Field, name: string, place: string, depth: number): unknown {
		const draw: Draw = { n: hash(`${place}#${this.#id}`), now: this.#now };
		if (name === 'id') {
			const own = depth === 0 ? this.#id : draw.n % 1_000_000;
			return field.type === 'string' ? String(own) : own;
		}
		if (field.enum) {
			const filled = [...field.enum].filter((value) => value !== '');
			return pick(filled, draw);
		}
		switch (field.type) {
			case 'boolean':
				return !SELDOM.test(name) && draw.n % 2 === 0;
			case 'integer':
				return between(1, 60, draw);
			case 'number':
				return field.format === 'decimal'
					? lookOf(field, name, draw)
					: between(1, 4_000, draw) / 10;
			case 'array':
				return field.items ? [this.#value(field.items, name, `${place}[]`, depth + 1)] : [];
			case 'object':
				// Two levels are enough for every schema and end those that refer to themselves.
				return field.fields && depth < 3 ? this.record(field.fields, place, depth + 1) : {};
			case 'file':
				return null;
			default:
				return lookOf(field, name, draw) ?? textOf(name, draw);
		}
	}
}

/**
 * A full record in its verbose shape. The same schema, id and options give the same record.
 * @param schemaName e.g. `ImplantableDevice`
 * @param id the record's id; text where the schema has it as text
 */
export function exampleRecord(
	contract: Contract,
	schemaName: string,
	id: number,
	options: ExampleOptions = {},
): Record<string, unknown> {
	const schema = contract.schemas.get(schemaName);
	if (!schema) throw new Error(`no such schema: ${schemaName}`);
	return new Example(id, options).record(schema.fields, schemaName, 0);
}
