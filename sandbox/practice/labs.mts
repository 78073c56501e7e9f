import type { Chart } from './charts.mts';
import { CONDITIONS } from './conditions.mts';
import { idOf } from './ids.mts';
import { type Analyte, PANELS, type Panel } from './labTests.mts';
import { soonAfter } from './moments.mts';
import { type Row, fileRef } from './practice.mts';
import { Random, oddsOf } from './random.mts';
import type { Visit } from './visit.mts';
import { DAY, HOUR, type Local, MINUTE, dayOf, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** `/api/sublabs`: the places of the made-up laboratory. */
export const SUBLABS: readonly Row[] = [
	{
		id: idOf('sublabs', 0),
		name: 'Hawthorn Diagnostics Rockville',
		facility_code: 'HDR',
		vendor_name: 'Hawthorn Diagnostics',
	},
	{
		id: idOf('sublabs', 1),
		name: 'Hawthorn Diagnostics Naperville',
		facility_code: 'HDN',
		vendor_name: 'Hawthorn Diagnostics',
	},
];

/** One measured value and what the laboratory says of it. */
interface Measured {
	analyte: Analyte;
	value: string;
	flag: '' | 'N' | 'L' | 'LL' | 'H' | 'HH';
}

function measure(random: Random, analyte: Analyte, chart: Chart): Measured {
	const { low, high, decimals, moved } = analyte;
	const ill =
		moved !== undefined &&
		chart.conditions.some((each) => each.condition.icd10 === moved[0] && each.status === 'active');
	const spread = (high - low) / 3;
	const odd = random.chance(0.07) ? (random.chance(0.5) ? 1.6 : -1.2) * spread : 0;
	const mean = ill && moved !== undefined ? moved[1] : (low + high) / 2 + odd;
	const raw = mean + (random.float() + random.float() + random.float() - 1.5) * spread;
	const number = Number(Math.max(low * 0.4, raw).toFixed(decimals));
	const flag =
		number < low * 0.8
			? 'LL'
			: number < low
				? 'L'
				: number > high * 1.35
					? 'HH'
					: number > high
						? 'H'
						: 'N';
	return { analyte, value: number.toFixed(decimals), flag };
}

const ORDERED = oddsOf(PANELS, (panel) => panel.weight);

function choosePanel(random: Random): Panel {
	return random.draw(ORDERED);
}

const TESTED = ['family', 'internal'];

export interface LabRows {
	lab_orders: Row[];
	lab_tests: Row[];
	lab_documents: Row[];
	lab_results: Row[];
	patient_lab_results: Row[];
}

const range = (analyte: Analyte) =>
	`${analyte.low.toFixed(analyte.decimals)} ${analyte.high.toFixed(analyte.decimals)}`;

/** Laboratory work of the visits: charted results, and orders sent to the laboratory. */
export function labRows(world: World): LabRows {
	const rows: LabRows = {
		lab_orders: [],
		lab_tests: [],
		lab_documents: [],
		lab_results: [],
		patient_lab_results: [],
	};
	for (const visit of world.completed()) {
		if (!TESTED.includes(visit.doctor.field)) continue;
		const random = new Random(world.seed, 'labs', visit.id);
		const draw = random.float();
		if (draw > 0.34) continue;
		const chart = world.chart(visit.person);
		const now = world.now(visit.doctor);
		if (draw < 0.24) addCharted(rows, random, visit, chart, now);
		else addOrder(rows, random, visit, chart, now);
	}
	return rows;
}

/** Results in the chart: `/api/patient_lab_results`, one row per quantity. */
function addCharted(rows: LabRows, random: Random, visit: Visit, chart: Chart, now: Local): void {
	const tested = visit.start - random.between(0, 2) * DAY;
	const arrived = dayOf(tested) * DAY + random.between(20 * HOUR, 90 * HOUR);
	if (arrived > now) return;
	for (const analyte of choosePanel(random).analytes) {
		const { value, flag } = measure(random, analyte, chart);
		const id = idOf('patient_lab_results', rows.patient_lab_results.length);
		const corrected = random.chance(0.015) ? soonAfter(random, arrived, 40, now) : null;
		const reviewed = random.chance(0.8) ? soonAfter(random, arrived, 50, now) : null;
		rows.patient_lab_results.push({
			id,
			patient: visit.person?.id,
			ordering_doctor: visit.doctor.id,
			title: analyte.name,
			loinc_code: analyte.loinc,
			date_test_performed: stamp(tested),
			lab_result_value: value,
			lab_result_value_as_float: Number(value),
			lab_result_value_units: analyte.unit,
			lab_normal_range: range(analyte).replace(' ', '-'),
			lab_normal_range_units: analyte.unit,
			lab_abnormal_flag: flag,
			lab_order_status: reviewed === null ? 'Results Received' : 'Results Reviewed with Patient',
			lab_imported_from_ccr: '',
			doctor_signoff: reviewed !== null,
			doctor_comments: corrected === null ? '' : 'Corrected by the laboratory.',
			scanned_in_result: random.chance(0.1) ? fileRef('patient_lab_results', id) : null,
			created_at: stamp(arrived),
			updated_at: stamp(Math.max(arrived, corrected ?? 0, reviewed ?? 0)),
		});
	}
}

/** An order to the laboratory with its tests, papers and results (wire.md 10, Labs). */
function addOrder(rows: LabRows, random: Random, visit: Visit, chart: Chart, now: Local): void {
	const index = rows.lab_orders.length;
	const order = idOf('lab_orders', index);
	const ordered = Math.min(visit.start + visit.minutes * MINUTE, now);
	const resulted =
		(dayOf(ordered) + random.between(1, 4)) * DAY + random.between(6 * HOUR, 20 * HOUR);
	const state =
		resulted <= now ? (random.chance(0.95) ? 'F' : 'C') : now - ordered > 20 * HOUR ? 'I' : 'P';
	const has = state === 'F' || state === 'C';
	const documents: number[] = [];
	const addDocument = (type: 'REQ' | 'RES', at: Local): number => {
		const id = idOf('lab_documents', rows.lab_documents.length);
		documents.push(id);
		rows.lab_documents.push({
			id,
			lab_order: order,
			type,
			document: fileRef('lab_documents', id),
			hl7: '',
			timestamp: stamp(at),
		});
		return id;
	};
	addDocument('REQ', ordered);
	const report = has ? addDocument('RES', resulted) : null;
	const reason = chart.conditions[0]?.condition ?? CONDITIONS[2];
	rows.lab_orders.push({
		id: order,
		doctor: visit.doctor.id,
		patient: visit.person?.id,
		sublab: SUBLABS[visit.doctor.office === 2 ? 1 : 0]?.['id'],
		requisition_id: `REQ${order}`,
		external_requisition_id: `HD-${random.digits(7)}`,
		accession_number: has ? `A${random.digits(8)}` : '',
		priority: random.chance(0.93) ? 'N' : 'S',
		status: has ? 'Results Received' : state === 'I' ? 'In Progress' : 'Order Entered',
		notes: '',
		icd10_codes: [{ code: reason?.icd10 ?? '', description: reason?.name ?? '' }],
		documents,
		timestamp: stamp(has ? resulted : ordered),
	});
	const count = random.between(1, 2);
	const chosen = new Set<Panel>();
	while (chosen.size < count) chosen.add(choosePanel(random));
	for (const panel of chosen) {
		const test = idOf('lab_tests', rows.lab_tests.length);
		rows.lab_tests.push({
			id: test,
			lab_order: order,
			code: panel.code,
			name: panel.name,
			description: panel.name,
			status: state,
			collection_date: stamp(ordered + 20 * MINUTE),
			specimen_source: 'Blood',
			specimen_condition: '',
			specimen_total_volume: null,
			internal_notes: '',
			report_notes: '',
		});
		if (report === null) continue;
		for (const analyte of panel.analytes) {
			const { value, flag } = measure(random, analyte, chart);
			rows.lab_results.push({
				id: idOf('lab_results', rows.lab_results.length),
				lab_order: order,
				lab_test: test,
				document: report,
				status: state,
				value,
				unit: analyte.unit,
				value_is_numeric: true,
				normal_range: range(analyte),
				abnormal_status: flag,
				is_abnormal: flag === 'N' ? '' : 'Y',
				observation_code: analyte.loinc,
				observation_description: analyte.name,
				test_performed: stamp(Math.min(resulted, ordered + 6 * HOUR)),
				specimen_received: stamp(Math.min(resulted, ordered + 3 * HOUR)),
				comments: state === 'C' ? 'Corrected result.' : '',
				group_code: panel.code,
			});
		}
	}
}
