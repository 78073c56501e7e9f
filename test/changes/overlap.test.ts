import {
	earliestStamp,
	FOLD_MS,
	LAG_MS,
	latestStamp,
	overlapOf,
} from '../../drchrono/changes/overlap';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const JUNE = Date.UTC(2026, 5, 10, 15);

test('a wall clock needs 75 minutes, one in UTC the lag alone', () => {
	expect(LAG_MS + FOLD_MS).toBe(75 * MINUTE);
	expect(overlapOf({ clock: 'wall', zones: ['US/Eastern'] }, JUNE)).toBe(75 * MINUTE);
	expect(overlapOf({ clock: 'utc', zones: ['UTC'] }, JUNE)).toBe(LAG_MS);
});

test.each([
	[['US/Eastern', 'America/Chicago'], JUNE, 1],
	[['Pacific/Honolulu', 'America/New_York', 'America/Los_Angeles'], JUNE, 6],
	[['America/Phoenix', 'America/Denver'], JUNE, 1],
	[['America/Phoenix', 'America/Denver'], Date.UTC(2026, 11, 10), 0],
	// The East has set its clocks back, Chicago has not.
	[['US/Eastern', 'America/Chicago'], Date.UTC(2026, 10, 1, 6, 30), 1],
	// Denver is about to set its clocks back, Phoenix never does.
	[['America/Phoenix', 'America/Denver'], Date.UTC(2026, 10, 1, 9), 1],
])('%j are so many hours apart', (zones, at, hours) => {
	expect(overlapOf({ clock: 'wall', zones }, at)).toBe(75 * MINUTE + hours * HOUR);
});

test('the easternmost clock is the latest, the westernmost the earliest', () => {
	const zones = ['America/Chicago', 'US/Eastern'];
	expect(latestStamp(zones, JUNE) - earliestStamp(zones, JUNE)).toBe(HOUR);
	expect(latestStamp(zones, JUNE)).toBe(JUNE - 4 * HOUR);
});
