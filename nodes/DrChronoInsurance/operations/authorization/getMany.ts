import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import { confine, isWithin } from '../../../../drchrono/privacy/confine';
import {
	standingOf,
	type AttentionRule,
	type AuthorizationQuery,
} from '../../../../drchrono/records/authorization';
import { todayIn } from '../../../../drchrono/time/days';
import { systemClock } from '../../../shared/clock';
import { emit } from '../../../shared/emit';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { idOf, textOf, wholeOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';

const LABELS = { days: 'Expires Within (Days)', visits: 'Visits Left at Most' } as const;

/** Practices renew an authorization about a month ahead, and before the last two visits. */
const USUAL_DAYS = 30;
const USUAL_VISITS = 2;

const properties: INodeProperties[] = [
	{
		displayName: LABELS.days,
		name: 'warnDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: USUAL_DAYS,
		description: 'Authorizations that end within so many days are marked with expires_soon',
	},
	{
		displayName: LABELS.visits,
		name: 'warnVisits',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: USUAL_VISITS,
		description: 'Authorizations with so many visits left or fewer are marked with visits_low',
	},
	...RETURN_ALL_AND_LIMIT,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			patientLocator('Only authorizations of this patient'),
			providerLocator('Only authorizations of this provider'),
			{
				displayName: 'Show',
				name: 'show',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Not Expired', value: 'current' },
					{
						name: 'Running Out',
						value: 'attention',
						description: 'Not expired, and marked with expires_soon or visits_low',
					},
				],
				default: 'attention',
				description: 'Which authorizations are wanted, applied here as the server cannot',
			},
		]),
	},
	optionsCollection([CONTINUE_FROM]),
];

/** Lists prior authorizations, with the visits and days that are left. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many authorizations',
	description: 'Retrieve prior authorizations with visits and days left (DrChrono API v4)',
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const { connection, dialect, zones } = session;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const rule = ruleOf(parameters);
		if (!rule.ok) return rule;
		const request = dialect.insurance.authorizations(query.value);
		if (!request.ok) return request;
		const zone = await zones.ofPractice(query.value.provider);
		if (!zone.ok) return zone;
		const today = todayIn(zone.value, systemClock.now());

		const { show } = parameters.collection('filters');
		const keep = (record: JsonObject) =>
			isWithin(connection, { provider: providerOf(record) }) &&
			isShown(record, show, rule.value, today);
		const picks = connection.onlyProviders.size > 0 || show === 'current' || show === 'attention';
		return await readList(
			context,
			{ ...request.value, keep: picks ? keep : undefined },
			{
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { authorizations: { ...query.value, show, ...rule.value } } as unknown as Json,
				emit: (record) =>
					emit({ ...record, ...standingOf(record, rule.value, today) } as JsonObject, connection),
			},
		);
	},
};

function queryOf({ connection }: Session, parameters: Parameters): Outcome<AuthorizationQuery> {
	const filters = parameters.collection('filters');
	const patient = idOf(filters.patient, 'Patient');
	if (!patient.ok) return patient;
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const forbidden = confine(connection, { provider: provider.value });
	if (forbidden) return failed(forbidden);
	return success({ patient: patient.value, provider: provider.value });
}

function ruleOf(parameters: Parameters): Outcome<AttentionRule> {
	const days = wholeOf(parameters.raw('warnDays'), LABELS.days, 0);
	if (!days.ok) return days;
	const visits = wholeOf(parameters.raw('warnVisits'), LABELS.visits, 0);
	if (!visits.ok) return visits;
	return success({ days: days.value ?? USUAL_DAYS, visits: visits.value ?? USUAL_VISITS });
}

function isShown(record: JsonObject, show: unknown, rule: AttentionRule, today: string): boolean {
	if (show !== 'current' && show !== 'attention') return true;
	const { expired, expires_soon, visits_low } = standingOf(record, rule, today);
	return !expired && (show === 'current' || expires_soon || visits_low);
}

function providerOf({ doctor_id, doctor }: JsonObject): string | null {
	const id = doctor_id ?? doctor;
	return id === undefined || id === null ? null : String(id);
}
