import type { JsonObject } from '../client/request';
import type { CodeList } from './codeList';
import type { Judgement } from './labFlags';

/** Where a chart result stands, in v4's own words (wire.md App. B). */
export const ORDER_STATUSES: readonly string[] = [
	'Discontinued',
	'In Progress',
	'Order Entered',
	'Paper Order',
	'Results Received',
	'Results Reviewed with Patient',
];

/** Where a result of an order stands (HL7 table 0085, wire.md App. B). */
export const RESULT_STATUSES: CodeList = {
	C: 'Corrected',
	F: 'Final',
	I: 'Pending',
	P: 'Preliminary',
	X: 'Cancelled',
};

/** What a document of an order is (wire.md §6). */
export const DOCUMENT_TYPES: CodeList = {
	ABN: 'Advance Beneficiary Notice',
	REQ: 'Requisition',
	'R-A': 'Requisition and Advance Beneficiary Notice',
	RES: 'Result',
};

/** How soon an order is wanted (wire.md App. B). */
export const PRIORITIES: CodeList = { N: 'Normal', S: 'STAT' };

/** Which results of charts are wanted; what is absent does not matter. */
export interface LabResultQuery {
	patient?: string;
	/** Who ordered. Absent or empty: any. v4 only. */
	providers?: readonly string[];
	/** In the form of the dialect, see `LabResultDialect.sinceIs`. */
	changedSince?: string;
	/** Days of the tests, `YYYY-MM-DD`, inclusive. */
	testedFrom?: string;
	testedTo?: string;
	loincCode?: string;
	/** Part of the test's name, in any case. */
	test?: string;
	/** v4 only. */
	orderStatus?: string;
	/** v4 only. */
	signedOff?: boolean;
	abnormalOnly?: boolean;
}

/** A result as the essential columns: the same ones in both dialects. */
export interface LabResult extends Judgement {
	id: JsonObject[string];
	patient: JsonObject[string];
	provider: JsonObject[string];
	test: string | null;
	loinc_code: string | null;
	value: JsonObject[string];
	unit: string | null;
	reference_range: string | null;
	/** The laboratory's own code. */
	flag: string | null;
	tested_at: string | null;
	status: string | null;
}

/** A result to be put into a chart. */
export interface LabResultDraft {
	patient: string;
	provider: string;
	test: string;
	loincCode?: string;
	value: string;
	unit?: string;
	range?: string;
	rangeUnit?: string;
	/** A code of `FLAGS`. */
	flag?: string;
	/** Wall-clock time of the practice. */
	testedAt: string;
	orderStatus?: string;
	signedOff?: boolean;
	comments?: string;
}

/** Which orders or documents of orders are wanted. */
export interface LabOrderQuery {
	/** Absent or empty: any. */
	providers?: readonly string[];
	/** A wall-clock time of the practice. */
	changedSince?: string;
	/** Orders only; filtered here. */
	patient?: string;
	/** Orders only; filtered here, exact, in any case. */
	status?: string;
	/** Documents only; filtered here. */
	type?: string;
}
