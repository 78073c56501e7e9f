import type { Call } from '../../drchrono/client/throttle/call';
import { throttled } from '../../drchrono/client/throttle/refusal';
import { ClockCounter } from '../../drchrono/client/throttle/clock-counter';
import { SlidingCounter } from '../../drchrono/client/throttle/sliding-counter';
import { termsOf } from '../../drchrono/client/throttle/terms';
import { Window } from '../../drchrono/client/throttle/window';
import { HOUR, MINUTE, policy, settings, V4 } from './throttle-world';

const BOUNDARY = Date.UTC(2026, 10, 22, 15);
const NOW = BOUNDARY - 30 * MINUTE;
const [hour, burst] = [V4[0]!, V4[1]!];
/** A dice that always shows the least. */
const strict = policy({ chance: () => 0 });
const exact = (now: number) => ({ least: 0, most: 0, asOf: now });

function hourWindow(limit = 500, processes = 1): Window {
	const terms = termsOf({ ...hour, limit }, settings({ processes }), strict);
	return new Window(terms, new ClockCounter(HOUR, exact, strict), strict);
}

function burstWindow(): Window {
	const terms = termsOf(burst, settings(), strict);
	return new Window(terms, new SlidingCounter(1000, strict), strict);
}

function enter(window: Window, calls: number, now: number): Call {
	const call = (): Call => ({ lane: 'read', category: 'all', sentAt: now, answeredAt: now });
	for (let i = 0; i < calls; i++) window.enter(call(), now);
	return call();
}

describe('a window', () => {
	it('closes until the second after the one that the server named', () => {
		const window = hourWindow();
		const until = window.close(enter(window, 3, NOW), 1_800_000, NOW);
		expect(until).toBe(BOUNDARY + 1000);
		expect(window.opensAt(false, 0, NOW)).toBe(until);
		expect(window.left(NOW)).toBe(0);
		expect(window.resetsAt(NOW)).toBe(until);
		expect(window.opensAt(false, 0, until)).toBe(until);
		expect(window.left(until)).toBe(500);
	});

	it('never closes for longer than its length, whatever the server says', () => {
		const window = hourWindow();
		expect(window.close(enter(window, 1, NOW), 1e12, NOW)).toBe(NOW + HOUR + 1000);
	});

	it('backs off 1, 2, 4 … up to 60 seconds from a server that says nothing', () => {
		const window = hourWindow();
		let now = NOW;
		const waits = Array.from({ length: 8 }, () => {
			const until = window.close(enter(window, 1, now), undefined, now);
			const wait = until - now;
			now = until;
			return wait / 1000;
		});
		expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
		window.settle(now);
		expect(window.close(enter(window, 1, now), undefined, now) - now).toBe(1000);
	});

	it('takes refusals of calls that were sent before it closed for one', () => {
		const window = burstWindow();
		const call = enter(window, 1, NOW);
		expect(window.close(call, undefined, NOW + 100)).toBe(NOW + 1100);
		expect(window.close(call, undefined, NOW + 200)).toBe(NOW + 1200);
		expect(window.close(enter(window, 1, NOW + 300), undefined, NOW + 300)).toBe(NOW + 2300);
	});

	it('stays closed as long as the longest word says', () => {
		const window = hourWindow();
		const until = window.close(enter(window, 1, NOW), 1_200_000, NOW);
		expect(window.close(enter(window, 1, NOW), 1_000, NOW + 50)).toBe(until);
		expect(window.opensAt(false, 0, NOW + 5_000)).toBe(until);
	});

	it('is not back at the very instant that others were told too', () => {
		const late = policy({ chance: () => 0.5 });
		const terms = termsOf(hour, settings(), late);
		const window = new Window(terms, new ClockCounter(HOUR, exact, late), late);
		expect(window.close(enter(window, 1, NOW), 1_800_000, NOW)).toBe(BOUNDARY + 1000 + 2500);
	});

	it('keeps calls apart after a refusal, and further after the next, for an hour and a half', () => {
		const window = burstWindow();
		const first = window.close(enter(window, 1, NOW), 400, NOW);
		expect(first).toBe(NOW + 1400);
		enter(window, 1, first);
		const gap = (8 / 1000) ** -1 * 3;
		expect(window.opensAt(false, 0, first)).toBe(first + gap / 2);
		const second = window.close(enter(window, 1, first), 400, first);
		enter(window, 1, second);
		expect(window.opensAt(false, 0, second)).toBe(second + (gap * 3) / 2);
		const later = second + 90 * MINUTE;
		enter(window, 1, later);
		expect(window.opensAt(false, 0, later)).toBe(later);
	});

	it('starts at another instant of the hour than other processes', () => {
		const late = policy({ chance: () => 0.5 });
		const terms = termsOf({ ...hour, limit: 5 }, settings({ processes: 5 }), late);
		const window = new Window(terms, new ClockCounter(HOUR, exact, late), late);
		enter(window, 1, NOW);
		expect(window.opensAt(false, 0, NOW)).toBe(BOUNDARY + 1000);
		expect(window.opensAt(false, 0, BOUNDARY)).toBe(BOUNDARY);
	});

	it('shrinks to what the server says is left, until it resets', () => {
		const terms = termsOf({ ...burst, limit: 200, lengthMs: MINUTE }, settings(), strict);
		const window = new Window(terms, new SlidingCounter(MINUTE, strict), strict);
		enter(window, 10, NOW);
		window.shrink(5, NOW + 20_000, NOW);
		expect(window.left(NOW)).toBe(5);
		enter(window, 5, NOW);
		expect(window.left(NOW)).toBe(0);
		expect(window.opensAt(false, 0, NOW)).toBe(NOW + 20_000);
		expect(window.left(NOW + 20_000)).toBe(185);
		window.shrink(500, NOW + 40_000, NOW + 20_000);
		expect(window.left(NOW + 20_000)).toBe(185);
	});

	it('opens for bulk work only above the reserve', () => {
		const window = hourWindow();
		enter(window, 460, NOW);
		expect(window.opensAt(false, 0, NOW)).toBe(NOW);
		expect(window.opensAt(true, 0, NOW)).toBe(BOUNDARY - 10 * MINUTE + 1);
	});

	it('spreads calls once half of it is used', () => {
		const window = burstWindow();
		enter(window, 4, NOW);
		expect(window.pacedUntil).toBe(NOW);
		enter(window, 1, NOW);
		expect(window.pacedUntil).toBe(NOW + 62);
		expect(window.opensAt(false, 0, NOW)).toBe(NOW);
	});
});

