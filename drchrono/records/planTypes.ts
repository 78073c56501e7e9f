import type { CodeList } from './codeList';

/**
 * Kinds of insurance plans: the X12 claim filing indicators that DrChrono takes (wire.md §9). Practices
 * cannot add to them.
 */
export const PLAN_TYPES: CodeList = {
	'11': 'Other Non-Federal Program',
	'12': 'PPO',
	'13': 'Point of Service (POS)',
	'14': 'EPO',
	'15': 'Indemnity',
	'16': 'HMO Medicare Risk',
	'17': 'Dental Maintenance Organization',
	AM: 'Automobile Medical',
	BL: 'Blue Cross Blue Shield',
	CH: 'Tricare (Champus)',
	CI: 'Commercial',
	DS: 'Disability',
	FI: 'Federal Employees Program',
	HM: 'HMO',
	LM: 'Liability Medical',
	MA: 'Medicare Part A',
	MB: 'Medicare Part B',
	MC: 'Medicaid',
	OF: 'Other Federal Program',
	TV: 'Title V',
	VA: 'Veterans Affairs',
	WC: "Workers' Compensation",
	ZZ: 'Mutually Defined',
};
