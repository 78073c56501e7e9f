import { patientHash } from './hash';

/** One record that left a node; only the patient's id and the names of its fields are looked at. */
export type AuditedRecord = Readonly<Record<string, unknown>>;

/** What an audit record says of the records that one run handed out. */
export interface AuditSummary {
	records: number;
	/** Different patients whom the records are about. */
	patients: number;
	/** Their ids as HMACs with the credential's audit key, in ascending order. */
	patientHashes: string[];
	/** Names of the fields that were handed out, sorted; never a value. */
	fields: string[];
}

/** Where a record says whose it is. */
const PATIENT_KEYS = ['patient', 'patient_id', 'patientId'] as const;

/**
 * Sums up what a run handed out, so that it can be kept for the six years that HIPAA asks for
 * (45 CFR 164.316(b)(2)) without keeping the data itself.
 *
 * @param arePatients whether each record is itself a patient's, so that its `id` is the patient's
 * @param key the credential's audit key
 */
export function auditSummary(
	records: readonly AuditedRecord[],
	arePatients: boolean,
	key: string,
): AuditSummary {
	const patients = new Set<string>();
	const fields = new Set<string>();
	for (const record of records) {
		for (const name of Object.keys(record)) fields.add(name);
		const patient = patientOf(record, arePatients);
		if (patient !== undefined) patients.add(patient);
	}
	return {
		records: records.length,
		patients: patients.size,
		patientHashes: [...patients].map((id) => patientHash(id, key)).sort(),
		fields: [...fields].sort(),
	};
}

function patientOf(record: AuditedRecord, isPatient: boolean): string | undefined {
	const named = PATIENT_KEYS.map((name) => record[name]).find((value) => value != null);
	const reference = named ?? (isPatient ? record.id : undefined);
	const id =
		typeof reference === 'object' && reference !== null && 'id' in reference
			? reference.id
			: reference;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
