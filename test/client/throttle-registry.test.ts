import { throttleFor } from '../../drchrono/client/throttle';
import { settings, V4 } from './throttle-world';
import { VirtualClock } from './virtual-clock';

describe('the registry', () => {
	const clock = new VirtualClock();
	const limits = (throttle: ReturnType<typeof throttleFor>) =>
		throttle.state().windows.map(({ limit }) => limit);

	it('gives everyone who uses an application the same throttle', () => {
		const one = throttleFor('one application', settings(), clock);
		expect(throttleFor('one application', settings(), clock)).toBe(one);
		expect(throttleFor('another application', settings(), clock)).not.toBe(one);
	});

	it('lets a changed credential reach the running throttle, with its counts', async () => {
		const throttle = throttleFor('changing', settings(), clock);
		await throttle.acquire({ lane: 'read', category: 'all', waitAtMostMs: 0 });
		throttleFor('changing', settings({ processes: 2 }), clock);
		expect(limits(throttle)).toEqual([250, 4]);
		expect(throttle.state().left).toBe(249);
		const own = V4.map((rule) => ({ ...rule, limit: rule.limit * 2 }));
		throttleFor('changing', settings({ rules: own }), clock);
		expect(limits(throttle)).toEqual([1000, 16]);
		expect(throttle.state().left).toBe(999);
		throttleFor('changing', settings(), clock);
		expect(limits(throttle)).toEqual([500, 8]);
	});
});
