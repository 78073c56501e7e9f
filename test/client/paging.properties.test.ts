import * as fc from 'fast-check';
import { BEGINNING, pages, type ListPlan } from '../../drchrono/client/paging';
import { failed, success } from '../../drchrono/client/outcome';
import type { Position } from '../../drchrono/client/page';
import type { JsonObject, Query, Requester } from '../../drchrono/client/request';
import { seal, unseal } from '../../drchrono/client/continuation';
import { bulk, BASE_URL, ListServer, planOf, sweep, type ServerSettings } from './paging-server';
import { flawOf, instantClock, read, serversFor, WAYS, type Way } from './paging-reading';

const runs = { numRuns: 100, seed: 20261122 };
const byName = WAYS.map((way) => [way.name, way] as const);
const wayOf = (name: string) => WAYS.find((way) => way.name === name)!;

/** Whether a property notices a seeded defect. */
async function notices<T>(property: fc.IAsyncProperty<T>): Promise<boolean> {
	const { failed: broken } = await fc.check(property, {
		...runs,
		numRuns: 1000,
		endOnFailure: true,
	});
	return broken;
}

type Planner = (pageSize: number) => ListPlan;

describe('a record that is in the list throughout comes exactly once, or a hint says that one may lack', () => {
	const exactlyOnce = (way: Way, plan: Planner = way.plan) =>
		fc.asyncProperty(serversFor(way), way.pageSizes, async (settings, pageSize) => {
			const server = new ListServer(settings);
			expect(flawOf(await read(plan(pageSize), server.send), server)).toBeUndefined();
		});

	test.each(byName)('%s', async (_, way) => await fc.assert(exactlyOnce(way), runs));

	const defects: Array<[defect: string, way: string, plan: Planner]> = [
		[
			'no sweep after a cursor list',
			'next URL',
			(pageSize) => planOf({ kind: 'next-url', pageSize }),
		],
		[
			'no comparison by id',
			'next URL, cursor that counts',
			(pageSize) => planOf({ kind: 'next-url', pageSize }, { key: uniqueKeys() }),
		],
		[
			'offset pages that share no record',
			'offset',
			(pageSize) => planOf({ kind: 'offset', pageSize, overlap: 0 }),
		],
		[
			'bulk pages that share no record',
			'bulk jobs by id',
			(pageSize) => planOf(bulk(pageSize, 'id', { overlap: 0 })),
		],
		[
			'no sweep after bulk jobs in an order that changes',
			'bulk jobs by day',
			(pageSize) => planOf(bulk(pageSize, 'day')),
		],
	];

	test.each(defects)('notices: %s', async (_, way, plan) => {
		expect(await notices(exactlyOnce(wayOf(way), plan))).toBe(true);
	});

	test('is more than any client can do for a cursor that counts, once a record is deleted', async () => {
		const server = new ListServer({
			days: [1, 2, 3],
			events: [{ before: 1, kind: 'delete', row: 0, day: 0 }],
			cursor: 'count',
		});
		const list = await read(planOf({ kind: 'next-url', pageSize: 1 }, { sweep }), server.send);
		expect(flawOf(list, server)).toBe('lost without a word: 2');
	});
});

describe('a list in which nothing changes', () => {
	const calls: Record<string, (records: number, pageSize: number) => number> = {
		'next URL': (records, size) => pagesOf(records, size) + (records > size ? 1 : 0),
		'next URL, cursor that counts': pagesOf,
		'next token': (records, size) => pagesOf(records, size) + (records > size ? 1 : 0),
		offset: (records, size) => (records <= size ? 1 : pagesOf(records - 1, size - 1)),
	};

	test.each(Object.entries(calls))('%s: takes no call more than it must', async (name, least) => {
		const way = wayOf(name);
		const property = fc.asyncProperty(
			fc.array(fc.nat({ max: 7 }), { maxLength: 40, size: 'max' }),
			way.pageSizes,
			async (rows, pageSize) => {
				const server = new ListServer({ days: rows, ...way.settings });
				const list = await read(way.plan(pageSize), server.send);
				expect(list.ok && list.value.hints).toEqual([]);
				expect(list.ok && list.value.records.length).toBe(rows.length);
				expect(server.log.length).toBe(least(rows.length, pageSize));
			},
		);
		await fc.assert(property, runs);
	});
});

/** Where a read is interrupted: after so many records, or by a failure of the n-th request from there. */
interface Interruption {
	limit?: number;
	failing?: number;
	/** Whether the results of bulk jobs are gone when it goes on. */
	expired: boolean;
}

