import { codeOf } from '../../drchrono/clinical/codes';
import { judge } from '../../drchrono/records/labFlags';

describe('LOINC codes', () => {
	test.each(['718-7', '4548-4', '2345-7', '13457-7', '2160-0', ' 2093-3 '])('%s is one', (text) => {
		expect(codeOf('loinc', text, 'LOINC Code')).toEqual({ ok: true, value: text.trim() });
	});

	test.each(['718-8', '7187', '0718-7', '4548-5', 'A1C', '4584-4'])('%s is none', (text) => {
		expect(codeOf('loinc', text, 'LOINC Code')).toMatchObject({
			ok: false,
			failure: { field: 'LOINC Code' },
		});
	});
});

describe('judging a result', () => {
	test.each([
		['H', 'High', true],
		['LL', 'Critically Low', true],
		['<', 'Below the Measurable Range', true],
		['AA', 'Very Abnormal', true],
		['POS', 'Positive', true],
		['R', 'Resistant', true],
		['U', 'Up Significantly', true],
		['h', 'High', true],
		['N', 'Normal', false],
		['NEG', 'Negative', false],
		['S', 'Susceptible', false],
	])('the flag %s is %s', (flag, flag_meaning, abnormal) => {
		const findings = { flag, value: '5', range: '4-6' };
		expect(judge(findings)).toEqual({ flag_meaning, abnormal, judged_by: 'flag' });
	});

	test.each([
		['14.2', '12.0-16.0', false],
		['11.9', '12.0-16.0', true],
		[16, '12.0 16.0', false],
		['16.1', '12.0 – 16.0', true],
		['3', '-2 to 2', true],
		['4.9', '<5', false],
		['5', '<5', true],
		['5', '<=5', false],
		['60', '>60', true],
		['60', '≥ 60', false],
	])('without a flag %s is judged by the range %s', (value, range, abnormal) => {
		expect(judge({ flag: '', value, range })).toEqual({
			flag_meaning: null,
			abnormal,
			judged_by: 'range',
		});
	});

	test.each([
		[{ value: 'negative', range: '4-6' }],
		[{ value: '<0.1', range: '4-6' }],
		[{ value: '5', range: 'see note' }],
		[{ value: '5', range: '6-4' }],
		[{ value: '5', range: '' }],
		[{ value: '', range: '4-6' }],
		[{ value: '5', range: '40-60', unit: 'mmol/L', rangeUnit: 'mg/dL' }],
		[{}],
	])('%j cannot be judged', (findings) => {
		expect(judge(findings)).toMatchObject({ abnormal: null, judged_by: null });
	});

	test('a flag that says nothing of normal or not leaves it to the range', () => {
		expect(judge({ flag: 'B', value: '9', range: '4-6' })).toEqual({
			flag_meaning: 'Better',
			abnormal: true,
			judged_by: 'range',
		});
		expect(judge({ flag: 'null', value: '9' })).toEqual({
			flag_meaning: 'No Range Defined',
			abnormal: null,
			judged_by: null,
		});
	});
});
