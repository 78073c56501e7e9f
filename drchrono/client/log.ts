import { idHash } from '../privacy/hash';
import type { TransportFault } from './transport';

/** One request as it may be logged. */
export interface LoggedRequest {
	method: string;
	/** Route template, `/api/patients/{id}`. */
	route: string;
	/** HTTP status, or why there was none. */
	status: number | TransportFault;
	/** From sending to the end of the answer, in milliseconds. */
	ms: number;
	/** Calls left in the tightest window. */
	quotaLeft?: number;
	/**
	 * Ids of the records concerned, by kind (`{ patient: 12345 }`) or by placeholder of the route
	 * (`{ id: 12345 }`); only their hashes are written.
	 */
	ids?: Readonly<Record<string, string | number>>;
	/** The credential's audit key, with which ids are hashed. */
	key: string;
}

/** A part of a path that is an id rather than a name: has a digit, and is not a version. */
const ID_LIKE = /^(?!v\d+$)[^{}]*\d[^{}]*$/;

/**
 * The one line a request leaves in n8n's log. Nothing of a query or a body; should a caller hand in a
 * full path instead of a template, its query and its ids are dropped here.
 */
export function logLine(request: LoggedRequest): string {
	const { method, route, status, ms, quotaLeft, ids = {}, key } = request;
	const parts = [`DrChrono ${method} ${templateOf(route)} ${status} ${Math.round(ms)} ms`];
	if (quotaLeft !== undefined) parts.push(`${quotaLeft} calls left`);
	for (const [name, id] of Object.entries(ids)) {
		const kind = kindOf(name, route);
		parts.push(`${kind} ${idHash(kind, id, key)}`);
	}
	return parts.join(', ');
}

/** The `{id}` of `/api/patients/{id}` is a patient's, and hashed as everywhere else. */
function kindOf(name: string, route: string): string {
	const collection = /([a-z_]+)\/\{(\w+)\}/.exec(route);
	return name === 'id' && collection?.[1] ? collection[1].replace(/s$/, '') : name;
}

function templateOf(route: string): string {
	const [path = ''] = route.split(/[?#]/);
	return path
		.split('/')
		.map((part) => (ID_LIKE.test(part) ? '{id}' : part))
		.join('/');
}
