import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import type { ListRequest } from '../../../drchrono/dialects/dialect';
import { confine, isWithin } from '../../../drchrono/privacy/confine';
import type { PatientQuery } from '../../../drchrono/records/patient';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../shared/fields';
import { readList } from '../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';
import type { Session } from '../../shared/session';
import { INCLUDE_DETAILS, outputFor, SIMPLIFY, wantsDetails } from './emitter';
import { FILTERS_COLLECTION, filtersOf } from './filters';

const properties: INodeProperties[] = [
	...RETURN_ALL_AND_LIMIT,
	FILTERS_COLLECTION,
	optionsCollection([CONTINUE_FROM, INCLUDE_DETAILS, SIMPLIFY]),
];

/** Lists patients. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many Patients',
	action: 'Get many patients',
	description: 'Retrieve a list of patients',
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	recordsArePatients: true,
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const filters = filtersOf(parameters);
		if (!filters.ok) return filters;
		const forbidden = confine(session.connection, filters.value);
		if (forbidden) return failed(forbidden);
		const query = { ...filters.value, includeDetails: wantsDetails(parameters) };
		const zones = await zonesFor(session, query);
		if (!zones.ok) return zones;
		const request = session.dialect.patients.list({ ...confined(session, query), ...zones.value });
		if (!request.ok) return request;

		const { emit, hints } = await outputFor(session, parameters);
		return await readList(context, within(session, request.value, hints), {
			limit: parameters.limit(),
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: { patients: query } as unknown as Json,
			emit,
		});
	},
};

/**
 * Zones that a time among the filters needs to be asked for; without one, none is looked up. A time on
 * the practice's clock cannot be asked without its zone; any other can, a little earlier than needed.
 */
async function zonesFor(
	{ dialect, zones }: Session,
	{ changedSince, provider }: PatientQuery,
): Promise<Outcome<Pick<PatientQuery, 'zone' | 'westernmostZone'>>> {
	if (changedSince === undefined || !dialect.patients.needsZone(changedSince)) {
		return success({ westernmostZone: zones.westernmost() });
	}
	const zone = await zones.ofPractice(provider);
	if (!zone.ok && changedSince.kind === 'wall') return zone;
	return success({
		zone: zone.ok ? zone.value : undefined,
		westernmostZone: zones.westernmost(),
	});
}

/** A credential confined to one provider lets the server do the filtering. */
function confined(session: Session, query: PatientQuery): PatientQuery {
	const { onlyProviders } = session.connection;
	const [only] = onlyProviders.size === 1 && session.dialect.name === 'v4' ? onlyProviders : [];
	return { ...query, provider: query.provider ?? only };
}

function within(session: Session, request: ListRequest, hints: string[]): ListRequest {
	const { connection, dialect } = session;
	const wanted = request.keep ?? (() => true);
	const keep =
		connection.onlyProviders.size > 0
			? (record: JsonObject) =>
					wanted(record) && isWithin(connection, { provider: dialect.patients.providerOf(record) })
			: request.keep;
	return { ...request, keep, hints: [...hints, ...request.hints] };
}