const interruptions: fc.Arbitrary<Interruption[]> = fc.array(
	fc.record({
		limit: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
		failing: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
		expired: fc.boolean(),
	}),
	{ maxLength: 8, size: 'max' },
);

/** What a continuation does with a position on its way to the next execution. */
type Carrier = (position: Position) => Position;

const binding = { query: 'appointments of May', application: 'sandbox' };
const sealed: Carrier = (position) => {
	const opened = unseal(seal({ position, done: 0 }, 'secret', binding), 'secret', binding);
	if (!opened.ok) throw new Error(opened.failure.sentence);
	return opened.value.position;
};

/** Reads a list in pieces, each from where the one before stopped, and the last to the end. */
async function readInPieces(
	plan: ListPlan,
	server: ListServer,
	stops: Interruption[],
	carry: Carrier,
	parallel: number = 0,
): Promise<{ records: JsonObject[]; hints: string[] }> {
	const records: JsonObject[] = [];
	const hints: string[] = [];
	let from: Position = BEGINNING;
	for (const { limit, failing, expired } of [...stops, { expired: false }]) {
		let left = failing ?? Infinity;
		const send: Requester = async (request) => {
			return left-- > 0 ? await server.send(request) : unavailable;
		};
		const how = options({ from: carry(from), limit, parallel });
		for await (const page of pages(plan, send, how)) {
			if (!page.ok) break;
			records.push(...page.value.records);
			hints.push(...(page.value.hints ?? []));
			if (page.value.next === null) return { records, hints };
			from = page.value.next;
		}
		if (expired) server.expireJobs();
	}
	throw new Error('The last piece did not reach the end');
}

describe('a read in pieces', () => {
	const exactlyOnce = (way: Way, carry: Carrier = sealed) =>
		fc.asyncProperty(
			serversFor(way),
			way.pageSizes,
			interruptions,
			async (settings, pageSize, stops) => {
				const server = new ListServer(settings);
				const value = await readInPieces(way.plan(pageSize), server, stops, carry);
				expect(flawOf(success(value), server)).toBeUndefined();
			},
		);

	test.each(byName)(
		'%s: goes on from any point without loss or double',
		async (_, way) => await fc.assert(exactlyOnce(way), runs),
	);

	const altered = (change: JsonObject): Carrier => {
		return (position) => ({ ...(position as JsonObject), ...change });
	};

	test.each([
		['a position that forgets what was returned', altered({ seen: '' })],
		['a position that forgets when the read began', altered({ began: null })],
		['a position that skips to the next range', altered({ leg: 1, place: null })],
	])('notices: %s', async (_, carry) => {
		expect(await notices(exactlyOnce(wayOf('next URL'), carry))).toBe(true);
	});
});

