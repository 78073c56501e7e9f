import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import {
	dayChoiceOf,
	dayHint,
	dayRangeProperties,
	daysOf,
	type DayChoice,
} from '../../nodes/shared/dayRange';
import { Parameters } from '../../nodes/shared/parameters';
import { daysNamed, isDaysName, todayIn, type DaysName } from '../../drchrono/time/days';

function parametersOf(values: Record<string, unknown>): Parameters {
	const getNodeParameter = (name: string) => values[name] ?? null;
	return new Parameters({ getNodeParameter } as unknown as IExecuteFunctions, 0);
}

/** A Wednesday. */
const TODAY = '2026-11-18';

describe('days by their name', () => {
	test.each<[DaysName, string, string]>([
		['today', '2026-11-18', '2026-11-18'],
		['tomorrow', '2026-11-19', '2026-11-19'],
		['yesterday', '2026-11-17', '2026-11-17'],
		['thisWeek', '2026-11-15', '2026-11-21'],
		['nextWeek', '2026-11-22', '2026-11-28'],
		['lastWeek', '2026-11-08', '2026-11-14'],
		['next7Days', '2026-11-18', '2026-11-25'],
		['next30Days', '2026-11-18', '2026-12-18'],
		['last7Days', '2026-11-11', '2026-11-18'],
		['last30Days', '2026-10-19', '2026-11-18'],
		['last90Days', '2026-08-20', '2026-11-18'],
		['thisMonth', '2026-11-01', '2026-11-30'],
		['nextMonth', '2026-12-01', '2026-12-31'],
		['lastMonth', '2026-10-01', '2026-10-31'],
	])('%s', (name, from, to) => {
		expect(daysNamed(name, TODAY)).toEqual({ from, to });
	});

	test.each([
		['a Sunday begins its week', 'thisWeek', '2026-11-15', '2026-11-15', '2026-11-21'],
		['a Saturday ends it', 'thisWeek', '2026-11-21', '2026-11-15', '2026-11-21'],
		['a leap year', 'nextMonth', '2028-01-31', '2028-02-01', '2028-02-29'],
		['the turn of the year', 'nextMonth', '2026-12-31', '2027-01-01', '2027-01-31'],
		['after a long month', 'lastMonth', '2026-03-31', '2026-02-01', '2026-02-28'],
	] as const)('%s', (_, name, today, from, to) => {
		expect(daysNamed(name, today)).toEqual({ from, to });
	});

	test('whatever the day: weeks have seven days from Sunday, spans keep their length', () => {
		const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31') });
		fc.assert(
			fc.property(day, (date) => {
				const today = date.toISOString().slice(0, 10);
				const lengths = { thisWeek: 6, nextWeek: 6, lastWeek: 6, next7Days: 7, last30Days: 30 };
				for (const [name, length] of Object.entries(lengths)) {
					const { from, to } = daysNamed(name as DaysName, today);
					expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(length);
					if (length === 6) expect(new Date(from).getUTCDay()).toBe(0);
				}
				const week = daysNamed('thisWeek', today);
				expect(week.from <= today && today <= week.to).toBe(true);
			}),
		);
	});
});

describe('today', () => {
	test.each([
		['late in the evening, when UTC is a day ahead', '2026-11-18T23:30:00-05:00', '2026-11-18'],
		['just after midnight', '2026-11-19T00:00:30-05:00', '2026-11-19'],
		['in the hour that spring skips', '2027-03-14T03:00:00-04:00', '2027-03-14'],
		['in the hour that autumn repeats', '2026-11-01T01:30:00-05:00', '2026-11-01'],
		['at the end of the day of 25 hours', '2026-11-01T23:59:59-05:00', '2026-11-01'],
	])('%s', (_, now, day) => {
		expect(todayIn('US/Eastern', Date.parse(now))).toBe(day);
	});
});

describe('the choice in a panel', () => {
	test.each<[string, Record<string, unknown>, DayChoice]>([
		['a name', { when: 'thisWeek' }, { named: 'thisWeek' }],
		['nothing at all', {}, { named: 'next7Days', untold: true }],
		['a custom range without days', { when: 'custom' }, { named: 'next7Days', untold: true }],
		['one day', { when: 'custom', from: '2026-05-04' }, { from: '2026-05-04', to: '2026-05-04' }],
		[
			"two days as n8n's picker writes them",
			{ when: 'custom', from: '2026-05-04T00:00:00', to: '2026-05-06T00:00:00' },
			{ from: '2026-05-04', to: '2026-05-06' },
		],
		[
			"n8n's own dates",
			{
				when: 'custom',
				from: DateTime.fromISO('2026-05-04T23:00', { zone: 'US/Pacific' }),
				to: '2026-05-06',
			},
			{ from: '2026-05-04', to: '2026-05-06' },
		],
		['any day', { when: 'any' }, { any: true }],
	])('%s', (_, values, choice) => {
		expect(dayChoiceOf(parametersOf(values))).toEqual({ ok: true, value: choice });
	});

	test.each<[string, Record<string, unknown>, RegExp]>([
		['an unknown name', { when: 'someday' }, /'When' names no days/],
		['an end alone', { when: 'custom', to: '2026-05-06' }, /'From Day' is empty/],
		[
			'an end before the beginning',
			{ when: 'custom', from: '2026-05-06', to: '2026-05-05' },
			/'To Day' is before/,
		],
		['no day', { when: 'custom', from: '2026-05-32' }, /'From Day' is not a day/],
	])('%s is refused', (_, values, sentence) => {
		const choice = dayChoiceOf(parametersOf(values));
		expect(choice.ok ? '' : choice.failure.sentence).toMatch(sentence);
	});

	test('comes to days, and says which', () => {
		expect(daysOf({ any: true }, TODAY)).toBeUndefined();
		const chosen = { from: '2026-05-04', to: '2026-05-06' };
		expect(daysOf(chosen, TODAY)).toEqual(chosen);
		expect(dayHint(chosen, chosen)).toEqual([]);
		const named = daysOf({ named: 'tomorrow' }, TODAY);
		expect(named && dayHint({ named: 'tomorrow' }, named)).toEqual([
			"'When' is Tomorrow, so 2026-11-19 was read.",
		]);
		const untold: DayChoice = { named: 'next7Days', untold: true };
		expect(dayHint(untold, { from: '2026-11-18', to: '2026-11-25' })).toEqual([
			'No days were given, so 2026-11-18 to 2026-11-25 were read.',
		]);
	});

	test('every name in the list is known, and every known name is in the list', () => {
		const [when] = dayRangeProperties({ what: 'Days' });
		const values = (when?.options ?? []).map((option) => (option as { value: string }).value);
		const named = values.filter((value) => value !== 'custom');
		expect(named.every(isDaysName)).toBe(true);
		expect(named).toHaveLength(14);
		expect(when?.default).toBe('next7Days');
	});
});
