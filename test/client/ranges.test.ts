import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { splitRange, type DateRange } from '../../drchrono/client/ranges';

type Splitter = (range: DateRange, maxDays: number) => DateRange[];

const runs = { numRuns: 300, seed: 20261122 };

/** Every day between two dates, counted by the calendar's rules alone. */
function daysOf({ from, to }: DateRange): string[] {
	const days: string[] = [];
	let [year, month, day] = from.split('-').map(Number) as [number, number, number];
	for (;;) {
		const text = [String(year).padStart(4, '0'), two(month), two(day)].join('-');
		if (text > to) return days;
		days.push(text);
		day++;
		if (day > lengthOf(year, month)) [day, month] = [1, month + 1];
		if (month > 12) [month, year] = [1, year + 1];
	}
}

const two = (number: number) => String(number).padStart(2, '0');

function lengthOf(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const date = fc
	.tuple(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 1, max: 12 }), fc.nat({ max: 30 }))
	.map(([year, month, day]) => `${year}-${two(month)}-${two(1 + (day % lengthOf(year, month)))}`);

/** Each day comes in exactly one of the fewest parts, in order; they are alike and none is too long. */
const coversEachDayOnce = (split: Splitter) =>
	fc.property(
		date,
		fc.nat({ max: 800 }),
		fc.integer({ min: 1, max: 400 }),
		(from, more, maxDays) => {
			const to = later(from, more);
			const parts = split({ from, to }, maxDays);
			expect(parts.flatMap(daysOf)).toEqual(daysOf({ from, to }));
			parts.forEach((part) => expect(daysOf(part).length).toBeLessThanOrEqual(maxDays));
			expect(parts.length).toBe(Math.ceil(daysOf({ from, to }).length / maxDays));
			const lengths = parts.map((part) => daysOf(part).length);
			expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
		},
	);

function later(from: string, days: number): string {
	return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A splitter by hours in a zone, as one writes it at first. */
const byHours =
	(zone: string): Splitter =>
	({ from, to }, maxDays) => {
		const parts: DateRange[] = [];
		const last = DateTime.fromISO(to, { zone });
		for (let start = DateTime.fromISO(from, { zone }); start <= last; ) {
			const end = DateTime.min(start.plus({ hours: 24 * (maxDays - 1) }), last);
			parts.push({ from: start.toISODate()!, to: end.toISODate()! });
			start = end.plus({ hours: 24 });
		}
		return parts;
	};

const shifted =
	(change: (parts: DateRange[]) => DateRange[]): Splitter =>
	(range, maxDays) =>
		change(splitRange(range, maxDays));

describe('a range of days', () => {
	test('is cut so that each day comes once', () => {
		fc.assert(coversEachDayOnce(splitRange), runs);
	});

	const defects: Array<[string, Splitter]> = [
		['days of 24 hours where the clocks change', byHours('America/New_York')],
		[
			'parts that share a day',
			shifted((parts) =>
				parts.map((part, i) => ({ ...part, from: i ? parts[i - 1]!.to : part.from })),
			),
		],
		[
			'a last part that is forgotten',
			shifted((parts) => parts.slice(0, Math.max(1, parts.length - 1))),
		],
		['a stub at the end', byHours('UTC')],
		['a part that is a day too long', (range, maxDays) => splitRange(range, maxDays + 1)],
	];

	test.each(defects)('notices: %s', (_, split) => {
		expect(fc.check(coversEachDayOnce(split), { ...runs, endOnFailure: true }).failed).toBe(true);
	});

	test.each<[string, DateRange, DateRange[]]>([
		[
			'a leap year at 180 days',
			{ from: '2024-01-01', to: '2024-12-31' },
			[
				{ from: '2024-01-01', to: '2024-05-01' },
				{ from: '2024-05-02', to: '2024-08-31' },
				{ from: '2024-09-01', to: '2024-12-31' },
			],
		],
		[
			'a single day',
			{ from: '2026-03-08', to: '2026-03-08' },
			[{ from: '2026-03-08', to: '2026-03-08' }],
		],
		['a range that ends before it begins', { from: '2026-03-09', to: '2026-03-08' }, []],
	])('%s', (_, range, parts) => {
		expect(splitRange(range)).toEqual(parts);
	});

	test.each([
		['a day that is not there', { from: '2026-02-29', to: '2026-03-01' }, 180],
		['a time of day', { from: '2026-02-28T00:00', to: '2026-03-01' }, 180],
		['no days a part', { from: '2026-02-28', to: '2026-03-01' }, 0],
	])('is refused with %s', (_, range, maxDays) => {
		expect(() => splitRange(range, maxDays)).toThrow(RangeError);
	});
});
