import { failed, success, type Outcome } from '../client/outcome';
import type { BulkWay, ChoicePlan } from '../client/paging';
import { daysBetween, splitRange, type DateRange } from '../client/ranges';
import type { JsonObject, Query } from '../client/request';
import { listPaging, LOOK_EVERY_MS, MOST_LOOKS, sinceWallTime } from '../dialects/v4/wire';
import type { BulkList, Field, Operation } from './model';
import { checkedQuery, type Values } from './request';
import { invalid } from './values';

/** How a list is to be read. */
export interface ListWish {
	/** True for the fields that come with details alone; pages are smaller then (wire.md §2). */
	verbose?: boolean;
	/**
	 * Whether the server prepares the list in bulk: where that is known to cost fewer calls (`auto`),
	 * always, or never. Default: `auto`, which has to know how long the list is.
	 */
	bulk?: 'auto' | 'always' | 'never';
	/** Records of the whole list, by its first page, where the caller can tell. */
	estimate?: BulkWay['estimate'];
	/** Further filters, one set for each of several lists that are read as one, such as providers'. */
	each?: readonly Query[];
	/** IANA zone of the practice, for filters that come with another one. */
	zone?: string;
	/** The westernmost zone of the practice's providers; the last one on earth if it is not known. */
	westernmostZone?: string;
}

/**
 * How a list is read to its end. Filters are checked, ranges of days longer than the server surely
 * answers are split (wire.md §3.2), and a list that can be asked since a time is swept for what
 * changed its place meanwhile.
 */
export function listPlanOf(
	operation: Operation,
	filters: Values,
	wish: ListWish = {},
): Outcome<ChoicePlan> {
	const { bulk } = operation;
	const always = wish.bulk === 'always';
	const fields = always ? [...operation.query, ...(bulk?.ownFilters ?? [])] : operation.query;
	const query = checkedQuery(fields, operation.oneOf, filters, wish.zone);
	if (!query.ok) return query;
	const verbose = wish.verbose === true && (operation.takesVerbose || always);
	const refusal = always ? noBulk(operation, query.value, verbose) : undefined;
	if (refusal) return failed(refusal);

	const range = dayRangeIn(operation.query, query.value);
	const parts = partsOf(range, wish.each);
	const whole = { ...query.value, verbose: verbose ? true : undefined };
	const request = {
		endpoint: operation.endpoint,
		query: range && parts ? { ...whole, [range.name]: undefined } : whole,
	};
	if (operation.answers !== 'list') return success({ request, paging: { kind: 'single' } });
	return success({
		request,
		paging: always && bulk ? jobsOf(bulk) : pagesOf(operation, verbose),
		bulk: wish.bulk === undefined || wish.bulk === 'auto' ? bulkWay() : undefined,
		parts: parts && { queries: parts },
		sweep: operation.takesSince
			? (since) => ({ since: sinceWallTime(since, wish.westernmostZone) })
			: undefined,
	});

	function bulkWay(): BulkWay | undefined {
		const estimate =
			wish.estimate ?? (bulk && range && estimateByDays(bulk, range, wish.each?.length ?? 1));
		if (!bulk || !estimate || !query.ok || noBulk(operation, query.value, verbose))
			return undefined;
		return { paging: jobsOf(bulk), estimate };
	}
}

/** A filter by days that was given. */
interface DayRangeFilter extends DateRange {
	name: string;
}

function dayRangeIn(fields: readonly Field[], query: Query): DayRangeFilter | undefined {
	for (const { name, type } of fields) {
		const value = query[name];
		if (type !== 'dayRange' || typeof value !== 'string') continue;
		const [from = '', to = ''] = value.split('/');
		return { name, from, to };
	}
	return undefined;
}

/** The independent lists that make up the whole; none where it is one. */
function partsOf(range: DayRangeFilter | undefined, each: readonly Query[] = [{}]) {
	const days = range
		? splitRange(range).map(({ from, to }): Query => ({ [range.name]: `${from}/${to}` }))
		: [{}];
	if (days.length === 1 && each.length === 1 && each[0] && Object.keys(each[0]).length === 0) {
		return undefined;
	}
	return each.flatMap((filters) => days.map((part) => ({ ...filters, ...part })));
}

/**
 * A list in the order of its days is as long as the days that its first page covers tell. Of another
 * list nobody knows how long it is.
 */
function estimateByDays(
	{ orderBy }: BulkList,
	range: DateRange,
	lists: number,
): BulkWay['estimate'] | undefined {
	if (orderBy === 'id') return undefined;
	const dayOf = (record: JsonObject | undefined) => {
		const time = record?.[orderBy];
		return typeof time === 'string' ? time.slice(0, 10) : undefined;
	};
	return (records) => {
		const first = dayOf(records[0]) ?? range.from;
		const covered = daysBetween(first, dayOf(records.at(-1)) ?? range.to);
		return Math.ceil((lists * records.length * daysBetween(first, range.to)) / covered);
	};
}

function pagesOf({ takesPageSize }: Operation, verbose: boolean): ChoicePlan['paging'] {
	return takesPageSize ? listPaging(verbose) : { kind: 'next-url' };
}

function jobsOf({ prepare, look, pageSize, orderBy }: BulkList): BulkWay['paging'] {
	return {
		kind: 'bulk-job',
		pageSize,
		endpoint: prepare,
		look,
		lookEveryMs: LOOK_EVERY_MS,
		mostLooks: MOST_LOOKS,
		orderBy,
	};
}

/** Why this list cannot be prepared in bulk, or nothing if it can. */
function noBulk({ bulk, query: fields }: Operation, query: Query, verbose: boolean) {
	const label = 'Read in Bulk';
	if (!bulk) return invalid({ label }, 'is not offered for this list', 'Turn it off.');
	if (verbose && !bulk.takesVerbose) {
		return invalid({ label }, 'brings no details of these records', 'Turn one of them off.');
	}
	const taken = new Set([...bulk.filters, ...bulk.ownFilters.map(({ name }) => name)]);
	const unfit = Object.keys(query).find((name) => query[name] !== undefined && !taken.has(name));
	if (unfit === undefined) return undefined;
	const filter = fields.find(({ name }) => name === unfit) ?? { label: unfit };
	return invalid(filter, 'is no filter of the bulk list', `Remove it, or turn off '${label}'.`);
}
