/** The guide dialect's limits and how its lists are paged. */

/** A family of endpoints that share a limit. Requests count per sliding minute. */
export interface Category {
	requestsPerMinute: number;
	/** Bounds a page of a list and an array body alike. */
	recordsPerCall: number;
	paging: 'token' | 'offset';
}

/**
 * Encounters: the guide gives 500 in one table and counts them as billing (200) in another; 500 is taken.
 * Availability and providers (settled) share the scheduling limits.
 */
export const categories = {
	scheduling: { requestsPerMinute: 1_000, recordsPerCall: 50, paging: 'token' },
	demographics: { requestsPerMinute: 1_000, recordsPerCall: 100, paging: 'offset' },
	insurance: { requestsPerMinute: 500, recordsPerCall: 25, paging: 'offset' },
	clinical: { requestsPerMinute: 300, recordsPerCall: 10, paging: 'token' },
	encounters: { requestsPerMinute: 500, recordsPerCall: 5, paging: 'offset' },
	claims: { requestsPerMinute: 200, recordsPerCall: 5, paging: 'offset' },
} as const satisfies Record<string, Category>;

export type CategoryName = keyof typeof categories;

/** Every call of an API key counts against this limit too, whatever its category. Sliding minute. */
export const KEY_REQUESTS_PER_MINUTE = 1_000;

/** Life of an access token in seconds. */
export const TOKEN_SECONDS = 3_600;

/** Header and value that pin the version (settled). */
export const VERSION_HEADER = { name: 'X-API-Version', value: '2026-01' } as const;
