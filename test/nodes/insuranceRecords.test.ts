import { standingOf } from '../../drchrono/records/authorization';
import { codeOf, wordsOf } from '../../drchrono/records/codeList';
import { byPatient, type Coverage } from '../../drchrono/records/coverage';
import { ELIGIBILITY, isActive } from '../../drchrono/records/eligibility';
import { PLAN_TYPES } from '../../drchrono/records/planTypes';
import { RELATIONSHIPS, RELATIONSHIPS_READ } from '../../drchrono/records/relationships';

describe('what is left of an authorization', () => {
	const rule = { days: 30, visits: 2 };
	const standing = (end_date: string | null, visits_remaining: number | string | null) =>
		standingOf({ end_date, visits_remaining }, rule, '2026-11-22');

	test.each<[string, string | null, number, string[]]>([
		['on its last day', '2026-11-22', 9, ['0 days left']],
		['the day after', '2026-11-21', 1, ['expired']],
		['within the days', '2026-12-22', 9, ['30 days left']],
		['a day more', '2026-12-23', 9, []],
		['few visits', '2027-12-31', 2, ['2 visits left']],
		['soon, and few visits', '2026-11-30', 0, ['8 days left', '0 visits left']],
		['without an end', null, 9, []],
	])('%s', (_, end, visits, attention) => {
		expect(standing(end, visits).attention).toEqual(attention);
	});

	test('days are counted by the calendar, over a change of the clocks too', () => {
		const record = { end_date: '2026-11-02', visits_remaining: null };
		expect(standingOf(record, rule, '2026-10-31')).toMatchObject({
			days_left: 2,
			visits_left: null,
			visits_low: false,
		});
	});

	test('without an end, the server is believed', () => {
		const record = { end_date: '', expired: true, visits_remaining: '3' };
		expect(standingOf(record, rule, '2026-11-22')).toMatchObject({
			expired: true,
			days_left: null,
			visits_left: 3,
		});
	});
});

describe('codes', () => {
	test.each(['MB', 'mb', ' Medicare Part B ', 'MEDICARE PART B'])(
		'%s is Medicare Part B',
		(given) => {
			expect(codeOf(PLAN_TYPES, given, 'Plan Type')).toEqual({ ok: true, value: 'MB' });
		},
	);

	test('what is in no list is refused, without saying it', () => {
		const code = codeOf(PLAN_TYPES, 'Platinum', 'Plan Type');
		expect(code).toMatchObject({ ok: false, failure: { field: 'Plan Type' } });
		expect(JSON.stringify(code)).not.toContain('Platinum');
	});

	test('no two codes of a list have the same words', () => {
		for (const list of [PLAN_TYPES, RELATIONSHIPS, ELIGIBILITY]) {
			const words = Object.values(list).map((each) => each.toLowerCase());
			expect(new Set(words).size).toBe(words.length);
		}
	});

	test('a code that nobody knows has no words', () => {
		expect([wordsOf(PLAN_TYPES, 'XX'), wordsOf(PLAN_TYPES, null), wordsOf({}, 'toString')]).toEqual(
			[null, null, null],
		);
	});

	test("the patient's own policy can be read, not written", () => {
		expect(wordsOf(RELATIONSHIPS_READ, '18')).toBe('Self');
		expect(codeOf(RELATIONSHIPS, '18', 'Relationship')).toMatchObject({ ok: false });
	});

	test.each<[unknown, boolean | null]>([
		['1', true],
		['5', true],
		['6', false],
		['I', false],
		['B', null],
		['', null],
		[1, null],
	])('an answer %p says %p about coverage', (code, active) => {
		expect(isActive(code)).toBe(active);
	});
});

test('what was found of one patient comes together, in the order in which patients came', () => {
	const coverage = (level: string): Coverage => ({ level, essential: {}, field: null, raw: {} });
	const found = [
		{ patient: 2, coverages: [coverage('primary')] },
		{ patient: 1, coverages: [coverage('primary')] },
		{ patient: '2', coverages: [coverage('secondary')] },
	];
	expect(byPatient(found).map(({ patient, coverages }) => [patient, coverages.length])).toEqual([
		[2, 2],
		[1, 1],
	]);
});
