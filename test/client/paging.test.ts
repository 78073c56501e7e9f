import * as fc from 'fast-check';
import { failed, success } from '../../drchrono/client/outcome';
import type { Page, Position } from '../../drchrono/client/page';
import {
	collect,
	MAY_BE_INCOMPLETE,
	pages,
	parallelism,
	type ListPlan,
} from '../../drchrono/client/paging';
import { Seen } from '../../drchrono/client/paging/seen';
import type { ApiRequest, Json, JsonObject } from '../../drchrono/client/request';
import { BASE_URL, bulk, idsOf, ListServer, planOf, sweep } from './paging-server';
import { instantClock, read } from './paging-reading';
import { rows, Script } from './paging-script';
import { settle } from './virtual-clock';

const NEXT = `${BASE_URL}/api/things?cursor=abc`;
const urlPlan = planOf({ kind: 'next-url', pageSize: 250 });
const page = (results: Json, next: Json = null): JsonObject => ({ previous: null, results, next });

/** Reads a scripted list; failures as their kind and sentence. */
async function outcomeOf(plan: ListPlan, script: Script) {
	const list = await read(plan, script.send);
	return list.ok ? idsOf(list.value.records) : `${list.failure.kind}: ${list.failure.sentence}`;
}

describe('next URL', () => {
	test('asks for the largest page and follows the link as it is', async () => {
		const link = `${NEXT}&page_size=250&doctor=7&since=2026-01-01T00%3A00%3A00`;
		const script = new Script([page(rows(1, 2), link), page(rows(3, 3))]);
		const plan: ListPlan = { ...urlPlan, request: { ...urlPlan.request, query: { doctor: 7 } } };
		expect(await outcomeOf(plan, script)).toEqual([1, 2, 3]);
		expect(script.log).toEqual(['GET /api/things?doctor=7&page_size=250', `GET ${link}`]);
	});

	test('reads a list named `data`, and a link without an origin', async () => {
		const script = new Script([
			{ data: rows(1, 1), next: '/api/things?cursor=abc', previous: null },
			page([]),
		]);
		expect(await outcomeOf(urlPlan, script)).toEqual([1]);
		expect(script.log[1]).toBe(`GET ${NEXT}`);
	});

	test('goes on after a page without records', async () => {
		const script = new Script([page([], NEXT), page(rows(1, 1))]);
		expect(await outcomeOf(urlPlan, script)).toEqual([1]);
	});

	test.each([
		['another host', 'https://evil.test/api/things?cursor=abc'],
		['another port', 'https://drchrono.test:8443/api/things?cursor=abc'],
		['no encryption', 'http://drchrono.test/api/things?cursor=abc'],
		['a user name', 'https://drchrono.test@evil.test/api/things'],
		['a user name at the same host', 'https://someone@drchrono.test/api/things'],
		['another scheme', 'data:application/json,{}'],
		['no URL at all', 'https://'],
	])('never follows a link with %s', async (_, link) => {
		const script = new Script([page(rows(1, 1), link)]);
		expect(await outcomeOf(urlPlan, script)).toBe(
			'malformed: DrChrono names a next page at another address; it was not followed, so that the access token stays with DrChrono',
		);
		expect(script.log).toHaveLength(1);
	});

	test.each([
		['the page itself', [page(rows(1, 1), NEXT), page(rows(2, 2), NEXT)]],
		[
			'an earlier page',
			[page(rows(1, 1), NEXT), page(rows(2, 2), `${NEXT}2`), page(rows(3, 3), NEXT)],
		],
	])('stops at a link to %s', async (_, answers) => {
		expect(await outcomeOf(urlPlan, new Script(answers))).toBe(
			'malformed: DrChrono names a page as the next one that was already read',
		);
	});

	const noList = 'malformed: DrChrono answered with a page that holds no list';
	const noNext = 'malformed: DrChrono answered with a page that does not say what follows';
	test.each<[string, Json, string]>([
		['a bare list', rows(1, 1), noList],
		['no content', null, noList],
		['a list of numbers', page([1, 2]), noList],
		['an object without a list', { detail: 'ok' }, noList],
		['a page without `next`', { results: rows(1, 1) }, noNext],
		['a page with a number as `next`', page(rows(1, 1), 2), noNext],
		['a page with an empty `next`', page(rows(1, 1), ''), noNext],
	])('takes %s for no page', async (_, json, sentence) => {
		expect(await outcomeOf(urlPlan, new Script([json]))).toBe(sentence);
	});

	test('compares ids as text, and never records without one', async () => {
		const script = new Script([
			page([{ id: 7 }, { day: 1 }, { day: 1 }], NEXT),
			page([{ id: '7' }, { day: 1 }]),
		]);
		const list = await read(urlPlan, script.send);
		expect(list.ok && list.value.records).toEqual([{ id: 7 }, { day: 1 }, { day: 1 }, { day: 1 }]);
	});
});

