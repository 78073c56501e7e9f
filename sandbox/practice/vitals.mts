import type { Row } from './practice.mts';

/** The vitals of an appointment where none were taken (wire.md 10, recorded). */
export function emptyVitals(): Row {
	return {
		height: null,
		height_units: 'inches',
		weight: null,
		weight_units: 'lbs',
		bmi: null,
		blood_pressure_1: null,
		blood_pressure_2: null,
		temperature: null,
		temperature_units: 'f',
		pulse: null,
		respiratory_rate: null,
		oxygen_saturation: null,
		pain: null,
		smoking_status: 'blank',
		head_circumference: null,
		head_circumference_units: 'inches',
	};
}
