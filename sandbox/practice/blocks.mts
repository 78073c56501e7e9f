import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';
import type { Profile } from './profiles.mts';
import { awayDays } from './workdays.mts';
import { DAY, type Local, MINUTE, date, dayOf, isoWeekday, stamp } from './wallclock.mts';

/** `/api/schedule_blocks`: a row for each day on which a doctor is away, and a weekly meeting. */
export function scheduleBlocks(
	doctors: readonly Doctor[],
	clocks: readonly Local[],
	groupId: number,
): Row[] {
	const rows: Row[] = [];
	for (const doctor of doctors) {
		const today = dayOf(clocks[doctor.index] ?? 0);
		const add = (day: number, from: number, to: number, description: string) =>
			rows.push({
				id: idOf('schedule_blocks', rows.length),
				practice_group: groupId,
				provider: doctor.id,
				office: idOf('offices', doctor.office),
				exam_room: null,
				start_time: stamp(day * DAY + from * MINUTE),
				end_time: stamp(day * DAY + to * MINUTE),
				description,
				color: '#AAAAAA',
				series: null,
				appointment_break: null,
			});
		for (const [from, to] of awayDays(doctor, today)) {
			for (let day = from; day <= to; day++)
				add(day, doctor.hours.from, doctor.hours.to, 'Vacation');
		}
		for (let day = today - 28; day <= today + 56; day++) {
			if (isoWeekday(day) === 3 && doctor.weekdays.includes(3)) {
				add(day, doctor.hours.to, doctor.hours.to + 45, 'Staff meeting');
			}
		}
	}
	return rows;
}

/** `/api/appointment_templates` (verbose, without the open slots that the server works out). */
export function appointmentTemplates(
	doctors: readonly Doctor[],
	profiles: readonly Profile[],
	today: number,
): Row[] {
	const rows: Row[] = [];
	for (const doctor of doctors) {
		const own = profiles.filter((profile) => profile.doctor === doctor.index && profile.online);
		own.slice(0, 2).forEach((profile, place) => {
			const start = place === 0 ? doctor.hours.from : doctor.hours.back;
			rows.push({
				id: idOf('appointment_templates', rows.length),
				office: idOf('offices', doctor.office),
				exam_room: doctor.rooms[0] ?? 1,
				profile: profile.id,
				scheduled_time: stamp(today * DAY + start * MINUTE),
				duration: 120,
				week_days: doctor.weekdays.map((weekday) => weekday - 1),
				date_start: date(today - 100),
				date_end: null,
				archived: false,
				open_slots: [],
			});
		});
	}
	return rows;
}
