import * as fc from 'fast-check';
import type { Outcome } from '../../drchrono/client/outcome';
import { collect, pages, type Collected, type ListPlan } from '../../drchrono/client/paging';
import type { Requester } from '../../drchrono/client/request';
import {
	BASE_URL,
	bulk,
	idsOf,
	ListServer,
	planOf,
	sweep,
	type Event,
	type ServerSettings,
} from './paging-server';

/** A clock on which waiting takes no time. */
export const instantClock = { now: () => 0, pause: async () => {} };

/** Reads a list to its end. */
export async function read(
	plan: ListPlan,
	send: Requester,
	options: Partial<Parameters<typeof pages>[2]> = {},
): Promise<Outcome<Collected>> {
	return await collect(pages(plan, send, { clock: instantClock, baseUrl: BASE_URL, ...options }));
}

/** What is wrong with a list that was read while the server changed it; `undefined` if nothing is. */
export function flawOf(
	outcome: Outcome<Pick<Collected, 'records' | 'hints'>>,
	server: ListServer,
): string | undefined {
	if (!outcome.ok) return `failed: ${outcome.failure.sentence}`;
	const ids = idsOf(outcome.value.records);
	if (new Set(ids).size < ids.length) return `doubled: ${ids}`;
	const lost = server.steady.filter((id) => !ids.includes(id));
	if (lost.length > 0 && outcome.value.hints.length === 0) return `lost without a word: ${lost}`;
	return undefined;
}

/** A way of reading, with the sizes it makes sense for. */
export interface Way {
	name: string;
	/** Records on a page. */
	pageSizes: fc.Arbitrary<number>;
	plan: (pageSize: number) => ListPlan;
	/** What may happen meanwhile. Default: everything. */
	kinds?: ReadonlyArray<Event['kind']>;
	settings?: Partial<ServerSettings>;
	/** How often a record moves at most. Default: 2. */
	moves?: number;
	/** The most records at the beginning. Default: 20. */
	rows?: number;
}

const small = fc.integer({ min: 1, max: 6 });
const pair = fc.integer({ min: 2, max: 6 });
/** Shrinking pages of this size reach beyond any list of these tests. */
const large = fc.integer({ min: 15, max: 18 });

export const WAYS: readonly Way[] = [
	{
		name: 'next URL',
		pageSizes: small,
		plan: (pageSize) => planOf({ kind: 'next-url', pageSize }, { sweep }),
	},
	{
		name: 'next URL, cursor that counts',
		pageSizes: small,
		plan: (pageSize) => planOf({ kind: 'next-url', pageSize }),
		kinds: ['create', 'touch'],
		settings: { cursor: 'count' },
	},
	{
		name: 'next token',
		pageSizes: small,
		plan: (pageSize) => planOf({ kind: 'next-token', pageSize }, { sweep }),
	},
	{
		name: 'offset',
		pageSizes: pair,
		plan: (pageSize) => planOf({ kind: 'offset', pageSize }),
	},
	{
		name: 'bulk jobs by id',
		pageSizes: large,
		plan: (pageSize) => planOf(bulk(pageSize, 'id')),
		rows: 45,
	},
	{
		name: 'bulk jobs by day',
		pageSizes: large,
		plan: (pageSize) => planOf(bulk(pageSize, 'day'), { sweep }),
		rows: 45,
	},
];

const KINDS = ['create', 'delete', 'move', 'leave', 'enter', 'touch', 'give'] as const;

/**
 * A list and what happens to it: few days, so that many records stand at the same place. A record moves,
 * be it to another day or to another owner, twice at most: what moves across the reader in the list and
 * in each sweep is beyond any promise.
 */
export function serversFor(
	way: Pick<Way, 'kinds' | 'settings' | 'rows' | 'moves'>,
): fc.Arbitrary<ServerSettings> {
	const days = fc.nat({ max: 7 });
	const { rows = 20, moves = 2 } = way;
	const event = fc.record({
		before: fc.integer({ min: 1, max: 24 }),
		kind: fc.constantFrom(...(way.kinds ?? KINDS)),
		row: fc.nat({ max: rows + 8 }),
		day: days,
	});
	return fc
		.record({
			days: fc.array(days, { maxLength: rows, size: 'max' }),
			events: fc.array(event, { maxLength: 20, size: 'max' }),
			lags: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
			jobReads: fc.constantFrom('posted' as const, 'ready' as const),
		})
		.map((settings) => ({
			...settings,
			...way.settings,
			events: settings.events.filter((event, index, all) => {
				const same = ({ kind, row }: Event) =>
					(kind === 'move' || kind === 'give') && row === event.row;
				return !same(event) || all.slice(0, index).filter(same).length < moves;
			}),
		}));
}
