import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json } from '../../../drchrono/client/request';
import type { AppointmentQuery } from '../../../drchrono/records/appointment';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../shared/fields';
import { readList, termsOf } from '../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';
import { INCLUDE_DETAILS } from './additions';
import { EXTERNAL_ID, STATUS } from './fields';
import { listWithin, refusalOf, WHOSE, whoseOf } from './filters';
import { OUTPUT_OPTIONS, outputFor } from './output';
import { breaksAreWanted, termsFor, WHEN, type Terms } from './when';

const properties: INodeProperties[] = [
	...WHEN,
	...RETURN_ALL_AND_LIMIT,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alphabetical([
			...WHOSE,
			{
				displayName: 'Changed Since',
				name: 'changedSince',
				type: 'dateTime',
				default: '',
				description:
					"Only appointments created or changed then or later. A time without a zone counts as the practice's own.",
			},
			{
				...EXTERNAL_ID,
				description:
					'Only the appointment of this booking of your other system. DrChrono API v4 has no such filter, so it is applied here.',
			},
			{
				displayName: 'Include Breaks',
				name: 'includeBreaks',
				type: 'boolean',
				default: false,
				description:
					'Whether to return breaks as well: time that a provider keeps free, without a patient',
			},
			{
				displayName: 'Include Deleted',
				name: 'includeDeleted',
				type: 'boolean',
				default: false,
				description: 'Whether to return deleted appointments as well (DrChrono API v4)',
			},
			{
				displayName: 'Skip Unsaved Series Dates',
				name: 'skipVirtual',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out dates of a repeating appointment that DrChrono only foresees and has not saved yet (DrChrono API v4)',
			},
			STATUS,
		]),
	},
	optionsCollection([...OUTPUT_OPTIONS, CONTINUE_FROM, INCLUDE_DETAILS]),
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
		const filters = filtersOf(context, parameters);
		if (!filters.ok) return filters;
		const wish = {
			continuationToken: textOf(parameters.collection('options').continueFrom),
			query: filters.value as Json,
		};
		const begun = termsOf(context, wish);
		if (!begun.ok) return begun;
		const terms = await termsFor(session, parameters, filters.value, begun.value as Terms);
		if (!terms.ok) return terms;
		const { days, changedSince, zoneOf, hints } = terms.value;
		const request = listWithin(session, { ...filters.value, days, changedSince, zoneOf });
		if (!request.ok) return request;
		const output = await outputFor(session, parameters);
		if (!output.ok) return output;

		const list = await readList(
			context,
			{ ...request.value, hints: [...hints, ...request.value.hints] },
			{
				...wish,
				limit: parameters.limit(),
				continueLater: isContinueLater(parameters),
				terms: { days, changedSince } as Json,
				emit: output.value.emit,
			},
		);
		if (!list.ok) return list;
		const finished = await output.value.finish(list.value.items);
		if (!finished.ok) return finished;
		const { items, hints: more } = finished.value;
		return success({ ...list.value, items, hints: [...(list.value.hints ?? []), ...more] });
	},
};

function filtersOf(
	{ functions, session }: OperationContext,
	parameters: Parameters,
): Outcome<AppointmentQuery> {
	const whose = whoseOf(session, parameters);
	if (!whose.ok) return whose;
	const filters = parameters.collection('filters');
	const query: AppointmentQuery = {
		...whose.value,
		status: textOf(filters.status),
		externalId: textOf(filters.externalId),
		skipBreaks: !breaksAreWanted(functions.getNode(), filters.includeBreaks),
		skipVirtual: filters.skipVirtual === true,
		includeDeleted: filters.includeDeleted === true,
		includeDetails: parameters.collection('options').includeDetails === true,
	};
	const refusal = refusalOf(session, query);
	return refusal ? failed(refusal) : success(query);
}
