import fc from 'fast-check';
import { latestArrival, TRANSIT_MS } from '../../drchrono/client/throttle/call';
import { AT_EASE, eased, gapAfter } from '../../drchrono/client/throttle/ease';
import { LANES, PATIENCE, pick } from '../../drchrono/client/throttle/lanes';
import { pace } from '../../drchrono/client/throttle/pace';
import { keptBack, reserveOf } from '../../drchrono/client/throttle/reserve';
import { covers, share } from '../../drchrono/client/throttle/rule';
import { HOUR, MINUTE, settings, V4 } from './throttle-world';

const [hour, burst] = [V4[0]!, V4[1]!];

describe('share', () => {
	it.each([
		[1, 500, 8],
		[2, 250, 4],
		[3, 166, 2],
		[8, 62, 1],
		[200, 2, 1],
		[1000, 1, 1],
	])('of %i processes is %i calls an hour and %i in a burst', (processes, perHour, perBurst) => {
		expect(share(hour, processes)).toEqual({ ...hour, limit: perHour });
		expect(share(burst, processes).limit).toBe(perBurst);
	});

	it('is never more than the whole, and on average not for crowds either', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 5000 }),
				fc.integer({ min: 1, max: 500 }),
				(limit, n) => {
					const rule = { ...burst, limit };
					const part = share(rule, n);
					const rate = (n * part.limit) / part.lengthMs;
					expect(rate).toBeLessThanOrEqual(rule.limit / rule.lengthMs);
					if (n <= limit) expect(part.lengthMs).toBe(rule.lengthMs);
				},
			),
		);
	});

	it.each([0, -1, Number.NaN, 0.5])('of %p processes is the whole', (processes) => {
		expect(share(hour, processes)).toEqual(hour);
	});
});

describe('covers', () => {
	it('is true for every category, or for those that are named', () => {
		expect(covers(hour, 'claims')).toBe(true);
		expect(covers({ ...hour, categories: ['claims'] }, 'claims')).toBe(true);
		expect(covers({ ...hour, categories: ['claims'] }, 'clinical')).toBe(false);
	});
});

describe('reserve', () => {
	const reserve = reserveOf(hour, settings());

	it('keeps calls back until ten minutes before the hour, then lets them go evenly', () => {
		expect(keptBack(reserve, HOUR)).toBe(40);
		expect(keptBack(reserve, 10 * MINUTE)).toBe(40);
		expect(keptBack(reserve, 5 * MINUTE)).toBe(20);
		expect(keptBack(reserve, 15_000)).toBe(1);
		expect(keptBack(reserve, 14_999)).toBe(0);
		expect(keptBack(reserve, -1)).toBe(0);
	});

	it('is divided among processes, rounded up', () => {
		expect(reserveOf(share(hour, 3), settings({ processes: 3 })).calls).toBe(14);
		expect(reserveOf(share(hour, 200), settings({ processes: 200 })).calls).toBe(1);
	});

	it('goes with the length of the window', () => {
		const quarter = { ...hour, limit: 125, lengthMs: 15 * MINUTE };
		expect(reserveOf(quarter, settings())).toEqual({ calls: 10, releaseMs: 10 * MINUTE });
		const short = { ...hour, limit: 10, lengthMs: 3 * MINUTE };
		expect(reserveOf(short, settings())).toEqual({ calls: 2, releaseMs: 3 * MINUTE });
	});

	it('leaves bulk work at least half of the calls, and all of them in a sliding window', () => {
		expect(reserveOf({ ...hour, limit: 20 }, settings()).calls).toBe(10);
		expect(reserveOf(burst, settings()).calls).toBe(0);
	});
});

describe('pace', () => {
	it('lets half a window go at once', () => {
		expect([1, 2, 3, 4].map((used) => pace(burst, used, 0.9))).toEqual([0, 0, 0, 0]);
	});

	it('spreads the other half, no wider than evenly', () => {
		expect(pace(burst, 5, 0)).toBe(62);
		expect(pace(burst, 8, 0.999)).toBeLessThanOrEqual(125);
	});

	it('leaves clock windows alone', () => {
		expect(pace(hour, 499, 0.5)).toBe(0);
	});
});

describe('ease', () => {
	it('keeps calls three times as far apart after each refusal, up to six seconds', () => {
		const gaps: number[] = [];
		let ease = AT_EASE;
		for (let i = 0; i < 5; i++) gaps.push((ease = eased(ease, burst, i)).gapMs);
		expect(gaps).toEqual([375, 1125, 3375, 6000, 6000]);
		expect(gapAfter(eased(AT_EASE, burst, 0), 1, 0)).toBe(187.5);
		expect(gapAfter(eased(AT_EASE, burst, 0), 1, 0.5)).toBe(375);
	});

	it('ends after an hour and a half, and begins small again', () => {
		const ease = eased(eased(AT_EASE, burst, 0), burst, 0);
		expect(gapAfter(ease, 90 * MINUTE, 0.5)).toBe(0);
		expect(eased(ease, burst, 90 * MINUTE).gapMs).toBe(375);
	});

	it('does not concern clock windows, nor anyone before a refusal', () => {
		expect(eased(AT_EASE, hour, 0)).toBe(AT_EASE);
		expect(gapAfter(AT_EASE, 0, 0.5)).toBe(0);
	});
});

describe('pick', () => {
	const waiting = (passedOver: Partial<Record<(typeof LANES)[number], number>>) =>
		LANES.filter((lane) => lane in passedOver).map((lane) => ({
			lane,
			passedOver: passedOver[lane] ?? 0,
		}));

	it('goes by the order of the lanes', () => {
		expect(pick(waiting({ bulk: 3, trigger: 0, booking: 0 })).lane).toBe('booking');
		expect(pick(waiting({ interactive: 0, booking: PATIENCE - 1 })).lane).toBe('interactive');
	});

	it('prefers who was passed over too often, the most patient first', () => {
		expect(pick(waiting({ interactive: 0, bulk: PATIENCE })).lane).toBe('bulk');
		expect(pick(waiting({ interactive: 0, read: PATIENCE + 1, bulk: PATIENCE })).lane).toBe('read');
		expect(pick(waiting({ interactive: 0, read: PATIENCE, bulk: PATIENCE })).lane).toBe('read');
	});
});

describe('latestArrival', () => {
	const call = { lane: 'read', category: 'all', sentAt: 1_000 } as const;

	it('is now while the call is under way, and the answer once there is one', () => {
		expect(latestArrival(call, 1_700)).toBe(1_700);
		expect(latestArrival({ ...call, answeredAt: 1_500 }, 9_000)).toBe(1_500);
	});

	it('is bounded for slow answers and for those that never come', () => {
		expect(latestArrival({ ...call, answeredAt: 21_000 }, 22_000)).toBe(1_000 + TRANSIT_MS);
		expect(latestArrival(call, 60_000)).toBe(1_000 + TRANSIT_MS);
	});
});
