import type { Doctor } from './doctors.mts';
import type { Person } from './persons.mts';
import type { Profile } from './profiles.mts';
import { Random } from './random.mts';
import { DAY, type Day, HOUR, type Local, dayOf, isoWeekday } from './wallclock.mts';

/** A recurring appointment: one weekday, every week or every other week. */
export interface Series {
	person: Person;
	doctor: Doctor;
	profile: Profile;
	startMinute: number;
	minutes: number;
	weekday: number;
	/** Weeks from one occurrence to the next. */
	every: number;
	days: Set<Day>;
	first: Day;
	/** null: no end was set. */
	last: Day | null;
	/** Later occurrences are not records yet. */
	materialisedUntil: Day;
	created: Local;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `1` is `Monday`, as `recurring_days` writes it. */
export function weekdayName(isoDay: number): string {
	return WEEKDAYS[isoDay - 1] ?? '';
}

/** Fixed times of the week that a doctor gives to series, in minutes after midnight. */
const TIMES: Record<Doctor['field'], readonly number[]> = {
	family: [840],
	internal: [510],
	pediatrics: [],
	behavioral: [540, 600, 900, 960],
};

/**
 * The series of one doctor, at most one per weekday and fixed time, and no more than one for every
 * thirty patients.
 */
export function makeSeries(options: {
	seed: number;
	doctor: Doctor;
	profiles: readonly Profile[];
	persons: readonly Person[];
	workdays: readonly Day[];
	now: Local;
}): Series[] {
	const { doctor, persons, workdays, now } = options;
	const random = new Random(options.seed, 'series', doctor.index);
	const today = dayOf(now);
	const profile =
		options.profiles.find((each) => each.name === 'Therapy session') ?? options.profiles[1];
	const known = persons.filter(
		(person) => person.status === 'A' && dayOf(person.created) < today - 30,
	);
	if (profile === undefined || known.length === 0) return [];
	const made: Series[] = [];
	const most = Math.max(1, Math.floor(persons.length / 30));
	for (const startMinute of TIMES[doctor.field]) {
		for (const weekday of doctor.weekdays) {
			if (made.length >= most || !random.chance(0.8)) continue;
			const person = known[random.below(known.length)] as Person;
			const every = random.chance(0.7) ? 1 : 2;
			const from = Math.max(today - random.between(20, 330), dayOf(person.created) + 3);
			const onWeekday = workdays.filter((day) => day >= from && isoWeekday(day) === weekday);
			const first = onWeekday[0];
			if (first === undefined) continue;
			const last = random.chance(0.5) ? null : first + 7 * every * random.between(20, 60);
			const days = onWeekday.filter(
				(day) => ((day - first) / 7) % every === 0 && (last === null || day <= last),
			);
			made.push({
				person,
				doctor,
				profile,
				startMinute,
				minutes: profile.duration,
				weekday,
				every,
				days: new Set(days),
				first,
				last,
				materialisedUntil: Math.max(today + 14, first),
				created: Math.min((first - 2) * DAY + 15 * HOUR, now - HOUR),
			});
		}
	}
	return made;
}
