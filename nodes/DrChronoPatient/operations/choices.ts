import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * What DrChrono takes in fields with a fixed list, in v4's codes (wire.md App. B) and plain words. The
 * entry for "nothing is known" is left out: it is what *Clear Fields* writes.
 */
export const CHOICES = {
	gender: [
		{ name: 'Asked but Unknown', value: 'ASKU' },
		{ name: 'Female', value: 'Female' },
		{ name: 'Male', value: 'Male' },
		{ name: 'Other', value: 'Other' },
		{ name: 'Unknown', value: 'UNK' },
	],
	/** Codes of LOINC's answer list LL5144-2. */
	pronouns: [
		{ name: 'Co, Co, Cos', value: 'LA29515-6' },
		{ name: 'En, En, Ens', value: 'LA29516-4' },
		{ name: 'Ey, Em, Eir', value: 'LA29517-2' },
		{ name: 'He, Him, His', value: 'LA29518-0' },
		{ name: 'She, Her, Hers', value: 'LA29519-8' },
		{ name: 'They, Them, Theirs', value: 'LA29520-6' },
		{ name: 'Ve, Vis, Ver', value: 'LA29524-8' },
		{ name: 'Xie, Hir, Hirs', value: 'LA29521-4' },
		{ name: 'Yo, Yo, Yos', value: 'LA29522-2' },
		{ name: 'Ze, Zir, Zirs', value: 'LA29523-0' },
	],
	race: [
		{ name: 'American Indian or Alaska Native', value: 'indian' },
		{ name: 'Asian', value: 'asian' },
		{ name: 'Black or African American', value: 'black' },
		{ name: 'Declined to Say', value: 'declined' },
		{ name: 'Native Hawaiian or Pacific Islander', value: 'hawaiian' },
		{ name: 'Other', value: 'other' },
		{ name: 'White', value: 'white' },
	],
	ethnicity: [
		{ name: 'Declined to Say', value: 'declined' },
		{ name: 'Hispanic or Latino', value: 'hispanic' },
		{ name: 'Not Hispanic or Latino', value: 'not_hispanic' },
	],
	preferredLanguage: [
		{ name: 'Chinese', value: 'zho' },
		{ name: 'Declined to Say', value: 'declined' },
		{ name: 'English', value: 'eng' },
		{ name: 'French', value: 'fra' },
		{ name: 'Italian', value: 'ita' },
		{ name: 'Japanese', value: 'jpn' },
		{ name: 'Other', value: 'other' },
		{ name: 'Portuguese', value: 'por' },
		{ name: 'Russian', value: 'rus' },
		{ name: 'Spanish', value: 'spa' },
		{ name: 'Unknown', value: 'unknown' },
	],
	patientStatus: [
		{ name: 'Active', value: 'A' },
		{ name: 'Deceased', value: 'D' },
		{ name: 'Inactive', value: 'I' },
	],
	paymentProfile: [
		{ name: 'Auto Accident', value: 'Auto Accident' },
		{ name: 'Cash', value: 'Cash' },
		{ name: 'Insurance', value: 'Insurance' },
		{ name: 'Insurance Out of Network', value: 'Insurance Out of Network' },
		{ name: "Worker's Comp", value: "Worker's Comp" },
	],
	communicationMethod: [
		{ name: 'Email', value: 'email' },
		{ name: 'Mail', value: 'mail' },
		{ name: 'Phone', value: 'phone' },
		{ name: 'Text Message', value: 'sms' },
	],
} as const satisfies Record<string, readonly INodePropertyOptions[]>;

export type ChoiceName = keyof typeof CHOICES;
