import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { idInBody, withoutUndefined } from '../../../drchrono/dialects/body';
import { confine } from '../../../drchrono/privacy/confine';
import { timeOfDay, WEEKDAYS, type Weekday } from '../../../drchrono/records/workSchedule';
import { dayOf } from '../../../drchrono/time/moment';
import { alphabetical, optionsCollection } from '../../shared/fields';
import { appointmentTypeLocator, officeLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { optional, required, textOf, wholeOf, type Parameters } from '../../shared/parameters';
import { add } from './create';
import { Entries, listing, reading } from './directory';
import { idField } from './people';

const OPEN_SLOTS: INodeProperties = {
	displayName: 'Open Slots',
	name: 'openSlots',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the times that are still open in each template, and only templates that have some. It takes up to five times as many calls.',
};

const TEMPLATE = idField(
	'Template ID',
	'template',
	'710001',
	'ID of the availability template, as Get Many gives it',
);

export const getAvailabilityTemplates = listing({
	directory: 'availabilityTemplates',
	action: 'Get many availability templates',
	description: 'Retrieve the times that are kept for an appointment type (DrChrono API v4)',
	properties: [OPEN_SLOTS],
	filters: [
		appointmentTypeLocator('Only templates for this appointment type'),
		officeLocator('Only templates in this office'),
		providerLocator('Only templates of this provider'),
	],
});

export const getAvailabilityTemplate = reading({
	directory: 'availabilityTemplates',
	action: 'Get availability template',
	description: 'Retrieve an availability template (DrChrono API v4)',
	id: TEMPLATE,
	idLabel: 'Template ID',
});

/** Keeps a time of the week for an appointment type. */
export const createAvailabilityTemplate: EachOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create availability template',
	description: 'Keep a time of the week for an appointment type (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	creates: true,
	properties: [
		{ ...officeLocator('The office in which the time is kept'), required: true },
		{
			displayName: 'Exam Room',
			name: 'examRoom',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description: "The room's number in its office, from 1",
		},
		{
			...appointmentTypeLocator('The appointment type that the time is kept for'),
			required: true,
		},
		{
			displayName: 'First Day',
			name: 'firstDay',
			type: 'dateTime',
			required: true,
			default: '',
			description: "First day it is for, in the practice's calendar; its time does not count",
		},
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 08:30',
			description: "When it begins on these days, by the practice's clock",
		},
		{
			displayName: 'Duration (Minutes)',
			name: 'duration',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'How long the time is; it may hold several appointments',
		},
		{
			displayName: 'Weekdays',
			name: 'weekdays',
			type: 'multiOptions',
			options: [...WEEKDAYS].sort().map((day) => ({ name: day, value: day })),
			default: [],
			description:
				'Days of the week on which it repeats. Without any it is for the first day alone.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: alphabetical([
				{
					displayName: 'Last Day',
					name: 'lastDay',
					type: 'dateTime',
					default: '',
					description: 'Last day it is for; without one it goes on',
				},
			]),
		},
		optionsCollection(),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const office = parameters.requiredId('office', 'Office');
		if (!office.ok) return office;
		const type = parameters.requiredId('type', 'Appointment Type');
		if (!type.ok) return type;
		const examRoom = wholeOf(parameters.raw('examRoom'), 'Exam Room', 1);
		if (!examRoom.ok) return examRoom;
		const duration = wholeOf(parameters.raw('duration'), 'Duration (Minutes)', 1);
		if (!duration.ok) return duration;
		const firstDay = required(parameters.day('firstDay', 'First Day'), 'First Day');
		if (!firstDay.ok) return firstDay;
		const given = required(success(parameters.text('startTime')), 'Start Time');
		if (!given.ok) return given;
		const startTime = timeOfDay(given.value, 'Start Time');
		if (!startTime.ok) return startTime;
		const { lastDay: last } = parameters.collection('additionalFields');
		const lastDay = optional(textOf(last), 'Last Day', dayOf);
		if (!lastDay.ok) return lastDay;
		if (lastDay.value !== undefined && lastDay.value < firstDay.value) return failed(endsBefore());
		const weekdays = parameters.raw('weekdays');
		const days = (Array.isArray(weekdays) ? (weekdays as Weekday[]) : [])
			.map((day) => WEEKDAYS.indexOf(day))
			.filter((day) => day >= 0)
			.sort((one, other) => one - other);
		return await add(
			context,
			'availabilityTemplates',
			withoutUndefined({
				office: idInBody(office.value),
				exam_room: examRoom.value,
				profile: idInBody(type.value),
				scheduled_time: `${firstDay.value}T${startTime.value}:00`,
				duration: duration.value,
				// Monday is 0 here (wire.md App. B).
				week_days: days.length > 0 ? days : undefined,
				date_start: firstDay.value,
				date_end: lastDay.value,
			}),
		);
	},
};

/** Gives a kept time free. */
export const deleteAvailabilityTemplate: EachOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete availability template',
	description: 'Delete an availability template permanently (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	properties: [TEMPLATE, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const id = parameters.requiredId('template', 'Template ID');
		if (!id.ok) return id;
		const directory = dialect.practice.directory('availabilityTemplates');
		if (!directory.ok) return directory;
		// Whose office it is stands in the record alone.
		if (connection.onlyOffices.size > 0) {
			const held = await new Entries(session, false).get('availabilityTemplates', id.value);
			if (!held.ok) return held;
			const forbidden = confine(connection, { office: directory.value.officeOf(held.value) });
			if (forbidden) return failed(forbidden);
		}
		const request = directory.value.remove?.(id.value);
		if (!request) throw new TypeError('templates can be deleted');
		const answer = await client.request(request);
		return answer.ok ? success({ items: [{ json: { id: id.value, deleted: true } }] }) : answer;
	},
};

function endsBefore() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Last Day' is before 'First Day'",
		advice: 'Swap or correct them. Nothing was sent.',
		field: 'Last Day',
	};
}
