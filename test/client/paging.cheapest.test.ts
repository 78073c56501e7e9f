import type { Clock } from '../../drchrono/client/clock';
import type { Failure } from '../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import { cheapestPages, type ChoicePlan } from '../../drchrono/client/paging';
import type { Position } from '../../drchrono/client/page';
import type { ApiRequest, ApiResponse, Endpoint, JsonObject } from '../../drchrono/client/request';

const BASE = 'https://drchrono.example';
const LIST_PAGE = 10;
const BULK_PAGE = 100;

const list: Endpoint = {
	method: 'GET',
	route: '/api/things',
	effect: 'read',
	area: 'scheduling',
	category: 'all',
};
const prepare: Endpoint = { ...list, method: 'POST', route: '/api/things_list' };
const look: Endpoint = { ...list, route: '/api/things_list' };

const refusal: Failure = { kind: 'permission', sentence: 'Refused', advice: 'None', status: 403 };

/** A server with a plain list and a bulk list of the same records (wire.md §2 and §4), and its log. */
class Server {
	readonly calls: string[] = [];

	/** Looks at each job before it is done; `Infinity` for never. */
	unready = 0;

	/** Answers every bulk request from this one on with a refusal. */
	bulkRefusedFrom = Infinity;

	private readonly jobs: Array<{ page: number; size: number; looks: number }> = [];

	private bulkCalls = 0;

	constructor(readonly count: number) {}

	readonly send = async (request: ApiRequest): Promise<Outcome<ApiResponse>> => {
		const { method, route } = request.endpoint;
		this.calls.push(`${method} ${route}`);
		if (route === list.route) return this.page(request);
		this.bulkCalls += 1;
		if (this.bulkCalls >= this.bulkRefusedFrom) return failed(refusal);
		return method === 'POST' ? this.post(request) : this.take(request);
	};

	private page({ url, query }: ApiRequest): Outcome<ApiResponse> {
		const at = url === undefined ? 0 : Number(new URL(url).searchParams.get('cursor'));
		const size = Number(query?.page_size ?? LIST_PAGE);
		const end = at + size;
		const next = end < this.count ? `${BASE}${list.route}?cursor=${end}` : null;
		return json({ previous: null, results: this.records(at, end), next });
	}

	private post({ query }: ApiRequest): Outcome<ApiResponse> {
		const uuid = String(this.jobs.length);
		this.jobs.push({ page: Number(query?.page), size: Number(query?.page_size), looks: 0 });
		return json({ status: 'In progress', uuid });
	}

	private take({ query }: ApiRequest): Outcome<ApiResponse> {
		const job = this.jobs[Number(query?.uuid)];
		if (!job) return failed({ ...refusal, kind: 'not-found' });
		job.looks += 1;
		if (job.looks <= this.unready) return json({ status: 'In progress' });
		const { page, size } = job;
		return json({
			status: 'Complete',
			pagination: { count: this.count, pages: Math.ceil(this.count / size), page_size: size, page },
			results: this.records((page - 1) * size, page * size),
		});
	}

	private records(from: number, to: number): JsonObject[] {
		const length = Math.max(0, Math.min(to, this.count) - from);
		return Array.from({ length }, (_, index) => ({ id: from + index + 1 }));
	}
}

function json(value: JsonObject): Outcome<ApiResponse> {
	return success({ status: 200, json: value, headers: {} });
}

function planFor(estimate: number): ChoicePlan {
	return {
		request: { endpoint: list },
		paging: { kind: 'next-url', pageSize: LIST_PAGE },
		bulk: {
			paging: {
				kind: 'bulk-job',
				pageSize: BULK_PAGE,
				endpoint: prepare,
				look,
				lookEveryMs: 10_000,
				mostLooks: 3,
			},
			estimate: () => estimate,
		},
	};
}

