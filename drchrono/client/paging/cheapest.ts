import type { FailureKind } from '../failure';
import type { Outcome } from '../outcome';
import type { Page, Position } from '../page';
import type { JsonObject, Requester } from '../request';
import { cheapestStrategy } from './cost';
import { pages, type PagesOptions } from './pages';
import type { ListPlan, PagingStrategy } from './plan';

/** The same list by another way that may cost fewer calls. */
export interface BulkWay {
	paging: Extract<PagingStrategy, { kind: 'bulk-job' }>;
	/** Records of the whole list, judged by its first page. */
	estimate: (firstPage: readonly JsonObject[]) => number;
}

/** A list with two ways of being read. */
export interface ChoicePlan extends ListPlan {
	bulk?: BulkWay;
}

/**
 * Where the bulk job cannot go on but the plain list can: it is not open to this application, it is not
 * done in time, or what it gives cannot be read.
 */
const PLAIN_MAY_DO: ReadonlySet<FailureKind> = new Set([
	'not-found',
	'scope',
	'permission',
	'rejected',
	'unavailable',
	'malformed',
	'incomplete',
]);

/**
 * Reads a list in the fewest calls: the plain list, unless its first page shows that it is long enough
 * for the bulk job to cost fewer calls, its looks at unfinished jobs included. The bulk job then reads
 * it from its beginning, so that what `pages` promises holds for it as a whole; the first page was one
 * call spent on knowing. Should the bulk job fail on its way, the plain list takes over, and what was
 * handed out is not handed out again. A limited list is never long.
 */
export async function* cheapestPages(
	plan: ChoicePlan,
	send: Requester,
	options: PagesOptions,
): AsyncGenerator<Outcome<Page>, void, void> {
	const { bulk } = plan;
	if (!bulk || options.limit !== undefined) return yield* pages(plan, send, options);

	const resumed = bulkPosition(options.from);
	if (resumed !== undefined) {
		return yield* inBulk(plan, bulk, send, { ...options, from: resumed });
	}
	if (options.from !== undefined && options.from !== null) return yield* pages(plan, send, options);

	// Nothing is read ahead until the choice is made: it would be read for nothing.
	const plain = pages(plan, send, { ...options, parallel: 0 });
	const first = await plain.next();
	if (first.done) return;
	const page = first.value;
	const goesOn = page.ok && page.value.next !== null;
	if (goesOn && isLong(plan, bulk, page.value.records)) {
		return yield* inBulk(plan, bulk, send, options);
	}
	yield page;
	if (goesOn) yield* pages(plan, send, { ...options, from: page.value.next });
}

/** Judged by a part as long as the average: each has jobs, and looks at unfinished ones, of its own. */
function isLong(plan: ChoicePlan, bulk: BulkWay, records: readonly JsonObject[]): boolean {
	const parts = plan.parts?.queries.length ?? 1;
	const listPageSize = 'pageSize' in plan.paging ? plan.paging.pageSize : undefined;
	return (
		cheapestStrategy({
			records: Math.ceil(bulk.estimate(records) / parts),
			listPageSize: listPageSize ?? records.length,
			bulkPageSize: bulk.paging.pageSize,
			patience: bulk.paging.mostLooks,
		}) === 'bulk'
	);
}

/** The bulk job to its end, or, where it cannot go on, the plain list for what is not handed out yet. */
async function* inBulk(
	plan: ChoicePlan,
	bulk: BulkWay,
	send: Requester,
	options: PagesOptions,
): AsyncGenerator<Outcome<Page>, void, void> {
	const key = plan.key ?? (({ id }: JsonObject) => String(id));
	const handedOut = new Set<string>();
	const bulkPlan: ListPlan = { ...plan, paging: bulk.paging };
	for await (const page of pages(bulkPlan, send, { ...options, parallel: 0 })) {
		// A read that was resumed does not know what was handed out before, so it cannot change its way.
		const isFirstRun = options.from === undefined || options.from === null;
		if (!page.ok && isFirstRun && PLAIN_MAY_DO.has(page.failure.kind)) {
			return yield* without(handedOut, key, pages(plan, send, options));
		}
		if (page.ok) for (const record of page.value.records) handedOut.add(key(record));
		yield markedAsBulk(page);
	}
}

/** The pages without the records whose keys were handed out. */
async function* without(
	handedOut: ReadonlySet<string>,
	key: (record: JsonObject) => string,
	read: AsyncIterable<Outcome<Page>>,
): AsyncGenerator<Outcome<Page>, void, void> {
	for await (const page of read) {
		if (!page.ok) yield page;
		else {
			const records = page.value.records.filter((record) => !handedOut.has(key(record)));
			yield { ok: true, value: { ...page.value, records } };
		}
	}
}

function markedAsBulk(page: Outcome<Page>): Outcome<Page> {
	if (!page.ok || page.value.next === null) return page;
	return { ok: true, value: { ...page.value, next: { bulk: page.value.next } } };
}

function bulkPosition(from: Position | undefined): Position | undefined {
	if (typeof from !== 'object' || from === null || Array.isArray(from)) return undefined;
	return 'bulk' in from ? from.bulk : undefined;
}
