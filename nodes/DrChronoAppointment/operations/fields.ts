import type { INodeProperties } from 'n8n-workflow';

import { appointmentTypeLocator, officeLocator } from '../../shared/locators';

/** The appointment that an operation is about. */
export const APPOINTMENT: INodeProperties = {
	displayName: 'Appointment ID',
	name: 'appointment',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 400001',
	description: "The appointment's ID, as the other operations hand it out",
};

/**
 * Statuses in v4's words (wire.md App. B); the guide dialect translates them. A practice's custom
 * statuses are given by an expression.
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

export const START: INodeProperties = {
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	description:
		"When it begins. A time without a zone counts as the practice's own; one with a zone is converted.",
};

export const END: INodeProperties = {
	displayName: 'End',
	name: 'end',
	type: 'dateTime',
	default: '',
	description: "When it ends, in place of a duration. Set 'Duration' to 0 to use it.",
};

export const DURATION: INodeProperties = {
	displayName: 'Duration (Minutes)',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 30,
	description: "How long it takes. 0 takes it from 'End', or else from the appointment type.",
};

export const OFFICE = officeLocator('The office it takes place in. Needed by DrChrono API v4.');

export const EXAM_ROOM: INodeProperties = {
	displayName: 'Exam Room',
	name: 'examRoom',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: "The room's number in its office, from 1. Needed by DrChrono API v4.",
};

export const TYPE = appointmentTypeLocator(
	'The kind of visit, which DrChrono calls appointment profile',
);

export const EXTERNAL_ID: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. cal-77',
	description:
		'ID of the booking in your other system, kept with the appointment so that it can be found again. In DrChrono API v4 it stands in the notes.',
};

/** Fields that a booking and a change have in common, and that need not be given. */
export const DETAILS: INodeProperties[] = [
	{
		displayName: 'Allow Overlap',
		name: 'allowOverlap',
		type: 'boolean',
		default: false,
		description: 'Whether to book although the provider or room is taken then (DrChrono API v4)',
	},
	TYPE,
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'Notes for the staff',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		description: 'Reason of the visit, at most 100 characters',
	},
	STATUS,
	{
		displayName: 'Walk-In',
		name: 'walkIn',
		type: 'boolean',
		default: false,
		description: 'Whether the patient came without a booking (DrChrono API v4)',
	},
];
