import { success, type Outcome } from '../outcome';
import type { ApiResponse, JsonObject } from '../request';
import { countOf, envelopeOf, isObject, recordsOf } from './envelope';
import { incomplete, jobFailed, malformed } from './failures';
import { judge, NO_TRAIL, orderedBy, type Trail } from './frontier';
import type { PagingStrategy } from './plan';
import { withQuery, type Listing, type Step, type Strategy } from './strategy';

type BulkJob = Extract<PagingStrategy, { kind: 'bulk-job' }>;

type Place = {
	/** The page to take next, from 1. */
	page: number;
	/** Jobs of this page and the following ones; an empty text is one still to be posted. */
	jobs: string[];
	/** Milliseconds to wait before the next look. */
	wait: number;
	/** How patient the looks have become: one more after each that was too early, one less after a page. */
	patience: number;
	trail: Trail;
};

/**
 * Jobs posted before the first of them is taken. Results live for an hour (wire.md §4): more jobs
 * than can be both posted and taken within an hour's 500 calls would be posted for nothing.
 */
const BATCH = 100;

/**
 * The patience that is given up on. The wait doubles with each step, so by then it has been over an
 * hour for the 10 s that the vendor advises; results do not live that long.
 */
const MOST_PATIENCE = 8;

/**
 * The most looks that come too early while so many pages are read, however slow the server is: each
 * takes a step of patience, and only a page gives one back.
 */
export function mostLooks(pages: number, mostPatience: number = MOST_PATIENCE): number {
	return pages + mostPatience;
}

/**
 * v4 `*_list`: every page is a job of its own, prepared by a `POST` and picked up by a `GET`. Page 1
 * says how many there are; the further ones are all posted, waited for once, and then taken.
 *
 * Jobs are numbered pages of a list that may shift between them, so neighbours must overlap
 * (`frontier.ts`). Numbered pages can: if each page is asked a record smaller than the one before,
 * page k of size s−k+1 starts k−1 records before the end of page k−1.
 */
export function bulkJob({ request, key }: Listing, settings: BulkJob): Strategy<Place> {
	const {
		pageSize,
		lookEveryMs,
		orderBy = 'id',
		overlap = 1,
		mostLooks: mostPatience = MOST_PATIENCE,
	} = settings;
	const { query, path } = request;
	const order = orderedBy(orderBy, key);

	function posted(place: Place, { json }: ApiResponse): Outcome<Step<Place>> {
		const uuid = isObject(json) ? json.uuid : undefined;
		if (typeof uuid !== 'string' || uuid === '') {
			return malformed(settings.endpoint, 'DrChrono took a bulk request but named no job');
		}
		const open = place.jobs.indexOf('');
		const jobs = place.jobs.map((job, index) => (index === open ? uuid : job));
		return success({ records: [], next: { ...place, jobs, wait: lookEveryMs } });
	}

	function looked(place: Place, { json }: ApiResponse): Outcome<Step<Place>> {
		const envelope = envelopeOf(json);
		const status = String(envelope?.status).toLowerCase();
		if (status === 'in progress') return unfinished(place);
		if (ABANDONED.has(status)) {
			return jobFailed(settings.look, 'DrChrono gave up preparing the list');
		}
		const records = envelope && status === 'complete' ? recordsOf(envelope) : undefined;
		const total = isObject(envelope?.pagination) ? countOf(envelope.pagination.count) : undefined;
		if (!records || total === undefined) {
			return malformed(settings.look, 'DrChrono finished a bulk list without its records or total');
		}
		return taken(place, records, total);
	}

	function unfinished(place: Place): Outcome<Step<Place>> {
		const patience = place.patience + 1;
		if (patience > mostPatience) {
			return jobFailed(settings.look, 'DrChrono did not finish preparing the list');
		}
		const next = { ...place, patience, wait: lookEveryMs * 2 ** patience };
		return success({ records: [], next });
	}

	function taken(place: Place, records: JsonObject[], total: number): Outcome<Step<Place>> {
		const { page, jobs } = place;
		const size = sizeOf(page, pageSize, overlap);
		const promised = Math.min(size, total - (page - 1) * size);
		if (records.length < promised) {
			return incomplete(settings.look, 'DrChrono gives fewer records than it says there are');
		}
		const last = lastPage(total, pageSize, overlap);
		if (last === undefined) {
			return incomplete(settings.look, 'The list is too long to be read in bulk');
		}
		const unbound = page === 1 || overlap === 0;
		const { gap, doubt, trail } = judge(place.trail, records, order, unbound);
		const patience = Math.max(0, place.patience - 1);
		const ready = { wait: 0, patience, trail };
		if (gap) {
			const back = { ...ready, page: page - 1, jobs: ['', '', ...jobs.slice(1)] };
			return success({ records: [], next: back, total });
		}
		if (page >= last) return success({ records, next: null, total, doubt });
		const rest = jobs.length > 1 ? jobs.slice(1) : batch(last - page);
		return success({ records, next: { ...ready, page: page + 1, jobs: rest }, total, doubt });
	}

	return {
		start: { page: 1, jobs: batch(1), wait: 0, patience: 0, trail: NO_TRAIL },
		wait: (place) => (place.jobs.includes('') ? 0 : place.wait),
		ask(place) {
			const open = place.jobs.indexOf('');
			if (open < 0) return { endpoint: settings.look, path, query: { uuid: place.jobs[0] } };
			const page = place.page + open;
			return withQuery(
				{ endpoint: settings.endpoint, path, query },
				{ page, page_size: sizeOf(page, pageSize, overlap), order_by: orderBy },
			);
		},
		read: (place, answer) =>
			place.jobs.includes('') ? posted(place, answer) : looked(place, answer),
		recover(place, failure, times) {
			if (failure.kind !== 'not-found' || place.jobs.includes('') || times > 0) return undefined;
			return { ...place, jobs: place.jobs.map(() => ''), patience: 0 };
		},
	};
}

/** So many pages as jobs to be posted, or as many of them as are posted together. */
function batch(pages: number): string[] {
	return Array<string>(Math.min(BATCH, pages)).fill('');
}

/** States in which a job ends without a result (wire.md §4), in lower case. */
const ABANDONED: ReadonlySet<string> = new Set(['failed', 'canceled', 'error']);

/** Records to ask on a page, from 1. */
function sizeOf(page: number, pageSize: number, overlap: number): number {
	return pageSize - overlap * (page - 1);
}

/**
 * The page on which the last of `total` records is, or `undefined` if pages that shrink by `overlap`
 * never reach it: with 1,000 records a page that is beyond 250,000.
 */
export function lastPage(total: number, pageSize: number, overlap: number = 1): number | undefined {
	let reached = 0;
	for (let page = 1; ; page++) {
		const end = page * sizeOf(page, pageSize, overlap);
		if (end >= total) return page;
		if (end <= reached) return undefined;
		reached = end;
	}
}
