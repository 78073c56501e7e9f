import { Calendar, PAST_DAYS, PER_DAY, meanMinutes } from './calendar.mts';
import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { inOrder } from './order.mts';
import type { Person } from './persons.mts';
import type { Profile } from './profiles.mts';
import { Random } from './random.mts';
import { type Series, makeSeries } from './series.mts';
import type { Visit } from './visit.mts';
import { type Day, type Local, dayOf } from './wallclock.mts';
import { worksOn } from './workdays.mts';

/** How far ahead the calendar reaches, in days. */
const COMING_DAYS = 61;
const VISITS_PER_PATIENT = 8;
/** Beyond this many patients a doctor sees more than `PER_DAY` a day, in rooms side by side. */
const USUAL_PATIENTS = 5000;
const MOST_VISITS = 60_000;

/** Relative load of a day: busier around today, thinner the further ahead. */
function density(offset: number): number {
	if (Math.abs(offset) <= 4) return 2.2;
	return offset < 0 ? 1 : 0.15 + Math.exp(-offset / 35);
}

/** How many visits the whole calendar shall have. */
function totalVisits(patients: number, workingDays: number): number {
	const usual = Math.min(patients * VISITS_PER_PATIENT, workingDays * PER_DAY * 0.85);
	return patients <= USUAL_PATIENTS
		? usual
		: Math.max(usual, Math.min(patients * 1.2, MOST_VISITS));
}

const ownProfiles = (profiles: readonly Profile[], doctor: Doctor) =>
	profiles.filter((profile) => profile.doctor === doctor.index);

/** The days of the calendar on which a doctor works. */
function workdaysOf(doctor: Doctor, today: Day): Day[] {
	const length = PAST_DAYS + COMING_DAYS + 1;
	const all = Array.from({ length }, (_, i) => today - PAST_DAYS + i);
	return all.filter((day) => worksOn(doctor, day, today));
}

/**
 * The calendar: `PAST_DAYS` back and `COMING_DAYS` ahead for each doctor, no two visits of a doctor
 * at the same time in one room (in a practice of usual size: at no time at all), but for those that
 * were let in on purpose. Ascending id is the order of booking.
 */
export function makeVisits(options: {
	seed: number;
	doctors: readonly Doctor[];
	profiles: readonly Profile[];
	persons: readonly Person[];
	now: readonly Local[];
}): { visits: Visit[]; series: Series[] } {
	const { seed, doctors, profiles, persons, now } = options;
	if (persons.length === 0) return { visits: [], series: [] };
	const days = doctors.map((doctor) => workdaysOf(doctor, dayOf(now[doctor.index] ?? 0)));
	const total = totalVisits(
		persons.length,
		days.reduce((sum, list) => sum + list.length, 0),
	);
	const capacities = doctors.map(
		(doctor) => (days[doctor.index]?.length ?? 0) / meanMinutes(ownProfiles(profiles, doctor)),
	);
	const capacity = capacities.reduce((sum, each) => sum + each, 0);
	const visits: Visit[] = [];
	const allSeries: Series[] = [];
	for (const doctor of doctors) {
		const localNow = now[doctor.index] ?? 0;
		const today = dayOf(localNow);
		const own = persons.filter((person) => person.doctor === doctor.index);
		const members = own.length === 0 ? [...persons] : own;
		const mine = ownProfiles(profiles, doctor);
		const workdays = days[doctor.index] ?? [];
		const series = makeSeries({
			seed,
			doctor,
			profiles: mine,
			persons: members,
			workdays,
			now: localNow,
		});
		const panel = { members, known: 0, newcomers: [] };
		const calendar = new Calendar(doctor, mine, panel, localNow, seed, persons.length);
		const weights = workdays.reduce((sum, day) => sum + density(day - today), 0);
		const target = (total * (capacities[doctor.index] ?? 0)) / capacity;
		const most = persons.length <= USUAL_PATIENTS ? PER_DAY : Infinity;
		const random = new Random(seed, 'load', doctor.index);
		for (const day of workdays) {
			const mean = (target * density(day - today)) / weights;
			const wanted = Math.min(most, Math.max(0, random.bell(mean, Math.sqrt(mean))));
			const todays = series.filter((each) => each.days.has(day));
			calendar.fill(day, Math.max(0, wanted - todays.length), todays, doctor.rooms);
		}
		for (const visit of calendar.visits) visits.push(visit);
		allSeries.push(...series);
	}
	const booked = inOrder(visits, (visit) => visit.created);
	booked.forEach((visit, index) => (visit.id = idOf('appointments', index)));
	return { visits: booked, series: allSeries };
}
