import fc from 'fast-check';

import { instantsOf, stampAt, stampOf, wallOf } from '../../drchrono/changes/stamp';

const EASTERN = 'America/New_York';

test.each([
	['2026-11-01T01:30:00', '2026-11-01T01:30:00'],
	['2026-11-01 01:30:00', '2026-11-01T01:30:00'],
	['2026-11-01', '2026-11-01T00:00:00'],
	['2026-11-01T01:30:00Z', '2026-11-01T01:30:00'],
	['2026-11-01T01:30:00-05:00', '2026-11-01T06:30:00'],
])('reads %s', (text, wall) => {
	expect(wallOf(stampOf(text) ?? NaN)).toBe(wall);
});

test.each(['', 'None', 'yesterday', null, undefined, 5])('%p is no stamp', (text) => {
	expect(stampOf(text)).toBeNull();
});

test.each([
	['in autumn an hour has two meanings', '2026-11-01T01:30:00', ['05:30', '06:30']],
	['the hour before it has one', '2026-11-01T00:59:59', ['04:59']],
	['the hour after it has one', '2026-11-01T02:00:00', ['07:00']],
	['the hour that spring skips has one all the same', '2027-03-14T02:30:00', ['07:30']],
])('%s', (_, wall, times) => {
	const instants = instantsOf(stampOf(wall) ?? NaN, EASTERN);
	expect(instants.map((instant) => new Date(instant).toISOString().slice(11, 16))).toEqual(times);
});

test('what a clock shows at an instant means that instant', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }),
			fc.constantFrom(EASTERN, 'Pacific/Honolulu', 'America/Phoenix', 'UTC'),
			(minutes, zone) => {
				const instant = Date.UTC(2026, 0, 1) + minutes * 60_000;
				expect(instantsOf(stampAt(instant, zone), zone)).toContain(instant);
			},
		),
	);
});
