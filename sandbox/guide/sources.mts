import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { CLAIM_STATUSES, claimRecord, claimRows } from './claims.mts';
import {
	documentRecord,
	documentRows,
	encounterRecord,
	encounterRows,
	insuranceRecord,
	insuranceRows,
	isAbnormal,
	labRecord,
	labRows,
	verification,
	vitalRecord,
	vitalRows,
} from './clinical.mts';
import { appointmentRecord, patientRecord, providerRecord } from './records.mts';
import { GUIDE_STATUSES, guidePhone, guideStatus } from './values.mts';

/** A test of a v4 row for the value of one guide filter. */
export type GuideFilter = (store: Store, value: string) => (row: Row) => boolean;

/** Which v4 rows a guide endpoint shows, how, and what it can filter by. */
export interface Source {
	rows(store: Store): readonly Row[];
	find(store: Store, id: string): Row | undefined;
	/** `link` makes the temporary link of a file reference. */
	record(store: Store, row: Row, link: (reference: string) => string): Row;
	readonly filters: Readonly<Record<string, GuideFilter>>;
	/** Values a filter takes, where they are fixed. */
	readonly choices?: Readonly<Record<string, readonly string[]>>;
	/** Whether `updated_after` exists (guide.md, "Endpoints"). */
	readonly updatedAfter?: boolean;
	/** Records depend on their row and guide-only fields alone. */
	readonly selfContained?: boolean;
}

export const equals =
	(field: string): GuideFilter =>
	(_store, value) =>
	(row) =>
		String(row[field] ?? '') === value;

/** First and last day, inclusive, on the provider's calendar. */
export const fromDay =
	(field: string): GuideFilter =>
	(_store, value) =>
	(row) =>
		String(row[field] ?? '').slice(0, 10) >= value;
export const toDay =
	(field: string): GuideFilter =>
	(_store, value) =>
	(row) =>
		String(row[field] ?? '').slice(0, 10) <= value;

/** Rows made a record of and not deleted; the guide knows no virtual occurrences. */
function real(row: Row): boolean {
	return row.deleted_flag !== true && row.archived !== true && !Number.isNaN(Number(row.id));
}

const appointments: Source = {
	rows: (store) => store.table('appointments').ordered().filter(real),
	find: (store, id) => {
		const row = store.table('appointments').get(id);
		return row && real(row) ? row : undefined;
	},
	record: appointmentRecord,
	updatedAfter: true,
	selfContained: true,
	choices: { status: GUIDE_STATUSES },
	filters: {
		provider: equals('doctor'),
		patient: equals('patient'),
		start_date: fromDay('scheduled_time'),
		end_date: toDay('scheduled_time'),
		appointment_type: equals('profile'),
		status: (_store, value) => (row) => guideStatus(row.status) === value,
		external_id: (store, value) => (row) =>
			store.guideFields(`appointments/${String(row.id)}`)?.external_id === value,
	},
};

/** The existing appointments of a provider on some days; open slots are the client's logic. */
const availability: Source = {
	...appointments,
	updatedAfter: false,
	filters: {
		provider: equals('doctor'),
		date: (_store, value) => (row) => String(row.scheduled_time).startsWith(value),
		start_date: fromDay('scheduled_time'),
		end_date: toDay('scheduled_time'),
	},
};

const patients: Source = {
	rows: (store) => store.table('patients').ordered(),
	find: (store, id) => store.table('patients').get(id),
	record: patientRecord,
	updatedAfter: true,
	filters: {
		name: (_store, value) => {
			const wanted = value.toLowerCase();
			return (row) =>
				`${String(row.first_name ?? '')} ${String(row.last_name ?? '')}`
					.toLowerCase()
					.includes(wanted);
		},
		date_of_birth: equals('date_of_birth'),
		email: (_store, value) => (row) =>
			String(row.email ?? '').toLowerCase() === value.toLowerCase(),
		phone: (_store, value) => {
			const wanted = guidePhone(value);
			return (row) =>
				wanted !== null &&
				[row.cell_phone, row.home_phone].some((phone) => guidePhone(phone) === wanted);
		},
	},
};

const providers: Source = {
	rows: (store) => store.table('doctors').ordered(),
	find: (store, id) => store.table('doctors').get(id),
	record: providerRecord,
	filters: {},
};

/** A source over computed rows that carry their ids. */
function computed(
	rows: (store: Store) => readonly Row[],
	record: Source['record'],
	filters: Source['filters'],
	more: Pick<Source, 'updatedAfter' | 'choices'> = {},
): Source {
	return {
		rows,
		find: (store, id) => rows(store).find((row) => String(row.id) === id),
		record,
		filters,
		...more,
	};
}

const VISIT_FILTERS = {
	patient: equals('patient'),
	start_date: fromDay('scheduled_time'),
	end_date: toDay('scheduled_time'),
};

const insurances = computed(
	insuranceRows,
	(store, row, link) => insuranceRecord(store, row, link),
	{
		patient: equals('patient'),
		insurance_type: equals('level'),
		verification_status: (store, value) => (row) => verification(store, row) === value,
	},
	{
		choices: {
			insurance_type: ['primary', 'secondary', 'tertiary'],
			verification_status: ['verified', 'unverified', 'expired'],
		},
	},
);

const documents = computed(documentRows, documentRecord, {
	...VISIT_FILTERS,
	provider: equals('doctor'),
});

const vitals = computed(vitalRows, vitalRecord, VISIT_FILTERS);

const labs = computed(
	labRows,
	labRecord,
	{
		...VISIT_FILTERS,
		abnormal: (_store, value) => (row) => isAbnormal(row) === (value === 'true'),
	},
	{ updatedAfter: true, choices: { abnormal: ['true', 'false'] } },
);

const encounters = computed(
	encounterRows,
	encounterRecord,
	{
		...VISIT_FILTERS,
		provider: equals('doctor'),
		service_code: (_store, value) => (row) =>
			(row.lines as Row[]).some((line) => String(line.code) === value),
	},
	{ updatedAfter: true },
);

const claims = computed(
	claimRows,
	claimRecord,
	{
		status: equals('status'),
		provider: equals('doctor'),
		patient: equals('patient'),
		start_date: fromDay('service_date'),
		end_date: toDay('service_date'),
	},
	{ updatedAfter: true, choices: { status: CLAIM_STATUSES } },
);

export const SOURCES: Readonly<Record<string, Source>> = {
	appointments,
	availability,
	patients,
	patient_insurances: insurances,
	providers,
	clinical_documents: documents,
	vitals,
	lab_results: labs,
	encounters,
	claims,
};
