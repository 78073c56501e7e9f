import { addMinutes } from '../clock.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';

/** Wall-clock times, `YYYY-MM-DDTHH:MM:SS`. */
export interface Span {
	readonly start: string;
	readonly end: string;
}

interface Hours {
	readonly start_time: string;
	readonly end_time: string;
	readonly enabled?: boolean;
}

interface Day {
	readonly iso_weekday: unknown;
	readonly enabled?: boolean;
	readonly work_hours: readonly Hours[];
}

/** Start and end of work on a date of the doctor's own calendar. */
export function workHours(store: Store, doctor: unknown, date: string): Span[] {
	const schedule = store.table('doctor_work_schedule').by('doctor', doctor)[0];
	const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
	const days = (schedule?.work_days ?? []) as readonly Day[];
	return days
		.filter(({ iso_weekday: day, enabled }) => Number(day) === weekday && enabled !== false)
		.flatMap(({ work_hours: hours }) => hours)
		.filter(({ enabled }) => enabled !== false)
		.map(({ start_time: start, end_time: end }) => ({
			start: `${date}T${start}`,
			end: `${date}T${end}`,
		}));
}

/** What occupies a doctor on a date: appointments and blocks; of a room, whoever is in it. */
export function occupied(
	store: Store,
	doctor: unknown,
	date: string,
	room?: { readonly office: string; readonly index: string },
): Span[] {
	const table = store.table('appointments');
	const rows = table.ordered().slice(table.seek(date), table.seek(`${date}U`));
	const isThere = (row: Row) =>
		String(row.doctor) === String(doctor) ||
		(room !== undefined &&
			String(row.office) === room.office &&
			String(row.exam_room) === room.index);
	const booked = rows
		.filter((row) => isThere(row) && row.deleted_flag !== true)
		.filter((row) => !['Cancelled', 'Rescheduled'].includes(String(row.status)))
		.map((row) => ({
			start: String(row.scheduled_time),
			end: addMinutes(String(row.scheduled_time), Number(row.duration)),
		}));
	const blocks = store
		.table('schedule_blocks')
		.by('provider', doctor)
		.map((row) => ({ start: String(row.start_time), end: String(row.end_time) }));
	return [...booked, ...blocks];
}

/** What is left of spans of work when everything taken is cut out, in order of time. */
export function free(work: readonly Span[], taken: readonly Span[]): Span[] {
	let left = [...work];
	for (const { start, end } of taken) {
		left = left.flatMap((span) => {
			if (start >= span.end || end <= span.start) return [span];
			const before = { start: span.start, end: start };
			const after = { start: end, end: span.end };
			return [before, after].filter((part) => part.start < part.end);
		});
	}
	return left.sort((one, other) => (one.start < other.start ? -1 : 1));
}
