import type { Row } from './practice.mts';

/** A made-up insurer. */
export interface Payer {
	name: string;
	payerId: string;
	/** Empty for one that works in every state. */
	state: string;
	/** X12 claim filing indicator, as the patient's insurance carries it (wire.md 9). */
	planType: string;
	/** Share of a charge that the contract allows. */
	allowed: number;
	/** Share of the allowed amount that the payer pays once copay and deductible are met. */
	pays: number;
	/** Copayments in cents among the payer's plans. */
	copays: readonly number[];
	plans: readonly string[];
	/** How many patients have it, against the others. */
	weight: number;
	/** Share of first submissions that it denies. */
	denies: number;
	/** Only from 65 (`senior`), only under 19 or on low income (`state`), or anybody. */
	for: 'anybody' | 'senior' | 'state' | 'secondary';
}

export const PAYERS: readonly Payer[] = [
	{
		name: 'Bluewater Mutual Health',
		payerId: 'BWM01',
		state: '',
		planType: 'BL',
		allowed: 0.68,
		pays: 0.8,
		copays: [2000, 2500, 3000],
		plans: ['Choice PPO', 'Essential HMO'],
		weight: 18,
		denies: 0.07,
		for: 'anybody',
	},
	{
		name: 'Cedar Ridge Health Plan',
		payerId: 'CRH02',
		state: '',
		planType: 'CI',
		allowed: 0.64,
		pays: 0.9,
		copays: [1500, 2500, 4000],
		plans: ['Open Access', 'Silver 3000'],
		weight: 14,
		denies: 0.1,
		for: 'anybody',
	},
	{
		name: 'Fernleaf Insurance',
		payerId: 'FLI03',
		state: '',
		planType: '12',
		allowed: 0.71,
		pays: 0.8,
		copays: [3000, 3500],
		plans: ['PPO 500', 'PPO 1500'],
		weight: 11,
		denies: 0.06,
		for: 'anybody',
	},
	{
		name: 'Great Prairie HMO',
		payerId: 'GPH04',
		state: 'IL',
		planType: 'HM',
		allowed: 0.58,
		pays: 1,
		copays: [1000, 2000],
		plans: ['HMO Core', 'HMO Plus'],
		weight: 10,
		denies: 0.09,
		for: 'anybody',
	},
	{
		name: 'Harborlight Health',
		payerId: 'HLH05',
		state: 'MD',
		planType: 'HM',
		allowed: 0.6,
		pays: 1,
		copays: [1500, 2000],
		plans: ['Harbor HMO'],
		weight: 8,
		denies: 0.08,
		for: 'anybody',
	},
	{
		name: 'Summit Employers Trust',
		payerId: 'SET06',
		state: '',
		planType: 'CI',
		allowed: 0.74,
		pays: 0.7,
		copays: [0],
		plans: ['HDHP 3500', 'HDHP 5000'],
		weight: 7,
		denies: 0.05,
		for: 'anybody',
	},
	{
		name: 'Tidewater Exclusive Network',
		payerId: 'TEN07',
		state: 'MD',
		planType: '14',
		allowed: 0.62,
		pays: 0.9,
		copays: [2500],
		plans: ['EPO Standard'],
		weight: 5,
		denies: 0.12,
		for: 'anybody',
	},
	{
		name: 'Oakmoor Point of Service',
		payerId: 'OPS08',
		state: '',
		planType: '13',
		allowed: 0.66,
		pays: 0.8,
		copays: [2500, 4500],
		plans: ['POS Select'],
		weight: 4,
		denies: 0.08,
		for: 'anybody',
	},
	{
		name: 'Seniorcare Part B Sandbox',
		payerId: 'SNB09',
		state: '',
		planType: 'MB',
		allowed: 0.55,
		pays: 0.8,
		copays: [0],
		plans: ['Part B'],
		weight: 30,
		denies: 0.04,
		for: 'senior',
	},
	{
		name: 'Goldenrod Advantage',
		payerId: 'GRA10',
		state: '',
		planType: '16',
		allowed: 0.56,
		pays: 0.95,
		copays: [0, 1000, 2000],
		plans: ['Advantage HMO', 'Advantage PPO'],
		weight: 16,
		denies: 0.11,
		for: 'senior',
	},
	{
		name: 'Chesapeake State Assistance',
		payerId: 'CSA11',
		state: 'MD',
		planType: 'MC',
		allowed: 0.44,
		pays: 1,
		copays: [0, 300],
		plans: ['Family Coverage'],
		weight: 8,
		denies: 0.13,
		for: 'state',
	},
	{
		name: 'Prairie State Assistance',
		payerId: 'PSA12',
		state: 'IL',
		planType: 'MC',
		allowed: 0.43,
		pays: 1,
		copays: [0, 300],
		plans: ['All Kids', 'Adult Coverage'],
		weight: 9,
		denies: 0.14,
		for: 'state',
	},
	{
		name: 'Service Families Program',
		payerId: 'SFP13',
		state: '',
		planType: 'CH',
		allowed: 0.57,
		pays: 0.85,
		copays: [0, 2400],
		plans: ['Prime', 'Select'],
		weight: 3,
		denies: 0.06,
		for: 'anybody',
	},
	{
		name: 'Lanternfish Supplemental',
		payerId: 'LFS14',
		state: '',
		planType: 'CI',
		allowed: 1,
		pays: 1,
		copays: [0],
		plans: ['Plan G', 'Plan N'],
		weight: 9,
		denies: 0.03,
		for: 'secondary',
	},
	{
		name: 'Quarrystone Supplemental',
		payerId: 'QSS15',
		state: '',
		planType: 'CI',
		allowed: 1,
		pays: 1,
		copays: [0],
		plans: ['Plan F', 'Plan G'],
		weight: 5,
		denies: 0.04,
		for: 'secondary',
	},
	{
		name: 'Riverbend Spousal Benefits',
		payerId: 'RSB16',
		state: '',
		planType: 'CI',
		allowed: 1,
		pays: 0.9,
		copays: [0],
		plans: ['Dependent PPO'],
		weight: 4,
		denies: 0.1,
		for: 'secondary',
	},
];