/** Reads everything; time passes as fast as it is slept through. */
async function read(
	server: Server,
	estimate: number,
	from?: Position,
	stopAfter = Infinity,
	parts?: ChoicePlan['parts'],
) {
	let now = 0;
	const clock: Clock = {
		now: () => now,
		pause: async (ms) => {
			now += ms;
		},
	};
	const ids: number[] = [];
	let position: Position | undefined;
	let failure: Failure | undefined;
	let pages = 0;
	const plan = { ...planFor(estimate), parts };
	for await (const page of cheapestPages(plan, server.send, {
		clock,
		baseUrl: BASE,
		from,
	})) {
		if (!page.ok) {
			failure = page.failure;
			break;
		}
		ids.push(...page.value.records.map(({ id }) => Number(id)));
		position = page.value.next;
		pages += 1;
		if (pages >= stopAfter) break;
	}
	return { ids, position, failure, slept: now };
}

function everyId(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

const sorted = (ids: readonly number[]) => [...ids].sort((one, other) => one - other);

test('a short list is read plainly', async () => {
	const server = new Server(25);
	const { ids } = await read(server, 25);
	expect(ids).toEqual(everyId(25));
	expect(server.calls).toEqual(['GET /api/things', 'GET /api/things', 'GET /api/things']);
});

test('a long list is read in bulk after one page, in fewer calls', async () => {
	const server = new Server(950);
	const { ids, failure } = await read(server, 950);
	expect(failure).toBeUndefined();
	expect(sorted(ids)).toEqual(everyId(950));
	expect(server.calls.filter((call) => call === 'GET /api/things')).toHaveLength(1);
	expect(server.calls.length).toBeLessThan(95 / 2);
});

test.each([
	['one part', 1, true],
	['five parts, of which none is long', 5, false],
])('a list of 250 as %s', async (_, parts, inBulk) => {
	const server = new Server(25);
	const queries = Array.from({ length: parts }, (_none, part) => ({ part }));
	const { ids } = await read(server, 250, undefined, undefined, { queries });
	expect(ids).toEqual(everyId(25));
	expect(server.calls.some((call) => call.includes('_list'))).toBe(inBulk);
});

test('where the bulk list is not open, the plain one is read, each record once', async () => {
	const server = new Server(950);
	server.bulkRefusedFrom = 1;
	const { ids, failure } = await read(server, 950);
	expect(failure).toBeUndefined();
	expect(ids).toEqual(everyId(950));
});

test.each([4, 7, 12, 15])('refused at its bulk request %i, still each record once', async (at) => {
	const server = new Server(950);
	server.bulkRefusedFrom = at;
	const { ids, failure } = await read(server, 950);
	expect(failure).toBeUndefined();
	expect(sorted(ids)).toEqual(everyId(950));
});

test('jobs that never end cost four looks and 150 s, then the plain list', async () => {
	const server = new Server(950);
	server.unready = Infinity;
	const { ids, failure, slept } = await read(server, 950);
	expect(failure).toBeUndefined();
	expect(sorted(ids)).toEqual(everyId(950));
	expect(slept).toBeLessThanOrEqual(150_000);
	expect(server.calls.filter((call) => call === 'GET /api/things_list').length).toBeLessThanOrEqual(
		4,
	);
});

test('a bulk read goes on from any of its positions', async () => {
	for (let stopAfter = 1; stopAfter <= 9; stopAfter++) {
		const server = new Server(950);
		const begun = await read(server, 950, undefined, stopAfter);
		const rest = await read(server, 950, begun.position);
		expect(sorted([...begun.ids, ...rest.ids])).toEqual(everyId(950));
	}
});

test('a plain read goes on plainly', async () => {
	const server = new Server(950);
	const begun = await read(server, 20, undefined, 3);
	const rest = await read(server, 950, begun.position);
	expect([...begun.ids, ...rest.ids]).toEqual(everyId(950));
	expect(server.calls.some((call) => call.includes('_list'))).toBe(false);
});

test('the test of the test: handing out again what the bulk job gave would be noticed', async () => {
	const server = new Server(950);
	server.bulkRefusedFrom = 15;
	const { ids } = await read(server, 950);
	const doubled = [...ids, ids[0] ?? 0];
	expect(sorted(doubled)).not.toEqual(everyId(950));
});
