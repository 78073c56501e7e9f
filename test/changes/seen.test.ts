import { isSeen, MOST_SPARE_KEYS, pruned, withKeys, type Seen } from '../../drchrono/changes/seen';

const HOUR = 3_600_000;
const at = (hours: number) => Date.UTC(2026, 5, 10) + hours * HOUR;

test('remembers keys by their stamps, each once, and changes nothing in place', () => {
	const none: Seen = Object.freeze({});
	const one = withKeys(none, [{ key: 'a', stamp: at(1) }]);
	const two = withKeys(one, [
		{ key: 'a', stamp: at(1) },
		{ key: 'b', stamp: at(1) },
	]);
	expect(none).toEqual({});
	expect(Object.values(one)).toEqual([['a']]);
	expect(Object.values(two)).toEqual([['a', 'b']]);
	expect(isSeen(two, { key: 'b', stamp: at(1) + 1 })).toBe(true);
	expect(isSeen(two, { key: 'c', stamp: at(1) })).toBe(false);
});

test('forgets what lies before the floor, in whole hours', () => {
	const seen = withKeys({}, [
		{ key: 'a', stamp: at(1) },
		{ key: 'b', stamp: at(2.5) },
		{ key: 'c', stamp: at(3) },
	]);
	const after = pruned(seen, { floor: at(2.75), needed: at(2.75) });
	expect(after.floor).toBe(at(2.75));
	expect(Object.values(after.seen).flat().sort()).toEqual(['b', 'c']);
});

describe('too many keys', () => {
	const crowd = (hour: number) =>
		Array.from({ length: MOST_SPARE_KEYS - 1 }, (_, index) => ({
			key: `${hour}-${index}`,
			stamp: at(hour),
		}));
	const seen = withKeys({}, [...crowd(1), ...crowd(2), ...crowd(3), ...crowd(4)]);

	test('the oldest go, and the floor rises above them', () => {
		const after = pruned(seen, { floor: at(0), needed: at(5) });
		expect(after.floor).toBe(at(4));
		expect(Object.values(after.seen).flat()).toHaveLength(MOST_SPARE_KEYS - 1);
		expect(isSeen(after.seen, { key: '4-0', stamp: at(4) })).toBe(true);
	});

	test('but none that is still needed', () => {
		const after = pruned(seen, { floor: at(0), needed: at(2) });
		expect(after.floor).toBeLessThanOrEqual(at(2));
		for (const hour of [2, 3, 4]) {
			expect(isSeen(after.seen, { key: `${hour}-7`, stamp: at(hour) })).toBe(true);
		}
	});
});
