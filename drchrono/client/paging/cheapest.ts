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
	sweep: NonNullable<ListPlan['sweep']>;
	/** Whether a record that the sweep finds belongs to the list. */
	covers: (record: JsonObject) => boolean;
}

/** A list with two ways of being read. */
export interface ChoicePlan extends ListPlan {
	bulk?: BulkWay;
}

/** What a bulk endpoint may answer where it is not open to this application: the plain list still is. */
const NOT_FOR_US: ReadonlySet<FailureKind> = new Set([
	'not-found',
	'scope',
	'permission',
	'rejected',
]);

/**
 * Reads a list in the fewest calls: the plain list, unless its first page shows that it is long enough
 * for the bulk job to cost fewer calls however long the job takes. Then the bulk job reads it from its
 * beginning, so that what `pages` promises holds for it as a whole; the first page was one call spent
 * on knowing. A limited list is never long.
 */
export async function* cheapestPages(
	plan: ChoicePlan,
	send: Requester,
	options: PagesOptions,
): AsyncGenerator<Outcome<Page>, void, void> {
	const { bulk } = plan;
	const resumed = bulkPosition(options.from);
	if (!bulk || options.limit !== undefined) {
		yield* pages(plan, send, options);
		return;
	}
	if (resumed !== undefined) {
		yield* inBulk(plan, bulk, send, { ...options, from: resumed });
		return;
	}
	if (options.from !== undefined && options.from !== null) {
		yield* pages(plan, send, options);
		return;
	}
	// One range at a time until the choice is made: others would be read for nothing.
	const plain = pages(plan, send, { ...options, parallel: 1 });
	const first = await plain.next();
	if (first.done) return;
	const page = first.value;
	if (page.ok && page.value.next !== null && isLong(plan, bulk, page.value.records)) {
		const begun = await firstInBulk(inBulk(plan, bulk, send, options));
		if (begun) {
			yield* begun;
			return;
		}
	}
	yield page;
	if (page.ok && page.value.next !== null) {
		yield* pages(plan, send, { ...options, from: page.value.next });
	}
}

function isLong(plan: ChoicePlan, bulk: BulkWay, records: readonly JsonObject[]): boolean {
	const listPageSize = 'pageSize' in plan.paging ? plan.paging.pageSize : undefined;
	return (
		cheapestStrategy({
			records: bulk.estimate(records),
			listPageSize: listPageSize ?? records.length,
			bulkPageSize: bulk.paging.pageSize,
		}) === 'bulk'
	);
}

/** The bulk read from its first answer on, or nothing if it is not open to this application. */
async function firstInBulk(
	read: AsyncGenerator<Outcome<Page>, void, void>,
): Promise<AsyncGenerator<Outcome<Page>, void, void> | undefined> {
	const first = await read.next();
	if (first.done || (!first.value.ok && NOT_FOR_US.has(first.value.failure.kind))) return undefined;
	const begun = first.value;
	return (async function* () {
		yield begun;
		yield* read;
	})();
}

async function* inBulk(
	plan: ChoicePlan,
	bulk: BulkWay,
	send: Requester,
	options: PagesOptions,
): AsyncGenerator<Outcome<Page>, void, void> {
	const { ranges } = plan;
	const bulkPlan: ListPlan = {
		...plan,
		paging: bulk.paging,
		sweep: bulk.sweep,
		ranges: ranges && { ...ranges, covers: bulk.covers },
	};
	for await (const page of pages(bulkPlan, send, { ...options, parallel: 1 })) {
		const { next } = page.ok ? page.value : { next: null };
		yield page.ok && next !== null
			? { ok: true, value: { ...page.value, next: { bulk: next } } }
			: page;
	}
}

function bulkPosition(from: Position | undefined): Position | undefined {
	if (typeof from !== 'object' || from === null || Array.isArray(from)) return undefined;
	return 'bulk' in from ? from.bulk : undefined;
}
