import type { JsonObject } from '../client/request';
import type { DateRange } from '../client/ranges';
import type { CodeList } from './codeList';
import {
	hundredths,
	inSystem,
	inUnit,
	type Dimension,
	type Quantity,
	type UnitSystem,
} from './vitalUnits';

/** What is measured at a visit, by the names that records of this package have for it. */
export type Measure =
	| 'height'
	| 'weight'
	| 'bmi'
	| 'systolic'
	| 'diastolic'
	| 'pulse'
	| 'respiratory_rate'
	| 'temperature'
	| 'oxygen_saturation'
	| 'pain'
	| 'head_circumference';

interface MeasureFacts {
	/** In title case, as panels have it. */
	label: string;
	/** What it measures, where it comes in several units. */
	dimension?: Dimension;
	/** Its unit, where there is only one. */
	unit?: string;
}

/** All measures, in the order in which a chart shows them. */
export const MEASURES: Readonly<Record<Measure, MeasureFacts>> = {
	height: { label: 'Height', dimension: 'length' },
	weight: { label: 'Weight', dimension: 'mass' },
	bmi: { label: 'BMI', unit: 'kg/m²' },
	systolic: { label: 'Systolic', unit: 'mmHg' },
	diastolic: { label: 'Diastolic', unit: 'mmHg' },
	pulse: { label: 'Pulse', unit: '/min' },
	respiratory_rate: { label: 'Respiratory Rate', unit: '/min' },
	temperature: { label: 'Temperature', dimension: 'temperature' },
	oxygen_saturation: { label: 'Oxygen Saturation', unit: '%' },
	pain: { label: 'Pain', unit: '0-10' },
	head_circumference: { label: 'Head Circumference', dimension: 'length' },
};

export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** Smoking status: SNOMED CT codes as v4 keeps them (wire.md §10). */
export const SMOKING: CodeList = {
	'449868002': 'Current Every Day Smoker',
	'428041000124106': 'Current Some Day Smoker',
	'8517006': 'Former Smoker',
	'428071000124103': 'Heavy Smoker',
	'428061000124105': 'Light Smoker',
	'266919005': 'Never Smoker',
	'77176002': 'Smoker, Frequency Unknown',
	'266927001': 'Unknown if Ever Smoked',
};

/** A value of a vital that the practice defined. */
export interface CustomReading {
	/** Of the vital. */
	id: string;
	value: string;
}

/** A vital that a practice defined. */
export interface CustomVital {
	id: string;
	name: string;
	/** Empty if it has none. */
	unit: string;
	kind: 'text' | 'number' | 'choice';
	/** Of a choice. */
	allowedValues: string[];
	/** What stands between the two numbers of a value such as `20/40`; `null` if values have one part. */
	delimiter: string | null;
	/** Definitions belong to a provider, and several may have one of the same name. */
	provider: string | null;
	archived: boolean;
}

/** What was measured at one visit. */
export interface VitalSet {
	/** Ids and time; `taken_at` as the server writes it, everything else flat. */
	head: JsonObject & { patient: JsonObject[string]; taken_at: string | null };
	measures: Partial<Record<Measure, Quantity>>;
	/** SNOMED CT code; `null` if it was not asked. */
	smoking: string | null;
	custom: CustomReading[];
}

/** Which vitals are wanted; what is absent does not matter. */
export interface VitalQuery {
	patient?: string;
	/** Days of the visits. */
	days?: DateRange;
	/** Absent or empty: any. v4 only. */
	providers?: readonly string[];
	/** Absent or empty: any. v4 only. */
	offices?: readonly string[];
}

/** What is to be written of a visit's vitals: only what is there. */
export interface VitalDraft {
	measures: Partial<Record<Exclude<Measure, 'bmi'>, Quantity>>;
	/** SNOMED CT code. */
	smoking?: string;
	custom?: readonly CustomReading[];
}

/** Whether nothing was measured. */
export function isEmpty({ measures, smoking, custom }: VitalSet): boolean {
	return Object.keys(measures).length === 0 && smoking === null && custom.length === 0;
}

/**
 * Body mass index in tenths, as DrChrono shows it: kilograms by metres squared. `undefined` without
 * both, or in units that are not known.
 */
export function bmiOf({ height, weight }: Partial<Record<Measure, Quantity>>): number | undefined {
	const metres = height && inUnit(height, 'cm');
	const kilograms = weight && inUnit(weight, 'kg');
	if (!metres || kilograms === undefined) return undefined;
	return Math.round((kilograms / (metres / 100) ** 2) * 10) / 10;
}

/** All measures that a set has, BMI worked out where the server does not give it, in one system's units. */
export function measuresIn(
	{ measures }: VitalSet,
	system: UnitSystem,
): Partial<Record<Measure, Quantity>> {
	const bmi = measures.bmi?.value ?? bmiOf(measures);
	const all = bmi === undefined ? measures : { ...measures, bmi: { value: bmi, unit: 'kg/m²' } };
	return Object.fromEntries(
		Object.entries(all).map(([name, quantity]) => [name, inSystem(quantity, system)]),
	);
}

/** A set of vitals as flat columns: the same ones for every set, `null` where nothing was measured. */
export function columnsOf(set: VitalSet, system: UnitSystem): JsonObject {
	const measures = measuresIn(set, system);
	const columns: JsonObject = { ...set.head };
	for (const name of MEASURE_NAMES) {
		const quantity = measures[name];
		columns[name] = quantity ? hundredths(quantity.value) : null;
		if (MEASURES[name].dimension) columns[`${name}_unit`] = quantity?.unit ?? null;
	}
	columns.smoking_status = set.smoking === null ? null : (SMOKING[set.smoking] ?? null);
	columns.smoking_status_code = set.smoking;
	columns.custom_vitals = set.custom.map(({ id, value }) => ({ id, value }));
	return columns;
}
