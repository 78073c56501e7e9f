import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import type { DocumentDialect } from '../../../../drchrono/dialects/clinical';
import { dayOf } from '../../../../drchrono/time/moment';
import { emit } from '../../../shared/emit';
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
import { changedSinceFilter, changedSinceOf } from '../../../shared/changedSince';
import { whoseOf } from '../../../shared/whose';

const LABELS = { from: 'Dated From', to: 'Dated To' } as const;

const FILTERS: INodeProperties[] = [
	changedSinceFilter('documents'),
	{
		displayName: LABELS.from,
		name: 'datedFrom',
		type: 'dateTime',
		default: '',
		description: 'Only documents of this day or later; applied here',
	},
	{
		displayName: LABELS.to,
		name: 'datedTo',
		type: 'dateTime',
		default: '',
		description: 'Only documents of this day or earlier; applied here',
	},
	{
		displayName: 'Description Contains',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. referral',
		description: 'Only documents whose description has this in it; applied here',
	},
	providerLocator('Only documents of this provider'),
	{
		displayName: 'Tag',
		name: 'tag',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cardiology',
		description: 'Only documents with this tag; applied here',
	},
];

const FILTERED_HERE =
	'DrChrono cannot filter documents by date, description or tag, so all that fit the other filters were read and filtered here.';

/** Lists documents, without their files. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many documents',
	description: 'Retrieve a list of documents, without their files (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		patientLocator('Only those of this patient'),
		...RETURN_ALL_AND_LIMIT,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical(FILTERS),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const { connection, dialect } = session;
		const whose = whoseOf(session, parameters);
		if (!whose.ok) return whose;
		const here = filterOf(parameters, dialect.documents);
		if (!here.ok) return here;
		const possible = dialect.documents.list(whose.value);
		if (!possible.ok) return possible;
		const changedSince = await changedSinceOf(session, parameters);
		if (!changedSince.ok) return changedSince;
		const query = { ...whose.value, changedSince: changedSince.value };
		const request = dialect.documents.list(query);
		if (!request.ok) return request;
		const { asked, keep } = here.value;
		const list = await readList(
			context,
			{ ...request.value, keep },
			{
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { documents: query, here: asked } as unknown as Json,
				emit: (record) => emit(record, connection),
			},
		);
		if (!list.ok || Object.keys(asked).length === 0) return list;
		return success({ ...list.value, hints: [...(list.value.hints ?? []), FILTERED_HERE] });
	},
};

/** What the person wants of documents that the server cannot tell apart. */
interface Here {
	asked: Record<string, string>;
	keep(record: JsonObject): boolean;
}

function filterOf(parameters: Parameters, documents: DocumentDialect): Outcome<Here> {
	const filters = parameters.collection('filters');
	const days: { from?: string; to?: string } = {};
	for (const [name, label] of Object.entries(LABELS) as Array<['from' | 'to', string]>) {
		const raw = filters[name === 'from' ? 'datedFrom' : 'datedTo'];
		if (raw === undefined || raw === null || raw === '') continue;
		const day = dayOf(raw, label);
		if (!day.ok) return day;
		days[name] = day.value;
	}
	const description = textOf(filters.description)?.toLowerCase();
	const tag = textOf(filters.tag)?.toLowerCase();
	const asked = Object.fromEntries(
		Object.entries({ ...days, description, tag }).filter(([, value]) => value !== undefined),
	) as Record<string, string>;
	return success({
		asked,
		keep(record) {
			if (documents.isArchived(record)) return false;
			const date = String(record.date ?? '').slice(0, 10);
			if (days.from !== undefined && date < days.from) return false;
			if (days.to !== undefined && date > days.to) return false;
			const called = String(record.description ?? '').toLowerCase();
			if (description !== undefined && !called.includes(description)) return false;
			return tag === undefined || documents.tagsIn(record).some((one) => one.toLowerCase() === tag);
		},
	});
}
