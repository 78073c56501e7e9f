import type { Json, JsonObject } from '../client/request';

/** The places a patient's coverage can have, in the order in which payers are asked to pay. */
export const LEVELS = {
	primary: 'Primary',
	secondary: 'Secondary',
	tertiary: 'Tertiary',
	auto_accident: 'Auto Accident',
	workers_comp: "Workers' Compensation",
} as const;

export type Level = keyof typeof LEVELS;

export function isLevel(value: unknown): value is Level {
	return typeof value === 'string' && Object.hasOwn(LEVELS, value);
}

/** One insurance of a patient. */
export interface Coverage {
	/** A dialect may have places that this package does not know. */
	level: Level | string;
	/** The essential, in names of our own and the same order for every coverage of its kind. */
	essential: JsonObject;
	/** The field in which the server keeps it; `null` where the record itself is the coverage. */
	field: string | null;
	/** As the server has it. */
	raw: JsonObject;
}

/** The insurances of one patient. */
export interface PatientCoverage {
	/** The patient's id as the server writes it. */
	patient: Json;
	/** Who it is, where the record says so. */
	person?: { patient_name: string | null; date_of_birth: string | null; chart_id: string | null };
	coverages: Coverage[];
}

/** Brings together what was found of the same patient, in the order in which patients came. */
export function byPatient(found: readonly PatientCoverage[]): PatientCoverage[] {
	const patients = new Map<string, PatientCoverage>();
	for (const one of found) {
		const key = String(one.patient);
		const known = patients.get(key);
		const coverages = [...(known?.coverages ?? []), ...one.coverages];
		patients.set(key, { ...one, ...known, coverages });
	}
	return [...patients.values()];
}

/** Which patients' coverage is wanted, over all patients. */
export interface CoverageQuery {
	provider?: string;
	/** Patients created or changed on this day or later, `YYYY-MM-DD` (v4). */
	changedSince?: string;
	/** Exact, in any case. */
	payerId?: string;
	planType?: string;
	level?: Level;
	/** Guide: `verified`, `unverified` or `expired`. */
	verification?: string;
	/** Patients with coverage, those without any, or all of them. */
	having: 'any' | 'with' | 'without';
	/** Milliseconds since the epoch. */
	now: number;
}

/** What can be changed about a coverage, in our own names; not every level has all of it. */
export interface CoverageChanges {
	company?: string;
	payerId?: string;
	payerAddress?: string;
	payerCity?: string;
	payerState?: string;
	payerZip?: string;
	planName?: string;
	planType?: string;
	memberId?: string;
	groupName?: string;
	groupNumber?: string;
	claimOffice?: string;
	policyNumber?: string;
	caseNumber?: string;
	claimNumber?: string;
	carrierCode?: string;
	dateOfAccident?: string;
	stateOfOccurrence?: string;
	notes?: string;
	subscriberIsPatient?: boolean;
	relationship?: string;
	subscriberFirstName?: string;
	subscriberMiddleName?: string;
	subscriberLastName?: string;
	subscriberSuffix?: string;
	subscriberBirthDate?: string;
	subscriberGender?: string;
	subscriberAddress?: string;
	subscriberCity?: string;
	subscriberState?: string;
	subscriberZip?: string;
}

export type CoverageField = keyof CoverageChanges;
