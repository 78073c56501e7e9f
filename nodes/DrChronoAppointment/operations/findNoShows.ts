import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import type { JsonObject } from '../../../drchrono/client/request';
import type { AppointmentQuery } from '../../../drchrono/records/appointment';
import { daysLater, todayIn } from '../../../drchrono/time/days';
import { systemClock } from '../../shared/clock';
import { dayChoiceOf, dayHint, dayRangeProperties } from '../../shared/dayRange';
import { alphabetical, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { wholeOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { listWithin, refusalOf, WHOSE, whoseOf } from './filters';
import { OUTPUT_OPTIONS, outputFor } from './output';
import { daysNow } from './when';

const NO_SHOW = 'No Show';

/** How far ahead a new appointment is looked for unless the person wants it otherwise, in days. */
const AHEAD_DAYS = 90;

const properties: INodeProperties[] = [
	...dayRangeProperties({ what: 'Days of the missed appointments', usual: 'last30Days' }),
	{
		displayName: 'Only Without New Appointment',
		name: 'onlyWithoutNew',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out patients who have come or are booked again since. All appointments up to the days ahead are read for it, not the missed ones alone.',
	},
	{
		displayName: 'Days Ahead',
		name: 'daysAhead',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: AHEAD_DAYS,
		displayOptions: { show: { onlyWithoutNew: [true] } },
		description: 'How many days from today a new appointment is looked for',
	},
	...RETURN_ALL_AND_LIMIT,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical(WHOSE),
	},
	optionsCollection(OUTPUT_OPTIONS),
];

/** Lists the appointments that patients missed: the beginning of every recall. */
export const findNoShows: EachOperation = {
	value: 'findNoShows',
	name: 'Find No-Show Appointments',
	action: 'Find missed appointments',
	description: 'Find appointments that patients missed, on wish only of those not booked again',
	effect: 'read',
	area: 'scheduling',
	lane: 'read',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const whose = whoseOf(session, parameters);
		if (!whose.ok) return whose;
		const refusal = refusalOf(session, whose.value);
		if (refusal) return failed(refusal);
		const ahead = wholeOf(parameters.raw('daysAhead'), 'Days Ahead', 1);
		if (!ahead.ok) return ahead;
		const span = await spanOf(session, parameters, whose.value);
		if (!span.ok) return span;
		const { days, hints } = span.value;

		const missed = parameters.flag('onlyWithoutNew')
			? await missedAndNotNew(session, whose.value, days, ahead.value ?? AHEAD_DAYS)
			: await listed(session, { ...whose.value, days, status: NO_SHOW, skipBreaks: true });
		if (!missed.ok) return missed;
		const output = await outputFor(session, parameters);
		if (!output.ok) return output;
		const wanted = missed.value.records.slice(0, parameters.limit());
		const finished = await output.value.finish(wanted.map(output.value.emit));
		if (!finished.ok) return finished;
		const { items, hints: more } = finished.value;
		return success({ items, hints: [...hints, ...missed.value.hints, ...more] });
	},
};

interface Records {
	records: JsonObject[];
	hints: string[];
}

async function spanOf(
	session: Session,
	parameters: Parameters,
	{ providers = [] }: AppointmentQuery,
): Promise<Outcome<{ days: DateRange; hints: string[] }>> {
	const choice = dayChoiceOf(parameters);
	if (!choice.ok) return choice;
	const days = await daysNow(session, choice.value, providers);
	if (!days.ok) return days;
	// *Any Day* is not among the choices here.
	const range = days.value ?? { from: '', to: '' };
	return success({ days: range, hints: dayHint(choice.value, range) });
}

async function listed(session: Session, query: AppointmentQuery): Promise<Outcome<Records>> {
	const request = listWithin(session, query);
	if (!request.ok) return request;
	const { plan, keep, hints } = request.value;
	const list = await session.client.list(plan);
	if (!list.ok) return list;
	const records = keep ? list.value.records.filter(keep) : list.value.records;
	return success({ records, hints: [...hints, ...(list.value.hints ?? [])] });
}

/**
 * Missed appointments of patients who have no later one. A single list from the first day up to the days
 * ahead tells of both; whoever the patient then sees, wherever and for whatever, counts.
 */
async function missedAndNotNew(
	session: Session,
	whose: AppointmentQuery,
	days: DateRange,
	ahead: number,
): Promise<Outcome<Records>> {
	const { dialect, zones } = session;
	const zone = await zones.ofPractice();
	if (!zone.ok) return zone;
	const zoneOf = await zones.lookup();
	if (!zoneOf.ok) return zoneOf;
	const { patient, office, type, providers = [] } = whose;
	const isWanted = dialect.appointmentFeed.filter({ office, type, status: NO_SHOW });
	if (!isWanted.ok) return isWanted;
	const last = daysLater(todayIn(zone.value, systemClock.now()), ahead);
	const to = last > days.to ? last : days.to;
	const all = await listed(session, { patient, days: { from: days.from, to }, skipBreaks: true });
	if (!all.ok) return all;

	const { patientOf, providerOf, isExpected, times } = dialect.appointments;
	const startOf = (record: JsonObject) =>
		times(record, zoneOf.value(providerOf(record)) ?? zone.value).start ?? '';
	const lastExpected = new Map<string, number>();
	for (const record of all.value.records.filter(isExpected)) {
		const id = patientOf(record) ?? '';
		lastExpected.set(id, Math.max(lastExpected.get(id) ?? 0, Date.parse(startOf(record)) || 0));
	}
	const isNew = (record: JsonObject) =>
		(lastExpected.get(patientOf(record) ?? '') ?? 0) > Date.parse(startOf(record));
	const isInDays = (record: JsonObject) => startOf(record).slice(0, 10) <= days.to;
	const isTheirs = (record: JsonObject) =>
		providers.length === 0 || providers.includes(providerOf(record));
	const records = all.value.records.filter(
		(record) => isWanted.value(record) && isInDays(record) && isTheirs(record) && !isNew(record),
	);
	return success({ records, hints: all.value.hints });
}
