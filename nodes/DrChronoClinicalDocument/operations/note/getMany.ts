import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { DateRange } from '../../../../drchrono/client/ranges';
import type { Json } from '../../../../drchrono/client/request';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { dayChoiceOf } from '../../../shared/dayRange';
import { daysFor } from '../../../shared/dayTerms';
import { readList, termsOf } from '../../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import { changedSinceFilter, changedSinceOf } from '../../../shared/changedSince';
import { DAYS } from './days';
import { LOCK_STATE, OFFICE, PATIENT, PROVIDER, queryOf } from './filters';
import { FORMAT, noteOutput } from './format';

/** Lists notes. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many notes',
	description: 'Retrieve a list of clinical notes',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		PATIENT,
		...DAYS,
		FORMAT,
		...RETURN_ALL_AND_LIMIT,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical([changedSinceFilter('notes'), LOCK_STATE, OFFICE, PROVIDER]),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const changedSince = await changedSinceOf(session, parameters);
		if (!changedSince.ok) return changedSince;
		const choice = dayChoiceOf(parameters);
		if (!choice.ok) return choice;
		const asked = { ...query.value, changedSince: changedSince.value };
		const wish = {
			continuationToken: textOf(parameters.collection('options').continueFrom),
			query: { notes: asked, days: choice.value } as unknown as Json,
		};
		const begun = termsOf(context, wish);
		if (!begun.ok) return begun;
		const terms = begun.value as { days?: DateRange } | undefined;
		const days = await daysFor(session, choice.value, asked.providers, terms);
		if (!days.ok) return days;
		const request = session.dialect.notes.list({ ...asked, days: days.value.days });
		if (!request.ok) return request;
		const output = await noteOutput(session, parameters);
		if (!output.ok) return output;
		const { emit, hints } = output.value;

		const list = await readList(context, request.value, {
			...wish,
			limit: parameters.limit(),
			continueLater: isContinueLater(parameters),
			terms: { days: days.value.days } as unknown as Json,
			emit,
		});
		if (!list.ok) return list;
		const all = [...days.value.hints, ...hints, ...(list.value.hints ?? [])];
		return success({ ...list.value, hints: all });
	},
};
