import type { Store } from '../store/store.mts';
import { changedAt, type Row } from '../store/table.mts';
import { chargesByVisit, derived, isVisit } from './derived.mts';
import { instant } from './values.mts';

const LEVELS = ['primary', 'secondary', 'tertiary'] as const;

/** One row per insurance that a patient has; ids count three to a patient. */
export function insuranceRows(store: Store): readonly Row[] {
	return derived(store, 'insurances', ['patients'], () =>
		store
			.table('patients')
			.ordered()
			.flatMap((patient) =>
				LEVELS.flatMap((level, index) => {
					const insurance = patient[`${level}_insurance`] as Row | undefined;
					if (!insurance?.insurance_company) return [];
					const id = Number(patient.id) * LEVELS.length + index;
					return [
						{ id, patient: patient.id, doctor: patient.doctor, level, insurance, of: patient },
					];
				}),
			),
	);
}

export function insuranceRecord(store: Store, row: Row, link: (reference: string) => string): Row {
	const insurance = row.insurance as Row;
	const patient = row.of as Row;
	const zone = store.doctorZone(row.doctor);
	const card = (value: unknown) =>
		typeof value === 'string' && value.startsWith('file:') ? link(value.slice(5)) : value || null;
	return {
		id: row.id,
		patient: row.patient,
		insurance_type: row.level,
		payer_name: insurance.insurance_company,
		payer_id: insurance.insurance_payer_id,
		plan_code: insurance.insurance_plan_type,
		member_id: insurance.insurance_id_number,
		group_number: insurance.insurance_group_number,
		verification_status: verification(store, row),
		card_front: card(insurance.photo_front),
		card_back: card(insurance.photo_back),
		created_at: instant(patient.created_at, zone),
		updated_at: instant(patient.updated_at, zone),
	};
}

export function verification(store: Store, row: Row): unknown {
	const key = `insurances/${String(row.patient)}:${String(row.level)}`;
	return store.guideFields(key)?.verification_status ?? 'verified';
}

/** Notes of visits as plain text, in the order of the visits. */
export function documentRows(store: Store): readonly Row[] {
	return derived(store, 'documents', ['clinical_notes', 'appointments'], () =>
		store
			.table('clinical_notes')
			.ordered()
			.flatMap((note) => {
				const visit = store.table('appointments').get(note.appointment);
				if (!visit || !isVisit(visit) || note.archived === true) return [];
				return [
					{
						id: Number(visit.id),
						patient: visit.patient,
						doctor: visit.doctor,
						scheduled_time: visit.scheduled_time,
						note,
						visit,
					},
				];
			})
			.sort(byTime),
	);
}

const byTime = (a: Row, b: Row) =>
	String(a.scheduled_time) < String(b.scheduled_time)
		? -1
		: String(a.scheduled_time) > String(b.scheduled_time)
			? 1
			: Number(a.id) - Number(b.id);

function noteText(note: Row): string {
	return ((note.clinical_note_sections ?? []) as Row[])
		.map((section) => {
			const values = ((section.values ?? []) as Row[]).map(({ value }) => String(value ?? ''));
			return `${String(section.name)}:\n${values.filter(Boolean).join('\n')}`;
		})
		.join('\n\n');
}

export function documentRecord(store: Store, row: Row): Row {
	const visit = row.visit as Row;
	const zone = store.doctorZone(row.doctor);
	const state = visit.clinical_note as Row | null;
	const updated = state?.updated_at ?? visit.updated_at;
	return {
		id: row.id,
		patient: row.patient,
		provider: row.doctor,
		date: String(row.scheduled_time).slice(0, 10),
		title: visit.reason ? `Progress note: ${String(visit.reason)}` : 'Progress note',
		text: noteText(row.note as Row),
		created_at: instant(visit.scheduled_time, zone),
		updated_at: instant(updated, zone),
	};
}

/** Visits at which something was measured, in their order. */
export function vitalRows(store: Store): readonly Row[] {
	return derived(store, 'vitals', ['appointments'], () =>
		store
			.table('appointments')
			.ordered()
			.filter((row) => {
				const vitals = (row.vitals ?? {}) as Row;
				const measured = ['height', 'weight', 'pulse', 'blood_pressure_1', 'temperature'];
				return isVisit(row) && measured.some((name) => (vitals[name] ?? null) !== null);
			}),
	);
}

