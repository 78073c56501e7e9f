import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { Session } from '../../shared/session';

/**
 * Reads a patient; refused if the credential is confined to other providers.
 *
 * @param details v4: insurances, custom fields, flags and referring provider as well
 */
export async function read(
	{ client, connection, dialect }: Session,
	id: string,
	details = false,
): Promise<Outcome<JsonObject>> {
	const answer = await client.request(dialect.patients.read(id, details));
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: dialect.patients.providerOf(record) });
	return forbidden ? failed(forbidden) : success(record);
}

/** Whether the credential may touch this patient, which the record alone tells; free if it is not confined. */
export async function allowed(session: Session, id: string): Promise<Outcome<void>> {
	if (session.connection.onlyProviders.size === 0) return success(undefined);
	const found = await read(session, id);
	return found.ok ? success(undefined) : found;
}
