import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { DateRange } from '../../../../drchrono/client/ranges';
import type { JsonObject } from '../../../../drchrono/client/request';
import { confine, isWithin } from '../../../../drchrono/privacy/confine';
import type { PatientCoverage } from '../../../../drchrono/records/coverage';
import { todayIn } from '../../../../drchrono/time/days';
import { systemClock } from '../../../shared/clock';
import { dayChoiceOf, dayHint, dayRangeProperties, daysOf } from '../../../shared/dayRange';
import { alphabetical, optionsCollection } from '../../../shared/fields';
import { officeLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { idOf, type Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { LAYOUT, SIMPLIFY } from './fields';
import { layOut, layoutOf } from './layout';
import { CoverageReader } from './reader';

const properties: INodeProperties[] = [
	...dayRangeProperties({ what: 'Days of the appointments', usual: 'tomorrow' }),
	{
		displayName: 'Detail',
		name: 'detail',
		type: 'options',
		options: [
			{
				name: 'Payer and Member ID',
				value: 'essential',
				description:
					'Primary and secondary as the appointments have them: no call for each patient (DrChrono API v4)',
			},
			{
				name: 'Whole Coverage',
				value: 'whole',
				description: 'All levels with plan, group, subscriber and cards: one call for each patient',
			},
		],
		default: 'essential',
		description: 'How much of the coverage is wanted; it decides how many calls it takes',
	},
	LAYOUT,
	SIMPLIFY,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			officeLocator('Only appointments in this office (DrChrono API v4)'),
			providerLocator('Only appointments of this provider'),
		]),
	},
	optionsCollection(),
];

/** What a person wants to know, read from the panel. */
interface Wish {
	provider?: string;
	office?: string;
}

/** Lists the coverage of the patients who are expected, each of them once. */
export const getForAppointments: EachOperation = {
	value: 'getForAppointments',
	name: 'Get for Appointments',
	action: 'Get coverage for appointments',
	description: 'Retrieve the coverage of the patients who are expected on some days',
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const wish = wishOf(parameters);
		if (!wish.ok) return wish;
		const forbidden = confine(session.connection, wish.value);
		if (forbidden) return failed(forbidden);
		const days = await daysWanted(session, parameters, wish.value.provider);
		if (!days.ok) return days;
		const visits = await visitsOf(session, days.value.range, wish.value);
		if (!visits.ok) return visits;

		const { inAppointment } = session.dialect.insurance.coverage;
		const wantsWhole = parameters.raw('detail') === 'whole' || !inAppointment;
		const reader = new CoverageReader(session);
		const layout = layoutOf(parameters);
		const items: Result['items'] = [];
		for (const [patient, appointments] of visits.value) {
			const found: Outcome<PatientCoverage> = wantsWhole
				? await reader.of(patient)
				: success(inAppointment(appointments[0] ?? {}));
			if (!found.ok) return found;
			const more = { appointments: appointments.map(({ id }) => String(id)) };
			items.push(...layOut(found.value, layout, session.connection, more));
		}
		return success({ items, hints: days.value.hints });
	},
};

function wishOf(parameters: Parameters): Outcome<Wish> {
	const filters = parameters.collection('filters');
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const office = idOf(filters.office, 'Office');
	if (!office.ok) return office;
	return success({ provider: provider.value, office: office.value });
}

async function daysWanted(
	{ zones }: Session,
	parameters: Parameters,
	provider: string | undefined,
): Promise<Outcome<{ range: DateRange; hints: string[] }>> {
	const choice = dayChoiceOf(parameters);
	if (!choice.ok) return choice;
	if ('from' in choice.value) return success({ range: choice.value, hints: [] });
	const zone = await zones.ofPractice(provider);
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

/** The appointments of the days by their patients, in the order of the days. */
async function visitsOf(
	session: Session,
	days: DateRange,
	{ provider, office }: Wish,
): Promise<Outcome<Map<string, JsonObject[]>>> {
	const { client, connection, dialect, zones } = session;
	const { appointments } = dialect;
	const { onlyProviders } = connection;
	const request = appointments.list({
		days,
		providers: provider === undefined ? [...onlyProviders] : [provider],
		office,
		skipBreaks: true,
		westernmostZone: zones.westernmost(),
	});
	if (!request.ok) return request;
	const list = await client.list(request.value.plan);
	if (!list.ok) return list;
	const visits = new Map<string, JsonObject[]>();
	for (const record of list.value.records) {
		const patient = appointments.patientOf(record);
		const within = isWithin(connection, {
			provider: appointments.providerOf(record),
			office: appointments.officeOf(record),
		});
		const isWanted = request.value.keep?.(record) ?? true;
		if (patient === null || !within || !isWanted || !appointments.isExpected(record)) continue;
		visits.set(patient, [...(visits.get(patient) ?? []), record]);
	}
	return success(visits);
}
