import { addMinutes, toLocal } from '../clock.mts';
import type { Row } from '../store/table.mts';
import { flag, invalid, type Call } from './call.mts';
import { occupied, type Span } from './freeTime.mts';
import type { Hooks } from './hooks.mts';

/** What a doctor makes without naming one belongs to the signed-in doctor, else to the first. */
export const profileHooks: Hooks = {
	create(call, row) {
		const doctor =
			row.doctor ?? call.user.doctor ?? call.world.store.table('doctors').ordered()[0]?.id;
		return { ...row, doctor };
	},
};

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
