/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { getEventListeners } from 'node:events';
import type { Lane } from '../../drchrono/client/request';
import type { Outcome } from '../../drchrono/client/outcome';
import type { Ticket, Wish } from '../../drchrono/client/throttle';
import { CountingServer, HOUR, MINUTE, Process, throttleOn, V4, V4_SERVER } from './throttle-world';
import { VirtualClock } from './virtual-clock';

/** 14:00 by every clock. */
const START = Date.UTC(2026, 10, 22, 14);

function world(...parts: Parameters<typeof throttleOn> extends [unknown, ...infer R] ? R : never) {
	const clock = new VirtualClock(START);
	const server = new CountingServer(clock);
	const throttle = throttleOn(clock, ...parts);
	return { clock, server, throttle, process: new Process(clock, server, throttle) };
}

const wish = (change: Partial<Wish> = {}): Wish => ({
	lane: 'read',
	category: 'all',
	waitAtMostMs: Infinity,
	...change,
});

function ticketOf(outcome: Outcome<Ticket>): Ticket {
	if (!outcome.ok) throw new Error(outcome.failure.sentence);
	return outcome.value;
}

describe('the hour', () => {
	const rules = [{ ...V4[0]!, limit: 100 }, V4[1]!];

	it('is used up but for the reserve, then wholly, then goes on with the next', async () => {
		const { clock, server, process } = world({ rules });
		const trips = Array.from({ length: 140 }, () => process.send({ lane: 'bulk' }));
		await clock.run(START + 49 * MINUTE);
		expect(server.arrivals).toHaveLength(60);
		await clock.run(START + HOUR - 1);
		expect(server.arrivals).toHaveLength(100);
		await clock.run();
		expect([...server.perWindow().values()]).toEqual([100, 40]);
		expect((await Promise.all(trips)).every(({ status }) => status === 200)).toBe(true);
	});

	it('still serves a booking when bulk work has taken what it may', async () => {
		const { clock, process } = world({ rules });
		for (let i = 0; i < 140; i++) void process.send({ lane: 'bulk' });
		await clock.run(START + 30 * MINUTE);
		const booking = process.send({ lane: 'booking' });
		await clock.run(START + 31 * MINUTE);
		expect(await booking).toMatchObject({ sent: START + 30 * MINUTE, status: 200 });
	});

	it('begins anew in the order of the lanes', async () => {
		const { clock, throttle, process } = world({ rules: [{ ...V4[0]!, limit: 5 }, V4[1]!] });
		for (let i = 0; i < 5; i++) void process.send({});
		await clock.run(START + MINUTE);
		const log: string[] = [];
		const ask = async (lane: Lane, nth: number) => {
			await throttle.acquire(wish({ lane }));
			log.push(`${lane} ${nth}`);
		};
		for (const lane of ['bulk', 'read', 'trigger', 'booking', 'interactive'] as const) {
			void ask(lane, 1);
		}
		void ask('booking', 2);
		await clock.run(START + HOUR - 1000);
		expect(log).toEqual([]);
		await clock.run(START + HOUR + 5000);
		expect(log).toEqual(['interactive 1', 'booking 1', 'booking 2', 'trigger 1', 'read 1']);
	});
});

describe('a second', () => {
	it('takes eight calls: four at once, four spread, and the next when the first are over', async () => {
		const { clock, process } = world();
		const trips = Array.from({ length: 9 }, () => process.send({}));
		await clock.run();
		const sent = (await Promise.all(trips)).map((trip) => trip.sent! - START);
		expect(sent.slice(0, 4)).toEqual([0, 0, 0, 0]);
		const gaps = sent.slice(4, 8).map((at, index) => at - sent[index + 3]!);
		for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual(62);
		for (const gap of gaps.slice(1)) expect(gap).toBeLessThanOrEqual(125);
		expect(sent[8]).toBeGreaterThanOrEqual(1000);
	});

	it('never delays a single call', async () => {
		const { clock, process } = world();
		for (const after of [0, 300, 600, 5000, 5001]) {
			clock.at(START + after, () => {
				void process.send({}).then(({ asked, sent }) => expect(sent).toBe(asked));
			});
		}
		await clock.run();
		expect.assertions(5);
	});

	it('is not held up by slow answers for longer than their way to the server', async () => {
		const { clock, process } = world();
		const slow = { there: 50, back: 20_000 };
		for (let i = 0; i < 8; i++) void process.send({ delays: slow });
		const next = process.send({ lane: 'interactive' });
		await clock.run();
		expect((await next).sent! - START).toBeLessThanOrEqual(7_000);
	});
});

