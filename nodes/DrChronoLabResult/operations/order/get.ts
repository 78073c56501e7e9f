import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { emitOrder, ORDER, readOrder } from './read';

/** Reads one order. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get lab order',
	description: 'Retrieve one lab order by its ID (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [ORDER, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const id = parameters.requiredId('order', ORDER.displayName);
		if (!id.ok) return id;
		const orders = session.dialect.labs.orders("'Get' of a lab order");
		if (!orders.ok) return orders;
		const order = await readOrder(session, orders.value, id.value);
		return order.ok ? success({ items: [emitOrder(session, order.value)] }) : order;
	},
};
