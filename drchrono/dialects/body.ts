import type { JsonObject } from '../client/request';

/**
 * An id as both APIs want it in a body: a number. v4's ids of virtual occurrences are text and stay so
 * (wire.md §3.4). No id stays none.
 */
export function idInBody<T extends string | undefined>(
	id: T,
): number | string | (T extends undefined ? undefined : never);
export function idInBody(id: string | undefined): number | string | undefined {
	return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : id;
}

/** The fields that have a value: what is not sent stays as it is at the server. */
export function withoutUndefined(body: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