describe('what a window tells the person', () => {
	const retryAt = BOUNDARY + 500;
	const told = (window: Window, bulk = false) => throttled(window.obstacle(bulk, NOW), retryAt);

	it('names the limit that is used up, and when it can go on', () => {
		const window = hourWindow();
		enter(window, 500, NOW);
		expect(told(window)).toEqual({
			kind: 'throttled',
			sentence: "DrChrono's limit of 500 calls an hour is used up",
			advice:
				'It can go on from 2026-11-22T15:00:01Z (UTC). Run it again then, let the node wait longer, or let it stop and continue later.',
			retryAt,
		});
	});

	it('names the part of a process that shares', () => {
		const window = hourWindow(500, 4);
		enter(window, 125, NOW);
		expect(told(window).sentence).toBe(
			"This n8n process's part (125) of DrChrono's limit of 500 calls an hour is used up",
		);
	});

	it('says when the server itself refused', () => {
		const window = hourWindow();
		window.close(enter(window, 1, NOW), 60_000, NOW);
		expect(told(window).sentence).toBe(
			'DrChrono answered that its limit of 500 calls an hour is used up',
		);
	});

	it('says when the rest is reserved', () => {
		const window = hourWindow();
		enter(window, 470, NOW);
		expect(told(window, true).sentence).toBe(
			"What is left of DrChrono's limit of 500 calls an hour is reserved for bookings, triggers and look-ups",
		);
	});

	it('says when others wait already', () => {
		expect(told(hourWindow()).sentence).toBe(
			"Requests that wait already use up DrChrono's limit of 500 calls an hour",
		);
	});

	it.each([
		[{ limit: 1, lengthMs: 1000 }, '1 call a second'],
		[{ limit: 200, lengthMs: MINUTE, categories: ['claims'] }, '200 calls a minute for claims'],
		[{ limit: 9, lengthMs: 10_000 }, '9 calls in 10 seconds'],
	])('describes %j', (change, words) => {
		const whole = { ...burst, ...change };
		const { sentence } = throttled({ whole, share: whole, reason: 'used' }, retryAt);
		expect(sentence).toBe(`DrChrono's limit of ${words} is used up`);
	});
});
