/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../drchrono/client/clock';
import type { Lane } from '../../drchrono/client/request';
import type { Throttle } from '../../drchrono/client/throttle';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { HOUR, throttleOn, V4 } from './throttle-world';

const PER_HOUR = 12;

const realClock: Clock = {
	now: () => Date.now(),
	pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};

/** The throttle against a server that counts by its own reading of the facts, months ahead of us. */
describe('the throttle and the sandbox', () => {
	let sandbox: Sandbox;
	let authorization: string;

	beforeAll(async () => {
		sandbox = await startSandbox({ limits: true, now: '2027-03-01T10:30:00-05:00' });
		await sandbox.control('limits', { perHour: PER_HOUR });
		authorization = `Bearer ${(await sandbox.token()).access_token}`;
	});

	afterAll(async () => await sandbox.stop());

	const send = async (throttle: Throttle, lane: Lane = 'read', waitAtMostMs = 8_000) => {
		const turn = await throttle.acquire({ lane, category: 'all', waitAtMostMs });
		if (!turn.ok) return turn.failure;
		const response = await fetch(`${sandbox.v4}/api/doctors`, { headers: { authorization } });
		const headers = Object.fromEntries(response.headers);
		const answer = { status: response.status, headers, text: await response.text() };
		return { status: answer.status, ...throttle.observe(turn.value, answer) };
	};
	const refused = async (): Promise<number> => {
		const { byStatus } = await sandbox.control<{ byStatus: Record<string, number> }>('counters');
		return byStatus['429'] ?? 0;
	};

	it('agree on the seconds and on where the hour ends', async () => {
		const rules = [{ ...V4[0]!, limit: PER_HOUR }, V4[1]!];
		const throttle = throttleOn(realClock, { rules, reservePerHour: 0 });
		await sandbox.control('clock', { now: '2027-03-01T10:59:57-05:00' });
		expect(await send(throttle)).toEqual({ status: 200 });
		const answers = await Promise.all(Array.from({ length: 20 }, () => send(throttle)));
		const taken = answers.filter((answer) => 'status' in answer && answer.status === 200);
		expect(taken.length).toBeGreaterThanOrEqual(PER_HOUR - 1);
		expect(await refused()).toBe(0);
	});

	it('agree on when to come back after others have used the hour up', async () => {
		await sandbox.control('clock', { now: '2027-03-01T12:15:00-05:00', freeze: true });
		const throttle = throttleOn(realClock);
		expect(await send(throttle)).toEqual({ status: 200 });
		await sandbox.control('limits', { used: PER_HOUR });
		const before = Date.now();
		const { retryAt } = (await send(throttle)) as { retryAt: number };
		expect(retryAt - before).toBeGreaterThanOrEqual(0.75 * HOUR);
		expect(retryAt - Date.now()).toBeLessThanOrEqual(0.75 * HOUR + 6_000);
		expect(await send(throttle, 'booking', 60_000)).toMatchObject({ kind: 'throttled', retryAt });
		expect(await refused()).toBe(1);
	});
});
