import { apiRows } from './api';
import { appointmentRows } from './appointment';
import { clinicalDocumentRows } from './clinicalDocument';
import { insuranceRows } from './insurance';
import { patientRows } from './patient';
import { providerRows } from './provider';
import type { Row } from './row';

export { titleOf, type Row, type Task } from './row';

/** The campaign: every operation of every node, in one or more of the ways in which it is used. */
export const ROWS: readonly Row[] = [
	...appointmentRows,
	...patientRows,
	...clinicalDocumentRows,
	...insuranceRows,
	...providerRows,
	...apiRows,
];
