import type { ApiRequest, Endpoint, JsonObject, Query } from '../request';

/**
 * How an endpoint cuts its lists into pages.
 *
 * - `next-url` (v4): `{previous, results, next}`, where `next` is the whole URL of the next page
 *   (wire.md §2). The OpenAPI calls the list `data`; both names are read. Without `pageSize` the
 *   server's own size, which is its largest.
 * - `next-token` (guide): `{results, next_token}`; the query is repeated with the token.
 * - `offset` (guide): `?limit=&offset=` → `{results, count}` by ascending `id`.
 * - `bulk-job` (v4 `*_list`, wire.md §4): `POST` prepares a page, `GET` looks whether it is ready.
 *   The plan's own request stays the plain list, which the closing sweep uses.
 * - `single`: the answer is one object or a bare array; there are no pages.
 */
export type PagingStrategy =
	| { kind: 'next-url'; pageSize?: number }
	| { kind: 'next-token'; pageSize?: number }
	| {
			kind: 'offset';
			pageSize: number;
			/** Records that neighbouring pages share so that a shift is noticed. Default: 1. */
			overlap?: number;
	  }
	| {
			kind: 'bulk-job';
			pageSize: number;
			/** Prepares a page (`POST`). */
			endpoint: Endpoint;
			/** Looks whether a page is ready (`GET`). */
			look: Endpoint;
			/** Milliseconds before the first look; after one that was too early the next waits twice as long. */
			lookEveryMs: number;
			/**
			 * Looks at a job that is not ready before the read gives up. Default: 8, which with 10 s before
			 * the first is over an hour.
			 */
			mostLooks?: number;
			/** The field to order by, ascending; must be one that the endpoint knows. Default: `id`. */
			orderBy?: string;
			/** By how many records each page is smaller than the one before (see `bulk-job.ts`). Default: 1. */
			overlap?: number;
	  }
	| { kind: 'single' };

/** Everything there is to know about reading one list to its end. */
export interface ListPlan {
	request: ApiRequest;
	paging: PagingStrategy;
	/**
	 * What makes a record the same on another page. Default: `id` as text, since v4 writes the same id
	 * as a number here and as text there (wire.md §3.4). Records without `id` are never compared.
	 */
	key?: (record: JsonObject) => string;
	/**
	 * Read the list as several independent ones, e.g. one for each range of days, or for each provider
	 * and range: one after the other, or at once (see `pages`). They should not overlap: a record that
	 * is in two of them is handed out once, with a hint that the list may lack one.
	 */
	parts?: {
		/** What each part asks beside the plan's own query. Without any the list is empty. */
		queries: readonly Query[];
		/**
		 * Whether a record is in one of the parts. Given, a sweep asks once for all of them, by the
		 * plan's own query alone, and picks; else it asks once for each part.
		 */
		covers?: (record: JsonObject) => boolean;
	};
	/**
	 * The query that restricts the list to what was created or changed since an instant, where the
	 * endpoint can do that. Gets an ISO 8601 time in UTC, writes it as the dialect wants it; of a list
	 * that already asks since a time, it keeps the later one. A list that took more than one request is
	 * then swept for records that changed their place meanwhile, which mostly takes one call more.
	 */
	sweep?: (since: string) => Query;
}
