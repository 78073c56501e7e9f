import { failed } from '../../client/outcome';
import type { DocumentDialect } from '../clinical';
import { notInDialect } from '../unsupported';

const lacking = (operation: string) => () =>
	failed(notInDialect(`'${operation}' of documents`, 'v4', 'guide'));

/** The guide has no files: documents cannot be uploaded, and come as text alone (guide.md). */
export const documents: DocumentDialect = {
	list: lacking('Get Many'),
	get: lacking('Download'),
	upload: lacking('Upload'),
	update: lacking('Update'),
	archive: lacking('Archive'),
	linkIn: () => null,
	tagsIn: () => [],
	isArchived: () => false,
	providerOf: () => null,
};
