import { ok, type Answer } from '../answer.mts';
import { addMinutes, toLocal } from '../clock.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { flag, invalid, notFound, type Call } from './call.mts';
import { asDate, asRange, queryError, spanInDays } from './filters.mts';
import type { Hooks } from './hooks.mts';
import { one, update } from './write.mts';

/** What a doctor makes without naming one belongs to the signed-in doctor, else to the first. */
export const profileHooks: Hooks = {
	create(call, row) {
		const doctor =
			row.doctor ?? call.user.doctor ?? call.world.store.table('doctors').ordered()[0]?.id;
		return { ...row, doctor };
	},
};

/** Wall-clock times, `YYYY-MM-DDTHH:MM:SS`. */
interface Span {
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

/** `GET /api/{doctor,office}_work_schedule`: one object, the signed-in user's (wire.md 10). */
export function ownSchedule(call: Call): Answer {
	const table = call.world.store.table(call.resource.name);
	const row =
		call.resource.name === 'doctor_work_schedule'
			? table.by('doctor', call.user.doctor)[0]
			: undefined;
	const found = row ?? table.ordered()[0];
	if (!found) throw notFound();
	return { status: 200, body: one(call, found, true) };
}

/** A schedule by its own id or that of its doctor or office. */
function scheduleId(call: Call, id: string): string {
	const table = call.world.store.table(call.resource.name);
	if (table.get(id)) return id;
	const owner = call.resource.name === 'doctor_work_schedule' ? 'doctor' : 'office';
	const row = table.by(owner, id)[0];
	if (!row) throw notFound();
	return String(row.id);
}

export function readSchedule(call: Call, id: string): Answer {
	const row = call.world.store.table(call.resource.name).get(scheduleId(call, id));
	return { status: 200, body: one(call, row as Row, true) };
}

export function changeSchedule(call: Call, id: string): Answer {
	return update(call, scheduleId(call, id));
}

/** Start and end of work on a date of the doctor's own calendar. */
function workHours(store: Store, doctor: unknown, date: string): Span[] {
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
function occupied(
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
function free(work: readonly Span[], taken: readonly Span[]): Span[] {
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

const timeOf = (wallTime: string) => wallTime.slice(11, 16);

/** Free spans of a day, each with the starts of the asked length in it, as `HH:MM`. */
function openSpans(spans: readonly Span[], minutes: number) {
	return spans.map((span) => {
		const starts: Array<{ start: string; end: string }> = [];
		let start = span.start;
		let end = addMinutes(start, minutes);
		while (end <= span.end) {
			starts.push({ start: timeOf(start), end: timeOf(end) });
			start = end;
			end = addMinutes(start, minutes);
		}
		return { start: timeOf(span.start), end: timeOf(span.end), availability: starts };
	});
}

const MOST_DAYS = 190;
const USUAL_MINUTES = 30;

/** `GET /api/availability`, as the edition of August 2026 describes it; nothing or nowhere by switch. */
export function availability(call: Call): Answer {
	const { query, world } = call;
	const shape = world.switches.get('availability');
	if (shape === 'notFound') throw notFound();
	const doctor = query.get('doctor');
	const date = query.get('date');
	const range = query.get('date_range');
	if (!doctor || !(date || range))
		throw queryError('doctor and date or date_range must be specified');
	const { first, last } = range
		? asRange('date_range', range)
		: { first: asDate('date', date ?? ''), last: date ?? '' };
	if (spanInDays({ first, last }) > MOST_DAYS)
		throw queryError(`date_range must not exceed ${MOST_DAYS} days`);
	const minutes = Number(query.get('duration') ?? USUAL_MINUTES);
	if (!(minutes > 0)) throw queryError('duration must be a positive integer');

	const office = query.get('office');
	const index = query.get('exam_room');
	const room = office && index ? { office, index } : undefined;
	const slotsOf = (day: string) =>
		shape === 'empty'
			? []
			: openSpans(
					free(workHours(world.store, doctor, day), occupied(world.store, doctor, day, room)),
					minutes,
				);
	const asked = {
		doctor: Number(doctor),
		duration: minutes,
		...(office && { office: Number(office) }),
		...(index && { exam_room: Number(index) }),
	};
	if (!range) return ok({ ...asked, date: first, open_slots: slotsOf(first) });
	const days: string[] = [];
	for (let day = first; day <= last; day = addMinutes(`${day}T12:00:00`, 1440).slice(0, 10))
		days.push(day);
	return ok({
		...asked,
		date_range: [first, last],
		dates: days.map((day) => ({ date: day, open_slots: slotsOf(day) })),
	});
}

const OPEN_SLOT_DAYS = 14;

/** Open slots of a template in the next two weeks: verbose, and only with `available`. */
function openSlots(call: Call, row: Row): Span[] {
	const { store, clock } = call.world;
	const profile = store.table('appointment_profiles').get(row.profile);
	const doctor = row.doctor ?? profile?.doctor ?? call.user.doctor;
	const minutes = Number(row.duration ?? profile?.duration ?? 30);
	const time = String(row.scheduled_time ?? '').slice(-8);
	const weekdays = (row.week_days ?? []) as unknown[];
	const slots: Span[] = [];
	for (let day = 0; day < OPEN_SLOT_DAYS; day += 1) {
		const date = toLocal(clock.now() + day * 86_400_000, store.doctorZone(doctor)).slice(0, 10);
		const fromMonday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
		if (weekdays.length > 0 && !weekdays.map(Number).includes(fromMonday)) continue;
		if (row.date_start && date < String(row.date_start)) continue;
		if (row.date_end && date > String(row.date_end)) continue;
		const start = `${date}T${time}`;
		const end = addMinutes(start, minutes);
		const clash = occupied(store, doctor, date).some(
			(other) => other.start < end && other.end > start,
		);
		if (!clash) slots.push({ start, end });
	}
	return slots;
}

export const templateHooks: Hooks = {
	create: profileHooks.create,
	present(call, row) {
		const wanted = flag(call, 'available') && flag(call, 'verbose');
		return wanted ? { ...row, open_slots: openSlots(call, row) } : row;
	},
};

/** A block must end after it starts (wire.md 10). */
export const blockHooks: Hooks = {
	check(_call, fields, _errors, before) {
		const { start_time: start, end_time: end } = { ...before, ...fields };
		if (start && end && String(start) >= String(end))
			throw invalid({ non_field_errors: ['start_time must be before end_time.'] });
	},
	create: (_call, row) => ({
		...row,
		practice_group: row.practice_group ?? _call.user.practice_group,
	}),
};

/** `POST /api/offices/{id}/add_exam_room {name, online_scheduling}` (wire.md 10). */
export function addExamRoom(call: Call, id: string): Answer {
	const { store } = call.world;
	const office = store.table('offices').get(id);
	if (!office) throw notFound();
	const rooms = office.exam_rooms as Row[];
	if (rooms.length >= MOST_ROOMS)
		throw invalid(['Office already has the maximum number of exam rooms']);
	const { name, online_scheduling: online } = (call.body ?? {}) as Row;
	if (!name) throw invalid({ name: ['This field is required.'] });
	const room = {
		index: rooms.length + 1,
		name: String(name),
		online_scheduling: online === true || online === 'true',
	};
	const row = store.replace('offices', office, { ...office, exam_rooms: [...rooms, room] });
	return { status: 201, body: one(call, row, true) };
}

/** The recorded refusal names no number; twenty rooms are allowed here. */
const MOST_ROOMS = 20;
