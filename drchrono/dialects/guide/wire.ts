import type { PagingStrategy } from '../../client/paging';

/**
 * How each category of the guide is paged (guide.md, Limits and paging). Cursor lists have pages of a
 * fixed size: the guide names no parameter for it.
 */
export const PAGING = {
	scheduling: { kind: 'next-token' },
	demographics: { kind: 'offset', pageSize: 100 },
	insurance: { kind: 'offset', pageSize: 25 },
	clinical: { kind: 'next-token' },
	encounters: { kind: 'offset', pageSize: 5 },
	claims: { kind: 'offset', pageSize: 5 },
} as const satisfies Record<string, PagingStrategy>;

export type Category = keyof typeof PAGING;

/** Requests a minute per category (guide.md, Limits and paging). */
export const PER_MINUTE: Readonly<Record<Category, number>> = {
	scheduling: 1000,
	demographics: 1000,
	insurance: 500,
	clinical: 300,
	encounters: 500,
	claims: 200,
};
