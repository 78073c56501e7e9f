import type { INodePropertyOptions } from 'n8n-workflow';

const choices = (entries: Readonly<Record<string, string>>): INodePropertyOptions[] =>
	Object.entries(entries)
		.map(([name, value]) => ({ name, value }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** Values of v4 (wire.md App. B) by the words a practice has for them. */
export const PROBLEM_STATUS = choices({
	Active: 'active',
	Inactive: 'inactive',
	Resolved: 'resolved',
});

export const STATUS = choices({ Active: 'active', Inactive: 'inactive' });

export const PROBLEM_VERIFICATION = choices({
	Confirmed: 'confirmed',
	Differential: 'differential',
	'Entered Wrongly': 'entered-in-error',
	Provisional: 'provisional',
	Refuted: 'refuted',
	Unconfirmed: 'unconfirmed',
});

export const ALLERGY_VERIFICATION = choices({
	Confirmed: 'confirmed',
	'Entered Wrongly': 'entered-in-error',
	Refuted: 'refuted',
	Unconfirmed: 'unconfirmed',
});

export const ICD_VERSION = choices({ 'ICD-10': '10', 'ICD-9': '9' });

export const ORDER_STATUS = choices({
	'Administered During Visit': 'Administered during visit',
	Discontinued: 'Discontinued',
	'Electronic eRx Sent': 'Electronic eRx Sent',
	'Faxed to Pharmacy': 'Faxed to Pharmacy',
	Ordered: 'Ordered',
	'Over the Counter': 'Over the Counter',
	'Paper Rx': 'Paper Rx',
	'Phoned Into Pharmacy': 'Phoned into Pharmacy',
	'Prescribed by Other Dr': 'Prescribed by other Dr',
	'Prescription Printed': 'Prescription Printed',
});

/** Reactions by their SNOMED CT concepts, as DrChrono takes them. */
export const REACTIONS = choices({
	'Acute Renal Syndrome': '14669001',
	'Allergic Headache': '4448006',
	Anaphylaxis: '39579001',
	Chills: '43724002',
	Cough: '49727002',
	Fever: '386661006',
	Headache: '25064002',
	Hives: '247472004',
	'Injection Site Pain': '95388000',
	'Joint Pain': '57676002',
	'Malaise and Fatigue': '271795006',
	'Muscle Pain': '68962001',
	'Nasal Congestion': '68235000',
	'Nasal Discharge': '64531003',
	Nausea: '422587007',
	Rash: '271807003',
	'Respiratory Distress': '271825005',
	'Shortness of Breath': '267036007',
	'Sore Throat': '162397003',
	Swelling: '65124004',
});

/** CDC NIP003: what became of a vaccination. */
export const COMPLETION = choices({
	Complete: 'CP',
	'Not Administered': 'NA',
	'Partially Administered': 'PA',
	Refused: 'RE',
});

/** CDC NIP001: how the practice knows of a vaccination. */
export const RECORD_SOURCE = choices({
	'From Birth Certificate': '06',
	'From Other Provider': '02',
	'From Other Registry': '05',
	'From Parent Record': '04',
	"From Parent's Recall": '03',
	'From Public Agency': '08',
	'From School Record': '07',
	'Historical, Source Unspecified': '01',
	'New Immunization': '00',
});

/** CDC HL70064: which programme pays for the vaccine. */
export const FUNDING = choices({
	'Not VFC Eligible': 'V01',
	'VFC Eligible: American Indian or Alaska Native': 'V04',
	'VFC Eligible: Federally Qualified Health Center': 'V05',
	'VFC Eligible: Local Program': 'V07',
	'VFC Eligible: Medicaid or Managed Medicaid': 'V02',
	'VFC Eligible: Uninsured': 'V03',
});
