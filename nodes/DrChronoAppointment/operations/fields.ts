import type { INodeProperties } from 'n8n-workflow';

import {
	appointmentTypeLocator,
	examRoomLocator,
	officeLocator,
	providerLocator,
} from '../../shared/locators';

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

/** The same where an external id may do instead. */
export const APPOINTMENT_IF_KNOWN: INodeProperties = {
	displayName: 'Appointment ID',
	name: 'appointment',
	type: 'string',
	default: '',
	placeholder: 'e.g. 400001',
	description:
		"The appointment's ID in DrChrono, if you know it: it counts before the external ID, and takes one call to look at",
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

export const EXAM_ROOM = examRoomLocator(
	"The room in the office, or its number from 1. Needed by DrChrono API v4; a room chosen from the list brings its office along if 'Office' is empty.",
);

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

const CUSTOM_FIELDS: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Fields that the practice defined for its appointments (DrChrono API v4)',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. Interpreter language',
					description: 'Name of the field as DrChrono shows it, or its ID',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What the field gets',
				},
			],
		},
	],
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
	providerLocator('The provider who bills the visit (DrChrono API v4)', false, {
		displayName: 'Billing Provider',
		name: 'billingProvider',
	}),
	{
		displayName: 'Billing Status',
		name: 'billingStatus',
		type: 'options',
		options: [
			'Auto Accident Claim',
			'Balance Due',
			'Bill Insurance',
			'Bill Secondary Insurance',
			'Durable Medical Equipment Claim',
			'Internal Review',
			'Paid In Full',
			'Settled',
			"Worker's Comp Claim",
		].map((name) => ({ name, value: name })),
		default: 'Bill Insurance',
		description:
			"Where the visit's bill stands (DrChrono API v4). A status of the practice's own can be given by an expression.",
	},
	{
		displayName: 'Color',
		name: 'color',
		type: 'color',
		default: '#4A90D9',
		description: 'Color in the calendar (DrChrono API v4)',
	},
	CUSTOM_FIELDS,
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'Notes for the staff',
	},
	{
		displayName: 'Payment Profile',
		name: 'paymentProfile',
		type: 'options',
		options: [
			'Auto Accident',
			'Cash',
			'Insurance',
			'Insurance Out of Network',
			"Worker's Comp",
		].map((name) => ({ name, value: name })),
		default: 'Insurance',
		description: 'Who pays for the visit (DrChrono API v4)',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		description: 'Reason of the visit, at most 100 characters',
	},
	{
		displayName: 'Reminder Profile ID',
		name: 'reminderProfile',
		type: 'string',
		default: '',
		placeholder: 'e.g. 730001',
		description:
			'Set of reminders to the patient. DrChrono takes it only for an appointment that has no reminders yet (API v4).',
	},
	STATUS,
	providerLocator('The provider who supervises the visit (DrChrono API v4)', false, {
		displayName: 'Supervising Provider',
		name: 'supervisingProvider',
	}),
	{
		displayName: 'Walk-In',
		name: 'walkIn',
		type: 'boolean',
		default: false,
		description: 'Whether the patient came without a booking (DrChrono API v4)',
	},
];
