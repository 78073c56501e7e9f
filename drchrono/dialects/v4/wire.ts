import { DateTime } from 'luxon';

import type { PagingStrategy } from '../../client/paging';

/** Largest page of a list, and of one read with `verbose=true` (wire.md §2). */
const PAGE_SIZE = 250;
const VERBOSE_PAGE_SIZE = 50;

/** Largest page of a bulk list, and how long before it is looked for (wire.md §4). */
export const BULK_PAGE_SIZE = 1000;
export const LOOK_EVERY_MS = 10_000;

/** Early looks before the plain list takes over, after 10, 20 and 40 s: a wait that a person bears. */
export const MOST_LOOKS = 2;

/** The zone whose clocks are behind all others on earth. */
export const LAST_ZONE = 'UTC-12';

/**
 * An instant as `since` takes it: a naive wall-clock time (wire.md §3.2). Where the practice's clocks
 * stand in several zones, the westernmost is behind the others, so nothing is missed; where none is
 * at hand, the last zone on earth is.
 *
 * @param instant ISO 8601
 */
export function sinceWallTime(instant: string, westernmostZone = LAST_ZONE): string {
	return DateTime.fromISO(instant, { zone: westernmostZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** How every v4 list is paged. */
export function listPaging(verbose = false): PagingStrategy {
	return { kind: 'next-url', pageSize: verbose ? VERBOSE_PAGE_SIZE : PAGE_SIZE };
}
