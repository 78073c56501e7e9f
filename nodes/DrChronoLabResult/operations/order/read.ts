import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { LabOrderDialect } from '../../../../drchrono/dialects/labs';
import { confine } from '../../../../drchrono/privacy/confine';
import { wordsOf } from '../../../../drchrono/records/codeList';
import { PRIORITIES } from '../../../../drchrono/records/lab';
import { emit } from '../../../shared/emit';
import type { Emitted } from '../../../shared/operation';
import type { Session } from '../../../shared/session';

/** The order that an operation is about. */
export const ORDER: INodeProperties = {
	displayName: 'Order ID',
	name: 'order',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 950001',
	description: "The order's ID, as 'Get Many' of orders hands it out",
};

/** An order, if the credential may see it. */
export async function readOrder(
	{ client, connection }: Session,
	orders: LabOrderDialect,
	id: string,
): Promise<Outcome<JsonObject>> {
	const answer = await client.request(orders.get(id));
	if (!answer.ok) return answer;
	const order = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: orders.providerOf(order) });
	return forbidden ? failed(forbidden) : success(order);
}

/** An order as it leaves the node, with its priority in words. */
export function emitOrder({ connection }: Session, order: JsonObject): Emitted {
	return emit({ ...order, priority_name: wordsOf(PRIORITIES, order.priority) }, connection);
}
