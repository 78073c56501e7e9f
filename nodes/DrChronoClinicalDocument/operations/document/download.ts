import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { emit } from '../../../shared/emit';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { bring, outputField, withFile } from '../../../shared/recordFile';
import { DOCUMENT, linkNow, readDocument } from './id';

/** Downloads the file of a document, beside its record. */
export const download: EachOperation = {
	value: 'download',
	name: 'Download',
	action: 'Download document',
	description: 'Retrieve a document with its file (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [DOCUMENT, OUTPUT_BINARY_FIELD, optionsCollection()],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const id = parameters.requiredId('document', DOCUMENT.displayName);
		if (!id.ok) return id;
		const field = outputField(parameters);
		if (!field.ok) return field;
		const found = await readDocument(session, id.value);
		if (!found.ok) return found;
		const { record, endpoint } = found.value;
		const file = await bring(context, {
			of: endpoint,
			link: session.dialect.documents.linkIn(record),
			again: async () => await linkNow(session, id.value),
			name: `document-${id.value}`,
			awaited: true,
		});
		if (!file.ok) return file;
		const item = emit(record, session.connection);
		return success({ items: [withFile(item, field.value, file.value)] });
	},
};
