import type { FileContent } from './files.mts';

/** One record as v4 writes it in its verbose shape, keys in the wire's order. */
export type Row = Record<string, unknown>;

/** Records of one resource; those that are big and rarely read are built at the first call. */
export type Rows = Row[] | (() => Row[]);

/** A recurrence that the server has not made a record of yet (wire.md 3.4). */
export interface VirtualOccurrence {
	/** Numeric id of the series' base appointment, whose record it repeats. */
	base: number;
	/** `YYYY-MM-DD`, the original date. */
	date: string;
	/** Naive wall clock of the doctor's zone. */
	scheduled_time: string;
}

/** Who can sign in, for the consent page and the log of who did what. */
export interface SignIn {
	/** Id of the record in `users`. */
	id: number;
	username: string;
	name: string;
	role: 'Practice administrator' | 'Provider' | 'Front desk' | 'Biller' | 'Nurse';
}

/** Two records of the same person, and how the second differs from the first. */
export interface DuplicatePair {
	original: number;
	copy: number;
	kind: string;
}

/** Facts that v4 has no field for. */
export interface Externals {
	practiceGroup: { id: number; name: string };
	signIns: SignIn[];
	virtualOccurrences: VirtualOccurrence[];
	duplicates: DuplicatePair[];
	/** Rows of `/api/insurances`, by its required parameter `payer_type`. */
	payers: Record<'emdeon' | 'gateway' | 'ihcfa', Row[]>;
	/**
	 * The bytes behind a file field, by the two parts of its `file:<kind>/<id>`; as `fileBytes` of
	 * `files.mts`, and clinical notes with the text of the note itself.
	 */
	fileBytes(kind: string, id: number | string): Promise<FileContent>;
	/** What only the guide dialect shows. Keys are record ids; what is absent has the default. */
	guide: {
		/** Appointment id to the other system's id. */
		externalIds: Record<string, string>;
		/** Patient id to `phone`, `sms` or `mail` (default `email`). */
		communicationMethods: Record<string, string>;
		/** `patientId:primary|secondary` to `unverified` or `expired` (default `verified`). */
		insuranceVerification: Record<string, string>;
	};
}

/**
 * A whole practice, by v4 resource name (the last part of `/api/<name>`). File fields (`document`,
 * `photo_front`, `scanned_in_result` …) hold `file:<kind>/<id>`: whoever serves them puts a link in
 * its place and the bytes of `externals.fileBytes(kind, id)` behind it.
 */
export type Practice = Record<string, Rows> & { externals: Externals };

/** The same rows at every call, built at the first. */
export function once<T>(build: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: build() }).value;
}

/** A file field's value: which bytes `fileBytes` gives for it. */
export function fileRef(kind: string, id: number | string): string {
	return `file:${kind}/${id}`;
}
