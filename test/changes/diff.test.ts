import { newRecords, oldestFirst, type Known } from '../../drchrono/changes/diff';
import { stampOf } from '../../drchrono/changes/stamp';
import type { JsonObject } from '../../drchrono/client/request';
import { v4 } from '../../drchrono/dialects/v4';

const source = v4.appointmentFeed;
const NOW = Date.parse('2026-06-10T11:00:00-04:00');

function known(more: Partial<Known> = {}): Known {
	return {
		seen: {},
		floor: stampOf('2026-06-10T08:00:00') ?? NaN,
		now: NOW,
		zonesOf: () => ['US/Eastern'],
		...more,
	};
}

function booked(id: string, created: string, more: JsonObject = {}): JsonObject {
	return { id, doctor: 1, created_at: created, deleted_flag: false, ...more };
}

/** Ids told of a page, and of the same page once more. */
function twice(records: JsonObject[], state: Known): [string[], string[]] {
	const first = newRecords(source, records, state);
	const second = newRecords(source, records, { ...state, seen: first.seen });
	return [first.fresh, second.fresh].map((fresh) => fresh.map(source.idOf)) as [string[], string[]];
}

test('tells each record once', () => {
	const records = [booked('1', '2026-06-10T10:00:00'), booked('2', '2026-06-10T10:00:00')];
	expect(twice(records, known())).toEqual([['1', '2'], []]);
});

test('what was created before the floor was dealt with long ago', () => {
	const records = [booked('1', '2026-06-10T07:59:59'), booked('2', 'None'), booked('3', '')];
	expect(twice(records, known())).toEqual([[], []]);
});

test('what was created before the baseline is known from then on', () => {
	const baseline = Date.parse('2026-06-10T10:30:00-04:00');
	const records = [booked('1', '2026-06-10T10:29:59'), booked('2', '2026-06-10T10:30:00')];
	const first = newRecords(source, records, known({ baseline }));
	expect(first.fresh.map(source.idOf)).toEqual(['2']);
	expect(newRecords(source, records, known({ seen: first.seen })).fresh).toEqual([]);
});

test('a deleted record is not told, but is if it is restored', () => {
	const deleted = booked('1', '2026-06-10T10:00:00', { deleted_flag: true });
	const { fresh, seen } = newRecords(source, [deleted], known());
	expect(fresh).toEqual([]);
	const restored = { ...deleted, deleted_flag: false };
	expect(newRecords(source, [restored], known({ seen })).fresh).toEqual([restored]);
});

test('a virtual occurrence of a series is no record of its own', () => {
	const records = ['20270301_400001', '400001_20270301', '2027-03-01_400001'].map((id) =>
		booked(id, '2026-06-10T10:00:00'),
	);
	expect(twice(records, known())).toEqual([[], []]);
});

describe('where a stamp has several meanings', () => {
	const zonesOf = () => ['US/Eastern', 'America/Los_Angeles'];
	const baseline = Date.parse('2026-06-10T10:50:00-04:00');

	test('one in the future is none', () => {
		// 10:40 in Los Angeles is yet to come; in the East it was before the baseline.
		const records = [booked('1', '2026-06-10T10:40:00')];
		expect(newRecords(source, records, known({ zonesOf, baseline })).fresh).toEqual([]);
	});

	test('in doubt it is told', () => {
		const records = [booked('1', '2026-06-10T10:40:00')];
		const now = Date.parse('2026-06-10T14:00:00-04:00');
		expect(newRecords(source, records, known({ zonesOf, baseline, now })).fresh).toEqual(records);
	});

	test('in the hour that repeats, the later meaning counts', () => {
		const state = known({
			floor: stampOf('2026-11-01T00:00:00') ?? NaN,
			baseline: Date.parse('2026-11-01T01:50:00-04:00'),
			now: Date.parse('2026-11-01T01:20:00-05:00'),
		});
		const records = [booked('1', '2026-11-01T01:10:00'), booked('2', '2026-11-01T00:50:00')];
		expect(newRecords(source, records, state).fresh.map(source.idOf)).toEqual(['1']);
	});
});

test('oldest first, by number within a second', () => {
	const records = [
		booked('10', '2026-06-10T10:00:01'),
		booked('9', '2026-06-10T10:00:01'),
		booked('11', '2026-06-10T10:00:00'),
	];
	expect(oldestFirst(source, records).map(source.idOf)).toEqual(['11', '9', '10']);
});
