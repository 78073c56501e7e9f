import { Alarm } from '../../drchrono/client/throttle/alarm';
import { SteadyClock } from '../../drchrono/client/throttle/steady-clock';
import { HOUR, MINUTE } from './throttle-world';
import { VirtualClock } from './virtual-clock';

function hostClock() {
	const clock = new VirtualClock();
	let lead = 0;
	const host = clock.host(() => lead);
	return { clock, host, steady: new SteadyClock(host), set: (by: number) => void (lead += by) };
}

describe('the steady clock', () => {
	it('follows the host, also when it is set forward', async () => {
		const { clock, steady, set } = hostClock();
		const start = steady.now();
		await clock.run(start + 1000);
		set(HOUR);
		expect(steady.now()).toBe(start + 1000 + HOUR);
		expect(steady.hostTime(start)).toBe(start);
	});

	it('goes on when the host is set back, and knows what the host calls an instant', async () => {
		const { clock, host, steady, set } = hostClock();
		const start = steady.now();
		set(-HOUR);
		expect(steady.now()).toBe(start);
		await clock.run(start + 5000);
		expect(steady.now()).toBe(start + 5000);
		expect(steady.hostTime(steady.now() + 7)).toBe(host.now() + 7);
	});

	it('knows that a pause has passed, also when the host was set back meanwhile', async () => {
		const { clock, steady, set } = hostClock();
		const start = steady.now();
		const pause = steady.pause(50 * MINUTE);
		clock.at(start + 10 * MINUTE, () => set(-HOUR));
		await clock.run();
		await pause;
		expect(steady.now()).toBe(start + 50 * MINUTE);
	});

	it('does not take an interrupted pause, or one that ended a little early, for a whole one', async () => {
		const { clock, steady } = hostClock();
		const start = steady.now();
		const controller = new AbortController();
		const pause = steady.pause(HOUR, controller.signal);
		await clock.run(start + 1000);
		controller.abort();
		await pause;
		expect(steady.now()).toBe(start + 1000);

		const early = {
			now: () => clock.now(),
			pause: async (ms: number) => await clock.pause(ms - 1),
		};
		const punctual = new SteadyClock(early);
		const nap = punctual.pause(1000);
		await clock.run();
		await nap;
		expect(punctual.now()).toBe(start + 1999);
	});
});

describe('the alarm', () => {
	it('rings once, at the instant that was set last', async () => {
		const clock = new VirtualClock();
		const start = clock.now();
		const rung: number[] = [];
		const alarm = new Alarm(clock, () => rung.push(clock.now() - start));
		alarm.set(start + 500);
		alarm.set(start + 300);
		alarm.set(start + 300);
		await clock.run(start + 1000);
		alarm.set(start + 2000);
		alarm.set(Infinity);
		await clock.run();
		expect(rung).toEqual([300]);
		expect(clock.now()).toBe(start + 1000);
	});

	it('may be set while it rings', async () => {
		const clock = new VirtualClock();
		const start = clock.now();
		const rung: number[] = [];
		const alarm = new Alarm(clock, () => {
			rung.push(clock.now() - start);
			if (rung.length < 3) alarm.set(clock.now() + 100);
		});
		alarm.set(start);
		await clock.run();
		expect(rung).toEqual([1, 101, 201]);
	});
});