describe('the longest wait', () => {
	it('of nothing is no wait', async () => {
		const { clock, throttle } = world();
		const outcomes: boolean[] = [];
		for (let i = 0; i < 9; i++) {
			outcomes.push((await throttle.acquire(wish({ waitAtMostMs: 0 }))).ok);
		}
		expect(outcomes).toEqual([true, true, true, true, true, true, true, true, false]);
		expect(clock.now()).toBe(START);
	});

	it('fails at once when others in the line use up the hour', async () => {
		const rules = [{ ...V4[0]!, limit: 50 }, V4[1]!];
		const { clock, throttle, process } = world({ rules });
		await clock.run(START + MINUTE);
		for (let i = 0; i < 60; i++) void process.send({});
		const outcome = await throttle.acquire(wish({ waitAtMostMs: 30 * MINUTE }));
		expect(outcome).toMatchObject({
			failure: {
				kind: 'throttled',
				sentence: "Requests that wait already use up DrChrono's limit of 50 calls an hour",
			},
		});
		expect(clock.now()).toBe(START + MINUTE);
		const interactive = throttle.acquire(wish({ lane: 'interactive', waitAtMostMs: MINUTE }));
		await clock.run(START + 2 * MINUTE);
		expect((await interactive).ok).toBe(true);
	});

	it('ends for those who wait already when the server closes the window', async () => {
		const { clock, throttle } = world();
		const ticket = ticketOf(await throttle.acquire(wish()));
		for (let i = 0; i < 7; i++) void throttle.acquire(wish());
		const waiting = throttle.acquire(wish({ waitAtMostMs: MINUTE }));
		const patient = throttle.acquire(wish({ waitAtMostMs: HOUR }));
		await clock.run(START + 100);
		const text = '{"detail":"Request was throttled. Expected available in 1800.0 seconds."}';
		const { retryAt } = throttle.observe(ticket, { status: 429, headers: {}, text });
		expect(retryAt! - START - 100).toBeGreaterThanOrEqual(1_801_000);
		expect(retryAt! - START - 100).toBeLessThanOrEqual(1_806_000);
		expect(await waiting).toMatchObject({ ok: false, failure: { kind: 'throttled', retryAt } });
		expect(clock.now()).toBe(START + 100);
		await clock.run();
		expect((await patient).ok).toBe(true);
		expect(clock.now()).toBeLessThanOrEqual(retryAt! + 2000);
	});
});

