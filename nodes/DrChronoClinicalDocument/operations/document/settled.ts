import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { systemClock } from '../../../shared/clock';
import type { OperationContext } from '../../../shared/operation';

/** Waits before a new document is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = [0, 1000, 2000, 4000] as const;

const NOT_STORED_YET =
	'DrChrono has taken a document and is still storing its file. Download it in a minute.';

/**
 * A document as it is once DrChrono has stored its file: the answer to an upload may come before that,
 * with `null` for its link (wire.md §6). The document is there in any case, so a look that does not
 * succeed is no failure.
 */
export async function settled(
	{ session, signal }: OperationContext,
	record: JsonObject,
): Promise<Outcome<{ record: JsonObject; hints: string[] }>> {
	const { client, dialect } = session;
	const request = dialect.documents.get(String(record.id));
	if (!request.ok) return request;
	let latest = record;
	for (const pause of LOOK_AGAIN_MS) {
		if (dialect.documents.linkIn(latest) !== null) return success({ record: latest, hints: [] });
		await systemClock.pause(pause, signal);
		if (signal?.aborted) break;
		const answer = await client.request(request.value);
		if (!answer.ok) break;
		latest = answer.value.json as JsonObject;
	}
	const hints = dialect.documents.linkIn(latest) === null ? [NOT_STORED_YET] : [];
	return success({ record: latest, hints });
}
