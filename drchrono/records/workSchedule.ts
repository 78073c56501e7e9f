import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { Json, JsonObject } from '../client/request';

/** Days of the week in the order of ISO 8601, which counts Monday as 1. */
export const WEEKDAYS = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Opening hours `HH:MM`, the end after the start. */
export interface Hours {
	from: string;
	to: string;
}

/** The hours of each day, in their order; a closed day has none. */
export type Week = Readonly<Record<Weekday, readonly Hours[]>>;

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;

/** A time of day as `HH:MM`. */
export function timeOfDay(input: string, label: string): Outcome<string> {
	const [, hours, minutes] = TIME.exec(input.trim()) ?? [];
	if (hours && minutes) return success(`${hours.padStart(2, '0')}:${minutes}`);
	return failed(invalid(label, `'${label}' is not a time of day`, 'Give it as in 08:30 or 17:00.'));
}

/** Hours in their order; refused where they overlap or end before they begin. */
export function hoursInOrder(hours: readonly Hours[], label: string): Outcome<Hours[]> {
	const sorted = [...hours].sort((one, other) => one.from.localeCompare(other.from));
	for (const [index, { from, to }] of sorted.entries()) {
		if (to <= from) {
			return failed(invalid(label, `Hours in '${label}' end before they begin`, 'Correct them.'));
		}
		const next = sorted[index + 1];
		if (next && next.from < to) {
			return failed(invalid(label, `Hours in '${label}' overlap`, 'Give each time once.'));
		}
	}
	return success(sorted);
}

/**
 * The week that a v4 schedule holds. Its days go by number or by name (the vendor's document has
 * names), and hours that are switched off do not count (wire.md §10).
 */
export function weekOf(schedule: JsonObject): Week {
	const week = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as Record<
		Weekday,
		Hours[]
	>;
	for (const day of listOf(schedule.work_days)) {
		const name = weekdayOf(day.iso_weekday);
		if (name === undefined || day.enabled !== true) continue;
		for (const hours of listOf(day.work_hours)) {
			if (hours.enabled === false) continue;
			week[name].push({ from: shortTime(hours.start_time), to: shortTime(hours.end_time) });
		}
	}
	return week;
}

/** A week as a person reads it: `monday: "08:00-12:00, 13:00-17:00"`, `sunday: "closed"`. */
export function weekInWords(week: Week): JsonObject {
	return Object.fromEntries(
		WEEKDAYS.map((day) => {
			const hours = week[day].map(({ from, to }) => `${from}-${to}`);
			return [day.toLowerCase(), hours.length === 0 ? 'closed' : hours.join(', ')];
		}),
	);
}

/** Days on which two weeks differ. */
export function daysThatDiffer(one: Week, other: Week): Weekday[] {
	return WEEKDAYS.filter((day) => JSON.stringify(one[day]) !== JSON.stringify(other[day]));
}

/**
 * A week as v4 takes it: all days, since a schedule that is sent replaces the one there is. A closed day
 * keeps the hours it had, switched off. Days go by number or name as in the schedule it replaces.
 */
export function workDays(week: Week, schedule: JsonObject): JsonObject[] {
	const before = listOf(schedule.work_days);
	const byName = before.some(({ iso_weekday }) => /[a-z]/i.test(String(iso_weekday)));
	return WEEKDAYS.map((day, index) => {
		const held = before.find(({ iso_weekday }) => weekdayOf(iso_weekday) === day);
		const enabled = week[day].length > 0;
		const hours = enabled
			? week[day].map(({ from, to }) => ({
					start_time: `${from}:00`,
					end_time: `${to}:00`,
					enabled: true,
				}))
			: listOf(held?.work_hours).map(({ start_time, end_time }) => ({
					start_time,
					end_time,
					enabled: false,
				}));
		return { iso_weekday: byName ? day : String(index + 1), enabled, work_hours: hours };
	});
}

function weekdayOf(value: Json | undefined): Weekday | undefined {
	const text = String(value ?? '').toLowerCase();
	return WEEKDAYS.find((day, index) => text === day.toLowerCase() || text === String(index + 1));
}

function shortTime(time: Json | undefined): string {
	return typeof time === 'string' ? time.slice(0, 5) : '';
}

function listOf(value: Json | undefined): JsonObject[] {
	return Array.isArray(value) ? (value as JsonObject[]) : [];
}

function invalid(field: string, sentence: string, advice: string): Failure {
	return { kind: 'invalid-input', sentence, advice: `${advice} Nothing was sent.`, field };
}
