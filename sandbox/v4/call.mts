import { Refusal } from '../answer.mts';
import type { Grant } from '../oauth/grants.mts';
import type { Row } from '../store/table.mts';
import type { World } from '../world.mts';
import type { Resource } from './resources.mts';

/** One v4 request past the gate. */
export interface Call {
	readonly world: World;
	readonly method: string;
	readonly path: string;
	/** Scheme and authority the client asked, for absolute links. */
	readonly origin: string;
	readonly query: ReadonlyMap<string, string>;
	/** The query as it came, for links that repeat it. */
	readonly search: string;
	readonly resource: Resource;
	readonly grant: Grant;
	readonly user: Row;
	readonly body: unknown;
	readonly contentType: string;
	/** File parts of a multipart body by field name. */
	readonly files: ReadonlyMap<string, { name: string; mime: string; bytes: Buffer }>;
	/** Makes the temporary link of a file reference. */
	readonly sign: (reference: string) => string;
}

export const notFound = (): Refusal => new Refusal({ status: 404, body: { detail: 'Not found.' } });

/** The recorded 403 has a blank after the colon (wire.md 5.4). */
export const forbidden = (): Refusal =>
	new Refusal({
		status: 403,
		body: '{"detail": "You do not have permission to perform this action."}',
		type: 'application/json',
	});

export const invalid = (errors: unknown): Refusal => new Refusal({ status: 400, body: errors });

/** Whether a query flag is on: `true` or `1`. */
export function flag(call: Call, name: string): boolean {
	const value = call.query.get(name)?.toLowerCase();
	return value === 'true' || value === '1';
}
