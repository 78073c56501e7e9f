import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import type { ListRequest } from '../../../drchrono/dialects/dialect';
import { confine, isConfined, isWithin } from '../../../drchrono/privacy/confine';
import type { AppointmentQuery } from '../../../drchrono/records/appointment';
import { systemClock } from '../../shared/clock';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../shared/fields';
import { readList } from '../../shared/list';
import {
	appointmentTypeLocator,
	officeLocator,
	patientLocator,
	providerLocator,
} from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { idOf, textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';
import type { Session } from '../../shared/session';
import { ADD_TO_OUTPUT, additionsOf, emitterFor, INCLUDE_DETAILS } from './additions';
import { STATUS } from './fields';

/** Without dates, today and this many days more are asked. */
const DEFAULT_DAYS_AHEAD = 7;

const properties: INodeProperties[] = [
	{
		displayName: 'From Day',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-04-15',
		description:
			"First day wanted, in the practice's calendar. Without days, today and the next seven are read.",
	},
	{
		displayName: 'To Day',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-04-30',
		description:
			"Last day wanted, in the practice's calendar. Without it, the first day alone is read.",
	},
	...RETURN_ALL_AND_LIMIT,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			appointmentTypeLocator(
				'Only appointments of this type. DrChrono API v4 has no such filter, so it is applied here.',
			),
			{
				displayName: 'Include Deleted',
				name: 'includeDeleted',
				type: 'boolean',
				default: false,
				description: 'Whether to return deleted appointments as well (DrChrono API v4)',
			},
			officeLocator('Only appointments in this office (DrChrono API v4)'),
			patientLocator('Only appointments of this patient'),
			providerLocator('Only appointments of this provider'),
			STATUS,
		]),
	},
	optionsCollection([ADD_TO_OUTPUT, CONTINUE_FROM, INCLUDE_DETAILS]),
];

/** Lists appointments. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many Appointments',
	action: 'Get many appointments',
	description: 'Retrieve a list of appointments',
	effect: 'read',
	area: 'scheduling',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const filters = filtersOf(parameters);
		if (!filters.ok) return filters;
		const forbidden = confine(session.connection, filters.value);
		if (forbidden) return failed(forbidden);
		const span = await spanOf(session, parameters, filters.value.provider);
		if (!span.ok) return span;

		const limit = parameters.limit();
		const query = { ...filters.value, from: span.value.from, to: span.value.to };
		const request = session.dialect.appointments.list({
			...confined(session, query),
			westernmostZone: session.zones.westernmost(),
		});
		if (!request.ok) return request;
		const emitRecord = await emitterFor(session, additionsOf(parameters));
		if (!emitRecord.ok) return emitRecord;
		return await readList(context, within(session, request.value, span.value.hints), {
			limit,
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: query as unknown as Json,
			emit: emitRecord.value,
		});
	},
};

type Filters = Omit<AppointmentQuery, 'from' | 'to'>;

function filtersOf(parameters: Parameters): Outcome<Filters> {
	const filters = parameters.collection('filters');
	const ids: Record<string, string | undefined> = {};
	const labels = {
		patient: 'Patient',
		provider: 'Provider',
		office: 'Office',
		type: 'Appointment Type',
	};
	for (const [name, label] of Object.entries(labels)) {
		const id = idOf(filters[name], label);
		if (!id.ok) return id;
		ids[name] = id.value;
	}
	return success({
		...ids,
		status: textOf(filters.status),
		includeDeleted: filters.includeDeleted === true,
		includeDetails: parameters.collection('options').includeDetails === true,
	});
}

/** The days asked for; without any, today and the next seven of the practice, and a hint that says so. */
async function spanOf(
	session: Session,
	parameters: Parameters,
	provider: string | undefined,
): Promise<Outcome<{ from: string; to: string; hints: string[] }>> {
	const from = parameters.day('from', 'From Day');
	if (!from.ok) return from;
	const to = parameters.day('to', 'To Day');
	if (!to.ok) return to;
	if (from.value !== undefined) {
		const last = to.value ?? from.value;
		if (last < from.value) return failed(endBeforeStart());
		return success({ from: from.value, to: last, hints: [] });
	}
	if (to.value !== undefined) return failed(noStart());

	const zone = await session.zones.ofPractice(provider);
	if (!zone.ok) return zone;
	const today = DateTime.fromMillis(systemClock.now(), { zone: zone.value });
	const first = today.toFormat('yyyy-MM-dd');
	const last = today.plus({ days: DEFAULT_DAYS_AHEAD }).toFormat('yyyy-MM-dd');
	const hint = `No days were given, so ${first} to ${last} were read.`;
	return success({ from: first, to: last, hints: [hint] });
}

/** A credential confined to one provider or office lets the server do the filtering. */
function confined(session: Session, query: AppointmentQuery): AppointmentQuery {
	const { onlyProviders, onlyOffices } = session.connection;
	const [provider] = onlyProviders.size === 1 ? onlyProviders : [];
	const [office] = onlyOffices.size === 1 && session.dialect.name === 'v4' ? onlyOffices : [];
	return {
		...query,
		provider: query.provider ?? provider,
		office: query.office ?? office,
	};
}

function within(session: Session, request: ListRequest, hints: string[]): ListRequest {
	const { connection, dialect } = session;
	const { providerOf, officeOf } = dialect.appointments;
	const wanted = request.keep ?? (() => true);
	const keep = isConfined(connection)
		? (record: JsonObject) =>
				wanted(record) &&
				isWithin(connection, { provider: providerOf(record), office: officeOf(record) })
		: request.keep;
	return { ...request, keep, hints: [...hints, ...request.hints] };
}

function endBeforeStart(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'To Day' is before 'From Day'",
		advice: 'Swap or correct them. Nothing was sent.',
		field: 'To Day',
	};
}

function noStart(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'From Day' is empty although 'To Day' is set",
		advice: 'Fill in both. Nothing was sent.',
		field: 'From Day',
	};
}
