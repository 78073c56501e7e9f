import fc from 'fast-check';
import type { Clock } from '../../drchrono/client/clock';
import type { Lane } from '../../drchrono/client/request';
import { Throttle, type Wish } from '../../drchrono/client/throttle';
import { LANES, PATIENCE, pick } from '../../drchrono/client/throttle/lanes';
import type { Policy } from '../../drchrono/client/throttle/policy';
import { learn } from '../../drchrono/client/throttle/server-clock';
import { waitAsked } from '../../drchrono/client/throttle/word';
import {
	CountingServer,
	HOUR,
	MINUTE,
	policy,
	Process,
	settings,
	throttleOn,
	type Trip,
	V4,
	V4_SERVER,
} from './throttle-world';
import { VirtualClock } from './virtual-clock';

/** The same cases on every run and machine. */
const SEED = { seed: 20_261_122, endOnFailure: true };

/** Whether a property notices the defect that was seeded. */
async function notices<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<boolean> {
	return (await fc.check(property, { ...SEED, numRuns })).failed;
}

const lane = fc.constantFrom(...LANES);

describe('no window is ever exceeded', () => {
	const transit = fc.oneof(fc.nat(50), fc.nat(4_000));
	const clockError = fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE });
	const volley = fc.record({
		process: fc.nat(7),
		lane,
		size: fc.integer({ min: 1, max: 25 }),
		/** From the start, or close to where the server begins a new hour. */
		at: fc.oneof(
			fc.record({ after: fc.nat(2 * HOUR) }),
			fc.record({
				hour: fc.integer({ min: 1, max: 2 }),
				off: fc.integer({ min: -6000, max: 6000 }),
			}),
		),
		there: transit,
		back: transit,
		lost: fc.boolean(),
	});
	const scenario = fc.record({
		processes: fc.integer({ min: 1, max: 8 }),
		perHour: fc.integer({ min: 8, max: 60 }),
		serverLead: clockError,
		hostLeads: fc.array(clockError, { minLength: 8, maxLength: 8 }),
		volleys: fc.array(volley, { minLength: 1, maxLength: 12 }),
	});

	const holds = (defect: Partial<Policy> = {}) =>
		fc.asyncProperty(scenario, async ({ processes, perHour, serverLead, hostLeads, volleys }) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const [, burst] = V4_SERVER;
			const hour = { calls: perHour, lengthMs: HOUR, kind: 'clock' as const };
			const server = new CountingServer(clock, [hour, burst!], serverLead);
			const rules = [{ ...V4[0]!, limit: perHour }, V4[1]!];
			const team = hostLeads.slice(0, processes).map((lead, index) => {
				const host = clock.host(() => lead);
				return new Process(
					clock,
					server,
					throttleOn(host, { rules, processes }, defect, index + 1),
				);
			});
			for (const process of team) void process.send({});
			for (const { at, size, there, back, ...volley } of volleys) {
				const instant =
					'after' in at ? start + at.after : start + at.hour * HOUR - serverLead + at.off;
				// What is lost tells nothing: a process has to have seen the server's clock before.
				const lost = volley.lost && instant > start + 20_000;
				const process = team[volley.process % processes]!;
				clock.at(Math.max(start, instant), () => {
					for (let i = 0; i < size; i++) {
						void process.send({ lane: volley.lane, delays: { there, back, lost } });
					}
				});
			}
			await clock.run(start + 3 * HOUR);
			expect(server.refusals).toBe(0);
			expect(Math.max(...server.perWindow().values())).toBeLessThanOrEqual(perHour);
		});

	it('whatever the arrivals, lanes, delays, losses, clocks and processes', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 60 });
	});

	it.each<[string, Partial<Policy>]>([
		['calls that count from when they were sent', { latestArrival: (call) => call.sentAt }],
		["the host's clock taken for the server's", { learn: (known) => known }],
		['processes that do not share', { share: (rule) => rule }],
		[
			'a Date taken for exact',
			{
				learn: (_, { answeredAt, date }) => {
					const lead = date + 500 - answeredAt;
					return { least: lead, most: lead, asOf: answeredAt };
				},
			},
		],
	])('notices %s', async (_, defect) => {
		expect(await notices(holds(defect), 60)).toBe(true);
	});
});

