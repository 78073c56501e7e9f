import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { SITES } from './offices.mts';
import type { Row } from './practice.mts';
import { time } from './wallclock.mts';

interface Hours {
	from: number;
	to: number;
}

function schedule(
	index: number,
	owner: Row,
	days: readonly number[],
	hours: readonly Hours[],
): Row {
	const id = idOf('work_schedules', index);
	return {
		id,
		...owner,
		work_days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
			id: id * 10 + weekday,
			iso_weekday: String(weekday),
			enabled: days.includes(weekday),
			work_hours: hours.map((span, place) => ({
				id: (id * 10 + weekday) * 10 + place,
				start_time: time(span.from),
				end_time: time(span.to),
				enabled: days.includes(weekday),
			})),
		})),
	};
}

/**
 * `/api/doctor_work_schedule` and `/api/office_work_schedule` (wire.md 10). A doctor whose lunch is
 * a break in the calendar works through on paper; the others' schedules have a hole.
 */
export function workSchedules(doctors: readonly Doctor[]): { doctors: Row[]; offices: Row[] } {
	return {
		doctors: doctors.map((doctor) => {
			const { from, lunch, back, to } = doctor.hours;
			const hours = doctor.lunchIsBreak
				? [{ from, to }]
				: [
						{ from, to: lunch },
						{ from: back, to },
					];
			const owner = { doctor: doctor.id, office: idOf('offices', doctor.office) };
			return schedule(doctor.index, owner, doctor.weekdays, hours);
		}),
		offices: SITES.map((site, index) =>
			schedule(
				doctors.length + index,
				{ doctor: doctors[site.owner]?.id, office: idOf('offices', index) },
				[1, 2, 3, 4, 5],
				[{ from: 480, to: 1080 }],
			),
		),
	};
}
