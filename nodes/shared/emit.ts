import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../../drchrono/client/connection';
import type { Json } from '../../drchrono/client/request';
import { maskSsn } from '../../drchrono/privacy/redact';
import type { Emitted } from './operation';

/**
 * A record as it leaves the node: the server's JSON as it came, with social security numbers cut to
 * their last four digits unless the credential shows them whole.
 */
export function emit(record: Json, connection: Pick<Connection, 'showFullSsn'>): Emitted {
	const json = (record ?? {}) as IDataObject;
	return { json: connection.showFullSsn ? json : (maskSsn(json as never) as IDataObject) };
}