describe('next token', () => {
	const plan = planOf({ kind: 'next-token' });

	test('repeats the query with the token', async () => {
		const script = new Script([
			{ results: rows(1, 2), next_token: 'a=' },
			{ results: rows(3, 3), next_token: null },
		]);
		const asked = { ...plan, request: { ...plan.request, query: { provider: 7 } } };
		expect(await outcomeOf(asked, script)).toEqual([1, 2, 3]);
		expect(script.log).toEqual([
			'GET /api/things?provider=7',
			'GET /api/things?provider=7&next_token=a=',
		]);
	});

	test('stops at a token that comes back', async () => {
		const again = { results: [], next_token: 'a' };
		expect(await outcomeOf(plan, new Script([again, again]))).toMatch(
			/^malformed: .* already read$/,
		);
	});

	test.each<[string, Json]>([
		['no token', { results: rows(1, 1) }],
		['an offset page', { results: rows(1, 1), count: 900 }],
		['no list', { next_token: null }],
	])('takes an answer with %s for no page', async (_, json) => {
		expect(await outcomeOf(plan, new Script([json]))).toMatch(/^malformed: /);
	});
});

describe('offset', () => {
	const plan = planOf({ kind: 'offset', pageSize: 4 });
	const part = (results: JsonObject[], count: number) => ({ results, count });

	test('lets neighbouring pages share a record', async () => {
		const script = new Script([part(rows(1, 4), 6), part(rows(4, 6), 6)]);
		expect(await outcomeOf(plan, script)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(script.log).toEqual([
			'GET /api/things?limit=4&offset=0',
			'GET /api/things?limit=4&offset=3',
		]);
	});

	test('reads again from further back when a deletion pulled the list forward', async () => {
		const server = new ListServer({
			days: [0, 0, 0, 0, 0, 0, 0],
			events: [{ before: 1, kind: 'delete', row: 3, day: 0 }],
		});
		const list = await read(plan, server.send);
		expect(list.ok && idsOf(list.value.records)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(server.log.map((line) => line.split('&offset=')[1])).toEqual(['0', '3', '0', '3']);
	});

	test('notices a deletion that a creation hides in the total', async () => {
		const server = new ListServer({
			days: [0, 0, 0, 0, 0, 0, 0],
			events: [
				{ before: 1, kind: 'delete', row: 0, day: 0 },
				{ before: 1, kind: 'create', row: 0, day: 0 },
			],
		});
		const list = await read(plan, server.send);
		expect(list.ok && idsOf(list.value.records)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});

	test('says that a list in no order may lack a record', async () => {
		const script = new Script([part([{ id: 5 }, { id: 2 }, { id: 9 }], 3)]);
		const list = await read(plan, script.send);
		expect(list.ok && list.value.hints).toEqual([MAY_BE_INCOMPLETE]);
	});

	test('fails when the server gives fewer records than it counts', async () => {
		const script = new Script([part(rows(1, 4), 6), part(rows(4, 4), 6)]);
		expect(await outcomeOf(plan, script)).toBe(
			'incomplete: DrChrono gives fewer records than it says there are',
		);
	});

	test('says that records which the total counts were not met', async () => {
		const script = new Script([part(rows(1, 4), 6), part([{ id: 4 }, { id: 4 }, { id: 5 }], 6)]);
		const list = await read(plan, script.send);
		expect(list.ok && list.value.hints).toEqual([MAY_BE_INCOMPLETE]);
	});

	test.each<[string, Json]>([
		['no total', { results: rows(1, 1) }],
		['a total that is no number', { results: rows(1, 1), count: '1' }],
		['no list', { count: 0 }],
	])('takes an answer with %s for no page', async (_, json) => {
		expect(await outcomeOf(plan, new Script([json]))).toMatch(/^malformed: /);
	});
});

describe('bulk jobs', () => {
	const plan = planOf(bulk(10, 'id'));
	const job = (uuid: string) => ({ status: 'In progress', uuid, description: 'Call …' });
	const busy = { status: 'In progress', uuid: 'a' };
	const done = (results: JsonObject[], count: number) => ({
		status: 'Complete',
		pagination: { count, pages: 9, page_size: 10, page: 1 },
		uuid: 'a',
		results,
	});
	const gone = failed({ kind: 'not-found', sentence: 'Invalid uuid', advice: '', status: 404 });

	/** Reads with the waits noted down, in seconds. */
	async function timed(script: Script, from: ListPlan = plan) {
		const waits: number[] = [];
		const clock = { now: () => 0, pause: async (ms: number) => void waits.push(ms / 1000) };
		const list = await collect(pages(from, script.send, { clock, baseUrl: BASE_URL }));
		return { list, waits };
	}

	test('posts all further pages, each a record smaller, waits once and takes them', async () => {
		const script = new Script([
			job('a'),
			done(rows(1, 10), 25),
			job('b'),
			job('c'),
			job('d'),
			done(rows(10, 18), 25),
			done(rows(17, 24), 25),
			done(rows(22, 25), 25),
		]);
		const { list, waits } = await timed(script);
		expect(list.ok && idsOf(list.value.records)).toEqual(idsOf(rows(1, 25)));
		expect(waits).toEqual([10, 10]);
		expect(script.log).toEqual([
			'POST /api/things_list?page=1&page_size=10&order_by=id',
			'GET /api/things_list?uuid=a',
			'POST /api/things_list?page=2&page_size=9&order_by=id',
			'POST /api/things_list?page=3&page_size=8&order_by=id',
			'POST /api/things_list?page=4&page_size=7&order_by=id',
			'GET /api/things_list?uuid=b',
			'GET /api/things_list?uuid=c',
			'GET /api/things_list?uuid=d',
		]);
	});

	test('looks ever less often at a job that takes long', async () => {
		const script = new Script([job('a'), busy, busy, busy, done(rows(1, 1), 1)]);
		const { list, waits } = await timed(script);
		expect(list.ok && idsOf(list.value.records)).toEqual([1]);
		expect(waits).toEqual([10, 20, 40, 80]);
	});

	test('grows less patient again with each job that is ready', async () => {
		const script = new Script([
			...[job('a'), busy, busy, done(rows(1, 10), 24)],
			...[job('b'), job('c'), busy, done(rows(10, 18), 24), busy, done(rows(17, 24), 24)],
		]);
		const { list, waits } = await timed(script);
		expect(list.ok && list.value.records).toHaveLength(24);
		expect(waits).toEqual([10, 20, 40, 10, 40, 40]);
	});

	test('gives up a job that is not ready after an hour', async () => {
		const script = new Script([job('a'), ...Array<Json>(9).fill(busy)]);
		const { list, waits } = await timed(script);
		expect(!list.ok && list.failure).toMatchObject({
			kind: 'unavailable',
			sentence: 'DrChrono did not finish preparing the list',
			route: 'GET /api/things_list',
		});
		expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(3600);
	});

	test.each(['Failed', 'Canceled', 'Error'])('fails with a job that ends as %s', async (status) => {
		const script = new Script([job('a'), { status, uuid: 'a', detail: 'secret detail' }]);
		expect(await outcomeOf(plan, script)).toBe('unavailable: DrChrono gave up preparing the list');
	});

	test('posts a page again whose result has expired, but once', async () => {
		const once = new Script([job('a'), gone, job('b'), done(rows(1, 1), 1)]);
		expect(await outcomeOf(plan, once)).toEqual([1]);
		expect(once.log.filter((line) => line.startsWith('POST'))).toHaveLength(2);

		const twice = new Script([job('a'), gone, job('b'), gone]);
		expect(await outcomeOf(plan, twice)).toBe('not-found: Invalid uuid');
	});

	test('reads the page before again when a deletion opened a gap', async () => {
		const server = new ListServer({
			days: Array<number>(25).fill(0),
			events: [1, 2, 3].map((row) => ({ before: 2, kind: 'delete' as const, row, day: 0 })),
		});
		const list = await read(plan, server.send);
		expect(list.ok && idsOf(list.value.records).sort((a, b) => a - b)).toEqual(idsOf(rows(1, 25)));
		expect(list.ok && list.value.hints).toEqual([]);
		const posted = server.log.filter((line) => line.startsWith('POST'));
		expect(posted.map((line) => /page=(\d)/.exec(line)![1]).join('')).toBe('1234' + '12');
	});

	test('ends with a sweep of the plain list', async () => {
		const script = new Script([job('a'), done(rows(1, 2), 2), page([{ id: 9 }])]);
		expect(await outcomeOf({ ...plan, sweep }, script)).toEqual([1, 2, 9]);
		expect(script.log[2]).toMatch(/^GET \/api\/things\?since=/);
	});

	test('keeps the jobs that are posted when a request fails', async () => {
		const down = failed({ kind: 'throttled', sentence: 'No quota', advice: '', retryAt: 1 });
		const script = new Script([job('a'), done(rows(1, 10), 15), job('b'), down]);
		const given: Page[] = [];
		for await (const item of pages(plan, script.send, options())) {
			if (item.ok) given.push(item.value);
		}
		expect(given.map(({ records }) => records.length)).toEqual([10, 0]);

		const later = new Script([done(rows(10, 15), 15)]);
		const rest = await read(plan, later.send, { from: given.at(-1)!.next });
		expect(rest.ok && idsOf(rest.value.records)).toEqual(idsOf(rows(11, 15)));
		expect(later.log).toEqual(['GET /api/things_list?uuid=b']);
	});

	test.each<[string, Json[]]>([
		['a job without a name', [{ status: 'In progress' }]],
		['a state that nobody knows', [job('a'), { status: 'Paused', uuid: 'a' }]],
		['a result without a total', [job('a'), { status: 'Complete', results: [] }]],
		['a result without a list', [job('a'), { status: 'Complete', pagination: { count: 0 } }]],
	])('takes %s for no answer', async (_, answers) => {
		expect(await outcomeOf(plan, new Script(answers))).toMatch(/^malformed: /);
	});

	test.each<[string, JsonObject[], number]>([
		['a page that is shorter than promised', rows(1, 5), 12],
		['a list beyond the reach of shrinking pages', rows(1, 10), 31],
	])('never takes %s for a list', async (_, results, count) => {
		const script = new Script([job('a'), done(results, count)]);
		expect(await outcomeOf(plan, script)).toMatch(/^incomplete: /);
	});
});

describe('an answer without pages', () => {
	const plan = planOf({ kind: 'single' });

	test.each<[string, Json, Json[]]>([
		['an object', { id: 1 }, [{ id: 1 }]],
		['a bare list', rows(1, 2), rows(1, 2)],
		['no content', null, []],
	])('may be %s', async (_, json, records) => {
		const list = await read(plan, new Script([json]).send);
		expect(list.ok && list.value).toEqual({ records, hints: [], next: null });
	});

	test('may not be text', async () => {
		expect(await outcomeOf(plan, new Script(['OK']))).toMatch(/^malformed: /);
	});
});

describe('a sweep', () => {
	test('asks since two minutes before the server’s time of the first answer', async () => {
		const server = new ListServer({ days: [0, 0, 0] });
		await read({ ...planOf({ kind: 'next-url', pageSize: 2 }), sweep }, server.send);
		const since = new URLSearchParams(server.log[2]!.split('?')[1]).get('since');
		expect(since).toBe('2026-01-01T00:03:00.000Z');
	});

	test('goes by our clock where the server tells no time', async () => {
		const script = new Script([page(rows(1, 1), NEXT), page([]), page([])]);
		const clock = { ...instantClock, now: () => Date.UTC(2026, 4, 1) };
		await read({ ...urlPlan, sweep }, script.send, { clock });
		expect(script.log[2]).toBe('GET /api/things?since=2026-04-30T23:58:00.000Z&page_size=250');
	});

	test('is not made for a list that took one request', async () => {
		const script = new Script([page(rows(1, 3))]);
		expect(await outcomeOf({ ...urlPlan, sweep }, script)).toEqual([1, 2, 3]);
	});

	test('of several parts is repeated until it brings nothing new', async () => {
		const parts = { queries: [{ from: '1' }, { from: '2' }] };
		const script = new Script([
			...[page(rows(1, 1)), page(rows(2, 2))],
			...[page(rows(3, 3)), page([])],
			...[page(rows(3, 3)), page([])],
		]);
		expect(await outcomeOf({ ...urlPlan, parts, sweep }, script)).toEqual([1, 2, 3]);
		expect(script.log.filter((line) => line.includes('since='))).toHaveLength(4);
	});

	/** A list of two pages in each round; `fresh` says which rounds bring a record that is new. */
	const restless = (fresh: (round: number) => boolean) => {
		let request = 0;
		return async () => {
			const round = Math.floor(request / 2);
			const next = request++ % 2 === 0 ? `${NEXT}${request}` : null;
			const found = fresh(round) ? rows(request, request) : [];
			return success({ status: 200, json: page(found, next), headers: {} });
		};
	};

	test.each<[string, (round: number) => boolean, number, string[]]>([
		['once more after one of several pages that brought nothing new', () => false, 2, []],
		['until one brings nothing new', (round) => round < 4, 4, []],
		['five times at most', () => true, 5, [MAY_BE_INCOMPLETE]],
	])('is repeated %s', async (_, fresh, sweeps, hints) => {
		const answer = restless(fresh);
		const asked: ApiRequest[] = [];
		const list = await read({ ...urlPlan, sweep }, async (request) => {
			asked.push(request);
			return await answer();
		});
		expect(list.ok && list.value.hints).toEqual(hints);
		expect(asked.filter(({ url, query }) => url === undefined && query?.since)).toHaveLength(
			sweeps,
		);
	});
});

describe('a limit', () => {
	test.each<[string, ListPlan, string]>([
		['next URL', urlPlan, 'GET /api/things?page_size=3'],
		['next token', planOf({ kind: 'next-token', pageSize: 50 }), 'GET /api/things?limit=3'],
		['offset', planOf({ kind: 'offset', pageSize: 50 }), 'GET /api/things?limit=3&offset=0'],
	])('%s: asks for a smaller page', async (_, plan, request) => {
		const answer = { ...page(rows(1, 3), NEXT), next_token: 'a', count: 9 };
		const script = new Script([answer]);
		const list = await read(plan, script.send, { limit: 3 });
		expect(script.log).toEqual([request]);
		expect(list.ok && list.value.records).toEqual(rows(1, 3));
		expect(list.ok && list.value.next).not.toBeNull();
	});

	test('cuts a page and goes on in the middle of it', async () => {
		const server = new ListServer({ days: [0, 0, 0, 0, 0] });
		const plan = planOf({ kind: 'next-url', pageSize: 4 });
		const first = await read(plan, server.send, { limit: 4 });
		expect(first.ok && idsOf(first.value.records)).toEqual([1, 2, 3, 4]);
		const from = first.ok ? first.value.next : null;
		const rest = await read(plan, server.send, { from });
		expect(rest.ok && idsOf(rest.value.records)).toEqual([5]);
	});

	test('cuts a page of records without ids, and goes on after them', async () => {
		const days = [1, 1, 2, 3].map((day) => ({ day }));
		const plan = planOf({ kind: 'single' });
		const script = new Script([days, days, days]);
		const got: JsonObject[] = [];
		let from: Position | undefined;
		while (from !== null) {
			const piece = await read(plan, script.send, { from, limit: 2 });
			if (!piece.ok) throw new Error(piece.failure.sentence);
			got.push(...piece.value.records);
			from = piece.value.next;
		}
		expect(got).toEqual(days);
	});

	test('that is the list’s length leaves nothing to go on with', async () => {
		const list = await read(urlPlan, new Script([page(rows(1, 3))]).send, { limit: 3 });
		expect(list.ok && list.value.next).toBeNull();
	});
});

describe('parts', () => {
	const days = ['1/1', '2/2', '3/3'].map((days) => ({ date_range: days }));
	const plan: ListPlan = { ...urlPlan, parts: { queries: days } };
	const answerTo = (request: ApiRequest) => {
		const day = Number(String(request.query!.date_range).split('/')[0]);
		return success({ status: 200, json: page(rows(day, day)), headers: {} });
	};

	test('are read one after the other', async () => {
		const script = new Script([page(rows(1, 2)), page(rows(2, 3)), page([])]);
		expect(await outcomeOf(plan, script)).toEqual([1, 2, 3]);
		expect(script.log).toEqual(
			['1/1', '2/2', '3/3'].map((range) => `GET /api/things?date_range=${range}&page_size=250`),
		);
	});

	test('that are none make an empty list, without a request', async () => {
		const none = { ...plan, parts: { queries: [] } };
		expect(await outcomeOf(none, new Script([]))).toEqual([]);
	});

	test.each([
		[1, 1],
		[2, 2],
		[9, 3],
	])('with parallel %i are read %i at once', async (parallel, expected) => {
		let open = 0;
		let most = 0;
		const send = async (request: ApiRequest) => {
			most = Math.max(most, ++open);
			await settle();
			open--;
			return answerTo(request);
		};
		const list = await read(plan, send, { parallel });
		expect(list.ok && idsOf(list.value.records)).toEqual([1, 2, 3]);
		expect(most).toBe(expected);
	});

	test('read at once send nothing more when the reader stops', async () => {
		let sent = 0;
		const send = async () => {
			const next = `${NEXT}${sent++}`;
			return success({ status: 200, json: page(rows(sent, sent), next), headers: {} });
		};
		for await (const item of pages(plan, send, options({ parallel: 3 }))) {
			expect(item.ok).toBe(true);
			break;
		}
		const stopped = sent;
		await settle();
		expect(sent).toBe(stopped);
	});
});

describe('the next page', () => {
	test.each([
		['ahead of the reader', 1, 2],
		['only when it is asked for', 0, 1],
	])('is read %s', async (_, parallel, expected) => {
		let sent = 0;
		const send = async () => {
			const next = sent++ < 3 ? `${NEXT}${sent}` : null;
			await settle();
			return success({ status: 200, json: page(rows(sent, sent), next), headers: {} });
		};
		const pagesAhead = pages(urlPlan, send, options({ parallel }));
		await pagesAhead.next();
		expect(sent).toBe(expected);
		await pagesAhead.return();
		await settle();
		expect(sent).toBe(expected);
	});
});

describe('parts at once', () => {
	test.each([
		['one part alone', 1, 8, 1],
		['as many as there are', 3, 8, 3],
		['half of what the server bears in a second', 20, 8, 4],
		['one where it bears hardly any', 20, 1, 1],
		['one where there is none', 0, 8, 1],
	])('%s', (_, count, burst, expected) => {
		expect(parallelism(count, burst)).toBe(expected);
	});
});

describe('a position', () => {
	test('at the end of the list leaves nothing to read', async () => {
		const list = await read(urlPlan, new Script([]).send, { from: null });
		expect(list).toEqual({ ok: true, value: { records: [], hints: [], next: null } });
	});

	test('of another list is no place to go on from', async () => {
		const list = await read(urlPlan, new Script([]).send, { from: { leg: 3 } });
		expect(!list.ok && list.failure.kind).toBe('invalid-input');
	});
});

describe('a total', () => {
	test('comes with the pages of the list, and not with those of a sweep', async () => {
		const server = new ListServer({
			days: [0, 0, 0],
			events: [{ before: 2, kind: 'create', row: 0, day: 0 }],
		});
		const plan = { ...planOf({ kind: 'offset', pageSize: 2 }), sweep };
		const totals: Array<[number, number | undefined]> = [];
		for await (const item of pages(plan, server.send, options())) {
			if (item.ok) totals.push([item.value.records.length, item.value.total]);
		}
		expect(totals).toEqual([
			[2, 3],
			[1, 3],
			[1, undefined],
		]);
	});
});

describe('a cancelled read', () => {
	test('sends nothing more', async () => {
		const stop = new AbortController();
		const script = new Script([page(rows(1, 1), NEXT)]);
		const got: string[] = [];
		for await (const item of pages(urlPlan, script.send, options({ signal: stop.signal }))) {
			got.push(item.ok ? 'page' : item.failure.kind);
			stop.abort();
		}
		expect(got).toEqual(['page', 'cancelled']);
		expect(script.log).toHaveLength(1);
	});

	test('does not look at a job after the wait that was cut short', async () => {
		const stop = new AbortController();
		const script = new Script([{ status: 'In progress', uuid: 'a' }]);
		const clock = { now: () => 0, pause: async () => stop.abort() };
		const list = await read(planOf(bulk(10, 'id')), script.send, { clock, signal: stop.signal });
		expect(!list.ok && list.failure.kind).toBe('cancelled');
		expect(script.log).toHaveLength(1);
	});
});

describe('a failure', () => {
	test('is the last item, after the pages that came before', async () => {
		const down = failed({ kind: 'unavailable', sentence: 'Down', advice: '' });
		const got: string[] = [];
		for await (const item of pages(
			urlPlan,
			new Script([page(rows(1, 1), NEXT), down]).send,
			options(),
		)) {
			got.push(item.ok ? `${item.value.records.length} record` : item.failure.sentence);
		}
		expect(got).toEqual(['1 record', 'Down']);
	});

	test('names the route, and nothing of the query or the answer', async () => {
		const asked = { ...urlPlan, request: { ...urlPlan.request, query: { last_name: 'Doe' } } };
		const list = await read(asked, new Script([{ detail: 'Jane Doe' }]).send);
		expect(!list.ok && list.failure.route).toBe('GET /api/things');
		expect(JSON.stringify(list)).not.toContain('Doe');
	});
});

describe('the keys that were returned', () => {
	const key = fc.oneof(
		fc.nat({ max: 2 ** 40 }).map(String),
		fc.string(),
		fc.constantFrom(
			'007',
			'1e3',
			'-5',
			'',
			'%2C',
			'%252C',
			'\ud800',
			'12345_20260115',
			',',
			'~',
			'~1',
			'9007199254740993',
		),
	);

	const self = (text: string) => text;

	test('come back from their text', () => {
		fc.assert(
			fc.property(fc.array(key), fc.array(key), (keys, others) => {
				const seen = new Seen();
				seen.take(keys, self);
				const again = Seen.of(seen.text);
				const unknown = [...new Set(others.filter((other) => !keys.includes(other)))];
				expect(again.take(others, self)).toMatchObject({ taken: unknown, rest: false });
				expect(again.text).toBe((seen.take(others, self), seen.text));
			}),
			{ seed: 20261122 },
		);
	});

	test('take few characters where ids are close together', () => {
		const seen = new Seen();
		const ids = Array.from({ length: 10_000 }, (_, index) => String(100_000_000 + 10 * index));
		seen.take(ids, self);
		expect(seen.text.length / ids.length).toBeLessThan(2.01);
	});
});

function options(more: Partial<Parameters<typeof pages>[2]> = {}) {
	return { clock: instantClock, baseUrl: BASE_URL, ...more };
}
