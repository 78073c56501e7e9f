import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { DateRange } from '../../../../drchrono/client/ranges';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import { confine, untoldOffice } from '../../../../drchrono/privacy/confine';
import { wordsOf } from '../../../../drchrono/records/codeList';
import {
	ELIGIBILITY,
	isActive,
	type EligibilityQuery,
} from '../../../../drchrono/records/eligibility';
import { todayIn } from '../../../../drchrono/time/days';
import { systemClock } from '../../../shared/clock';
import {
	dayChoiceOf,
	dayHint,
	dayRangeProperties,
	daysOf,
	type DayChoice,
} from '../../../shared/dayRange';
import { emit } from '../../../shared/emit';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList, termsOf } from '../../../shared/list';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { idOf, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';
import { SIMPLIFY } from '../coverages/fields';

const properties: INodeProperties[] = [
	...dayRangeProperties({
		what: 'Days of the appointments or of the checks',
		anyDay: 'All checks that DrChrono keeps',
	}),
	{
		displayName: 'Days Are Those Of',
		name: 'daysOf',
		type: 'options',
		options: [
			{
				name: 'Appointments',
				value: 'appointment',
				description: 'Checks made for appointments on these days',
			},
			{ name: 'Checks', value: 'check', description: 'Checks made on these days' },
		],
		default: 'appointment',
		displayOptions: { hide: { when: ['any'] } },
		description: 'What the days mean',
	},
	...RETURN_ALL_AND_LIMIT,
	SIMPLIFY,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			{
				displayName: 'Answer',
				name: 'answer',
				type: 'options',
				options: [
					{ name: 'Active Coverage', value: 'active' },
					{ name: 'No Active Coverage', value: 'inactive' },
				],
				default: 'inactive',
				description: "Only checks with this answer. It is applied here, after the server's own.",
			},
			{
				displayName: 'Appointment ID',
				name: 'appointment',
				type: 'string',
				default: '',
				placeholder: 'e.g. 400001',
				description: 'Only checks made for this appointment',
			},
			patientLocator('Only checks of this patient'),
			providerLocator("Only checks of this provider's patients"),
		]),
	},
	optionsCollection([CONTINUE_FROM]),
];

/** Lists past eligibility checks, with what the payer answered in words. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many eligibility checks',
	description: 'Retrieve past eligibility checks (DrChrono API v4)',
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const { connection, dialect } = session;
		const filters = filtersOf(session, parameters);
		if (!filters.ok) return filters;
		// Asked before a call is spent on knowing what day it is.
		const supported = dialect.insurance.eligibility(filters.value);
		if (!supported.ok) return supported;
		const choice = dayChoiceOf(parameters);
		if (!choice.ok) return choice;
		const of = parameters.raw('daysOf') === 'check' ? 'check' : 'appointment';
		const wish = {
			limit: parameters.limit(),
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: { eligibility: filters.value, choice: choice.value, of } as unknown as Json,
		};
		const begun = termsOf(context, wish);
		if (!begun.ok) return begun;
		const days = await daysWanted(session, choice.value, begun.value);
		if (!days.ok) return days;
		const { range } = days.value;
		const request = dialect.insurance.eligibility({
			...filters.value,
			days: range && { ...range, of },
		});
		if (!request.ok) return request;
		const simplify = parameters.raw('simplify') !== false;
		const hints = [...days.value.hints, ...request.value.hints];
		return await readList(
			context,
			{ ...request.value, hints },
			{
				...wish,
				terms: (range ?? null) as Json,
				emit: (record) => emit(shown(record, simplify), connection),
			},
		);
	},
};

function filtersOf(
	{ connection }: Session,
	parameters: Parameters,
): Outcome<Omit<EligibilityQuery, 'days'>> {
	const filters = parameters.collection('filters');
	const patient = idOf(filters.patient, 'Patient');
	if (!patient.ok) return patient;
	const appointment = idOf(filters.appointment, 'Appointment ID');
	if (!appointment.ok) return appointment;
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const forbidden = confine(connection, { provider: provider.value });
	if (forbidden) return failed(forbidden);
	const untold = untoldOffice(connection, 'checks');
	if (untold) return failed(untold);
	const { onlyProviders } = connection;
	const chosen = provider.value === undefined ? [...onlyProviders] : [provider.value];
	const { answer } = filters;
	return success({
		patient: patient.value,
		appointment: appointment.value,
		providers: chosen.length > 0 ? chosen : undefined,
		active: answer === 'active' ? true : answer === 'inactive' ? false : undefined,
	});
}

/** The days a list began with, or those that the choice comes to today. */
async function daysWanted(
	{ zones }: Session,
	choice: DayChoice,
	begun: Json | undefined,
): Promise<Outcome<{ range?: DateRange; hints: string[] }>> {
	if (begun !== undefined) {
		return success({ range: (begun as DateRange | null) ?? undefined, hints: [] });
	}
	if ('any' in choice) return success({ hints: [] });
	if (!('named' in choice)) return success({ range: choice, hints: [] });
	const zone = await zones.ofPractice();
	if (!zone.ok) return zone;
	const range = daysOf(choice, todayIn(zone.value, systemClock.now()));
	return success({ range, hints: range ? dayHint(choice, range) : [] });
}

/** A check with its code in words; simplified, without the payer's details, which have no fixed form. */
function shown(record: JsonObject, simplify: boolean): JsonObject {
	const words = {
		eligibility_name: wordsOf(ELIGIBILITY, record.eligibility),
		active: isActive(record.eligibility),
	};
	if (!simplify) return { ...record, ...words };
	const { id, patient, appointment, cob_level, eligibility, payer_name, query_date } = record;
	const { service_type_description, updated_at } = record;
	return {
		id,
		patient,
		appointment,
		cob_level,
		eligibility,
		...words,
		payer_name,
		query_date,
		service_type_description,
		updated_at,
	};
}
