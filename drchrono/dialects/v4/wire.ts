import type { PagingStrategy } from '../../client/paging';

/** Largest page of a list, and of one read with `verbose=true` (wire.md §2). */
const PAGE_SIZE = 250;
const VERBOSE_PAGE_SIZE = 50;

/** How every v4 list is paged. */
export function listPaging(verbose = false): PagingStrategy {
	return { kind: 'next-url', pageSize: verbose ? VERBOSE_PAGE_SIZE : PAGE_SIZE };
}

/**
 * An id as the server wants it in a body: a number, except the ids of virtual occurrences, which are
 * text (wire.md §3.4).
 */
export function wireId(id: string): number | string {
	return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
