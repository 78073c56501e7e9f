import { ALLERGIES, type AllergyKind } from './allergens.mts';
import { CONDITIONS, type Condition } from './conditions.mts';
import { DRUGS } from './drugs.mts';
import { idOf } from './ids.mts';
import { type Person, yearsOld } from './persons.mts';
import { type Row, fileRef } from './practice.mts';
import { Random, odds } from './random.mts';
import { VACCINES } from './vaccines.mts';
import { DAY, type Day, type Local, date, dayOf, stamp } from './wallclock.mts';

/** What somebody has and takes: the truth behind problems, medications, vitals, labs and notes. */
export interface Chart {
	conditions: { condition: Condition; onset: Day; status: 'active' | 'inactive' | 'resolved' }[];
	drugs: { name: string; for: Condition; started: Day; stopped: Day | null }[];
	allergies: { kind: AllergyKind; active: boolean }[];
	/** SNOMED CT code as the vitals carry it. */
	smoking: string;
	/** Adult height or present height of a child, inches. */
	height: number;
	/** Pounds today, and how many are gained each year. */
	weight: number;
	gain: number;
	systolic: number;
	diastolic: number;
}

const SMOKING = odds({
	'266919005': 60,
	'8517006': 20,
	'449868002': 8,
	'428041000124106': 4,
	'266927001': 4,
	blank: 4,
});

/** Inches at a whole number of years, boys and girls alike. */
const GROWTH = [
	22, 29, 34, 37.5, 40, 42.5, 45.5, 48, 50.5, 52.5, 54.5, 56.5, 59, 61.5, 63.5, 65, 66, 66.5,
];

/** The same chart at every call: it is drawn from the seed and the patient's id alone. */
export function chartOf(seed: number, person: Person, today: Day): Chart {
	const random = new Random(seed, 'chart', person.copyOf?.id ?? person.id);
	const years = yearsOld(person, today);
	const conditions: Chart['conditions'] = [];
	const drugs: Chart['drugs'] = [];
	for (const condition of CONDITIONS) {
		const psychiatric = condition.icd10.startsWith('F');
		const share = condition.share * (person.doctor === 3 ? (psychiatric ? 3.5 : 0.7) : 1);
		const has = random.chance(share);
		const since = random.between(30, 3200);
		const draw = random.float();
		if (!has || years < condition.from || years > condition.to) continue;
		const status = draw < 0.88 ? 'active' : draw < 0.94 ? 'inactive' : 'resolved';
		const onset = Math.max(today - since, (person.birth ?? today - 12_000) + 30);
		conditions.push({ condition, onset, status });
		const count = status === 'active' && condition.drugs.length > 0 ? (draw < 0.6 ? 1 : 2) : 0;
		condition.drugs.slice(0, count).forEach((name, place) => {
			if (drugs.some((taken) => taken.name === name)) return;
			const started = Math.min(onset + place * 200 + 7, today - 1);
			const stopped =
				place === 0 && count === 2 && draw > 0.75 ? Math.min(started + 190, today - 1) : null;
			drugs.push({ name, for: condition, started, stopped });
		});
	}
	const allergies = ALLERGIES.filter((kind) => random.chance(kind.share)).map((kind) => ({
		kind,
		active: random.chance(0.93),
	}));
	const codes = conditions.map((each) => each.condition.icd10);
	const grown = person.sex === 'Male' ? random.bell(69, 3) : random.bell(64, 3);
	const height = years < 18 ? Math.round((GROWTH[years] ?? 66) + random.bell(0, 2)) : grown;
	const bmi =
		years < 18
			? 16 + years * 0.25 + random.float() * 3
			: codes.includes('E66.9')
				? 31 + random.float() * 9
				: 20 + random.float() * 9;
	return {
		conditions,
		drugs,
		allergies,
		smoking: years < 13 ? 'blank' : random.draw(SMOKING),
		height,
		weight: (bmi * height * height) / 703,
		gain: years < 18 ? 5 : random.float() * 8 - 3,
		systolic:
			years < 18 ? 92 + years : codes.includes('I10') ? random.bell(142, 10) : random.bell(119, 9),
		diastolic:
			years < 18
				? 58 + years * 0.8
				: codes.includes('I10')
					? random.bell(87, 7)
					: random.bell(75, 6),
	};
}

/** Rows of the chart's lists, patient by patient. */
export interface ChartRows {
	problems: Row[];
	allergies: Row[];
	medications: Row[];
	patient_vaccine_records: Row[];
}

const ORDER_STATUSES = odds({
	'Electronic eRx Sent': 60,
	Ordered: 6,
	'Prescribed by other Dr': 12,
	'Over the Counter': 8,
	'Paper Rx': 4,
	'Prescription Printed': 3,
	'': 7,
});

