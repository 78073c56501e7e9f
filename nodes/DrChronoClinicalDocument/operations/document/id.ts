import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Endpoint, JsonObject } from '../../../../drchrono/client/request';
import { confine } from '../../../../drchrono/privacy/confine';
import type { Session } from '../../../shared/session';

/** The document that an operation is about. */
export const DOCUMENT: INodeProperties = {
	displayName: 'Document ID',
	name: 'document',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 930001',
	description: "The document's ID, as the other operations hand it out",
};

/** A document's record and how it was read, if the credential may see it. */
export async function readDocument(
	{ client, connection, dialect }: Session,
	id: string,
): Promise<Outcome<{ record: JsonObject; endpoint: Endpoint }>> {
	const request = dialect.documents.get(id);
	if (!request.ok) return request;
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: dialect.documents.providerOf(record) });
	return forbidden ? failed(forbidden) : success({ record, endpoint: request.value.endpoint });
}

/** The temporary link of a document as it is now. */
export async function linkNow(session: Session, id: string): Promise<Outcome<string | null>> {
	const now = await readDocument(session, id);
	return now.ok ? success(session.dialect.documents.linkIn(now.value.record)) : now;
}
