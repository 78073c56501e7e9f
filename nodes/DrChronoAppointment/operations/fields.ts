import type { INodeProperties } from 'n8n-workflow';

/**
 * Statuses of both dialects. v4's are the vendor's list (wire.md App. B); the guide has its own words
 * for some. A practice's custom statuses are typed in as an expression.
 */
export const STATUS: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Arrived', value: 'Arrived' },
		{ name: 'Cancelled', value: 'Cancelled' },
		{ name: 'Checked In', value: 'Checked In' },
		{ name: 'Checked In Online', value: 'Checked In Online' },
		{ name: 'Complete', value: 'Complete' },
		{ name: 'Confirmed', value: 'Confirmed' },
		{ name: 'In Room', value: 'In Room' },
		{ name: 'In Session', value: 'In Session' },
		{ name: 'No Show', value: 'No Show' },
		{ name: 'Not Confirmed', value: 'Not Confirmed' },
		{ name: 'Rescheduled', value: 'Rescheduled' },
	],
	default: 'Confirmed',
	description: 'Where the visit stands',
};
