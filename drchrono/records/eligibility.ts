import type { DateRange } from '../client/ranges';
import type { CodeList } from './codeList';

/** What a payer answered to an eligibility check: X12 271 EB01 codes (wire.md §9). */
export const ELIGIBILITY: CodeList = {
	'1': 'Active Coverage',
	'2': 'Active - Full Risk Capitation',
	'3': 'Active - Services Capitated',
	'4': 'Active - Services Capitated to Primary Care Physician',
	'5': 'Active - Pending Investigation',
	'6': 'Inactive',
	'7': 'Inactive - Pending Eligibility Update',
	'8': 'Inactive - Pending Investigation',
	A: 'Co-Insurance',
	B: 'Co-Payment',
	C: 'Deductible',
	CB: 'Coverage Basis',
	D: 'Benefit Description',
	E: 'Exclusions',
	F: 'Limitations',
	G: 'Out of Pocket (Stop Loss)',
	H: 'Unlimited',
	I: 'Non-Covered',
	J: 'Cost Containment',
	K: 'Reserve',
	L: 'Primary Care Provider',
	M: 'Pre-existing Condition',
	MC: 'Managed Care Coordinator',
	N: 'Services Restricted to Following Provider',
	O: 'Not Deemed a Medical Necessity',
	P: 'Benefit Disclaimer',
	Q: 'Second Surgical Opinion Required',
	R: 'Other or Additional Payer',
	S: 'Prior Years History',
	T: 'Cards Reported Lost or Stolen',
	U: 'Contact Following Entity for Eligibility or Benefit Information',
	V: 'Cannot Process',
	W: 'Other Source of Data',
	X: 'Health Care Facility',
	Y: 'Spend Down',
};

const ACTIVE = new Set(['1', '2', '3', '4', '5']);
const NOT_ACTIVE = new Set(['6', '7', '8', 'I']);

/** Whether a code says that the patient is insured; `null` where it says nothing about that. */
export function isActive(code: unknown): boolean | null {
	if (typeof code !== 'string') return null;
	if (ACTIVE.has(code)) return true;
	return NOT_ACTIVE.has(code) ? false : null;
}

/** Which past eligibility checks are wanted; what is absent does not matter. */
export interface EligibilityQuery {
	patient?: string;
	appointment?: string;
	/** Any of these; absent means all. */
	providers?: readonly string[];
	/** Inclusive days, `YYYY-MM-DD`: when the check was made, or the day of the appointment it was made for. */
	days?: DateRange & { of: 'check' | 'appointment' };
	/** Only checks whose answer says so. */
	active?: boolean;
}