export function chartRows(options: {
	seed: number;
	persons: readonly Person[];
	chart(person: Person): Chart;
	now: readonly Local[];
	doctorIds: readonly number[];
	nurses: readonly number[];
}): ChartRows {
	const { persons } = options;
	const random = new Random(options.seed, 'chart rows');
	const rows: ChartRows = {
		problems: [],
		allergies: [],
		medications: [],
		patient_vaccine_records: [],
	};
	for (const person of persons) {
		const localNow = options.now[person.doctor] ?? 0;
		const today = dayOf(localNow);
		const doctor = options.doctorIds[person.doctor];
		const patient = person.id;
		const chart = options.chart(person);
		for (const { condition, onset, status } of chart.conditions) {
			rows.problems.push({
				id: idOf('problems', rows.problems.length),
				doctor,
				patient,
				appointment: null,
				name: condition.name,
				icd_code: condition.icd10,
				icd_version: '10',
				snomed_ct_code: condition.snomed,
				status,
				verification_status: random.chance(0.9) ? 'confirmed' : 'provisional',
				category: 'problem-list-item',
				problem_type: '',
				date_diagnosis: date(onset + 3),
				date_onset: date(onset),
				date_changed: date(Math.min(today, onset + 400)),
				abatement_date: status === 'resolved' ? date(Math.min(today, onset + 400)) : null,
				description: condition.name,
				notes: '',
				info_url: '',
			});
		}
		for (const { kind, active } of chart.allergies) {
			rows.allergies.push({
				id: idOf('allergies', rows.allergies.length),
				doctor,
				patient,
				description: kind.name,
				reaction: kind.reaction,
				snomed_code: '',
				snomed_reaction: kind.snomedReaction,
				rxnorm: kind.rxnorm,
				status: active ? 'active' : 'inactive',
				verification_status: random.chance(0.8) ? 'confirmed' : 'unconfirmed',
				notes: '',
			});
		}
		for (const taken of chart.drugs) {
			const drug = DRUGS[taken.name];
			if (drug === undefined) continue;
			rows.medications.push({
				id: idOf('medications', rows.medications.length),
				doctor,
				patient,
				appointment: null,
				name: `${taken.name} ${drug.strength} ${drug.units}`,
				rxnorm: drug.rxnorm,
				ndc: '',
				status: taken.stopped === null ? 'active' : 'inactive',
				order_status: taken.stopped === null ? random.draw(ORDER_STATUSES) : 'Discontinued',
				indication: taken.for.name,
				dosage_quantity: drug.quantity,
				dosage_units: drug.units,
				route: drug.route,
				frequency: drug.frequency[0],
				prn: drug.prn === true,
				daw: false,
				dispense_quantity: `${drug.dispense}.00`,
				number_refills: random.below(4),
				date_prescribed: date(taken.started),
				date_started_taking: date(taken.started),
				date_stopped_taking: taken.stopped === null ? null : date(taken.stopped),
				signature_note: `Take ${drug.quantity} ${drug.units} ${drug.frequency[0]}`,
				pharmacy_note: '',
				notes: '',
			});
		}
		addVaccines(rows.patient_vaccine_records, random, person, localNow, doctor, options.nurses);
	}
	return rows;
}

function addVaccines(
	rows: Row[],
	random: Random,
	person: Person,
	localNow: Local,
	doctor: number | undefined,
	nurses: readonly number[],
): void {
	const today = dayOf(localNow);
	const birth = person.birth ?? today - 12_000;
	for (const vaccine of VACCINES) {
		for (const month of vaccine.months) {
			const due = vaccine.yearly
				? today - random.between(20, 300)
				: birth + Math.round(month * 30.4);
			if (due > today || due < today - 2500 || !random.chance(vaccine.share)) continue;
			const given = Math.min(today, due + random.below(25));
			const at = Math.min(given * DAY + random.between(9, 16) * 3600, localNow - 60);
			const id = idOf('patient_vaccine_records', rows.length);
			rows.push({
				id,
				patient: person.id,
				ordering_doctor: doctor,
				name: vaccine.name,
				cvx_code: vaccine.cvx,
				cpt_code: vaccine.cpt,
				manufacturer: vaccine.maker,
				lot_number: `L${random.digits(5)}`,
				administration_start: stamp(at),
				administered_at: null,
				administered_by: String(nurses[person.doctor % nurses.length] ?? ''),
				entered_by: String(nurses[0] ?? ''),
				amount: '0.50',
				units: 'mL',
				route: 'IM',
				site: random.pick(['LD', 'RD', 'LT', 'RT']),
				completion_status: random.chance(0.97) ? 'CP' : 'RE',
				record_source: random.chance(0.85) ? '00' : '01',
				funding_eligibility: random.pick(['V01', 'V01', 'V02']),
				observed_immunity: null,
				next_dose_date: null,
				vaccine_inventory: null,
				consent_form: null,
				doses: [],
				vis: random.chance(0.2) ? fileRef('vis', id) : null,
				comments: '',
				created_at: stamp(at),
				updated_at: stamp(at),
			});
		}
	}
}