describe('what is allowed gets used', () => {
	const scenario = fc.record({
		processes: fc.integer({ min: 1, max: 4 }),
		perHour: fc.integer({ min: 100, max: 200 }),
		startsAfter: fc.nat(45 * MINUTE),
		serverLead: fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
		lanes: fc.array(lane, { minLength: 1, maxLength: 3 }),
		there: fc.nat(150),
		back: fc.nat(150),
	});

	/** With work waiting all the time, 99 % of each hour's calls are made by its end. */
	const holds = (defect: Partial<Policy> = {}) =>
		fc.asyncProperty(scenario, async ({ processes, perHour, serverLead, lanes, ...one }) => {
			const clock = new VirtualClock(Date.UTC(2026, 10, 22, 14) + one.startsAfter - serverLead);
			const server = new CountingServer(clock, V4_SERVER, serverLead);
			const rules = [{ ...V4[0]!, limit: perHour }, V4[1]!];
			const part = Math.floor(perHour / processes);
			for (let i = 0; i < processes; i++) {
				const throttle = throttleOn(clock, { rules, processes }, defect, i + 1);
				const process = new Process(clock, server, throttle);
				for (let job = 0; job < part * 2.5; job++) {
					void process.send({ lane: lanes[job % lanes.length], delays: one });
				}
			}
			const firstHour = Math.floor(server.now() / HOUR);
			await clock.run((firstHour + 2) * HOUR - serverLead);
			for (const hour of [firstHour, firstHour + 1]) {
				expect(server.perWindow().get(hour)).toBeGreaterThanOrEqual(0.99 * part * processes);
			}
		});

	it('with work in any lanes, from any number of processes', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 12 });
	});

	it.each<[string, Partial<Policy>]>([
		['a reserve that is never released', { keptBack: (reserve) => reserve.calls }],
		['a pace that is too slow', { pace: () => 60_000 }],
		['calls that count for too long', { latestArrival: (call) => call.sentAt + HOUR / 2 }],
	])('notices %s', async (_, defect) => {
		expect(await notices(holds(defect), 15)).toBe(true);
	});

	it('per category and in all, where windows slide', async () => {
		const clock = new VirtualClock();
		const start = clock.now();
		const rules = [
			{ name: 'scheduling', limit: 100, categories: ['scheduling'] },
			{ name: 'claims', limit: 20, categories: ['claims'] },
			{ name: 'key', limit: 130 },
		].map((rule) => ({ ...rule, kind: 'sliding' as const, lengthMs: MINUTE }));
		const limits = rules.map(({ limit, ...rule }) => ({ ...rule, calls: limit }));
		const server = new CountingServer(clock, limits);
		const process = new Process(clock, server, throttleOn(clock, { rules }));
		for (let i = 0; i < 600; i++) {
			void process.send({ category: i % 4 === 0 ? 'claims' : 'scheduling' });
		}
		await clock.run(start + 3 * MINUTE);
		expect(server.refusals).toBe(0);
		const claims = server.arrivals.filter(({ category }) => category === 'claims').length;
		expect(claims).toBeGreaterThanOrEqual(0.99 * 60);
		expect(server.arrivals.length - claims).toBeGreaterThanOrEqual(0.99 * 300);
	});
});

describe('no lane starves', () => {
	const scenario = fc.record({
		/** Lanes that are never empty, and those in which a few wait. */
		flooding: fc.subarray([...LANES], { minLength: 1 }),
		waiting: fc.array(fc.record({ lane, after: fc.nat(20_000) }), { minLength: 1, maxLength: 60 }),
	});

	/** A lane in which someone waits is served once in so many turns. */
	const holds = (defect: Partial<Policy> = {}) =>
		fc.asyncProperty(scenario, async ({ flooding, waiting }) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const turns: Lane[] = [];
			const choose = defect.pick ?? pick;
			const throttle = throttleOn(
				clock,
				{ rules: [V4[1]!] },
				{
					pick: (contenders) => {
						const turn = choose(contenders);
						turns.push(turn.lane);
						return turn;
					},
				},
			);
			const requests: Array<{ turn: number; ahead: number; served?: number }> = [];
			const ask = async (lane: Lane) => {
				const request: (typeof requests)[number] = {
					turn: turns.length,
					ahead: throttle.state().waiting[lane],
				};
				requests.push(request);
				await throttle.acquire({ lane, category: 'all', waitAtMostMs: Infinity });
				request.served = turns.length;
				if (flooding.includes(lane) && clock.now() < start + 25_000) void ask(lane);
			};
			for (const lane of flooding) for (let i = 0; i < 20; i++) void ask(lane);
			for (const { lane, after } of waiting) clock.at(start + after, () => void ask(lane));
			await clock.run();
			const mostTurns = PATIENCE + LANES.length;
			for (const { turn, ahead, served } of requests) {
				expect(served).toBeDefined();
				expect(served! - turn).toBeLessThanOrEqual((ahead + 1) * mostTurns);
			}
		});

	it('whatever floods the others', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 25 });
	});

	it('notices lanes served strictly in order', async () => {
		const strictly: Partial<Policy> = { pick: ([first]) => first! };
		expect(await notices(holds(strictly), 25)).toBe(true);
	});
});

