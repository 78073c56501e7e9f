import { addMinutes } from '../clock.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY_MINUTES = 1440;
/** A series without an end shows this many days ahead of its start. */
const HORIZON_DAYS = 365;

/** The composite id of an occurrence, in one of the forms that are thinkable (wire.md 3.4). */
export function occurrenceId(form: string, base: unknown, date: string): string {
	const compact = date.replaceAll('-', '');
	if (form === 'idFirst') return `${String(base)}_${compact}`;
	return `${form === 'dateFirst' ? date : compact}_${String(base)}`;
}

/** An occurrence that was not made a record: its series' base on another day. */
export function occurrence(store: Store, base: Row, date: string, time: string): Row {
	return {
		...base,
		id: occurrenceId(store.switches.get('virtualIdForm'), base.id, date),
		base_recurring_appointment: Number(base.id),
		recurring_appointment: true,
		is_virtual_base: false,
		scheduled_time: time,
		first_billed_date: time,
		last_billed_date: time,
		status: '',
		status_transitions: [],
		clinical_note: null,
		billing_notes: [],
		recurrence_instance_key: `${String(base.id)}_${date.replaceAll('-', '')}`,
	};
}

/** The days after its own on which a series meets. */
export function occurrenceDates(base: Row): string[] {
	const days = ((base.recurring_days ?? []) as unknown[]).map(
		(day) => WEEKDAYS.indexOf(String(day)) + 1,
	);
	const start = String(base.scheduled_time);
	const limit = addMinutes(start, HORIZON_DAYS * DAY_MINUTES).slice(0, 10);
	const end = typeof base.recur_end_date === 'string' ? base.recur_end_date.slice(0, 10) : limit;
	const weeks = Math.max(1, Number(base.recurs_every ?? 1));
	const first = new Date(`${start.slice(0, 10)}T12:00:00Z`);
	const wanted = days.filter((day) => day > 0);
	if (wanted.length === 0) wanted.push(first.getUTCDay() || 7);
	const monday = first.getTime() - ((first.getUTCDay() || 7) - 1) * 86_400_000;
	const dates: string[] = [];
	for (let time = first.getTime() + 86_400_000; ; time += 86_400_000) {
		const date = new Date(time).toISOString().slice(0, 10);
		if (date > end || date > limit) return dates;
		const week = Math.floor((time - monday) / (7 * 86_400_000));
		if (week % weeks === 0 && wanted.includes(new Date(time).getUTCDay() || 7)) dates.push(date);
	}
}

/** Adds the occurrences of a new series to the calendar. */
export function unroll(store: Store, base: Row): void {
	const table = store.table('appointments');
	const time = String(base.scheduled_time).slice(10);
	for (const date of occurrenceDates(base))
		table.put(occurrence(store, base, date, `${date}${time}`));
}

/** Gives every virtual occurrence the id that the switch wants. */
export function renameOccurrences(store: Store): void {
	const table = store.table('appointments');
	for (const row of table.ordered().filter(({ id }) => Number.isNaN(Number(id)))) {
		const date = String(row.recurrence_instance_key).replace(
			/^.*_(\d{4})(\d\d)(\d\d)$/,
			'$1-$2-$3',
		);
		table.remove(row.id);
		table.put({
			...row,
			id: occurrenceId(store.switches.get('virtualIdForm'), row.base_recurring_appointment, date),
		});
	}
}
