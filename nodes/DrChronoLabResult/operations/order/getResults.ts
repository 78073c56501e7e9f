import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { isConfined } from '../../../../drchrono/privacy/confine';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { ABNORMAL_ONLY, emitResult, SIMPLIFY, Unjudged } from '../output';
import { ORDER, readOrder } from './read';

/** Reads what a laboratory found for one order. */
export const getResults: EachOperation = {
	value: 'getResults',
	name: 'Get Results',
	action: 'Get results of lab order',
	description: 'Retrieve what a laboratory sent for one order (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [ORDER, ABNORMAL_ONLY, SIMPLIFY, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const id = parameters.requiredId('order', ORDER.displayName);
		if (!id.ok) return id;
		const orders = dialect.labs.orders("'Get Results' of a lab order");
		if (!orders.ok) return orders;
		// Whose results they are stands in the order alone.
		if (isConfined(connection)) {
			const allowed = await readOrder(session, orders.value, id.value);
			if (!allowed.ok) return allowed;
		}
		const list = await client.list(orders.value.results(id.value));
		if (!list.ok) return list;
		const { readResult } = orders.value;
		const unjudged = new Unjudged();
		const isAbnormal = unjudged.counting(
			readResult,
			(record) => readResult(record).abnormal === true,
		);
		const wanted = parameters.flag('abnormalOnly')
			? list.value.records.filter(isAbnormal)
			: list.value.records;
		const simplify = parameters.raw('simplify') !== false;
		return success({
			items: wanted.map((record) => emitResult(session, record, readResult(record), simplify)),
			hints: [...(list.value.hints ?? []), ...unjudged.hints()],
		});
	},
};
