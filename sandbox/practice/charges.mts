import { yearsOld } from './persons.mts';
import { Random } from './random.mts';
import type { Visit } from './visit.mts';
import { dayOf } from './wallclock.mts';

/** A service of the fee schedule; descriptions in our own words, prices in cents. */
export interface Service {
	code: string;
	/** `C` CPT, `H` HCPCS. */
	type: 'C' | 'H';
	description: string;
	price: number;
	/** Place in the list of services. */
	place: number;
}

const list: readonly (readonly [string, 'C' | 'H', string, number])[] = [
	['99202', 'C', 'New patient, straightforward', 13500],
	['99203', 'C', 'New patient, low complexity', 19500],
	['99204', 'C', 'New patient, moderate complexity', 28500],
	['99205', 'C', 'New patient, high complexity', 37000],
	['99212', 'C', 'Return visit, straightforward', 9500],
	['99213', 'C', 'Return visit, low complexity', 14500],
	['99214', 'C', 'Return visit, moderate complexity', 21000],
	['99215', 'C', 'Return visit, high complexity', 29000],
	['99391', 'C', 'Preventive visit, infant', 16500],
	['99392', 'C', 'Preventive visit, age 1 to 4', 17000],
	['99393', 'C', 'Preventive visit, age 5 to 11', 17500],
	['99394', 'C', 'Preventive visit, age 12 to 17', 19000],
	['99395', 'C', 'Preventive visit, age 18 to 39', 20500],
	['99396', 'C', 'Preventive visit, age 40 to 64', 22000],
	['99397', 'C', 'Preventive visit, 65 and over', 23500],
	['G0439', 'H', 'Annual wellness visit, subsequent', 19800],
	['36415', 'C', 'Drawing blood', 1500],
	['80053', 'C', 'Metabolic panel', 3200],
	['83036', 'C', 'Hemoglobin A1c', 2850],
	['80061', 'C', 'Lipid panel', 3900],
	['81002', 'C', 'Urine dipstick', 900],
	['87880', 'C', 'Rapid strep test', 3500],
	['87804', 'C', 'Rapid influenza test', 3600],
	['93000', 'C', 'Electrocardiogram with reading', 4800],
	['20610', 'C', 'Injection into a large joint', 17500],
	['17110', 'C', 'Destruction of warts', 21500],
	['11102', 'C', 'Skin biopsy', 24500],
	['90471', 'C', 'Giving one vaccine', 3900],
	['90472', 'C', 'Giving one more vaccine', 2200],
	['90686', 'C', 'Influenza vaccine', 3450],
	['90707', 'C', 'MMR vaccine', 12950],
	['90715', 'C', 'Tdap vaccine', 6800],
	['90792', 'C', 'Psychiatric evaluation', 34000],
	['90833', 'C', 'Psychotherapy with a medical visit', 13500],
	['90834', 'C', 'Psychotherapy, 45 minutes', 18500],
	['90837', 'C', 'Psychotherapy, 60 minutes', 24000],
];

export const SERVICES: ReadonlyMap<string, Service> = new Map(
	list.map(([code, type, description, price], place) => [
		code,
		{ code, type, description, price, place },
	]),
);

/** One charge of a visit. */
export interface Charge {
	service: Service;
	quantity: number;
	modifier: string;
}

const preventive = (years: number) =>
	years < 1
		? '99391'
		: years < 5
			? '99392'
			: years < 12
				? '99393'
				: years < 18
					? '99394'
					: years < 40
						? '99395'
						: years < 65
							? '99396'
							: '99397';

/** Codes of a visit, by the kind of appointment. */
const CODES: Readonly<Record<string, (random: Random, years: number) => string[]>> = {
	'New patient': (random) => [random.pick(['99203', '99204', '99204', '99205'])],
	'Follow-up': (random) => [
		random.pick(['99213', '99213', '99214']),
		...(random.chance(0.2) ? ['36415', '80053'] : []),
	],
	'Sick visit': (random) => [
		random.pick(['99212', '99213', '99213']),
		...(random.chance(0.3) ? ['87880'] : []),
		...(random.chance(0.15) ? ['81002'] : []),
	],
	'Annual physical': (random, years) => [
		preventive(years),
		'36415',
		...(random.chance(0.6) ? ['80061'] : []),
	],
	Procedure: (random) => ['99213', random.pick(['20610', '17110', '11102'])],
	'Chronic care follow-up': (random) => [
		random.pick(['99214', '99214', '99213', '99215']),
		...(random.chance(0.35) ? ['83036', '36415'] : []),
		...(random.chance(0.12) ? ['93000'] : []),
	],
	'Lab review': () => ['99213'],
	'Annual wellness visit': (random) => ['G0439', ...(random.chance(0.5) ? ['93000'] : []), '36415'],
	'Well child': (random, years) => [
		preventive(years),
		...(random.chance(0.5) ? ['90471', years < 6 ? '90707' : '90715'] : []),
	],
	'Sick child': (random) => [
		random.pick(['99213', '99212']),
		...(random.chance(0.4) ? [random.pick(['87880', '87804'])] : []),
	],
	Immunization: (random) => ['90471', '90686', ...(random.chance(0.4) ? ['90472', '90715'] : [])],
	Intake: () => ['90792'],
	'Medication management': (random) => ['99214', ...(random.chance(0.4) ? ['90833'] : [])],
	'Therapy session': (random) => [random.pick(['90837', '90837', '90834'])],
	Telehealth: (random) => [random.pick(['99213', '99214'])],
};

/** The charges of a visit; the same at every call. */
export function chargesOf(seed: number, visit: Visit): Charge[] {
	const { person, profile } = visit;
	if (person === null || profile === null) return [];
	const random = new Random(seed, 'charges', visit.id);
	const codes = CODES[profile.name]?.(random, yearsOld(person, dayOf(visit.start))) ?? ['99213'];
	return codes.flatMap((code, place) => {
		const service = SERVICES.get(code);
		if (service === undefined) return [];
		const beside = place === 0 && codes.length > 1 && /^99/.test(code);
		const modifier = profile.only === 'telehealth' ? '95' : beside ? '25' : '';
		return [{ service, quantity: code === '17110' ? random.between(1, 2) : 1, modifier }];
	});
}
