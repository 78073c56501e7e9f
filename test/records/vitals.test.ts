import * as fc from 'fast-check';

import { readingFor } from '../../drchrono/records/customVital';
import { bmiOf, type CustomVital, type VitalDraft } from '../../drchrono/records/vital';
import { implausible } from '../../drchrono/records/vitalPlausible';
import { trendOf } from '../../drchrono/records/vitalTrend';
import { hundredths, inSystem, inUnit, quantityIn } from '../../drchrono/records/vitalUnits';

describe('units', () => {
	test.each([
		[{ value: 70, unit: 'in' }, 'cm', 177.8],
		[{ value: 178, unit: 'cm' }, 'in', 70.08],
		[{ value: 180, unit: 'lb' }, 'kg', 81.65],
		[{ value: 82, unit: 'kg' }, 'lb', 180.78],
		[{ value: 132, unit: 'oz' }, 'lb', 8.25],
		[{ value: 3400, unit: 'g' }, 'lb', 7.5],
		[{ value: 98.6, unit: '°F' }, '°C', 37],
		[{ value: 37, unit: '°C' }, '°F', 98.6],
		[{ value: -40, unit: '°C' }, '°F', -40],
	] as const)('%j in %s', (quantity, unit, value) => {
		expect(hundredths(inUnit(quantity, unit)!)).toBe(value);
	});

	test('lengths are no weights, and an unknown unit stays what it is', () => {
		expect(inUnit({ value: 70, unit: 'in' }, 'kg')).toBeUndefined();
		expect(inSystem({ value: 12, unit: 'stone' }, 'us')).toEqual({ value: 12, unit: 'stone' });
	});

	test('there and back is the same', () => {
		const quantity = fc.record({
			value: fc.double({ min: 0.1, max: 2000, noNaN: true }),
			unit: fc.constantFrom('in', 'cm', 'ft' as const),
		});
		fc.assert(
			fc.property(quantity, fc.constantFrom('in', 'cm', 'ft' as const), (given, other) => {
				const there = { value: inUnit(given, other)!, unit: other };
				expect(inUnit(there, given.unit as 'in')).toBeCloseTo(given.value, 6);
			}),
		);
	});

	test.each([
		['70', 'in', { value: 70, unit: 'in' }],
		['178 cm', 'in', { value: 178, unit: 'cm' }],
		['5 ft 10 in', 'in', { value: 70, unit: 'in' }],
		[`5'10"`, 'in', { value: 70, unit: 'in' }],
		[`5'10`, 'cm', { value: 177.8, unit: 'cm' }],
		['8 lb 4 oz', 'lb', { value: 8.25, unit: 'lb' }],
		['82.5kg', 'lb', { value: 82.5, unit: 'kg' }],
		['98.6 °F', '°C', { value: 98.6, unit: '°F' }],
	] as const)('%s is a quantity', (text, usual, quantity) => {
		const read = quantityIn(text, usual);
		expect(read && { ...read, value: hundredths(read.value) }).toEqual(quantity);
	});

	test.each([
		['', 'in'],
		['tall', 'in'],
		['-3', 'lb'],
		['70 kg', 'in'],
		['10 in 5 ft', 'in'],
		['5 10', 'in'],
		['98 F 6 C', '°F'],
		['7 stone', 'lb'],
		['1.2.3', 'lb'],
		['1,234', 'lb'],
	] as const)("'%s' is none", (text, usual) => {
		expect(quantityIn(text, usual)).toBeUndefined();
	});
});

describe('body mass index', () => {
	test.each([
		[{ value: 70, unit: 'in' }, { value: 180, unit: 'lb' }, 25.8],
		[{ value: 178, unit: 'cm' }, { value: 82, unit: 'kg' }, 25.9],
		[{ value: 50, unit: 'in' }, { value: 57.9, unit: 'lb' }, 16.3],
	])('of %j and %j', (height, weight, bmi) => {
		expect(bmiOf({ height, weight })).toBe(bmi);
	});

	test('needs both', () => {
		expect(bmiOf({ weight: { value: 180, unit: 'lb' } })).toBeUndefined();
	});
});

