import type { Choice } from './model';

type Codes = Readonly<Record<string, string>>;

const PRIORITY: Codes = { '10': 'Low', '20': 'Medium', '30': 'High', '40': 'Urgent' };

const LAB_STATUS: Codes = {
	P: 'Preliminary',
	I: 'Pending',
	C: 'Corrected',
	F: 'Final',
	X: 'Cancelled',
};

/** Abnormal flags of HL7 (table 0078). */
const ABNORMAL: Codes = {
	'<': 'Below the Measurable Range',
	'>': 'Above the Measurable Range',
	A: 'Abnormal',
	AA: 'Very Abnormal',
	B: 'Better',
	D: 'Down',
	H: 'High',
	HH: 'Critically High',
	I: 'Intermediate',
	L: 'Low',
	LL: 'Critically Low',
	MS: 'Moderately Susceptible',
	N: 'Normal',
	NEG: 'Negative',
	POS: 'Positive',
	R: 'Resistant',
	S: 'Susceptible',
	U: 'Up',
	VS: 'Very Susceptible',
	W: 'Worse',
	null: 'No Range Defined',
};

const PAYMENT_METHOD: Codes = {
	AMEX: 'American Express',
	CASH: 'Cash',
	CHCK: 'Check',
	CRDT: 'Credit Card',
	DBIT: 'Debit Card',
	DISC: 'Discover',
	MSTR: 'Mastercard',
	ONPT: 'OnPatient',
	OTHR: 'Other',
	PTPA: 'Patient Payments',
	SQR1: 'Square (Legacy)',
	SQRE: 'Square',
	VISA: 'Visa',
};

const PROCEDURE_TYPE: Codes = { C: 'CPT', H: 'HCPCS', U: 'Custom' };

const SEX: Codes = { UNK: 'Unknown', ASKU: 'Asked but Unknown' };

/**
 * What codes stand for, by field. Codes of public systems (X12, HL7, CDC, SNOMED CT, LOINC) are named
 * as these systems do, the vendor's own by what its document says of them; the others stay codes.
 */
