import type { Json, JsonObject } from './request';

/**
 * Where a list may be taken up again: plain JSON that a paging strategy wrote and understands.
 * May hold values of the query, so it leaves the process only sealed (see `continuation.ts`).
 */
export type Position = Json;

/** Some records of a list, in the server's order. */
export interface Page {
	records: JsonObject[];
	/** Where the list goes on after this page; `null` on the last one. */
	next: Position;
	/** The server's total, where it gives one. */
	total?: number;
	/** What the person should know, e.g. that a list shifted while it was read. */
	hints?: string[];
}
