import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Endpoint, JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { Session } from '../../shared/session';

/** The patient's record that carries the photo; refused if the credential is confined to others. */
export async function photoRecord(
	{ client, connection, dialect }: Session,
	patient: string,
): Promise<Outcome<{ record: JsonObject; endpoint: Endpoint }>> {
	const request = dialect.photos.of(patient);
	if (!request.ok) return request;
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: dialect.patients.providerOf(record) });
	return forbidden ? failed(forbidden) : success({ record, endpoint: request.value.endpoint });
}
