import type { Chart } from './charts.mts';
import { DRUGS } from './drugs.mts';
import type { Random } from './random.mts';
import { type Vitals, bmi } from './vitals.mts';
import type { Day } from './wallclock.mts';

/** The ways in which clinicians write the same facts into free text. */

const feet = (inches: number) => `${Math.floor(inches / 12)}'${Math.round(inches % 12)}"`;

const VITAL_STYLES: readonly ((v: Vitals) => string)[] = [
	(v) =>
		[
			v.systolic === null ? '' : `BP ${v.systolic}/${v.diastolic}`,
			`HR ${v.pulse}`,
			`RR ${v.respiratoryRate}`,
			`T ${v.temperature.toFixed(1)}`,
			`SpO2 ${v.oxygenSaturation}%`,
			`Wt ${v.weight} lb`,
			v.height === null ? '' : `Ht ${v.height} in`,
		]
			.filter((part) => part !== '')
			.join(', '),
	(v) =>
		`Vitals: ${v.systolic === null ? '' : `blood pressure ${v.systolic} over ${v.diastolic}, `}pulse ${v.pulse}, temperature ${v.temperature.toFixed(1)} F, respirations ${v.respiratoryRate}, O2 sat ${v.oxygenSaturation}% on room air, weight ${v.weight} pounds.`,
	(v) =>
		`VS: T${v.temperature.toFixed(1)}F P${v.pulse} R${v.respiratoryRate}${v.systolic === null ? '' : ` BP ${v.systolic}/${v.diastolic} (sitting, L arm)`} sat ${v.oxygenSaturation}% RA; ${v.height === null ? '' : `ht ${feet(v.height)}, `}wt ${v.weight}#${bmi(v.height, v.weight) === null ? '' : `, BMI ${bmi(v.height, v.weight)}`}`,
	(v) =>
		[
			v.systolic === null ? '' : `Blood Pressure: ${v.systolic}/${v.diastolic} mmHg`,
			`Heart Rate: ${v.pulse} bpm`,
			`Respiratory Rate: ${v.respiratoryRate}`,
			`Temp: ${v.temperature.toFixed(1)} °F (${(((v.temperature - 32) * 5) / 9).toFixed(1)} °C)`,
			`Oxygen Saturation: ${v.oxygenSaturation} %`,
			`Weight: ${v.weight} lbs (${(v.weight * 0.45359237).toFixed(1)} kg)`,
			v.height === null ? '' : `Height: ${v.height} inches (${(v.height * 2.54).toFixed(0)} cm)`,
			v.pain === null ? '' : `Pain: ${v.pain}/10`,
		]
			.filter((part) => part !== '')
			.join('\n'),
	(v) =>
		`weighs ${(v.weight * 0.45359237).toFixed(1)} kg${v.height === null ? '' : `, ${(v.height * 2.54).toFixed(0)} cm`}; ${v.systolic === null ? '' : `${v.systolic}/${v.diastolic}, `}${v.pulse} reg, afebrile at ${v.temperature.toFixed(1)}, sats ${v.oxygenSaturation}`,
];

export function vitalsText(random: Random, vitals: Vitals | null): string {
	if (vitals === null) return random.pick(['Vitals not taken today.', 'VS deferred.', '']);
	return random.pick(VITAL_STYLES)(vitals);
}

/** Drugs taken on a day, as a list in one of several styles. */
export function drugsText(random: Random, chart: Chart, day: Day): string {
	const taken = chart.drugs.filter(
		(each) => each.started <= day && (each.stopped === null || each.stopped > day),
	);
	if (taken.length === 0)
		return random.pick(['No current medications.', 'Meds: none', 'Takes no medicines.']);
	const style = random.below(4);
	const items = taken.map((each) => {
		const drug = DRUGS[each.name];
		if (drug === undefined) return each.name;
		const name = each.name.charAt(0).toUpperCase() + each.name.slice(1);
		if (style === 0) return `${each.name} ${drug.strength.replace(' ', '')} ${drug.frequency[1]}`;
		if (style === 1)
			return `${name} ${drug.strength} ${drug.units}, take ${drug.quantity} ${drug.frequency[0]}`;
		if (style === 2) return `${each.name} ${drug.strength} PO ${drug.frequency[1]}`;
		return `${name} ${drug.strength} ${drug.frequency[0]}`;
	});
	if (style === 0) return `Meds: ${items.join(', ')}`;
	if (style === 1)
		return `Current Medications:\n${items.map((item, i) => `${i + 1}. ${item}`).join('\n')}`;
	if (style === 2) return `MEDICATIONS - ${items.join('; ')}`;
	return `Taking ${items.join(' and ')}.`;
}

export function historyText(random: Random, chart: Chart): string {
	const words = chart.conditions
		.filter((each) => each.status !== 'resolved')
		.map((each) => random.pick(each.condition.words));
	if (words.length === 0)
		return random.pick(['PMH: none', 'No significant past medical history.', 'PMHx unremarkable']);
	return random.pick([
		`PMH: ${words.join(', ')}`,
		`Past medical history is significant for ${words.join(', ')}.`,
		`PMHx - ${words.join(' / ')}`,
		`Known ${words.join('; ')}.`,
	]);
}

export function allergiesText(random: Random, chart: Chart): string {
	const active = chart.allergies.filter((each) => each.active);
	if (active.length === 0)
		return random.pick(['NKDA', 'No known drug allergies.', 'Allergies: none known']);
	const items = active.map(
		(each) => `${each.kind.name.toLowerCase()} (${each.kind.reaction.toLowerCase()})`,
	);
	return random.pick([
		`Allergies: ${items.join(', ')}`,
		`ALLERGIC TO ${items.join(', ').toUpperCase()}`,
		`All: ${items.join('; ')}`,
	]);
}

export const GENERAL: readonly string[] = [
	'Alert, no acute distress.',
	'Well appearing, comfortable.',
	'Pleasant, cooperative, in no distress.',
	'Appears tired but well hydrated.',
];
export const HEART: readonly string[] = [
	'Regular rate and rhythm, no murmur.',
	'RRR, no m/r/g.',
	'S1 S2 normal.',
];
export const LUNGS: readonly string[] = [
	'Clear to auscultation bilaterally.',
	'CTAB, no wheezes.',
	'Good air entry, few scattered rhonchi.',
];
export const PLANS: readonly string[] = [
	'Continue current medications.',
	'Diet and exercise reviewed.',
	'Labs ordered, will call with results.',
	'Return sooner if symptoms worsen.',
	'Refills sent to the pharmacy.',
	'Referral placed.',
	'Discussed risks and benefits; questions answered.',
	'Home blood pressure log for two weeks.',
];
/** What is planned for, and told of, a child. */
export const CHILD_PLANS: readonly string[] = [
	'Fluids and rest.',
	'Return sooner if symptoms worsen.',
	'Reviewed nutrition, sleep and screen time.',
	'Vaccines given today as scheduled.',
	'Discussed with the parent; questions answered.',
	'Acetaminophen as needed for fever.',
];
export const CHILD_STORIES: readonly string[] = [
	'Eating and drinking well.',
	'Missed two days of school.',
	'Playful at home.',
	'Sibling had the same last week.',
	'No fever at home.',
];
export const STORIES: readonly string[] = [
	'Doing well since the last visit.',
	'Reports good adherence, no side effects.',
	'Sleeping better, appetite normal.',
	'Missed a few doses while travelling.',
	'Symptoms come and go, no red flags.',
	'Denies chest pain, shortness of breath or fever.',
	'Tries to walk 20 minutes a day.',
];