describe("the server's word is followed", () => {
	const scenario = fc.record({
		/** Calls that others make under the same application, one a second, and from when. */
		others: fc.array(
			fc.record({ calls: fc.integer({ min: 100, max: 500 }), after: fc.nat(HOUR) }),
			{
				minLength: 1,
				maxLength: 4,
			},
		),
		calls: fc.array(fc.nat(3 * HOUR), { minLength: 1, maxLength: 60 }),
		serverLead: fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
	});

	/** One refusal an hour teaches a process that others used the hour up, and nothing fails. */
	const holds = (defect: Partial<Policy> = {}) =>
		fc.asyncProperty(scenario, async ({ others, calls, serverLead }) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const server = new CountingServer(clock, V4_SERVER, serverLead);
			const process = new Process(clock, server, throttleOn(clock, {}, defect));
			for (const { calls, after } of others) {
				for (let i = 0; i < calls; i++) clock.at(start + after + i * 1000, () => server.take());
			}
			const trips: Trip[] = [];
			const oneByOne = async () => {
				for (const after of [...calls].sort((one, other) => one - other)) {
					await clock.pause(start + after - clock.now());
					trips.push(await process.deliver({}));
				}
			};
			void oneByOne();
			await clock.run();
			expect(trips.map(({ status }) => status)).toEqual(calls.map(() => 200));
			const hours = process.refused.map((at) => Math.floor(at / HOUR));
			expect(hours).toEqual([...new Set(hours)]);
			for (const at of process.refused) {
				const reset = (Math.floor(at / HOUR) + 1) * HOUR - serverLead;
				const refused = (trip: Trip) =>
					trip.asked <= at - serverLead && trip.sent! > at - serverLead;
				const again = trips.find(refused)!.sent!;
				expect(again).toBeGreaterThanOrEqual(reset);
				expect(again).toBeLessThanOrEqual(reset + 7_000);
			}
		});

	it('when others use the application too', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 15 });
	});

	it.each<[string, Partial<Policy>]>([
		['an unread body', { waitAsked: () => undefined }],
		['a wait cut short', { waitAsked: (answer, now) => (waitAsked(answer, now) ?? 0) / 2 }],
	])('notices %s', async (_, defect) => {
		expect(await notices(holds(defect), 15)).toBe(true);
	});
});

describe('who is cancelled leaves at once and takes nothing along', () => {
	const scenario = fc.array(
		fc.record({ lane, after: fc.nat(5_000), cancelledAfter: fc.option(fc.nat(20_000)) }),
		{ minLength: 1, maxLength: 60 },
	);

	const holds = (Kind: typeof Throttle = Throttle) =>
		fc.asyncProperty(scenario, async (jobs) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const server = new CountingServer(clock);
			const rules = [{ ...V4[1]!, limit: 2 }];
			const process = new Process(clock, server, new Kind(settings({ rules }), clock, policy()));
			const trips = new Map<(typeof jobs)[number], Trip>();
			for (const job of jobs) {
				const controller = new AbortController();
				clock.at(start + job.after, () => {
					const trip = process.send({ lane: job.lane, signal: controller.signal });
					void trip.then((trip) => trips.set(job, trip));
				});
				if (job.cancelledAfter === null) continue;
				clock.at(start + job.after + job.cancelledAfter, () => controller.abort());
			}
			await clock.run();
			for (const job of jobs) {
				const trip = trips.get(job)!;
				const cancelledAt = start + job.after + (job.cancelledAfter ?? Infinity);
				if (trip.failure === undefined) expect(trip.sent).toBeLessThanOrEqual(cancelledAt);
				else expect(trip).toMatchObject({ failure: 'cancelled', left: cancelledAt });
			}
			const sent = [...trips.values()].filter(({ sent }) => sent !== undefined);
			expect(server.arrivals).toHaveLength(sent.length);
			expect(Object.values(process.throttle.state().waiting)).toEqual([0, 0, 0, 0, 0]);
			// Two a second, with the way there and back: whoever left made room for the next.
			expect(clock.now() - start).toBeLessThanOrEqual(25_000 + (sent.length / 2 + 1) * 1_060);
		});

	it('at any moment', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 60 });
	});

	it('notices an unheard signal', async () => {
		class Deaf extends Throttle {
			acquire(wish: Wish) {
				return super.acquire({ ...wish, signal: undefined });
			}
		}
		expect(await notices(holds(Deaf), 60)).toBe(true);
	});
});

