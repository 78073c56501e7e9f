import type { CodeList } from './codeList';

/** What a patient is to the person whose insurance it is: X12 codes that DrChrono takes (wire.md App. B). */
export const RELATIONSHIPS: CodeList = {
	'01': 'Spouse',
	'04': 'Grandparent',
	'05': 'Grandchild',
	'07': 'Nephew or Niece',
	'10': 'Foster Child',
	'15': 'Ward',
	'17': 'Stepchild',
	'19': 'Child',
	'20': 'Employee',
	'21': 'Unknown',
	'22': 'Dependent with a Disability',
	'23': 'Sponsored Dependent',
	'24': 'Dependent of a Minor Dependent',
	'29': 'Significant Other',
	'32': 'Mother',
	'33': 'Father',
	'36': 'Emancipated Minor',
	'39': 'Organ Donor',
	'40': 'Cadaver Donor',
	'41': 'Injured Plaintiff',
	'43': 'Child Without Financial Responsibility of the Insured',
	'53': 'Life Partner',
	'76': 'Dependent',
	G8: 'Other',
};

/** The same as they are read: DrChrono also has the patient's own policy (wire.md §9), but refuses its code. */
export const RELATIONSHIPS_READ: CodeList = { ...RELATIONSHIPS, '18': 'Self' };
