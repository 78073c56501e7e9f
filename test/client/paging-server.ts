import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import type { ListPlan, PagingStrategy } from '../../drchrono/client/paging';
import type {
	ApiRequest,
	ApiResponse,
	Endpoint,
	Json,
	JsonObject,
	Requester,
} from '../../drchrono/client/request';

/**
 * A record: `day` is where it stands in the list, `owner` (0, 1 or 2) whose it is, `listed` whether the
 * list's filter matches it.
 */
export interface Row {
	id: number;
	day: number;
	owner: number;
	listed: boolean;
	updatedAt: number;
}

/** Something that happens at the server just before its n-th request (from 0) is answered. */
export interface Event {
	before: number;
	kind: 'create' | 'delete' | 'move' | 'leave' | 'enter' | 'touch' | 'give';
	/** Which row, from 0 in the order of their creation. */
	row: number;
	/** Where a created or moved row goes; a row that is given goes to the owner of its remainder by 3. */
	day: number;
}

export interface ServerSettings {
	/** Days of the rows that are there at the beginning. */
	days: number[];
	events?: Event[];
	/** Days, first and last, that the person asks for. Default: all. */
	window?: [number, number];
	/** Owners that the person asks for. Default: all. */
	owners?: number[];
	/** What a cursor holds: the place of the last record, or how many records were given. */
	cursor?: 'place' | 'count';
	/** Requests after which a bulk job is ready, one after the other and from the start again. */
	lags?: number[];
	/** Whether a job reads the list when it is posted or when it is ready. */
	jobReads?: 'posted' | 'ready';
}

const LIST: Endpoint = {
	method: 'GET',
	route: '/api/things',
	effect: 'read',
	area: 'practice',
	category: 'all',
};
const POST_JOB: Endpoint = { ...LIST, method: 'POST', route: '/api/things_list' };
const LOOK_AT_JOB: Endpoint = { ...LIST, route: '/api/things_list' };

export const BASE_URL = 'https://drchrono.test';

/** Longer than the margin of a sweep, so that no property holds by the margin alone. */
const MS_BETWEEN_REQUESTS = 300_000;
const BEGINNING_MS = Date.UTC(2026, 0, 1);

/** Whoever a record may belong to: 0, 1, 2. */
const OWNERS = 3;

interface Job {
	ready: number;
	read: () => JsonObject;
	result?: JsonObject;
}

/**
 * A list at a server, in all the ways that `wire.md` and `guide.md` page one, that changes while it is
 * read. Written from those pages; shares nothing with the reader.
 */
export class ListServer {
	/** Requests as `METHOD /route?query`. */
	readonly log: string[] = [];

	private readonly rows: Row[] = [];
	private readonly jobs = new Map<string, Job>();
	private posted = 0;
	private unsteady = new Set<number>();

	constructor(private readonly settings: ServerSettings) {
		settings.days.forEach((day) => this.add(day));
	}

	/** Ids of the rows that were in the list at every moment since the first request. */
	get steady(): number[] {
		return this.listed.filter((id) => !this.unsteady.has(id));
	}

	/** Ids of the rows in the list now. */
	get listed(): number[] {
		return this.rows.filter((row) => this.holds(row)).map(({ id }) => id);
	}

	readonly send: Requester = async (request) => {
		const turn = this.log.length;
		const query = queryOf(request);
		this.log.push(`${request.endpoint.method} ${request.endpoint.route}?${query}`);
		this.settings.events
			?.filter(({ before }) => before === turn)
			.forEach((event) => this.happen(event));
		const json = this.answer(request.endpoint, query);
		return json.ok ? success(this.response(json.value)) : json;
	};

	/** The time that the server's clock shows at its latest request, in milliseconds. */
	get now(): number {
		return BEGINNING_MS + this.log.length * MS_BETWEEN_REQUESTS;
	}

	private response(json: Json): ApiResponse {
		return { status: 200, json, headers: { date: new Date(this.now).toUTCString() } };
	}

	private answer(endpoint: Endpoint, query: URLSearchParams): Outcome<Json> {
		if (endpoint.route === LIST.route) {
			if (query.has('offset')) return success(this.offsetPage(query));
			return success(query.has('limit') ? this.tokenPage(query) : this.urlPage(query));
		}
		return endpoint.method === 'POST' ? success(this.postJob(query)) : this.lookAtJob(query);
	}

	private urlPage(query: URLSearchParams): JsonObject {
		const { records, cursor } = this.cursorPage(query, 'cursor', query.get('page_size'));
		query.set('cursor', cursor ?? '');
		const next = cursor === null ? null : `${BASE_URL}${LIST.route}?${query}`;
		return { previous: null, results: records, next };
	}

	private tokenPage(query: URLSearchParams): JsonObject {
		const { records, cursor } = this.cursorPage(query, 'next_token', query.get('limit'));
		return { results: records, next_token: cursor };
	}

	private cursorPage(query: URLSearchParams, name: string, size: string | null) {
		const given = JSON.parse(query.get(name) ?? 'null') as null | number | [number, number];
		const list = this.matching(query, byDay);
		const start =
			given === null
				? 0
				: typeof given === 'number'
					? given
					: list.filter(({ day, id }) => compare([day, id], given) <= 0).length;
		const page = list.slice(start, start + Number(size ?? 250));
		const end = start + page.length;
		const last = page.at(-1);
		const place = this.settings.cursor === 'count' ? end : last && [last.day, last.id];
		return {
			records: page.map(recordOf),
			cursor: end < list.length ? JSON.stringify(place) : null,
		};
	}

