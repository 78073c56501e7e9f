import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { codeOf } from '../../../drchrono/records/codeList';
import type { CustomVitalWish } from '../../../drchrono/records/customVital';
import { MEASURES, SMOKING, type VitalDraft } from '../../../drchrono/records/vital';
import {
	dimensionOf,
	quantityIn,
	unitIn,
	unitNamed,
	type Quantity,
	type UnitName,
} from '../../../drchrono/records/vitalUnits';
import { alphabetical, NOT_CHOSEN } from '../../shared/fields';
import { textOf } from '../../shared/parameters';

type Recordable = keyof VitalDraft['measures'];

interface FieldFacts {
	/** In the panel; saved in workflows. */
	name: string;
	example: string;
	description: string;
}

const FIELDS: Readonly<Record<Recordable, FieldFacts>> = {
	height: {
		name: 'height',
		example: '70',
		description: 'A number in the units above, or with its own, such as 5 ft 10 in or 178 cm',
	},
	weight: {
		name: 'weight',
		example: '180.5',
		description: 'A number in the units above, or with its own, such as 8 lb 4 oz or 82 kg',
	},
	systolic: {
		name: 'systolic',
		example: '120',
		description: 'The upper value of the blood pressure, in mmHg',
	},
	diastolic: {
		name: 'diastolic',
		example: '80',
		description: 'The lower value of the blood pressure, in mmHg',
	},
	pulse: { name: 'pulse', example: '72', description: 'Heart beats in a minute' },
	respiratory_rate: { name: 'respiratoryRate', example: '16', description: 'Breaths in a minute' },
	temperature: {
		name: 'temperature',
		example: '98.6',
		description: 'A number in the units above, or with its own, such as 98.6 F or 37 C',
	},
	oxygen_saturation: {
		name: 'oxygenSaturation',
		example: '98',
		description: 'Saturation of the blood with oxygen, in percent',
	},
	pain: { name: 'pain', example: '3', description: 'From 0, no pain, to 10' },
	head_circumference: {
		name: 'headCircumference',
		example: '16.5',
		description: 'A number in the units above, or with its own, such as 42 cm',
	},
};

const SMOKING_STATUS: INodeProperties = {
	displayName: 'Smoking Status',
	name: 'smokingStatus',
	type: 'options',
	options: [
		NOT_CHOSEN,
		...Object.entries(SMOKING)
			.map(([value, name]) => ({ name, value }))
			.sort((one, other) => one.name.localeCompare(other.name, 'en')),
	],
	default: '',
	description: 'What the patient says about smoking',
};

/** What was measured. */
export const VITALS: INodeProperties = {
	displayName: 'Vitals',
	name: 'vitals',
	type: 'collection',
	placeholder: 'Add Vital',
	default: {},
	options: alphabetical([
		...(Object.entries(FIELDS) as Array<[Recordable, FieldFacts]>).map(
			([measure, { name, example, description }]): INodeProperties => ({
				displayName: MEASURES[measure].label,
				name,
				type: 'string',
				default: '',
				placeholder: `e.g. ${example}`,
				description,
			}),
		),
		SMOKING_STATUS,
	]),
};

/** Units of numbers that come without. */
export const UNITS: INodeProperties = {
	displayName: 'Units',
	name: 'units',
	type: 'options',
	options: [
		{ name: 'Metric', value: 'metric', description: 'Centimeters, kilograms and °C' },
		{ name: 'US', value: 'us', description: 'Inches, pounds and °F' },
	],
	default: 'us',
	description: 'What numbers without a unit are in. DrChrono keeps the unit with the value.',
};

export const WEIGHT_UNIT: INodeProperties = {
	displayName: 'Weight Unit',
	name: 'weightUnit',
	type: 'options',
	options: [
		{ name: 'As in Units', value: '' },
		{ name: 'Grams', value: 'g' },
		{ name: 'Kilograms', value: 'kg' },
		{ name: 'Ounces', value: 'oz' },
		{ name: 'Pounds', value: 'lb' },
	],
	default: '',
	description:
		'What a weight without a unit is in. Ounces are written as pounds and grams as kilograms, because DrChrono knows no others.',
};

export const CUSTOM_VITALS: INodeProperties = {
	displayName: 'Custom Vitals',
	name: 'customVitals',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Vital',
	default: {},
	description:
		'Vitals that the practice defined. Costs one call for the visit, and one for them all.',
	options: [
		{
			displayName: 'Vital',
			name: 'values',
			values: [
				{
					displayName: 'Vital Name or ID',
					name: 'vital',
					type: 'string',
					default: '',
					placeholder: 'e.g. Peak flow',
					description: 'Name of the vital as DrChrono shows it, or its ID',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 420',
					description: 'What was measured, in the unit of the vital',
				},
			],
		},
	],
};

/** What a person gave of the units. */
export interface GivenUnits {
	system: 'us' | 'metric';
	weight?: UnitName;
}

/** Vitals as they were filled in; those without a value are left out. */
export function draftIn(given: IDataObject, units: GivenUnits): Outcome<VitalDraft> {
	const measures: VitalDraft['measures'] = {};
	for (const [measure, { name }] of Object.entries(FIELDS) as Array<[Recordable, FieldFacts]>) {
		const text = textOf(given[name]);
		if (text === undefined) continue;
		const quantity = quantityOf(measure, text, units);
		if (quantity === undefined) return failed(unreadable(measure));
		measures[measure] = quantity;
	}
	const status = textOf(given.smokingStatus);
	if (status === undefined) return success({ measures });
	const smoking = codeOf(SMOKING, status, SMOKING_STATUS.displayName);
	return smoking.ok ? success({ measures, smoking: smoking.value }) : smoking;
}

/** Custom vitals as they were filled in; those without a name or a value are left out. */
export function customIn(given: IDataObject): CustomVitalWish[] {
	const { values } = given;
	if (!Array.isArray(values)) return [];
	return (values as IDataObject[]).flatMap(({ vital, value }) => {
		const [name, text] = [textOf(vital), textOf(value)];
		return name === undefined || text === undefined ? [] : [{ vital: name, value: text }];
	});
}

/** A unit of weight by any of its spellings; `undefined` for the usual one. */
export function weightUnitOf(given: unknown): UnitName | undefined {
	const unit = unitNamed(textOf(given) ?? '');
	return unit !== undefined && dimensionOf(unit) === 'mass' ? unit : undefined;
}

function quantityOf(
	measure: Recordable,
	text: string,
	{ system, weight }: GivenUnits,
): Quantity | undefined {
	const { dimension, unit = '' } = MEASURES[measure];
	if (!dimension) {
		const value = Number(text);
		return /^-?\d+(\.\d+)?$/.test(text) && Number.isFinite(value) ? { value, unit } : undefined;
	}
	const usual = unitIn(system, dimension);
	return quantityIn(text, measure === 'weight' ? (weight ?? usual) : usual);
}

function unreadable(measure: Recordable): Failure {
	const { label, dimension } = MEASURES[measure];
	const form = dimension ? 'a number, alone or with its unit' : 'a number';
	return {
		kind: 'invalid-input',
		sentence: `'${label}' is not ${form}`,
		advice: `Give it as ${form}, for example ${FIELDS[measure].example}. Nothing was sent.`,
		field: label,
	};
}