describe('plausibility', () => {
	const mm = (value: number) => ({ value, unit: 'mmHg' });
	const draft = (measures: VitalDraft['measures']): VitalDraft => ({ measures });

	test.each([
		['Weight', draft({ weight: { value: 1805, unit: 'lb' } }), 'A digit'],
		['Temperature', draft({ temperature: { value: 37, unit: '°F' } }), 'would fit as °C'],
		['Height', draft({ height: { value: 178, unit: 'in' } }), 'would fit as cm'],
		['Systolic', draft({ systolic: mm(80), diastolic: mm(120) }), 'one another'],
		['Systolic', draft({ systolic: mm(90), diastolic: mm(90) }), 'one another'],
		['Pulse', draft({ pulse: { value: 7, unit: '/min' } }), 'A digit'],
		[
			'Weight',
			draft({ height: { value: 70, unit: 'in' }, weight: { value: 18, unit: 'lb' } }),
			'another unit',
		],
	])("an unlikely '%s' is refused, unless it is confirmed", (field, given, advice) => {
		const refusal = implausible(given, false);
		expect(refusal).toMatchObject({ kind: 'invalid-input', field });
		expect(refusal?.advice).toContain(advice);
		expect(refusal?.advice).toContain("'Allow Unusual Values'");
		expect(implausible(given, true)).toBeUndefined();
	});

	test.each([
		['Oxygen Saturation', draft({ oxygen_saturation: { value: 101, unit: '%' } })],
		['Pain', draft({ pain: { value: 11, unit: '0-10' } })],
		['Pain', draft({ pain: { value: 2.5, unit: '0-10' } })],
		['Pulse', draft({ pulse: { value: 71.5, unit: '/min' } })],
		['Weight', draft({ weight: { value: 0, unit: 'lb' } })],
		['Systolic', draft({ systolic: mm(-120) })],
	])("an impossible '%s' is refused in any case", (field, given) => {
		expect(implausible(given, true)).toMatchObject({ field });
	});

	test('a failure does not tell the value', () => {
		const refusal = implausible(draft({ weight: { value: 1805, unit: 'lb' } }), false);
		expect(JSON.stringify(refusal)).not.toContain('1805');
	});

	test.each([
		draft({ systolic: mm(120), diastolic: mm(80), pain: { value: 0, unit: '0-10' } }),
		draft({ weight: { value: 120, unit: 'oz' }, height: { value: 50, unit: 'cm' } }),
		draft({ temperature: { value: 37, unit: '°C' } }),
		draft({ systolic: mm(120) }),
		draft({}),
	])('ordinary values pass: %#', (given) => {
		expect(implausible(given, false)).toBeUndefined();
	});
});

describe('custom vitals', () => {
	const vital = (wish: Partial<CustomVital>): CustomVital => ({
		id: '1',
		name: 'Peak flow',
		unit: 'L/min',
		kind: 'number',
		allowedValues: [],
		delimiter: null,
		provider: '10',
		archived: false,
		...wish,
	});
	const known = [
		vital({}),
		vital({ id: '2', provider: '20' }),
		vital({ id: '3', name: 'Vision', delimiter: '/' }),
		vital({ id: '4', name: 'Gait', kind: 'choice', allowedValues: ['Steady', 'Unsteady'] }),
		vital({ id: '5', name: 'Old', archived: true }),
	];

	test.each([
		['peak flow', '420', '10', { id: '1', value: '420' }],
		['Peak flow', '420', '20', { id: '2', value: '420' }],
		['2', '420', '10', { id: '2', value: '420' }],
		['Vision', '20/40', '10', { id: '3', value: '20/40' }],
		['gait', 'unsteady', '10', { id: '4', value: 'Unsteady' }],
	])('%s %s of provider %s', (name, value, provider, reading) => {
		expect(readingFor({ vital: name, value }, known, provider)).toEqual({
			ok: true,
			value: reading,
		});
	});

	test.each([
		['Peak flow', '420', '30', 'several providers'],
		['Peek flow', '420', '10', 'does not have'],
		['Old', '1', '10', 'does not have'],
		['Peak flow', 'good', '10', 'not a number'],
		['Vision', '20', '10', 'two numbers'],
		['Gait', 'wobbly', '10', 'does not take'],
	])('%s %s of provider %s: %s', (name, value, provider, words) => {
		const read = readingFor({ vital: name, value }, known, provider);
		expect(read).toMatchObject({ ok: false, failure: { field: 'Custom Vitals' } });
		expect(JSON.stringify(read)).toContain(words);
	});
});

describe('trend', () => {
	test('of values in any order', () => {
		expect(
			trendOf([
				{ at: '2026-03-02T09:00:00', value: 178 },
				{ at: '2026-01-01T09:00:00', value: 180 },
				{ at: '2026-01-31T09:00:00', value: 182 },
			]),
		).toEqual({
			count: 3,
			first: 180,
			first_at: '2026-01-01T09:00:00',
			last: 178,
			last_at: '2026-03-02T09:00:00',
			min: 178,
			max: 182,
			mean: 180,
			change: -2,
			slope_per_30_days: -1,
		});
	});

	test('a straight line has its own slope', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -50, max: 50 }),
				fc.uniqueArray(fc.integer({ min: 0, max: 27 }), { minLength: 2 }),
				(slope, days) => {
					const points = days.map((day) => ({
						at: `2026-02-${String(day + 1).padStart(2, '0')}T09:00:00`,
						value: 100 + (slope * day) / 30,
					}));
					expect(trendOf(points)?.slope_per_30_days).toBeCloseTo(slope, 1);
				},
			),
		);
	});

	test('one value has no slope, and none no trend', () => {
		expect(trendOf([{ at: '2026-01-01T09:00:00Z', value: 1 }])).toMatchObject({
			count: 1,
			change: 0,
			slope_per_30_days: null,
		});
		expect(trendOf([])).toBeUndefined();
		expect(trendOf([{ at: 'some day', value: 1 }])).toBeUndefined();
	});
});