describe('a ticket', () => {
	it('that was given back does not count', async () => {
		const { throttle } = world();
		const ticket = ticketOf(await throttle.acquire(wish()));
		expect(throttle.state().left).toBe(499);
		throttle.release(ticket);
		expect(throttle.state()).toMatchObject({ left: 500, windows: [{ left: 500 }, { left: 8 }] });
	});

	it('that was given back goes to the next in line', async () => {
		const { clock, throttle } = world({ rules: [{ ...V4[0]!, limit: 1 }] });
		const ticket = ticketOf(await throttle.acquire(wish()));
		const next = throttle.acquire(wish());
		throttle.release(ticket);
		expect((await next).ok).toBe(true);
		expect(clock.now()).toBe(START);
	});

	it('whose answer was lost counts', async () => {
		const { clock, throttle } = world();
		const ticket = ticketOf(await throttle.acquire(wish()));
		expect(throttle.observe(ticket, { status: 0, headers: {} })).toEqual({});
		await clock.run(START + 4000);
		expect(throttle.state().windows.map(({ left }) => left)).toEqual([499, 7]);
		await clock.run(START + 6000);
		expect(throttle.state().windows.map(({ left }) => left)).toEqual([499, 8]);
	});

	it('is not given to who is cancelled already', async () => {
		const { throttle } = world();
		const outcome = await throttle.acquire(wish({ signal: AbortSignal.abort() }));
		expect(outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
		expect(throttle.state().left).toBe(500);
	});
});

describe('who is cancelled', () => {
	it('leaves the line at once, and its place to the next', async () => {
		const { clock, throttle } = world({ rules: [{ ...V4[1]!, limit: 1 }] });
		await throttle.acquire(wish());
		const controller = new AbortController();
		const cancelled = throttle.acquire(wish({ signal: controller.signal }));
		const next = throttle.acquire(wish());
		controller.abort();
		expect(await cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
		expect(throttle.state().waiting.read).toBe(1);
		await clock.run();
		expect((await next).ok).toBe(true);
		expect(clock.now()).toBeLessThanOrEqual(START + 6_000);
	});

	it('after its turn came changes nothing, and nobody listens any more', async () => {
		const { throttle } = world();
		const controller = new AbortController();
		expect((await throttle.acquire(wish({ signal: controller.signal }))).ok).toBe(true);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
	});
});

describe("the host's clock, when it is set back,", () => {
	it('is the one by which the time to come back is told', async () => {
		const clock = new VirtualClock(START);
		let lead = 0;
		const throttle = throttleOn(clock.host(() => lead));
		const ticket = ticketOf(await throttle.acquire(wish()));
		lead = -HOUR;
		const headers = { 'retry-after': '60' };
		const { retryAt } = throttle.observe(ticket, { status: 429, headers });
		expect(retryAt! - (START - HOUR)).toBeGreaterThanOrEqual(61_000);
		expect(retryAt! - (START - HOUR)).toBeLessThanOrEqual(66_000);
		const [hour] = throttle.state().windows;
		expect(hour!.resetsAt).toBeLessThanOrEqual(START + 6_000);
	});
});

describe('the state', () => {
	it('shows windows and lines', async () => {
		const { throttle } = world();
		for (let i = 0; i < 8; i++) void throttle.acquire(wish({ lane: 'bulk' }));
		const { left, windows, waiting } = throttle.state();
		expect(left).toBe(495);
		expect(windows).toEqual([
			{ name: 'hour', limit: 500, left: 495, resetsAt: START + HOUR + 5000 },
			{ name: 'burst', limit: 8, left: 3, resetsAt: START + 1000 },
		]);
		expect(waiting).toEqual({ interactive: 0, booking: 0, trigger: 0, read: 0, bulk: 3 });
	});
});

describe('categories', () => {
	const rules = [
		{ name: 'scheduling', limit: 1000, categories: ['scheduling'] },
		{ name: 'claims', limit: 200, categories: ['claims'] },
		{ name: 'key', limit: 1000 },
	].map((rule) => ({ ...rule, kind: 'sliding' as const, lengthMs: MINUTE }));
	const claims = wish({ category: 'claims' });
	const scheduling = wish({ category: 'scheduling' });

	it('go on while another is closed', async () => {
		const { clock, throttle } = world({ rules });
		const ticket = ticketOf(await throttle.acquire(claims));
		const reset = START / 1000 + 30;
		throttle.observe(ticket, { status: 429, headers: { 'x-ratelimit-reset': String(reset) } });
		const closed = throttle.acquire(claims);
		expect((await throttle.acquire({ ...scheduling, waitAtMostMs: 0 })).ok).toBe(true);
		expect((await throttle.acquire({ ...claims, waitAtMostMs: 1000 })).ok).toBe(false);
		await clock.run();
		expect((await closed).ok).toBe(true);
		// Our clock is known to a few seconds only: the server's word comes without a Date here.
		expect(clock.now()).toBeGreaterThanOrEqual(START + 30_000);
		expect(clock.now()).toBeLessThanOrEqual(START + 40_000);
	});

	it('are told apart also when the server asks for more than any window', async () => {
		const { throttle } = world({ rules });
		const ticket = ticketOf(await throttle.acquire(claims));
		throttle.observe(ticket, { status: 429, headers: { 'retry-after': '90' } });
		expect(throttle.state().windows.map(({ left }) => left)).toEqual([1000, 0, 999]);
	});

	it('shrink to what the server says is left of the tighter window', async () => {
		const { throttle } = world({ rules });
		const headers = {
			date: new Date(START).toUTCString(),
			'x-ratelimit-remaining': '50',
			'x-ratelimit-reset': String(START / 1000 + 60),
		};
		throttle.observe(ticketOf(await throttle.acquire(claims)), { status: 200, headers });
		const left = () => throttle.state().windows.map((window) => window.left);
		expect(left()).toEqual([1000, 50, 999]);
		throttle.observe(ticketOf(await throttle.acquire(scheduling)), { status: 200, headers });
		expect(left()).toEqual([999, 50, 50]);
		expect(throttle.state().left).toBe(50);
	});
});

describe('a server that cannot be learnt from', () => {
	it('has its hours where our clock has them, give or take', async () => {
		const clock = new VirtualClock(START);
		const hour = { calls: 50, lengthMs: HOUR, kind: 'clock' as const };
		const server = new CountingServer(clock, [hour], 2_000, false);
		const rules = [{ ...V4[0]!, limit: 50 }, V4[1]!];
		const process = new Process(clock, server, throttleOn(clock, { rules }));
		for (let i = 0; i < 60; i++) void process.send({});
		await clock.run();
		expect(server.refusals).toBe(0);
		expect([...server.perWindow().values()]).toEqual([50, 10]);
	});
});

describe('a wrong number of processes', () => {
	it('costs a few refusals until it is noticed, and fails nothing', async () => {
		const clock = new VirtualClock(START);
		const hour = { calls: 100, lengthMs: HOUR, kind: 'clock' as const };
		const server = new CountingServer(clock, [hour, V4_SERVER[1]!]);
		const rules = [{ ...V4[0]!, limit: 100 }, V4[1]!];
		const team = [1, 2, 3].map(
			(seed) => new Process(clock, server, throttleOn(clock, { rules }, {}, seed)),
		);
		const trips = team.flatMap((process) => Array.from({ length: 80 }, () => process.deliver({})));
		await clock.run();
		expect((await Promise.all(trips)).every(({ status }) => status === 200)).toBe(true);
		expect([...server.perWindow().values()]).toEqual([100, 100, 40]);
		for (const { refused } of team) {
			const hours = refused.map((at) => Math.floor((at - START) / HOUR));
			expect(hours.filter((hour) => hour === 0).length).toBeLessThanOrEqual(8);
			expect(hours.filter((hour) => hour === 1).length).toBeLessThanOrEqual(2);
		}
	});
});
