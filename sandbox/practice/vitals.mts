import type { Chart } from './charts.mts';
import type { Row } from './practice.mts';
import { Random } from './random.mts';
import type { Visit } from './visit.mts';
import { dayOf, type Day } from './wallclock.mts';

/** Measured values of one visit, in inches, pounds and degrees Fahrenheit. */
export interface Vitals {
	height: number | null;
	weight: number;
	systolic: number | null;
	diastolic: number | null;
	temperature: number;
	pulse: number;
	respiratoryRate: number;
	oxygenSaturation: number;
	pain: number | null;
	smoking: string;
	/** Inches; of infants only. */
	headCircumference: number | null;
	/** A few visits were measured in centimetres, kilograms and degrees Celsius. */
	metric: boolean;
}

const TAKEN: readonly string[] = ['Complete', 'In Session'];
const fixed = (value: number | null) => (value === null ? null : value.toFixed(2));
const tenth = (value: number) => Math.round(value * 10) / 10;

/** The vitals taken at a visit, or null; the same at every call. */
export function vitalsOf(seed: number, visit: Visit, chart: Chart, today: Day): Vitals | null {
	const { person, profile } = visit;
	if (person === null || !TAKEN.includes(visit.status) || profile?.only === 'telehealth')
		return null;
	const random = new Random(seed, 'vitals', visit.id);
	if (!random.chance(visit.doctor.field === 'behavioral' ? 0.35 : 0.9)) return null;
	const yearsAgo = (today - dayOf(visit.start)) / 365;
	const infant = person.birth !== null && dayOf(visit.start) - person.birth < 730;
	const feverish = profile?.name.startsWith('Sick') === true && random.chance(0.4);
	const small = chart.height < 44;
	const child = chart.height < 58;
	return {
		height: random.chance(0.8) ? chart.height : null,
		weight: tenth(chart.weight - chart.gain * yearsAgo + random.bell(0, 2)),
		systolic: infant ? null : Math.max(78, chart.systolic + random.bell(0, 8)),
		diastolic: infant ? null : Math.max(46, Math.round(chart.diastolic + random.bell(0, 5))),
		temperature: feverish
			? tenth(100.4 + random.float() * 2.4)
			: tenth(97.9 + random.float() * 1.1),
		pulse: (small ? 104 : child ? 88 : 72) + random.bell(0, 9),
		respiratoryRate: (small ? 23 : child ? 19 : 15) + random.bell(0, 2),
		oxygenSaturation: Math.min(100, 97 + random.bell(0, 1.4)),
		pain: random.chance(0.5) ? Math.max(0, random.bell(2, 2)) : null,
		smoking: chart.smoking,
		headCircumference: infant ? tenth(15 + random.float() * 4) : null,
		metric: random.chance(0.04),
	};
}

const lengthIn = (metric: boolean, inches: number | null | undefined) =>
	inches == null ? null : metric ? inches * 2.54 : inches;

/** Body mass index as v4 shows it: text with one decimal. */
export function bmi(height: number | null, weight: number): string | null {
	return height === null || height < 24 ? null : ((weight * 703) / (height * height)).toFixed(1);
}

/**
 * The `vitals` object of an appointment (wire.md 10): decimals as strings with two decimals, blood
 * pressure, pulse and respiratory rate as integers, pain as a string. Without vitals, the default.
 */
export function vitalsObject(vitals: Vitals | null): Row {
	const metric = vitals?.metric === true;
	return {
		height: fixed(lengthIn(metric, vitals?.height)),
		height_units: metric ? 'cm' : 'inches',
		weight: fixed(vitals === null ? null : metric ? vitals.weight * 0.45359237 : vitals.weight),
		weight_units: metric ? 'kg' : 'lbs',
		bmi: vitals === null ? null : bmi(vitals.height, vitals.weight),
		blood_pressure_1: vitals?.systolic ?? null,
		blood_pressure_2: vitals?.diastolic ?? null,
		temperature: fixed(
			vitals === null ? null : metric ? ((vitals.temperature - 32) * 5) / 9 : vitals.temperature,
		),
		temperature_units: metric ? 'c' : 'f',
		pulse: vitals?.pulse ?? null,
		respiratory_rate: vitals?.respiratoryRate ?? null,
		oxygen_saturation: fixed(vitals?.oxygenSaturation ?? null),
		pain: vitals?.pain == null ? null : String(vitals.pain),
		smoking_status: vitals?.smoking ?? 'blank',
		head_circumference: fixed(lengthIn(metric, vitals?.headCircumference)),
		head_circumference_units: metric ? 'cm' : 'inches',
	};
}
