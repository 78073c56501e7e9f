import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { isConfined } from '../../../../drchrono/privacy/confine';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { DOCUMENT, readDocument } from './id';

/** Puts a document out of sight. */
export const archive: EachOperation = {
	value: 'archive',
	name: 'Archive',
	action: 'Archive document',
	description: 'Archive a document. DrChrono keeps it, but shows it no longer (DrChrono API v4).',
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	properties: [DOCUMENT, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const id = parameters.requiredId('document', DOCUMENT.displayName);
		if (!id.ok) return id;
		const request = dialect.documents.archive(id.value);
		if (!request.ok) return request;
		if (isConfined(connection)) {
			const allowed = await readDocument(session, id.value);
			if (!allowed.ok) return allowed;
		}
		const answer = await client.request(request.value);
		if (!answer.ok) return answer;
		return success({ items: [{ json: { id: id.value, archived: true } }] });
	},
};
