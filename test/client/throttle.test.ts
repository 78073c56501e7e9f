import { HOUR, Process, CountingServer, throttleOn } from './throttle-world';
import { VirtualClock } from './virtual-clock';

describe('throttle', () => {
	it('uses the hour up, leaves the reserve to others, releases it, and goes on in the next hour', async () => {
		const clock = new VirtualClock();
		const server = new CountingServer(clock);
		const process = new Process(clock, server);
		const start = clock.now();
		const trips = Array.from({ length: 700 }, () => process.send({ lane: 'bulk' }));
		await clock.run(start + 45 * 60_000);
		expect(server.arrivals).toHaveLength(460);
		await clock.run(start + HOUR - 1);
		expect(server.arrivals).toHaveLength(500);
		await clock.run();
		expect(server.refusals).toBe(0);
		expect([...server.perWindow().values()]).toEqual([500, 200]);
		expect((await Promise.all(trips)).every((trip) => trip.status === 200)).toBe(true);
	});

	it('fails at once when the wait would be too long', async () => {
		const clock = new VirtualClock();
		const process = new Process(
			clock,
			new CountingServer(clock),
			throttleOn(clock, { reservePerHour: 0 }),
		);
		const start = clock.now();
		for (let i = 0; i < 500; i++) void process.send({});
		await clock.run(start + 10 * 60_000);
		const outcome = await process.throttle.acquire({
			lane: 'read',
			category: 'all',
			waitAtMostMs: 60_000,
		});
		console.log(outcome, JSON.stringify(process.throttle.state()));
	});
});
