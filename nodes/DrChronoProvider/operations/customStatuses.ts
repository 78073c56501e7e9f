import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import { isWithin } from '../../../drchrono/privacy/confine';
import { todayIn } from '../../../drchrono/time/days';
import { systemClock } from '../../shared/clock';
import { dayChoiceOf, dayHint, dayRangeProperties, daysOf } from '../../shared/dayRange';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';

const properties: INodeProperties[] = [
	...dayRangeProperties({
		what: 'Days of the appointments that are looked at',
		usual: 'last30Days',
	}),
	optionsCollection(),
];

/** Finds the practice's own appointment statuses where they are used: DrChrono has no list of them. */
export const getCustomStatuses: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many custom statuses',
	description: "Find the practice's own appointment statuses in appointments (DrChrono API v4)",
	effect: 'read',
	area: 'scheduling',
	lane: 'read',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect, zones } = session;
		const { appointments, practice } = dialect;
		const standard = practice.standardStatuses();
		if (!standard.ok) return standard;
		const days = await daysWanted(session, parameters);
		if (!days.ok) return days;
		const request = appointments.list({
			days: days.value.range,
			providers: [...connection.onlyProviders],
			westernmostZone: zones.westernmost(),
		});
		if (!request.ok) return request;
		const list = await client.list(request.value.plan);
		if (!list.ok) return list;

		const found = new Map<string, { appointments: number; last: Json }>();
		for (const record of list.value.records) {
			const status = practice.statusOf(record);
			const within = isWithin(connection, {
				provider: appointments.providerOf(record),
				office: appointments.officeOf(record),
			});
			if (status === null || standard.value.has(status) || !within) continue;
			found.set(status, {
				appointments: (found.get(status)?.appointments ?? 0) + 1,
				last: later(found.get(status)?.last, record),
			});
		}
		const items = [...found]
			.sort(([one], [other]) => one.localeCompare(other))
			.map(([status, seen]) => ({
				json: { status, appointments: seen.appointments, last_seen: seen.last as string },
			}));
		return success({ items, hints: [...days.value.hints, ...(items.length === 0 ? [NONE] : [])] });
	},
};

const NONE = "No appointment of these days has a status of the practice's own. Try more days.";

function later(before: Json | undefined, { scheduled_time }: JsonObject): Json {
	const time = scheduled_time ?? null;
	return before === undefined || String(time) > String(before) ? time : before;
}

async function daysWanted(
	{ zones }: Session,
	parameters: Parameters,
): Promise<Outcome<{ range: DateRange; hints: string[] }>> {
	const choice = dayChoiceOf(parameters);
	if (!choice.ok) return choice;
	if ('from' in choice.value) return success({ range: choice.value, hints: [] });
	const zone = await zones.ofPractice();
	if (!zone.ok) return zone;
	const range = daysOf(choice.value, todayIn(zone.value, systemClock.now()));
	return range
		? success({ range, hints: dayHint(choice.value, range) })
		: failed({
				kind: 'invalid-input',
				sentence: "'When' names no days",
				advice: 'Choose days. Nothing was sent.',
				field: 'When',
			});
}