describe('nobody waits longer than wished', () => {
	const LIMIT = 30;
	const job = fc.record({
		lane,
		after: fc.nat(3 * HOUR),
		size: fc.integer({ min: 1, max: 15 }),
		waitAtMostMs: fc.oneof(fc.constant(0), fc.nat(90 * MINUTE)),
	});
	const scenario = fc.array(job, { minLength: 1, maxLength: 30 });

	/** And nobody waits at all for what is known to come too late. */
	const holds = (Kind: typeof Throttle = Throttle) =>
		fc.asyncProperty(scenario, async (jobs) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const hour = { calls: LIMIT, lengthMs: HOUR, kind: 'clock' as const };
			const server = new CountingServer(clock, [hour]);
			const rules = [{ ...V4[0]!, limit: LIMIT }, V4[1]!];
			const process = new Process(clock, server, new Kind(settings({ rules }), clock, policy()));
			const trips: Array<Trip & { waitAtMostMs: number; hopeless: boolean }> = [];
			for (const { after, size, ...job } of jobs) {
				clock.at(start + after, () => {
					for (let i = 0; i < size; i++) {
						const left = (Math.floor(server.now() / HOUR) + 1) * HOUR - server.now();
						const used = server.perWindow().get(Math.floor(server.now() / HOUR));
						const hopeless = used === LIMIT && left > job.waitAtMostMs;
						void process.send(job).then((trip) => trips.push({ ...trip, ...job, hopeless }));
					}
				});
			}
			await clock.run();
			expect(trips).toHaveLength(jobs.reduce((sum, { size }) => sum + size, 0));
			for (const { asked, sent, left, retryAt, failure, waitAtMostMs, hopeless } of trips) {
				expect((sent ?? left)! - asked).toBeLessThanOrEqual(waitAtMostMs);
				if (failure === undefined) continue;
				expect(failure).toBe('throttled');
				expect(retryAt).toBeGreaterThan(asked + waitAtMostMs);
				if (hopeless) expect(left).toBe(asked);
			}
			expect(server.refusals).toBe(0);
		});

	it('in any lane', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 40 });
	});

	class Endless extends Throttle {
		acquire(wish: Wish) {
			return super.acquire({ ...wish, waitAtMostMs: Infinity });
		}
	}
	class Undecided extends Throttle {
		private readonly host: Clock;
		constructor(...parts: ConstructorParameters<typeof Throttle>) {
			super(...parts);
			this.host = parts[1];
		}
		async acquire(wish: Wish) {
			const outcome = await super.acquire(wish);
			if (!outcome.ok) await this.host.pause(wish.waitAtMostMs);
			return outcome;
		}
	}
	it.each<[string, typeof Throttle]>([
		['waits without end', Endless],
		['waits that are in vain', Undecided],
	])('notices %s', async (_, Kind) => {
		expect(await notices(holds(Kind), 40)).toBe(true);
	});
});

describe('a system clock that is set does no lasting harm', () => {
	const jump = fc.record({
		after: fc.nat(3 * HOUR),
		by: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
	});
	const scenario = fc.record({
		jumps: fc.array(jump, { maxLength: 3 }),
		jobs: fc.array(fc.record({ after: fc.nat(4 * HOUR), size: fc.integer({ min: 1, max: 20 }) }), {
			minLength: 1,
			maxLength: 12,
		}),
	});
	const LIMIT = 30;

	/** Set back: no refusal and no stall. Set forward: one burst at most, then the server's clock. */
	const holds = (defect: Partial<Policy> = {}) =>
		fc.asyncProperty(scenario, async ({ jumps, jobs }) => {
			const clock = new VirtualClock();
			const start = clock.now();
			const hour = { calls: LIMIT, lengthMs: HOUR, kind: 'clock' as const };
			const server = new CountingServer(clock, [hour]);
			let lead = 0;
			const rules = [{ ...V4[0]!, limit: LIMIT }, V4[1]!];
			const host = clock.host(() => lead);
			const process = new Process(clock, server, throttleOn(host, { rules }, defect));
			for (const { after, by } of jumps) clock.at(start + after, () => void (lead += by));
			const trips: Trip[] = [];
			for (const { after, size } of jobs) {
				clock.at(start + after, () => {
					for (let i = 0; i < size; i++) {
						void process.deliver({}).then((trip) => trips.push(trip));
					}
				});
			}
			const asked = jobs.reduce((sum, { size }) => sum + size, 0);
			await clock.run(start + (4 + Math.ceil(asked / LIMIT) + 1) * HOUR);
			expect(trips).toHaveLength(asked);
			const forward = jumps.filter(({ by }) => by > 0).length;
			expect(process.refused.length).toBeLessThanOrEqual(8 * forward);
		});

	it('in either direction at any time', async () => {
		await fc.assert(holds(), { ...SEED, numRuns: 60 });
	});

	it('notices a server clock that is learnt once and for all', async () => {
		const once: Partial<Policy> = {
			learn: (known, seen) => (known.most - known.least > 9_000 ? learn(known, seen) : known),
		};
		expect(await notices(holds(once), 60)).toBe(true);
	});
});
