import type { Call } from '../../drchrono/client/throttle/call';
import { ClockCounter } from '../../drchrono/client/throttle/clock-counter';
import { SlidingCounter } from '../../drchrono/client/throttle/sliding-counter';
import { HOUR, policy } from './throttle-world';

const BOUNDARY = Date.UTC(2026, 10, 22, 15);
const none = () => 0;

function call(sentAt: number, answeredAt?: number): Call {
	return { lane: 'read', category: 'all', sentAt, answeredAt };
}

describe('a sliding counter', () => {
	it('counts a call until a length after its answer, not after its sending', () => {
		const counter = new SlidingCounter(1000, policy());
		counter.add(call(0, 300));
		expect(counter.used(1299)).toBe(1);
		expect(counter.used(1300)).toBe(0);
	});

	it('counts an unanswered call until it must have arrived and a length more', () => {
		const counter = new SlidingCounter(1000, policy());
		counter.add(call(0));
		expect(counter.used(5999)).toBe(1);
		expect(counter.used(6000)).toBe(0);
	});

	it('opens when the calls that stop counting first make room', () => {
		const counter = new SlidingCounter(1000, policy());
		for (const at of [0, 100, 200]) counter.add(call(at, at + 50));
		expect(counter.opensAt(4, 0, 300)).toBe(300);
		expect(counter.opensAt(4, 1, 300)).toBe(1050);
		expect(counter.opensAt(3, 0, 300)).toBe(1050);
		expect(counter.opensAt(3, 1, 300)).toBe(1150);
		expect(counter.opensAt(2, 0, 300)).toBe(1150);
		expect(counter.opensAt(3, 3, 300)).toBe(2050);
	});

	it('goes by the order of answers, not of sending', () => {
		const counter = new SlidingCounter(1000, policy());
		counter.add(call(0, 300));
		counter.add(call(100, 200));
		expect(counter.opensAt(2, 0, 400)).toBe(1200);
		expect(counter.resetsAt(400)).toBe(1300);
	});

	it('forgets a call that never left', () => {
		const counter = new SlidingCounter(1000, policy());
		const one = call(0);
		counter.add(one);
		counter.remove(one);
		expect(counter.used(0)).toBe(0);
		expect(counter.resetsAt(10)).toBe(10);
	});
});

describe('a clock counter', () => {
	const at = (least: number, most: number) => {
		const lead = { least, most };
		const counter = new ClockCounter(HOUR, (now) => ({ ...lead, asOf: now }), policy());
		return { counter, lead };
	};

	it("goes by the server's clock", () => {
		const { counter } = at(60_000, 60_000);
		counter.add(call(BOUNDARY - 90_000, BOUNDARY - 89_000));
		expect(counter.used(BOUNDARY - 61_000)).toBe(1);
		expect(counter.used(BOUNDARY - 60_000)).toBe(0);
		expect(counter.resetsAt(BOUNDARY - 61_000)).toBe(BOUNDARY - 60_000);
	});

	it('counts a call that may have arrived on either side of the boundary in both windows', () => {
		const { counter } = at(-500, 500);
		counter.add(call(BOUNDARY - 700, BOUNDARY - 600));
		counter.add(call(BOUNDARY - 300, BOUNDARY - 200));
		expect(counter.used(BOUNDARY - 600)).toBe(2);
		expect(counter.used(BOUNDARY + 600)).toBe(1);
	});

	it('counts a call under way in every window that it may reach', () => {
		const { counter } = at(0, 0);
		counter.add(call(BOUNDARY - 2000));
		expect(counter.used(BOUNDARY - 1)).toBe(1);
		expect(counter.used(BOUNDARY)).toBe(1);
		expect(counter.used(BOUNDARY + HOUR)).toBe(0);
	});

	it('opens when the server has surely begun the next window', () => {
		const { counter } = at(-400, 600);
		for (let i = 0; i < 5; i++) counter.add(call(BOUNDARY - 60_000, BOUNDARY - 59_000));
		const now = BOUNDARY - 30_000;
		expect(counter.opensAt(6, 0, now, none)).toBe(now);
		expect(counter.opensAt(5, 0, now, none)).toBe(BOUNDARY + 400);
		expect(counter.opensAt(6, 1, now, none)).toBe(BOUNDARY + 400);
		expect(counter.opensAt(5, 5, now, none)).toBe(BOUNDARY + HOUR + 400);
		expect(counter.opensAt(5, 0, BOUNDARY + 100, none)).toBe(BOUNDARY + 400);
	});

	it('counts in whichever window may have come when the clock is known less well again', () => {
		const { counter, lead } = at(0, 0);
		for (let i = 0; i < 5; i++) counter.add(call(BOUNDARY + 100, BOUNDARY + 150));
		expect(counter.used(BOUNDARY + 200)).toBe(5);
		lead.least = -500;
		expect(counter.used(BOUNDARY + 200)).toBe(5);
		expect(counter.opensAt(5, 0, BOUNDARY + 200, none)).toBe(BOUNDARY + HOUR + 500);
	});

	it('opens for bulk work when enough of the reserve is released', () => {
		const { counter } = at(0, 0);
		for (let i = 0; i < 5; i++) counter.add(call(BOUNDARY - 1_800_000, BOUNDARY - 1_799_000));
		const aMinuteEach = (leftMs: number) => Math.floor(leftMs / 60_000);
		const now = BOUNDARY - 1_700_000;
		expect(counter.opensAt(10, 0, now, aMinuteEach)).toBe(BOUNDARY - 5 * 60_000 + 1);
		expect(counter.opensAt(10, 3, now, aMinuteEach)).toBe(BOUNDARY - 2 * 60_000 + 1);
	});

	it('remembers a window that it took for past, until the clock is put right', () => {
		const { counter, lead } = at(0, 0);
		const now = BOUNDARY - 60_000;
		for (let i = 0; i < 5; i++) counter.add(call(now - 1000, now - 900));
		expect(counter.used(now)).toBe(5);
		lead.least = lead.most = HOUR;
		expect(counter.used(now)).toBe(0);
		counter.add(call(now, now + 100));
		expect(counter.used(now + 100)).toBe(1);
		lead.least = lead.most = 0;
		expect(counter.used(now + 200)).toBe(5);
	});

	it('forgets a call that never left', () => {
		const { counter } = at(0, 0);
		const one = call(BOUNDARY);
		counter.add(one);
		counter.remove(one);
		expect(counter.used(BOUNDARY)).toBe(0);
	});
});