describe('parts of a list', () => {
	const whole = wayOf('next URL');

	/** What the person asks for, and how it is cut: days from `first` to `last`, owners. */
	interface Wanted {
		first: number;
		last: number;
		owners: number[];
		cuts: number[];
		parallel: number;
	}

	const wishes: fc.Arbitrary<Wanted> = fc.record({
		first: fc.integer({ min: 0, max: 2 }),
		last: fc.integer({ min: 4, max: 7 }),
		owners: fc.subarray([0, 1, 2], { minLength: 1 }),
		cuts: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
		parallel: fc.integer({ min: 0, max: 4 }),
	});

	const rangesOf = ({ first, last, cuts }: Wanted) => {
		const starts = [first, ...new Set(cuts.filter((day) => day > first && day <= last))].sort();
		return starts.map((from, index) => ({ from, to: (starts[index + 1] ?? last + 1) - 1 }));
	};

	/** One part for each owner and range. */
	const partsOf = (wanted: Wanted) =>
		wanted.owners.flatMap((owner) => rangesOf(wanted).map((range) => ({ ...range, owner })));

	const isWanted =
		({ first, last, owners }: Wanted) =>
		({ day, owner }: JsonObject) =>
			Number(day) >= first && Number(day) <= last && owners.includes(Number(owner));

	const serverFor = (settings: ServerSettings, { first, last, owners }: Wanted) =>
		new ListServer({ ...settings, window: [first, last], owners });

	type Covers = (wanted: Wanted) => ((record: JsonObject) => boolean) | undefined;
	type Queries = (wanted: Wanted) => Query[];

	const planFor = (
		way: Way,
		pageSize: number,
		wanted: Wanted,
		covers: Covers,
		queries: Queries,
	) => ({
		...way.plan(pageSize),
		parts: { queries: queries(wanted), covers: covers(wanted) },
	});

	/** Reads the parts, sweeping as `covers` allows: all at once, or part by part. */
	const exactlyOnce = (way: Way, covers: Covers, queries: Queries = partsOf) =>
		fc.asyncProperty(serversFor(way), way.pageSizes, wishes, async (settings, pageSize, wanted) => {
			const server = serverFor(settings, wanted);
			const plan = planFor(way, pageSize, wanted, covers, queries);
			const list = await read(plan, server.send, { parallel: wanted.parallel });
			expect(flawOf(list, server)).toBeUndefined();
			const isForeign = (record: JsonObject) => !isWanted(wanted)(record);
			expect(list.ok && list.value.records.filter(isForeign)).toEqual([]);
		});

	test('come together without loss or double, swept at once', async () => {
		await fc.assert(exactlyOnce(whole, isWanted), runs);
	});

	test('come together without loss or double, swept part by part, if a record moves once', async () => {
		const calm: Way = { ...whole, kinds: ['move', 'give'], moves: 1 };
		await fc.assert(
			exactlyOnce(calm, () => undefined),
			runs,
		);
	});

	test.each<[string, Covers, Queries]>([
		['a sweep that lets any record through', () => () => true, partsOf],
		['a sweep that lets no record through', () => () => false, partsOf],
		['a part that is left out', isWanted, (wanted) => partsOf(wanted).slice(1)],
		['a query that is left out', isWanted, rangesOf],
	])('notices: %s', async (_, covers, queries) => {
		expect(await notices(exactlyOnce(whole, covers, queries))).toBe(true);
	});

	test('read at once come in the same order as one after the other', async () => {
		const property = fc.asyncProperty(
			fc.array(fc.nat({ max: 7 }), { maxLength: 30 }),
			fc.integer({ min: 1, max: 5 }),
			wishes,
			async (rows, pageSize, wanted) => {
				const plan = planFor(whole, pageSize, wanted, isWanted, partsOf);
				const one = await read(plan, new ListServer({ days: rows }).send);
				const several = await read(plan, new ListServer({ days: rows }).send, {
					parallel: wanted.parallel,
				});
				expect(several).toEqual(one);
			},
		);
		await fc.assert(property, runs);
	});

	test('go on from any point without loss or double, however many are read at once', async () => {
		const property = fc.asyncProperty(
			serversFor(whole),
			whole.pageSizes,
			wishes,
			interruptions,
			async (settings, pageSize, wanted, stops) => {
				const server = serverFor(settings, wanted);
				const plan = planFor(whole, pageSize, wanted, isWanted, partsOf);
				const value = await readInPieces(plan, server, stops, sealed, wanted.parallel);
				expect(flawOf(success(value), server)).toBeUndefined();
			},
		);
		await fc.assert(property, runs);
	});
});

describe('a request that fails', () => {
	const neverShort = (way: Way, broken: (send: Requester, nth: number) => Requester) =>
		fc.asyncProperty(
			serversFor(way),
			way.pageSizes,
			fc.nat({ max: 12 }),
			async (settings, pageSize, nth) => {
				const server = new ListServer(settings);
				const list = await read(way.plan(pageSize), broken(server.send, nth));
				if (server.log.length < nth) return;
				if (list.ok) expect(flawOf(list, server)).toBeUndefined();
				else expect(list).toEqual(unavailable);
			},
		);

	/** Answers the n-th request and all later ones with something else. */
	const from =
		(answer: Awaited<ReturnType<Requester>>) =>
		(send: Requester, nth: number): Requester => {
			let left = nth;
			return async (request) => (left-- > 0 ? await send(request) : answer);
		};

	test.each(byName)(
		'%s: never leaves a short list as a success',
		async (_, way) => await fc.assert(neverShort(way, from(unavailable)), runs),
	);

	test('notices: a failure that passes for the last page', async () => {
		const empty = success({ status: 200, json: { results: [], next: null }, headers: {} });
		expect(await notices(neverShort(wayOf('next URL'), from(empty)))).toBe(true);
	});
});

const unavailable = failed({ kind: 'unavailable', sentence: 'DrChrono is down', advice: 'Wait.' });

const options = (more: { from?: Position; limit?: number; parallel?: number }) => ({
	clock: instantClock,
	baseUrl: BASE_URL,
	...more,
});

function pagesOf(records: number, pageSize: number): number {
	return Math.max(1, Math.ceil(records / pageSize));
}

function uniqueKeys(): () => string {
	let key = 0;
	return () => String(key++);
}
