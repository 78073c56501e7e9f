import { metatagsOf, tagsOf } from '../../clinical/documentTags';
import { linkIn } from '../../client/files';
import { success, type Outcome } from '../../client/outcome';
import type { JsonObject } from '../../client/request';
import { withoutUndefined } from '../body';
import type { DocumentChanges, DocumentDialect, DocumentDraft, DocumentQuery } from '../clinical';
import type { ChangeRequest, ListRequest } from '../dialect';
import { crudOf } from './crud';
import { listPaging, sinceWallTime } from './wire';

const DOCUMENTS = crudOf('documents', 'clinical');

export const documents: DocumentDialect = {
	list({ changedSince, patient, providers = [] }: DocumentQuery): Outcome<ListRequest> {
		const queries = [...new Set(providers)].map((doctor) => ({ doctor }));
		return success({
			plan: {
				request: { endpoint: DOCUMENTS.list, query: { patient, since: changedSince } },
				paging: listPaging(),
				parts: queries.length === 0 ? undefined : { queries },
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			hints: [],
		});
	},

	get: (id) => success({ endpoint: DOCUMENTS.get, path: { id } }),

	/** Files go in as multipart only, tags as JSON text (wire.md §6). */
	upload: ({ patient, provider, description, date, tags, file }: DocumentDraft) =>
		success({
			endpoint: DOCUMENTS.create,
			subject: { patient },
			body: {
				kind: 'multipart',
				fields: {
					patient,
					doctor: provider,
					description,
					date,
					metatags: metatagsOf(tags),
				},
				files: { document: file },
			},
		}),

	update(id, { description, date, tags }: DocumentChanges): Outcome<ChangeRequest> {
		const value = withoutUndefined({
			description,
			date,
			metatags: tags && metatagsOf(tags),
		});
		return success({
			request: { endpoint: DOCUMENTS.update, path: { id }, body: { kind: 'json', value } },
			changed: Object.keys(value),
		});
	},

	/** A deleted document is archived: DrChrono keeps it, the API no longer shows it (wire.md §6). */
	archive: (id) => success({ endpoint: DOCUMENTS.remove, path: { id } }),

	linkIn: (record) => linkIn(record.document),
	tagsIn: (record) => tagsOf(record.metatags),
	isArchived: (record) => record.archived === true,
	providerOf: (record: JsonObject) => (record.doctor == null ? null : String(record.doctor)),
};