const CODES: Readonly<Record<string, Codes>> = {
	abnormal_status: { ...ABNORMAL, '<': 'Panic Low', '>': 'Panic High' },
	action: { C: 'Created', U: 'Updated', D: 'Deleted', F: 'Filled', A: 'Filled Automatically' },
	adjustment_group_code: {
		CO: 'Contractual Obligation',
		OA: 'Other Adjustment',
		PI: 'Payer Initiated Reduction',
		PR: 'Patient Responsibility',
	},
	claim_status: {
		'1': 'Processed as Primary',
		'2': 'Processed as Secondary',
		'3': 'Processed as Tertiary',
		'4': 'Denied',
		'5': 'Pended',
		'10': 'Received, Not in Process',
		'13': 'Suspended',
		'15': 'Suspended, Investigation',
		'16': 'Suspended, Return With Material',
		'17': 'Suspended, Review Pending',
		'19': 'Processed as Primary, Forwarded',
		'20': 'Processed as Secondary, Forwarded',
		'21': 'Processed as Tertiary, Forwarded',
		'22': 'Reversal of Previous Payment',
		'23': 'Not Our Claim, Forwarded',
		'25': 'Predetermination Only',
		'27': 'Reviewed',
	},
	completion_status: {
		CP: 'Complete',
		NA: 'Not Administered',
		PA: 'Partially Administered',
		RE: 'Refused',
	},
	data_type: { text: 'Text', number: 'Number', single_sel: 'Choice' },
	default_priority: PRIORITY,
	ethnicity: {
		blank: 'Not Given',
		declined: 'Declined to Say',
		hispanic: 'Hispanic or Latino',
		not_hispanic: 'Not Hispanic or Latino',
	},
	funding_eligibility: {
		V01: 'Not VFC Eligible',
		V02: 'VFC: Medicaid',
		V03: 'VFC: Uninsured',
		V04: 'VFC: American Indian or Alaska Native',
		V05: 'VFC: Underinsured at a Health Center',
		V07: 'Local Program',
	},
	gender: SEX,
	lab_abnormal_flag: ABNORMAL,
	message_direction: { I: 'Incoming', O: 'Outgoing' },
	observed_immunity: {
		'111852003': 'Vaccinia',
		'14168008': 'Rabies',
		'14189004': 'Measles',
		'16541001': 'Yellow Fever',
		'16814004': 'Pneumococcal Infection',
		'18624000': 'Rotavirus',
		'23511006': 'Meningococcal Infection',
		'240532009': 'Human Papillomavirus',
		'271511000': 'Hepatitis B',
		'27836007': 'Pertussis',
		'36653000': 'Rubella',
		'36989005': 'Mumps',
		'38907003': 'Varicella',
		'397428000': 'Diphtheria',
		'398102009': 'Acute Poliomyelitis',
		'40468003': 'Hepatitis A',
		'409498004': 'Anthrax',
		'4834000': 'Typhoid Fever',
		'52947006': 'Japanese Encephalitis',
		'6142004': 'Influenza',
		'66071002': 'Hepatitis B Virus Infection',
		'76902006': 'Tetanus',
		'91428005': 'Haemophilus Influenzae Infection',
	},
	patient_status: { A: 'Active', D: 'Inactive, Deceased', I: 'Inactive' },
	payer_type: { emdeon: 'Emdeon', gateway: 'Gateway', ihcfa: 'iHCFA' },
	payment_method: {
		...PAYMENT_METHOD,
		ACH: 'Automated Clearing House',
		BOPCCP: 'Cash Concentration or Disbursement',
		BOPCTX: 'Corporate Trade Exchange',
		CHK: 'Check',
		FWT: 'Federal Reserve Wire Transfer',
		NON: 'No Payment',
		VPAY: 'vPayment',
	},
	payment_transaction_type: {
		COINSR: 'Coinsurance',
		COPAY: 'Copay',
		COR: 'Correction',
		OTHR: 'Other',
		REF: 'Refund',
	},
	plan_type: {
		'1': 'Goal',
		'2': 'Patient Education',
		'3': 'Patient Decision Aid',
		'4': 'Clinical Instruction',
		'5': 'Referral to Other Doctor',
		'6': 'Health Concern',
	},
	preferred_language: {
		blank: 'Not Given',
		declined: 'Declined to Say',
		eng: 'English',
		fra: 'French',
		ita: 'Italian',
		jpn: 'Japanese',
		other: 'Other',
		por: 'Portuguese',
		rus: 'Russian',
		spa: 'Spanish',
		unknown: 'Unknown',
		zho: 'Chinese',
	},
	priority: { ...PRIORITY, N: 'Normal', S: 'STAT' },
	problem_type: { sdoh: 'Social Determinant of Health' },
	procedure_type: PROCEDURE_TYPE,
	pronouns: {
		'LA29518-0': 'He, Him, His',
		'LA29519-8': 'She, Her, Hers',
		'LA29520-6': 'They, Them, Theirs',
	},
	race: {
		asian: 'Asian',
		black: 'Black or African American',
		blank: 'Not Given',
		declined: 'Declined to Say',
		hawaiian: 'Native Hawaiian or Pacific Islander',
		indian: 'American Indian or Alaska Native',
		other: 'Other',
		white: 'White',
	},
	record_source: {
		'00': 'New Immunization',
		'01': 'Historical, Source Not Specified',
		'02': 'Historical, From Other Provider',
		'03': "Historical, From Parent's Record",
		'04': "Historical, From Parent's Recall",
		'05': 'Historical, From Other Registry',
		'06': 'Historical, From Birth Certificate',
		'07': 'Historical, From School Record',
		'08': 'Historical, From Public Agency',
	},
	snomed_reaction: {
		'14669001': 'Acute Renal Failure',
		'162397003': 'Pain in Throat',
		'247472004': 'Hives',
		'25064002': 'Headache',
		'267036007': 'Shortness of Breath',
		'271795006': 'Malaise and Fatigue',
		'271807003': 'Rash',
		'271825005': 'Respiratory Distress',
		'386661006': 'Fever',
		'39579001': 'Anaphylaxis',
		'422587007': 'Nausea',
		'43724002': 'Chill',
		'4448006': 'Allergic Headache',
		'49727002': 'Cough',
		'57676002': 'Joint Pain',
		'64531003': 'Nasal Discharge',
		'65124004': 'Swelling',
		'68235000': 'Nasal Congestion',
		'68962001': 'Muscle Pain',
		'95388000': 'Papule',
	},
	status: LAB_STATUS,
	status_category: { C: 'Complete', H: 'On Hold', O: 'Open', P: 'In Progress' },
	type: {
		ABN: 'Advance Beneficiary Notice',
		GC: 'Generated CSV',
		GP: 'Generated PDF',
		GZ: 'Generated ZIP',
		ID: 'Inbound Direct Message',
		IE: 'Incoming eRx',
		IF: 'Incoming Fax',
		IL: 'Incoming Labs',
		IR: 'Inbound Referral',
		OA: 'Online Appointment',
		OD: 'Outbound Direct Message',
		OF: 'Outgoing Fax',
		OO: 'Demo Meeting Message',
		OR: 'Outbound Referral',
		PI: 'Message From Patient',
		PM: 'Message to Patient',
		PO: 'Patient Onboarding',
		'R-A': 'Requisition and ABN',
		REQ: 'Requisition Form',
		RES: 'Result',
	},
};

/** The value that means "none" in DrChrono. */
const EMPTY = 'None';

/** Values in plain words. */
export function choicesOf(field: string, values: readonly string[]): Choice[] {
	const codes = CODES[field] ?? {};
	return values.map((value) => ({
		value,
		name: value === '' ? EMPTY : (codes[value] ?? inWords(value)),
	}));
}

/** `not_hispanic` → `Not hispanic`; codes in capitals and numbers stay as they are. */
function inWords(value: string): string {
	return value.charAt(0).toUpperCase() + value.slice(1).replaceAll('_', ' ');
}
