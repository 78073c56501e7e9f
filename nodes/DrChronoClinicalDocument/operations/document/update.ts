import { guardTags } from '../../../../drchrono/clinical/documentTags';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import { isConfined } from '../../../../drchrono/privacy/confine';
import { dayOf } from '../../../../drchrono/time/moment';
import { alphabetical, optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import type { DocumentChanges } from '../../../../drchrono/dialects/clinical';
import { DATE, DESCRIPTION, TAGS, tagsIn } from './fields';
import { DOCUMENT, readDocument } from './id';

/** Changes what a document is called, its day, or its tags. */
export const update: EachOperation = {
	value: 'update',
	name: 'Update',
	action: 'Update document',
	description: 'Update the description, date or tags of a document (DrChrono API v4)',
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	properties: [
		DOCUMENT,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: alphabetical([
				{ ...DATE, description: 'Day of the document; its time does not count' },
				DESCRIPTION,
				{
					...TAGS,
					description:
						'All its tags, with commas between them. Tags that guard against doubles stay (they begin with n8n).',
				},
			]),
		},
		optionsCollection(),
	],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const id = parameters.requiredId('document', DOCUMENT.displayName);
		if (!id.ok) return id;
		const wanted = changesOf(parameters);
		if (!wanted.ok) return wanted;
		const possible = dialect.documents.update(id.value, wanted.value);
		if (!possible.ok) return possible;
		let { tags } = wanted.value;
		if (tags !== undefined || isConfined(connection)) {
			const current = await readDocument(session, id.value);
			if (!current.ok) return current;
			const guards = guardTags(dialect.documents.tagsIn(current.value.record));
			tags = tags && [...tags, ...guards];
		}
		const change = dialect.documents.update(id.value, { ...wanted.value, tags });
		if (!change.ok) return change;
		const { request, changed } = change.value;
		const answer = await client.request(request);
		return answer.ok ? success({ items: [{ json: { id: id.value, changed } }] }) : answer;
	},
};

function changesOf(parameters: Parameters): Outcome<DocumentChanges> {
	const fields = parameters.collection('updateFields');
	const changes: DocumentChanges = {};
	const description = textOf(fields.description);
	if (description !== undefined) changes.description = description;
	if (fields.date !== undefined && fields.date !== null && fields.date !== '') {
		const date = dayOf(fields.date, DATE.displayName);
		if (!date.ok) return date;
		changes.date = date.value;
	}
	if (typeof fields.tags === 'string') changes.tags = tagsIn(fields.tags);
	if (Object.keys(changes).length > 0) return success(changes);
	return failed({
		kind: 'invalid-input',
		sentence: "'Update Fields' is empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Update Fields',
	});
}
