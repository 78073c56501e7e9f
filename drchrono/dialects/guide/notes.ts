import { failed, success, type Outcome } from '../../client/outcome';
import { splitRange } from '../../client/ranges';
import type { Endpoint } from '../../client/request';
import type { NoteDialect, NoteQuery } from '../clinical';
import type { ListRequest } from '../dialect';
import { firstUnsupported, notInDialect } from '../unsupported';
import { PAGING } from './wire';

const LIST: Endpoint = {
	method: 'GET',
	route: '/clinical_documents/',
	effect: 'read',
	area: 'clinical',
	category: 'clinical',
};

/** The guide's clinical documents are read as lists of texts; it has no PDF and no single note (guide.md). */
export const notes: NoteDialect = {
	list(query: NoteQuery): Outcome<ListRequest> {
		const { days, patient, providers = [], office, changedSince, locked } = query;
		const unsupported = firstUnsupported(
			{
				Office: office,
				'Changed Since': changedSince,
				'Lock State': locked?.toString(),
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const spans = days
			? splitRange(days).map(({ from, to }) => ({ start_date: from, end_date: to }))
			: [{}];
		const of =
			providers.length === 0 ? [{}] : [...new Set(providers)].map((provider) => ({ provider }));
		const queries = of.flatMap((provider) => spans.map((span) => ({ ...provider, ...span })));
		return success({
			plan: {
				request: { endpoint: LIST, query: { patient } },
				paging: PAGING.clinical,
				parts: { queries },
			},
			hints: [],
		});
	},

	head: ({ id, patient, provider, date, title }) => ({ id, patient, provider, date, title }),

	sectionsOf: ({ title, text }) => [
		{
			name: typeof title === 'string' ? title : '',
			fields: typeof text === 'string' && text !== '' ? [{ name: null, value: text }] : [],
		},
	],

	visits: (what) => failed(notInDialect(what, 'v4', 'guide')),
};
