import type { Doctor } from './doctors.mts';
import { type Day, isClosed, isoWeekday } from './wallclock.mts';

/** Days on which a doctor is away: one week behind us, one ahead. */
export function awayDays(doctor: Doctor, today: Day): [from: Day, to: Day][] {
	const monday = (day: Day) => day - isoWeekday(day) + 1;
	const past = monday(today - 70 - doctor.index * 28);
	const coming = monday(today + 21 + doctor.index * 7);
	return [
		[past, past + 4],
		[coming, coming + 4],
	];
}

export function worksOn(doctor: Doctor, day: Day, today: Day): boolean {
	if (isClosed(day) || !doctor.weekdays.includes(isoWeekday(day))) return false;
	return !awayDays(doctor, today).some(([from, to]) => day >= from && day <= to);
}
