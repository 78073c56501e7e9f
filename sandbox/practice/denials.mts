/** A reason for not paying: X12 group code and claim adjustment reason code (CARC). */
export interface Denial {
	group: 'CO' | 'OA' | 'PI' | 'PR';
	reason: string;
	weight: number;
	/** Whether a corrected claim has a chance. */
	mendable: boolean;
	/** What the biller notes about it. */
	note: string;
}

export const DENIALS: readonly Denial[] = [
	{
		group: 'CO',
		reason: '16',
		weight: 20,
		mendable: true,
		note: 'Payer wants missing information; member id checked with the patient.',
	},
	{
		group: 'CO',
		reason: '197',
		weight: 16,
		mendable: true,
		note: 'No authorization on file; asked for a retroactive one.',
	},
	{
		group: 'CO',
		reason: '50',
		weight: 12,
		mendable: true,
		note: 'Not deemed necessary; records sent with the appeal.',
	},
	{
		group: 'CO',
		reason: '97',
		weight: 11,
		mendable: true,
		note: 'Bundled into another service; modifier 25 added.',
	},
	{
		group: 'OA',
		reason: '18',
		weight: 8,
		mendable: false,
		note: 'Duplicate of a claim already on file.',
	},
	{ group: 'CO', reason: '29', weight: 7, mendable: false, note: 'Filed too late.' },
	{
		group: 'OA',
		reason: '109',
		weight: 7,
		mendable: true,
		note: 'Wrong payer; coverage has changed.',
	},
	{
		group: 'PR',
		reason: '204',
		weight: 6,
		mendable: false,
		note: 'Service not covered by the plan; patient to be billed.',
	},
	{
		group: 'PR',
		reason: '96',
		weight: 4,
		mendable: false,
		note: 'Non-covered; patient to be billed.',
	},
	{
		group: 'CO',
		reason: '11',
		weight: 6,
		mendable: true,
		note: 'Diagnosis does not fit the procedure; pointer corrected.',
	},
	{
		group: 'PI',
		reason: '167',
		weight: 3,
		mendable: true,
		note: 'Diagnosis not covered; chart under review.',
	},
];
