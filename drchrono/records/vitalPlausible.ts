import type { Failure } from '../client/failure';
import { bmiOf, MEASURES, type VitalDraft } from './vital';
import { inUnit, unitIn, type Dimension, type Quantity, type UnitName } from './vitalUnits';

type Recordable = keyof VitalDraft['measures'];

interface Bounds {
	/** In the US unit of the dimension, or in the only unit there is; both ends included. */
	least: number;
	most: number;
	/** True for what DrChrono keeps as a whole number (wire.md §10). */
	whole?: true;
	/** True where nothing outside can be, so that no option allows it. */
	hard?: true;
}

/**
 * What was measured on people who lived, newborns and record holders included: our own choice, wide
 * enough for any office, narrow enough for a slipped digit or a wrong unit.
 */
const BOUNDS: Readonly<Record<Recordable, Bounds>> = {
	height: { least: 8, most: 108 },
	weight: { least: 0.5, most: 1400 },
	systolic: { least: 30, most: 300, whole: true },
	diastolic: { least: 10, most: 200, whole: true },
	pulse: { least: 20, most: 300, whole: true },
	respiratory_rate: { least: 4, most: 100, whole: true },
	temperature: { least: 77, most: 113 },
	oxygen_saturation: { least: 30, most: 100, hard: true },
	pain: { least: 0, most: 10, whole: true, hard: true },
	head_circumference: { least: 6, most: 32 },
};

const BMI = { least: 5, most: 150 };

/**
 * Why these vitals can hardly be, with what to look at; nothing if they can. Values stay out of it.
 *
 * @param allowUnusual true if a person has confirmed them: then only what cannot be is refused
 */
export function implausible(draft: VitalDraft, allowUnusual: boolean): Failure | undefined {
	const { measures } = draft;
	for (const [name, quantity] of Object.entries(measures) as Array<[Recordable, Quantity]>) {
		const failure = outside(name, quantity, allowUnusual);
		if (failure) return failure;
	}
	if (allowUnusual) return undefined;
	const { systolic, diastolic } = measures;
	if (systolic && diastolic && systolic.value <= diastolic.value) {
		return unusual(
			'Systolic',
			"'Systolic' is not above 'Diastolic'",
			'They may have been taken for one another.',
		);
	}
	const bmi = bmiOf(measures);
	if (bmi !== undefined && (bmi < BMI.least || bmi > BMI.most)) {
		return unusual(
			'Weight',
			"'Height' and 'Weight' do not fit each other",
			'One of them may be in another unit.',
		);
	}
	return undefined;
}

function outside(name: Recordable, quantity: Quantity, allowUnusual: boolean): Failure | undefined {
	const { label, dimension } = MEASURES[name];
	const { least, most, whole, hard } = BOUNDS[name];
	if (whole && !Number.isInteger(quantity.value)) {
		return refused(label, `'${label}' is not a whole number`, 'Correct it.');
	}
	const value = dimension ? inUnit(quantity, unitIn('us', dimension)) : quantity.value;
	if (value === undefined || value < 0 || (value === 0 && least > 0)) {
		return refused(label, `'${label}' is not above zero`, 'Correct it.');
	}
	if (value >= least && value <= most) return undefined;
	if (hard) return refused(label, `'${label}' is not within ${least} to ${most}`, 'Correct it.');
	if (allowUnusual) return undefined;
	const unit = dimension ? unitIn('us', dimension) : MEASURES[name].unit;
	return unusual(
		label,
		`'${label}' is outside what is plausible (${least} to ${most} ${unit})`,
		dimension ? mistakenUnit(quantity, dimension, { least, most }) : 'A digit may have slipped.',
	);
}

const OTHER: Readonly<Record<Dimension, readonly UnitName[]>> = {
	length: ['in', 'cm'],
	mass: ['lb', 'kg'],
	temperature: ['°F', '°C'],
};

/** The unit in which the same number would do. */
function mistakenUnit(
	{ value, unit }: Quantity,
	dimension: Dimension,
	{ least, most }: Bounds,
): string {
	const fitting = OTHER[dimension].find((other) => {
		const converted = inUnit({ value, unit: other }, unitIn('us', dimension)) ?? 0;
		return other !== unit && converted >= least && converted <= most;
	});
	return fitting === undefined
		? 'A digit may have slipped.'
		: `It was taken as ${unit}, and would fit as ${fitting}.`;
}

function unusual(field: string, sentence: string, advice: string): Failure {
	return refused(
		field,
		sentence,
		`${advice} Correct it, or turn on 'Allow Unusual Values' if it was measured so.`,
	);
}

function refused(field: string, sentence: string, advice: string): Failure {
	return { kind: 'invalid-input', sentence, advice: `${advice} Nothing was sent.`, field };
}