	private offsetPage(query: URLSearchParams): JsonObject {
		const list = this.matching(query, byId);
		const offset = Number(query.get('offset'));
		const page = list.slice(offset, offset + Number(query.get('limit')));
		return { results: page.map(recordOf), count: list.length };
	}

	private postJob(query: URLSearchParams): JsonObject {
		const uuid = `job-${this.posted++}`;
		const { lags = [0], jobReads } = this.settings;
		const lag = lags[this.posted % lags.length] ?? 0;
		const job: Job = { ready: this.log.length + lag, read: () => this.jobResult(query, uuid) };
		if (jobReads === 'posted') job.result = job.read();
		this.jobs.set(uuid, job);
		return { status: 'In progress', uuid, description: `Call ${BASE_URL} to get the list` };
	}

	private lookAtJob(query: URLSearchParams): Outcome<Json> {
		const uuid = query.get('uuid') ?? '';
		const job = this.jobs.get(uuid);
		if (!job) {
			return failed({ kind: 'not-found', sentence: 'No such job', advice: '', status: 404 });
		}
		if (this.log.length < job.ready) return success({ status: 'In progress', uuid });
		return success((job.result ??= job.read()));
	}

	/** Forgets all results, as the server does after an hour. */
	expireJobs(): void {
		this.jobs.clear();
	}

	private jobResult(query: URLSearchParams, uuid: string): JsonObject {
		const list = this.matching(query, query.get('order_by') === 'id' ? byId : byDay);
		const page = Number(query.get('page'));
		const size = Number(query.get('page_size'));
		return {
			status: 'Complete',
			pagination: {
				count: list.length,
				pages: Math.ceil(list.length / size),
				page_size: size,
				page,
			},
			uuid,
			results: list.slice((page - 1) * size, page * size).map(recordOf),
		};
	}

	private matching(query: URLSearchParams, order: (row: Row) => number[]): Row[] {
		const since = query.has('since') ? Date.parse(query.get('since')!) : -Infinity;
		const from = Number(query.get('from') ?? -Infinity);
		const to = Number(query.get('to') ?? Infinity);
		const owner = query.get('owner');
		return this.rows
			.filter(
				({ listed, day, updatedAt }) => listed && day >= from && day <= to && updatedAt >= since,
			)
			.filter((row) => owner === null || row.owner === Number(owner))
			.sort((a, b) => compare(order(a), order(b)));
	}

	private happen({ kind, row: index, day }: Event): void {
		if (kind === 'create') return this.add(day);
		const row = this.rows.find(({ id }) => id === index + 1);
		if (!row) return;
		row.updatedAt = this.now - MS_BETWEEN_REQUESTS / 2;
		if (kind === 'move') row.day = day;
		if (kind === 'give') row.owner = day % OWNERS;
		if (kind === 'enter' || kind === 'leave') row.listed = kind === 'enter';
		if (kind === 'delete') this.rows.splice(this.rows.indexOf(row), 1);
		if (!this.holds(row)) this.unsteady.add(row.id);
	}

	private holds({ listed, day, owner }: Row): boolean {
		const { window: [first, last] = [-Infinity, Infinity], owners } = this.settings;
		return listed && day >= first && day <= last && (owners?.includes(owner) ?? true);
	}

	private created = 0;

	private add(day: number): void {
		const id = ++this.created;
		const updatedAt = this.now - MS_BETWEEN_REQUESTS / 2;
		const row = { id, day, owner: id % OWNERS, listed: true, updatedAt };
		this.rows.push(row);
		if (this.log.length > 0 || !this.holds(row)) this.unsteady.add(id);
	}
}

/** The plan for reading the list in one of its ways, with what the reader may know about it. */
export function planOf(paging: PagingStrategy, more: Partial<ListPlan> = {}): ListPlan {
	return { request: { endpoint: LIST }, paging, ...more };
}

export const sweep = (since: string) => ({ since });

export const bulk = (
	pageSize: number,
	orderBy: 'id' | 'day',
	more: { overlap?: number } = {},
): PagingStrategy => ({
	kind: 'bulk-job',
	pageSize,
	orderBy,
	endpoint: POST_JOB,
	look: LOOK_AT_JOB,
	lookEveryMs: 10_000,
	...more,
});

/** Ids of records, in their order. */
export const idsOf = (records: JsonObject[]): number[] => records.map(({ id }) => Number(id));

function queryOf({ url, query = {} }: ApiRequest): URLSearchParams {
	if (url !== undefined) return new URL(url).searchParams;
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	return new URLSearchParams(
		Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
	);
}

const recordOf = ({ id, day, owner }: Row): JsonObject => ({ id, day, owner });
const byDay = ({ day, id }: Row): number[] => [day, id];
const byId = ({ id }: Row): number[] => [id];

function compare(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((value, index) => value !== b[index]);
	return at < 0 ? 0 : a[at]! - b[at]!;
}
