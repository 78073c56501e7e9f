/** What people are allergic to, and how they react. */
export interface AllergyKind {
	name: string;
	reaction: string;
	/** SNOMED CT code of the reaction, one of those that v4 takes. */
	snomedReaction: string;
	rxnorm: string;
	share: number;
}

export const ALLERGIES: readonly AllergyKind[] = [
	{
		name: 'Penicillin',
		reaction: 'Hives',
		snomedReaction: '247472004',
		rxnorm: '7980',
		share: 0.09,
	},
	{
		name: 'Sulfa drugs',
		reaction: 'Rash',
		snomedReaction: '271807003',
		rxnorm: '10831',
		share: 0.05,
	},
	{ name: 'Peanut', reaction: 'Anaphylaxis', snomedReaction: '39579001', rxnorm: '', share: 0.03 },
	{ name: 'Latex', reaction: 'Contact dermatitis', snomedReaction: '', rxnorm: '', share: 0.02 },
	{ name: 'Codeine', reaction: 'Nausea', snomedReaction: '422587007', rxnorm: '2670', share: 0.03 },
	{ name: 'Shellfish', reaction: 'Swelling', snomedReaction: '65124004', rxnorm: '', share: 0.03 },
	{ name: 'Iodinated contrast', reaction: 'Itching', snomedReaction: '', rxnorm: '', share: 0.01 },
	{ name: 'Ibuprofen', reaction: 'Wheezing', snomedReaction: '', rxnorm: '5640', share: 0.02 },
];
