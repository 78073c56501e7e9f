import type { Clock } from '../../drchrono/client/clock';
import { success, type Outcome } from '../../drchrono/client/outcome';
import { cheapestPages, type ChoicePlan } from '../../drchrono/client/paging';
import type { ApiRequest, ApiResponse, Json } from '../../drchrono/client/request';
import { urlOf } from '../../drchrono/client/url';
import { coverage, estimate } from '../../drchrono/dialects/v4/coverage';
import { calls, resetCalls } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-22T09:00:00-05:00';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 0, now: NOW });
	token = (await sandbox.token()).access_token;
});

afterAll(async () => {
	await sandbox?.stop();
});

/** How long bulk jobs take: looks that come too early, or seconds. */
type Pace = { polls?: number; seconds?: number };

/** A practice of so many patients. */
async function practice(patients: number, { polls = 0, seconds = 0 }: Pace): Promise<void> {
	await sandbox.control('reset', { patients, seed: 3, now: NOW });
	await sandbox.control('bulk', { polls, seconds });
	await resetCalls(sandbox);
}

/** One trip to the sandbox as the client makes it, without waiting for anything. */
async function send(request: ApiRequest): Promise<Outcome<ApiResponse>> {
	const url = urlOf(sandbox.v4, request);
	if (!url.ok) return url;
	const response = await fetch(url.value, {
		method: request.endpoint.method,
		headers: { authorization: `Bearer ${token}` },
	});
	const json = (await response.json()) as Json;
	if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
	return success({ status: response.status, json, headers: {} });
}

/** Reads all coverage in virtual time; ids of the patients, and the calls it took. */
async function read(more: Partial<ChoicePlan> = {}): Promise<{ ids: number[]; total: number }> {
	let now = Date.parse(NOW);
	const clock: Clock = {
		now: () => now,
		pause: async (ms) => {
			now += ms;
			await sandbox.control('clock', { advance: ms / 1000 });
		},
	};
	const list = coverage.list({ having: 'any', now });
	if (!list.ok) throw new Error(list.failure.sentence);
	const ids: number[] = [];
	const plan = { ...list.value.plan, ...more };
	for await (const page of cheapestPages(plan, send, { clock, baseUrl: sandbox.v4 })) {
		if (!page.ok) throw new Error(page.failure.sentence);
		for (const record of page.value.records) {
			if (!record.primary_insurance) throw new Error('a patient came without coverage');
			ids.push(Number(record.id));
		}
	}
	const { total, violations } = await calls(sandbox);
	expect(violations).toBe(0);
	return { ids, total };
}

test('20,000 patients in at most 45 calls, where jobs are ready at the first look', async () => {
	await practice(20_000, {});
	const { ids, total } = await read();
	expect(new Set(ids).size).toBe(20_000);
	expect(ids).toHaveLength(20_000);
	expect(total).toBeLessThanOrEqual(45);
}, 60_000);

test.each<[number, Pace]>([
	[30, {}],
	[60, { polls: 1 }],
	[140, {}],
	[260, {}],
	[420, { polls: 1 }],
	[900, { polls: 2 }],
	[1_200, { seconds: 45 }],
	[1_200, { seconds: 900 }],
])(
	'%i patients, jobs that take %j: no call more than plain paging',
	async (patients, pace) => {
		await practice(patients, pace);
		const plain = await read({ bulk: undefined });
		expect(plain.total).toBe(Math.ceil(patients / 50));
		await resetCalls(sandbox);
		const { ids, total } = await read();
		expect([...ids].sort()).toEqual([...plain.ids].sort());
		expect(total).toBeLessThanOrEqual(plain.total);
	},
	60_000,
);

describe('how many patients there are, judged by the first page', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	const registered = (...days: string[]) => days.map((created_at) => ({ created_at }));

	test('as many as the pace comes to until now', () => {
		expect(estimate(registered('2025-01-01T00:00:00', '2025-02-01T00:00:00'), now)).toBe(24);
	});

	test('charts imported at once are taken for many, unless it was just now', () => {
		const imported = (day: string) => estimate(registered(day, day), now);
		expect(imported('2025-01-01T00:00:00')).toBe(2 * 365);
		expect(imported('2025-12-31T12:00:00')).toBe(2);
	});

	test('never more than a practice has', () => {
		const page = Array<{ created_at: string }>(50).fill({ created_at: '2005-01-01T00:00:00' });
		expect(estimate(page, now)).toBe(200_000);
	});

	test('without times, as many as there are', () => {
		expect(estimate([{}, {}], now)).toBe(2);
	});
});
