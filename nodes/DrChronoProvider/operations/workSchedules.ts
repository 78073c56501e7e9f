import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import type { ScheduleOwner } from '../../../drchrono/dialects/practice';
import { confine, isConfined } from '../../../drchrono/privacy/confine';
import {
	daysThatDiffer,
	hoursInOrder,
	timeOfDay,
	weekInWords,
	weekOf,
	WEEKDAYS,
	workDays,
	type Hours,
	type Week,
	type Weekday,
} from '../../../drchrono/records/workSchedule';
import { emit } from '../../shared/emit';
import { optionsCollection } from '../../shared/fields';
import { officeLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { textOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { SIMPLIFY } from './directory';

const OWNER: INodeProperties[] = [
	{
		displayName: 'Schedule Of',
		name: 'scheduleOf',
		type: 'options',
		options: [
			{ name: 'Office', value: 'office', description: 'When the office is open' },
			{ name: 'Provider', value: 'provider', description: 'When the provider works' },
		],
		default: 'provider',
		description: 'Whose working hours are meant',
	},
	{
		...providerLocator('The provider whose hours are meant', true),
		displayOptions: { show: { scheduleOf: ['provider'] } },
	},
	{
		...officeLocator('The office whose hours are meant'),
		required: true,
		displayOptions: { show: { scheduleOf: ['office'] } },
	},
];

/** Reads working hours. */
export const getSchedule: EachOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get work schedule',
	description: 'Retrieve the working hours of a provider or office (DrChrono API v4)',
	effect: 'read',
	area: 'practice',
	lane: 'read',
	properties: [...OWNER, SIMPLIFY, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const owner = ownerOf(parameters);
		if (!owner.ok) return owner;
		const schedule = await scheduleOf(session, owner.value);
		if (!schedule.ok) return schedule;
		const { doctor, office, id } = schedule.value;
		const simple = { id, doctor, office, ...weekInWords(weekOf(schedule.value)) };
		const json = parameters.raw('simplify') === false ? schedule.value : (simple as JsonObject);
		return success({ items: [emit(json, session.connection)] });
	},
};

const HOURS: INodeProperties = {
	displayName: 'Hours',
	name: 'hours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Hours',
	default: {},
	options: [
		{
			displayName: 'Hours',
			name: 'entry',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: [...WEEKDAYS].sort().map((day) => ({ name: day, value: day })),
					default: [],
					description: 'Days of the week that are to have these hours',
				},
				{
					displayName: 'Open',
					name: 'open',
					type: 'boolean',
					default: true,
					description: 'Whether there is work on these days',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '08:00',
					placeholder: 'e.g. 08:00',
					displayOptions: { show: { open: [true] } },
					description: 'When work begins, by the clock of the practice',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '17:00',
					placeholder: 'e.g. 17:00',
					displayOptions: { show: { open: [true] } },
					description: 'When work ends',
				},
			],
		},
	],
	description:
		'Hours of the days that are to be different; other days stay as they are. Name a day twice for hours with a break between.',
};

/** Changes working hours; the days that are named and no others. */
export const updateSchedule: EachOperation = {
	value: 'update',
	name: 'Update',
	action: 'Update work schedule',
	description: 'Update the working hours of a provider or office (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	properties: [...OWNER, HOURS, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const owner = ownerOf(parameters);
		if (!owner.ok) return owner;
		const supported = session.dialect.practice.schedules.of(owner.value);
		if (!supported.ok) return supported;
		const wanted = hoursOf(parameters);
		if (!wanted.ok) return wanted;
		if (wanted.value.size === 0) return failed(nothingToChange());
		const schedule = await scheduleOf(session, owner.value);
		if (!schedule.ok) return schedule;

		const before = weekOf(schedule.value);
		const after: Week = { ...before, ...Object.fromEntries(wanted.value) };
		const changed = daysThatDiffer(before, after).map((day) => day.toLowerCase());
		const json: IDataObject = { id: owner.value.id, changed };
		if (changed.length === 0) return success({ items: [{ json }] });
		const days = workDays(after, schedule.value);
		const request = session.dialect.practice.schedules.change(owner.value, days);
		if (!request.ok) return request;
		const answer = await session.client.request(request.value);
		return answer.ok ? success({ items: [{ json }] }) : answer;
	},
};

function ownerOf(parameters: Parameters): Outcome<Required<ScheduleOwner>> {
	const kind = parameters.raw('scheduleOf') === 'office' ? 'office' : 'provider';
	const id = parameters.requiredId(kind, kind === 'office' ? 'Office' : 'Provider');
	return id.ok ? success({ kind, id: id.value }) : id;
}

/** The schedule as it is; refused if it turns out to be somebody else's. */
async function scheduleOf(
	{ client, connection, dialect }: Session,
	owner: Required<ScheduleOwner>,
): Promise<Outcome<JsonObject>> {
	const { schedules } = dialect.practice;
	const forbidden = confine(connection, { [owner.kind]: owner.id });
	if (forbidden) return failed(forbidden);
	const request = schedules.of(owner);
	if (!request.ok) return request;
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const schedule = answer.value.json as JsonObject;
	const found = schedules.ownerIn(schedule, owner.kind);
	if (found !== null && found !== owner.id) return failed(notTheirs());
	const outside =
		isConfined(connection) &&
		confine(connection, {
			provider: schedules.ownerIn(schedule, 'provider'),
			office: schedules.ownerIn(schedule, 'office'),
		});
	return outside ? failed(outside) : success(schedule);
}

/** The hours given, by day; no hours for a day that is closed. */
function hoursOf(parameters: Parameters): Outcome<Map<Weekday, Hours[]>> {
	const { entry } = parameters.collection('hours');
	const given = new Map<Weekday, Hours[]>();
	const closed = new Set<Weekday>();
	for (const { days, open, from, to } of (Array.isArray(entry) ? entry : []) as IDataObject[]) {
		const hours = open === false ? undefined : hoursIn(from, to);
		if (hours && !hours.ok) return hours;
		const known = (Array.isArray(days) ? days : []).filter(isWeekday);
		for (const day of known) {
			if (hours) given.set(day, [...(given.get(day) ?? []), hours.value]);
			else closed.add(day);
		}
	}
	for (const [day, hours] of given) {
		if (closed.has(day)) return failed(openAndClosed(day));
		const inOrder = hoursInOrder(hours, day);
		if (!inOrder.ok) return inOrder;
		given.set(day, inOrder.value);
	}
	for (const day of closed) given.set(day, []);
	return success(given);
}

function hoursIn(from: unknown, to: unknown): Outcome<Hours> {
	const start = timeOfDay(textOf(from) ?? '', 'From');
	if (!start.ok) return start;
	const end = timeOfDay(textOf(to) ?? '', 'To');
	return end.ok ? success({ from: start.value, to: end.value }) : end;
}

function isWeekday(day: unknown): day is Weekday {
	return (WEEKDAYS as readonly unknown[]).includes(day);
}

function openAndClosed(day: Weekday): Failure {
	return {
		kind: 'invalid-input',
		sentence: `${day} is both open and closed in 'Hours'`,
		advice: 'Decide for one. Nothing was sent.',
		field: 'Hours',
	};
}

function nothingToChange(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Hours' names no day, so there is nothing to change",
		advice: 'Add the days that are to be different. Nothing was sent.',
		field: 'Hours',
	};
}

function notTheirs(): Failure {
	return {
		kind: 'malformed',
		sentence: 'DrChrono answered with the schedule of somebody else',
		advice:
			'Work schedules are in beta at DrChrono. Nothing was changed; change them in DrChrono itself.',
	};
}
