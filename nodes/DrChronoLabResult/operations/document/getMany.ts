import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import type { LabOrderDialect } from '../../../../drchrono/dialects/labs';
import { DOCUMENT_TYPES } from '../../../../drchrono/records/lab';
import { changedSinceFilter, changedSinceOf } from '../../../shared/changedSince';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';
import { whoseOf } from '../../../shared/whose';
import { readOrder } from '../order/read';
import { emitDocument } from './output';

const ORDER: INodeProperties = {
	displayName: 'Order ID',
	name: 'order',
	type: 'string',
	default: '',
	placeholder: 'e.g. 950001',
	description: 'Only documents of this order; without one, of all',
};

/** Lists what laboratories sent as files, without the files. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many lab documents',
	description:
		'Retrieve requisitions and reports of lab orders, without their files (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		ORDER,
		...RETURN_ALL_AND_LIMIT,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical([
				changedSinceFilter('documents'),
				providerLocator('Only documents of orders of this provider'),
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: Object.entries(DOCUMENT_TYPES)
						.map(([value, name]) => ({ name, value }))
						.sort((one, other) => one.name.localeCompare(other.name, 'en')),
					default: 'RES',
					description: 'Only documents of this type; applied here',
				},
			]),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const orders = session.dialect.labs.orders("'Get Many' of lab documents");
		if (!orders.ok) return orders;
		const order = parameters.id('order', ORDER.displayName);
		if (!order.ok) return order;
		const whose = whoseOf(session, parameters);
		if (!whose.ok) return whose;
		const changedSince = await changedSinceOf(session, parameters);
		if (!changedSince.ok) return changedSince;
		const query = {
			...whose.value,
			type: textOf(parameters.collection('filters').type),
			changedSince: changedSince.value,
		};
		const request = orders.value.documents(query);
		const { keep = () => true } = request;
		const known =
			order.value === undefined
				? success(undefined)
				: await documentsOf(session, orders.value, order.value);
		if (!known.ok) return known;
		if (known.value) {
			const wanted = known.value.filter(keep).slice(0, parameters.limit());
			return success({ items: wanted.map((document) => emitDocument(session, document)) });
		}
		const isOfOrder = (document: JsonObject) =>
			order.value === undefined || orders.value.orderOf(document) === order.value;
		return await readList(
			context,
			order.value === undefined
				? request
				: { ...request, keep: (document) => isOfOrder(document) && keep(document) },
			{
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { labDocuments: query, order: order.value } as unknown as Json,
				emit: (document) => emitDocument(session, document),
			},
		);
	},
};

/**
 * The documents of one order, each by its id: DrChrono has no such filter, and an order has few.
 * `undefined` where the order does not tell their ids.
 */
async function documentsOf(
	session: Session,
	orders: LabOrderDialect,
	id: string,
): Promise<Outcome<JsonObject[] | undefined>> {
	const order = await readOrder(session, orders, id);
	if (!order.ok) return order;
	const ids = orders.documentsOf(order.value);
	if (!ids) return success(undefined);
	const documents: JsonObject[] = [];
	for (const one of ids) {
		const answer = await session.client.request(orders.document(one));
		if (!answer.ok) return answer;
		documents.push(answer.value.json as JsonObject);
	}
	return success(documents);
}
