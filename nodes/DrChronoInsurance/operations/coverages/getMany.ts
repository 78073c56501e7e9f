import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import { confine, isWithin, untoldProvider } from '../../../../drchrono/privacy/confine';
import { codeOf } from '../../../../drchrono/records/codeList';
import { byPatient, isLevel, type CoverageQuery } from '../../../../drchrono/records/coverage';
import { PLAN_TYPES } from '../../../../drchrono/records/planTypes';
import { dayOf } from '../../../../drchrono/time/moment';
import { systemClock } from '../../../shared/clock';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { idOf, optional, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';
import { LAYOUT, LEVEL_CHOICES, SIMPLIFY } from './fields';
import { layOut, layoutOf } from './layout';
import { PLAN_TYPE } from './updateFields';

const properties: INodeProperties[] = [
	...RETURN_ALL_AND_LIMIT,
	LAYOUT,
	SIMPLIFY,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			{
				displayName: 'Changed Since',
				name: 'changedSince',
				type: 'dateTime',
				default: '',
				description:
					'Only patients created or changed on this day or later (DrChrono API v4); its time does not count',
			},
			{
				displayName: 'Coverage',
				name: 'having',
				type: 'options',
				options: [
					{ name: 'Any', value: 'any', description: 'All patients, covered or not' },
					{ name: 'With Coverage', value: 'with' },
					{ name: 'Without Coverage', value: 'without' },
				],
				default: 'with',
				description:
					'Whether patients have coverage, of the level, payer and plan type given here if any',
			},
			{
				displayName: 'Level',
				name: 'level',
				type: 'options',
				options: LEVEL_CHOICES,
				default: 'primary',
				description: 'Only patients with coverage of this level',
			},
			{
				displayName: 'Payer ID',
				name: 'payerId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 60054',
				description: 'Only patients covered by this payer',
			},
			{ ...PLAN_TYPE, description: 'Only patients with a plan of this kind' },
			providerLocator('Only patients of this provider (DrChrono API v4)'),
			{
				displayName: 'Verification Status',
				name: 'verification',
				type: 'options',
				options: [
					{ name: 'Expired', value: 'expired' },
					{ name: 'Unverified', value: 'unverified' },
					{ name: 'Verified', value: 'verified' },
				],
				default: 'unverified',
				description: 'Only coverage with this status (Integration Guide API)',
			},
		]),
	},
	optionsCollection([CONTINUE_FROM]),
];

/** Lists coverage over all patients. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get coverage of many patients',
	description: 'Retrieve the coverage of many patients',
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const { connection, dialect } = session;
		const query = queryOf(parameters);
		if (!query.ok) return query;
		const forbidden = confine(connection, query.value);
		if (forbidden) return failed(forbidden);
		const { coverage } = dialect.insurance;
		const untold = coverage.tellsProvider ? undefined : untoldProvider(connection, 'Coverages');
		if (untold) return failed(untold);
		const request = coverage.list({ ...confined(session, query.value), now: systemClock.now() });
		if (!request.ok) return request;

		const limit = parameters.limit();
		const list = await readList(
			context,
			{ ...request.value, keep: within(session, request.value.keep) },
			{
				limit,
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { coverage: query.value } as unknown as Json,
				emit: (record) => ({ json: record as IDataObject }),
			},
		);
		if (!list.ok) return list;
		const layout = layoutOf(parameters);
		const found = list.value.items.map(({ json }) => coverage.read(json as JsonObject));
		const grouped = coverage.isWhole || layout.perCoverage ? found : byPatient(found);
		const isCut = grouped !== found && (limit !== undefined || list.value.remaining !== undefined);
		return success({
			...list.value,
			items: grouped.flatMap((one) => layOut(one, layout, connection)),
			hints: [...(list.value.hints ?? []), ...(isCut ? [CUT] : [])],
		});
	},
};

/** Said of the guide's list, which has a record for each coverage, where it was not read to its end. */
const CUT =
	'This list has a record for each coverage and was not read to its end, so patients may have more coverage than shown.';

function queryOf(parameters: Parameters): Outcome<Omit<CoverageQuery, 'now'>> {
	const filters = parameters.collection('filters');
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const changedSince = optional(textOf(filters.changedSince), 'Changed Since', dayOf);
	if (!changedSince.ok) return changedSince;
	const planType = optional(textOf(filters.planType), 'Plan Type', (given, label) =>
		codeOf(PLAN_TYPES, given, label),
	);
	if (!planType.ok) return planType;
	const { having, level } = filters;
	return success({
		provider: provider.value,
		changedSince: changedSince.value,
		planType: planType.value,
		payerId: textOf(filters.payerId),
		level: isLevel(level) ? level : undefined,
		verification: textOf(filters.verification),
		having: having === 'with' || having === 'without' ? having : 'any',
	});
}

/** A credential confined to one provider lets the server do the filtering, where it can. */
function confined<T extends Omit<CoverageQuery, 'now'>>(session: Session, query: T): T {
	const { onlyProviders } = session.connection;
	const [only] = onlyProviders.size === 1 && session.dialect.name === 'v4' ? onlyProviders : [];
	return { ...query, provider: query.provider ?? only };
}

function within({ connection, dialect }: Session, keep?: (record: JsonObject) => boolean) {
	if (connection.onlyProviders.size === 0) return keep;
	const { providerOf } = dialect.insurance.coverage;
	return (record: JsonObject) =>
		isWithin(connection, { provider: providerOf(record) }) && (keep === undefined || keep(record));
}
