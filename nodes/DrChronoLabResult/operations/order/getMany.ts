import type { Outcome } from '../../../../drchrono/client/outcome';
import type { Json } from '../../../../drchrono/client/request';
import { changedSinceFilter, changedSinceOf } from '../../../shared/changedSince';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import { whoseOf } from '../../../shared/whose';
import { emitOrder } from './read';

/** Lists orders. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many lab orders',
	description: 'Retrieve a list of lab orders (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		patientLocator('Only those of this patient; applied here, as DrChrono has no such filter'),
		...RETURN_ALL_AND_LIMIT,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical([
				changedSinceFilter('orders'),
				providerLocator('Only orders of this provider'),
				{
					displayName: 'Status',
					name: 'status',
					type: 'string',
					default: '',
					placeholder: 'e.g. Results Received',
					description: 'Only orders in this state, as DrChrono words it; applied here',
				},
			]),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const orders = session.dialect.labs.orders("'Get Many' of lab orders");
		if (!orders.ok) return orders;
		const whose = whoseOf(session, parameters);
		if (!whose.ok) return whose;
		const changedSince = await changedSinceOf(session, parameters);
		if (!changedSince.ok) return changedSince;
		const query = {
			...whose.value,
			status: textOf(parameters.collection('filters').status),
			changedSince: changedSince.value,
		};
		return await readList(context, orders.value.list(query), {
			limit: parameters.limit(),
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: { labOrders: query } as unknown as Json,
			emit: (order) => emitOrder(session, order),
		});
	},
};