/** Insurers of the directory that no patient of the practice has. */
const OTHERS = [
	'Alderbrook',
	'Applegrove',
	'Birchwood',
	'Brightwater',
	'Copperfield',
	'Driftwood',
	'Eastmere',
	'Foxglove',
	'Granite Falls',
	'Heatherfield',
	'Ironwood',
	'Juniper Hill',
	'Kestrel',
	'Larkspur',
	'Maplecrest',
	'Northfork',
	'Ottervale',
	'Pinegate',
	'Quillback',
	'Redstone',
	'Silverbirch',
	'Thornbury',
	'Underhill',
	'Vineyard Sound',
	'Westmarch',
	'Yellowpine',
];
const KINDS = [
	'Health Plan',
	'Benefit Administrators',
	'Dental',
	'Workers Compensation',
	'Casualty',
];

const row = (name: string, payerId: string, state: string): Row => ({
	payer_name: name.toUpperCase(),
	payer_id: payerId,
	state,
});

/** `/api/insurances` by its parameter `payer_type`: the rows have no id (wire.md 9). */
export function payerDirectory(): Record<'emdeon' | 'gateway' | 'ihcfa', Row[]> {
	const ours = (suffix: string) =>
		PAYERS.map((payer) => row(payer.name, `${payer.payerId}${suffix}`, payer.state));
	const others = (prefix: string) =>
		OTHERS.flatMap((name, place) =>
			KINDS.map((kind, nth) =>
				row(
					`${name} ${kind}`,
					`${prefix}${String(place * KINDS.length + nth + 100)}`,
					nth === 3 ? (['MD', 'IL', 'VA', 'PA'][place % 4] ?? '') : '',
				),
			),
		);
	return {
		emdeon: [...ours(''), ...others('EM')],
		gateway: [...ours('G'), ...others('GW').slice(0, 80)],
		ihcfa: [...ours(''), ...others('IH').slice(0, 50)],
	};
}
