import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { LabOrderDialect } from '../../../../drchrono/dialects/labs';
import { isConfined } from '../../../../drchrono/privacy/confine';
import { OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { bring, outputField, withFile } from '../../../shared/recordFile';
import type { Session } from '../../../shared/session';
import { readOrder } from '../order/read';
import { emitDocument } from './output';

const DOCUMENT: INodeProperties = {
	displayName: 'Document ID',
	name: 'document',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 970001',
	description: "The document's ID, as 'Get Many' of documents hands it out",
};

/** Downloads the file of a lab document, beside its record. */
export const download: EachOperation = {
	value: 'download',
	name: 'Download',
	action: 'Download lab document',
	description: 'Retrieve a requisition or report with its file (DrChrono API v4)',
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
		const orders = session.dialect.labs.orders("'Download' of a lab document");
		if (!orders.ok) return orders;
		const found = await readDocument(session, orders.value, id.value);
		if (!found.ok) return found;
		const file = await bring(context, {
			of: orders.value.documentEndpoint,
			link: orders.value.linkIn(found.value),
			again: async () => {
				const now = await readDocument(session, orders.value, id.value);
				return now.ok ? success(orders.value.linkIn(now.value)) : now;
			},
			name: `lab-document-${id.value}`,
			awaited: true,
		});
		if (!file.ok) return file;
		const item = emitDocument(session, found.value);
		return success({ items: [withFile(item, field.value, file.value)] });
	},
};

/** A document, if the credential may see the order that it belongs to. */
async function readDocument(
	session: Session,
	orders: LabOrderDialect,
	id: string,
): Promise<Outcome<JsonObject>> {
	const answer = await session.client.request(orders.document(id));
	if (!answer.ok) return answer;
	const document = answer.value.json as JsonObject;
	const order = orders.orderOf(document);
	if (isConfined(session.connection) && order !== null) {
		const allowed = await readOrder(session, orders, order);
		if (!allowed.ok) return allowed;
	}
	return success(document);
}
