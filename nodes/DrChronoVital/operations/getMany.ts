import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import type { Json } from '../../../drchrono/client/request';
import { dayChoiceOf } from '../../shared/dayRange';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../shared/fields';
import { readList, termsOf } from '../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';
import { FILTERS, listFor, queryOf, WHICH } from './filters';
import { emitSet, UNITS, unitsOf, withCustomNames } from './output';

/** Lists what was measured, one item for each visit. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many Vitals',
	action: 'Get many vitals',
	description: 'Retrieve the vitals of many visits, of a patient or of some days',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		...WHICH,
		UNITS,
		...RETURN_ALL_AND_LIMIT,
		FILTERS,
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const choice = dayChoiceOf(parameters);
		if (!choice.ok) return choice;
		const wish = {
			continuationToken: textOf(parameters.collection('options').continueFrom),
			query: { vitals: query.value, days: choice.value } as unknown as Json,
		};
		const begun = termsOf(context, wish);
		if (!begun.ok) return begun;
		const terms = begun.value as { days?: DateRange } | undefined;
		const request = await listFor(session, query.value, choice.value, terms);
		if (!request.ok) return request;
		const units = unitsOf(parameters);
		const { read } = session.dialect.vitals;

		const list = await readList(context, request.value, {
			...wish,
			limit: parameters.limit(),
			continueLater: isContinueLater(parameters),
			terms: { days: request.value.days } as unknown as Json,
			emit: (record) => emitSet(session, read(record), units),
		});
		if (!list.ok) return list;
		const named = await withCustomNames(session, list.value.items);
		if (!named.ok) return named;
		const hints = [...(list.value.hints ?? []), ...named.value.hints];
		return success({ ...list.value, items: named.value.items, hints });
	},
};