const CM_PER_INCH = 2.54;
const LB_PER_KG = 2.2046226218;

function number(value: unknown): number | null {
	return value === null || value === undefined || value === '' ? null : Number(value);
}

function converted(value: unknown, change: boolean, factor: (n: number) => number): number | null {
	const plain = number(value);
	return plain === null ? null : Math.round((change ? factor(plain) : plain) * 10) / 10;
}

export function vitalRecord(store: Store, row: Row): Row {
	const zone = store.doctorZone(row.doctor);
	const vitals = row.vitals as Row;
	return {
		id: Number(row.id),
		patient: row.patient,
		taken_at: instant(row.scheduled_time, zone),
		height_in: converted(vitals.height, vitals.height_units === 'cm', (n) => n / CM_PER_INCH),
		weight_lb: converted(vitals.weight, vitals.weight_units === 'kg', (n) => n * LB_PER_KG),
		systolic: number(vitals.blood_pressure_1),
		diastolic: number(vitals.blood_pressure_2),
		pulse: number(vitals.pulse),
		temperature_f: converted(
			vitals.temperature,
			vitals.temperature_units === 'c',
			(n) => n * 1.8 + 32,
		),
		respiratory_rate: number(vitals.respiratory_rate),
		oxygen_saturation: number(vitals.oxygen_saturation),
		created_at: instant(row.scheduled_time, zone),
		updated_at: instant(row.extended_updated_at ?? row.updated_at, zone),
	};
}

const NORMAL_FLAGS = new Set(['', 'N', 'null', 'undefined']);

export const isAbnormal = (row: Row) => !NORMAL_FLAGS.has(String(row.lab_abnormal_flag ?? ''));

/** Chart results in the order of their times. */
export function labRows(store: Store): readonly Row[] {
	return derived(store, 'labs', ['patient_lab_results'], () =>
		store
			.table('patient_lab_results')
			.ordered()
			.map((row) => ({ ...row, scheduled_time: row.date_test_performed ?? row.created_at }))
			.sort(byTime),
	);
}

export function labRecord(store: Store, row: Row): Row {
	const zone = store.doctorZone(row.ordering_doctor);
	const set = store.guideFields(`lab_results/${String(row.id)}`)?.status;
	const reported = /^Results/.test(String(row.lab_order_status ?? ''));
	const range = String(row.lab_normal_range ?? '').trim();
	return {
		id: row.id,
		patient: row.patient,
		test: row.title,
		code: row.loinc_code,
		value: row.lab_result_value,
		unit: row.lab_result_value_units,
		reference_range: range.replace(/^(\S+)\s+(\S+)$/, '$1-$2'),
		abnormal: isAbnormal(row),
		resulted_at: instant(row.date_test_performed, zone),
		status: set ?? (reported ? 'final' : 'preliminary'),
		created_at: instant(row.created_at, zone),
		updated_at: instant(row.updated_at, zone),
	};
}

/** Visits with charges, ascending id. */
export function encounterRows(store: Store): readonly Row[] {
	return derived(store, 'encounters', ['appointments', 'line_items'], () => {
		const charges = chargesByVisit(store);
		return store
			.table('appointments')
			.ordered()
			.flatMap((visit) => {
				const lines = charges.get(String(visit.id));
				if (!isVisit(visit) || !lines) return [];
				const updated = [visit, ...lines].map(changedAt).reduce((a, b) => (a > b ? a : b));
				return [{ ...visit, id: Number(visit.id), lines, updated_at: updated }];
			})
			.sort((a, b) => a.id - b.id);
	});
}

export function encounterRecord(store: Store, row: Row): Row {
	const zone = store.doctorZone(row.doctor);
	return {
		id: row.id,
		patient: row.patient,
		provider: row.doctor,
		appointment: row.id,
		date: String(row.scheduled_time).slice(0, 10),
		charges: (row.lines as Row[]).map((line) => ({
			service_code: line.code,
			description: line.description ?? '',
			units: Number(line.quantity),
			amount: line.billed,
		})),
		created_at: instant(row.created_at, zone),
		updated_at: instant(row.updated_at, zone),
	};
}
