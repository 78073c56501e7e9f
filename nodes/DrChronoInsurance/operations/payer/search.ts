import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../../../drchrono/client/outcome';
import { emit } from '../../../shared/emit';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../../shared/fields';
import { readList } from '../../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';

const properties: INodeProperties[] = [
	{
		displayName: 'Search Term',
		name: 'term',
		type: 'string',
		default: '',
		placeholder: 'e.g. aetna',
		description: "A part of the payer's name or ID, or a state. Leave it empty for all payers.",
	},
	{
		displayName: 'Directory',
		name: 'directory',
		type: 'options',
		options: [
			{ name: 'Change Healthcare (Emdeon)', value: 'emdeon' },
			{ name: 'Gateway', value: 'gateway' },
			{
				name: 'IHCFA',
				value: 'ihcfa',
				description: 'Payers for auto accidents and injuries at work',
			},
		],
		default: 'emdeon',
		description: 'The clearinghouse whose payers are searched',
	},
	...RETURN_ALL_AND_LIMIT,
	optionsCollection([CONTINUE_FROM]),
];

/** Finds payers, whose IDs a coverage needs. */
export const search: EachOperation = {
	value: 'search',
	name: 'Search',
	action: 'Search payers',
	description: "Search the payers of a clearinghouse for a payer's ID (DrChrono API v4)",
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { connection, dialect } = context.session;
		const query = {
			directory: parameters.text('directory') ?? 'emdeon',
			term: parameters.text('term'),
		};
		const request = dialect.insurance.payers(query);
		if (!request.ok) return request;
		return await readList(context, request.value, {
			limit: parameters.limit(),
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: { payers: query },
			emit: (record) => emit(record, connection),
		});
	},
};
