import * as fc from 'fast-check';
import { cheapestStrategy, type ListSize } from '../../drchrono/client/paging';
import { bulk, ListServer, planOf } from './paging-server';
import { read } from './paging-reading';

const LIST_PAGE = 2;
const BULK_PAGE = 40;

/** Where the bulk list is chosen, it takes no call more than the plain one, however slow its jobs. */
const neverDearer = (choose: (size: ListSize) => 'list' | 'bulk') =>
	fc.asyncProperty(
		fc.integer({ min: 0, max: 380 }),
		fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 5 }),
		async (records, lags) => {
			const size = { records, listPageSize: LIST_PAGE, bulkPageSize: BULK_PAGE };
			if (choose(size) === 'list') return;
			const days = Array<number>(records).fill(0);
			const plain = new ListServer({ days });
			await read(planOf({ kind: 'next-url', pageSize: LIST_PAGE }), plain.send);
			const jobs = new ListServer({ days, lags });
			const list = await read(planOf(bulk(BULK_PAGE, 'id')), jobs.send);
			if (list.ok) expect(list.value.records.length).toBe(records);
			else expect(list.failure.sentence).toBe('DrChrono did not finish preparing the list');
			expect(jobs.log.length).toBeLessThanOrEqual(plain.log.length);
		},
	);

describe('the cheaper way to read a list', () => {
	const runs = { numRuns: 100, seed: 20261122 };

	test('never takes more calls than the plain list', async () => {
		await fc.assert(neverDearer(cheapestStrategy), runs);
	});

	test.each<[string, (size: ListSize) => 'list' | 'bulk']>([
		[
			'jobs that are reckoned to be ready at once',
			(size) => cheapestStrategy({ ...size, looks: 0 }),
		],
		['the bulk list for everything', () => 'bulk'],
	])('notices: %s', async (_, choose) => {
		expect((await fc.check(neverDearer(choose), { ...runs, numRuns: 1000 })).failed).toBe(true);
	});

	test.each<[string, ListSize, 'list' | 'bulk']>([
		['nothing', { records: 0, listPageSize: 250, bulkPageSize: 1000 }, 'list'],
		['a day', { records: 120, listPageSize: 250, bulkPageSize: 1000 }, 'list'],
		['a quarter', { records: 5_000, listPageSize: 250, bulkPageSize: 1000 }, 'list'],
		['a quarter with details', { records: 5_000, listPageSize: 50, bulkPageSize: 1000 }, 'bulk'],
		['a large practice’s year', { records: 60_000, listPageSize: 250, bulkPageSize: 1000 }, 'bulk'],
		[
			'jobs that are ready at once',
			{ records: 5_000, listPageSize: 250, bulkPageSize: 1000, looks: 0 },
			'bulk',
		],
		[
			'more than shrinking pages reach',
			{ records: 251_000, listPageSize: 250, bulkPageSize: 1000 },
			'list',
		],
	])('%s', (_, size, way) => {
		expect(cheapestStrategy(size)).toBe(way);
	});
});
