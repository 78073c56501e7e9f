import { DateTime } from 'luxon';
import type { ApiRequest, JsonObject } from '../request';
import { bulkJob } from './bulk-job';
import { nextToken } from './next-token';
import { nextUrl } from './next-url';
import { offset } from './offset';
import type { ListPlan, PagingStrategy } from './plan';
import type { Progress } from './progress';
import { single } from './single';
import { withQuery, type Listing, type Strategy } from './strategy';

/** One list of a round: how to page through it, and which of its records count. */
export interface Leg {
	strategy: Strategy;
	covers: (record: JsonObject) => boolean;
}

type Settings = Omit<Listing, 'request'>;

/**
 * How much earlier than its time a sweep asks, in milliseconds: the `Date` header has whole seconds
 * and is written after the list was read (some v4 lists take 20 s, wire.md §5.6), and a list may lag
 * a few seconds behind the writes (§2).
 */
const SWEEP_MARGIN_MS = 120_000;

/** The lists of the round that a read is in, in the order in which they are read. */
export function legsOf(plan: ListPlan, progress: Progress, settings: Settings): Leg[] {
	const { request, paging, parts, sweep } = plan;
	const leg = (from: ApiRequest, by: PagingStrategy, covers: Leg['covers'] = everything): Leg => ({
		strategy: strategyOf(by, { ...settings, request: from }),
		covers,
	});
	const cut = (from: ApiRequest) => parts?.queries.map((query) => withQuery(from, query)) ?? [from];

	if (progress.since === null || !sweep) return cut(request).map((part) => leg(part, paging));

	const changed = withQuery(request, sweep(sinceText(progress.since)));
	const plain = plainList(paging);
	if (parts?.covers) return [leg(changed, plain, parts.covers)];
	return cut(changed).map((part) => leg(part, plain));
}

function strategyOf(paging: PagingStrategy, listing: Listing): Strategy {
	switch (paging.kind) {
		case 'next-url':
			return nextUrl(listing, paging.pageSize);
		case 'next-token':
			return nextToken(listing, paging.pageSize);
		case 'offset':
			return offset(listing, paging.pageSize, paging.overlap);
		case 'bulk-job':
			return bulkJob(listing, paging);
		case 'single':
			return single(listing);
	}
}

/** A sweep brings few records: beside a bulk list, the plain one takes one call instead of two. */
function plainList(paging: PagingStrategy): PagingStrategy {
	return paging.kind === 'bulk-job' ? { kind: 'next-url' } : paging;
}

function sinceText(began: number): string {
	return DateTime.fromMillis(began - SWEEP_MARGIN_MS, { zone: 'utc' }).toISO() ?? '';
}

function everything(): boolean {
	return true;
}
