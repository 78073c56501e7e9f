import type { Doctor } from './doctors.mts';
import type { Person } from './persons.mts';
import type { Profile } from './profiles.mts';
import { type Odds, Random, oddsOf } from './random.mts';
import type { Series } from './series.mts';
import { currentStatus, historyOf, leadTime, untouched } from './transitions.mts';
import type { Visit } from './visit.mts';
import { DAY, type Day, HOUR, type Local, MINUTE, dayOf } from './wallclock.mts';

/** How many visits a doctor has a day in a practice of usual size. */
export const PER_DAY = 20;
/** Minutes of a working day that one room can be given to visits. */
const LANE_MINUTES = 260;
/** First visits take longer than the others, which the mean does not count. */
const LONGER = 1.4;
/** How far back the calendar reaches, in days. */
export const PAST_DAYS = 365;

/** How long a visit to a doctor takes on average. */
export function meanMinutes(profiles: readonly Profile[]): number {
	const weight = profiles.reduce((sum, profile) => sum + profile.weight, 0);
	return profiles.reduce((sum, profile) => sum + profile.weight * profile.duration, 0) / weight;
}

export interface Panel {
	/** The doctor's patients, oldest record first. */
	members: Person[];
	/** Members known at the current day. */
	known: number;
	/** Known patients whose first visit is still to come. */
	newcomers: Person[];
}

interface Interval {
	from: number;
	to: number;
}

/** What is left of a working day, in minutes, when fixed times are taken out. */
function freeIntervals(doctor: Doctor, taken: readonly Interval[]): Interval[] {
	const { from, lunch, back, to } = doctor.hours;
	let free: Interval[] = [
		{ from, to: lunch },
		{ from: back, to },
	];
	for (const hole of taken) {
		free = free.flatMap((part) =>
			hole.to <= part.from || hole.from >= part.to
				? [part]
				: [
						{ from: part.from, to: hole.from },
						{ from: hole.to, to: part.to },
					].filter((rest) => rest.to > rest.from),
		);
	}
	return free;
}

/** The visits of one doctor, laid out day by day. */
export class Calendar {
	readonly visits: Visit[] = [];
	private readonly random: Random;
	private readonly lastDay: Int32Array;
	private readonly kinds: Odds<Profile>;
	private readonly firstKinds: Odds<Profile>;
	private readonly meanMinutes: number;

	constructor(
		private readonly doctor: Doctor,
		profiles: readonly Profile[],
		private readonly panel: Panel,
		private readonly now: Local,
		seed: number,
		persons: number,
	) {
		this.random = new Random(seed, 'visits', doctor.index);
		this.lastDay = new Int32Array(persons);
		const first = profiles.filter((profile) => profile.only === 'new');
		const later = profiles.filter((profile) => profile.only !== 'new');
		this.firstKinds = oddsOf(first, () => 1);
		this.kinds = oddsOf(later, (profile) => profile.weight);
		this.meanMinutes = meanMinutes(profiles);
	}

	/** Everything of one day: series first, then rooms filled side by side, then the break. */
	fill(day: Day, wanted: number, series: readonly Series[], rooms: readonly number[]): void {
		const { panel } = this;
		while (panel.known < panel.members.length) {
			const next = panel.members[panel.known] as Person;
			if (dayOf(next.created) >= day) break;
			panel.known++;
			if (dayOf(next.created) > dayOf(this.now) - PAST_DAYS) panel.newcomers.push(next);
		}
		const fixed = series.map((each) => ({
			from: each.startMinute,
			to: each.startMinute + each.minutes,
		}));
		for (const each of series) this.addSeries(day, each, rooms[0] ?? 1);
		const needed = (wanted * this.meanMinutes) / LANE_MINUTES;
		const lanes = wanted <= PER_DAY ? 1 : Math.min(rooms.length, Math.ceil(needed));
		for (let lane = 0; lane < lanes; lane++) {
			const count = Math.floor(wanted / lanes) + (lane < wanted % lanes ? 1 : 0);
			this.fillLane(
				day,
				count,
				lane === 0 ? fixed : [],
				lanes === 1 ? rooms.slice(0, 2) : [rooms[lane] ?? 1],
			);
		}
		if (this.doctor.lunchIsBreak) this.addBreak(day);
	}

	private fillLane(
		day: Day,
		count: number,
		taken: readonly Interval[],
		rooms: readonly number[],
	): void {
		const { random } = this;
		const free = freeIntervals(this.doctor, taken);
		const minutes = free.reduce((sum, part) => sum + part.to - part.from, 0);
		const spare = Math.max(0, minutes - count * LONGER * this.meanMinutes) / (count + 1);
		let left = count;
		for (const part of free) {
			let at = part.from;
			while (left > 0) {
				at += Math.floor((random.float() * 2 * spare) / 15) * 15;
				const person = this.choose(day);
				const firstVisit = this.panel.newcomers[0] === person;
				const profile = this.kindOf(firstVisit);
				if (at + profile.duration > part.to) break;
				if (firstVisit) this.panel.newcomers.shift();
				this.add(day, at, person, profile, random.pick(rooms), firstVisit);
				at += profile.duration;
				left--;
			}
		}
	}

	private kindOf(firstVisit: boolean): Profile {
		return this.random.draw(firstVisit ? this.firstKinds : this.kinds);
	}

	/** A patient for a day: a newcomer, or one of those known, some of whom come often. */
	private choose(day: Day): Person {
		const { members, known, newcomers } = this.panel;
		const { random } = this;
		if (newcomers.length > 0 && random.chance(0.8)) return newcomers[0] as Person;
		const bound = Math.max(1, known);
		let person = members[0] as Person;
		for (let tries = 0; tries < 8; tries++) {
			person = members[Math.floor(random.float() ** 1.5 * bound)] as Person;
			const away = person.status === 'D' && day >= (person.death ?? day);
			const left = person.status === 'I' && day > dayOf(this.now) - 200;
			const recent = day - (this.lastDay[person.index] ?? 0) < 5;
			if (!away && !left && !recent) break;
		}
		return person;
	}

	private add(
		day: Day,
		minute: number,
		person: Person,
		profile: Profile,
		room: number,
		firstVisit: boolean,
	): void {
		const { random, now } = this;
		const start = day * DAY + minute * MINUTE;
		const walkIn = !firstVisit && profile.duration <= 20 && start < now && random.chance(0.05);
		const created = walkIn
			? start - random.between(5, 25) * MINUTE
			: bookedAt(random, start, Math.max(person.created + HOUR, start - 200 * DAY), now);
		this.lastDay[person.index] = day;
		const visit = this.push({
			person,
			profile,
			start,
			minutes: profile.duration,
			room,
			created,
			walkIn,
			firstVisit,
		});
		visit.deleted = random.chance(0.008);
		if (random.chance(0.008) && start < now) this.squeezeIn(day, visit, minute);
	}

	/** A second patient in the same room at the same time, let in on purpose. */
	private squeezeIn(day: Day, beside: Visit, minute: number): void {
		const profile = this.kindOf(false);
		const start = day * DAY + minute * MINUTE;
		const visit = this.push({
			person: this.choose(day),
			profile,
			start,
			minutes: Math.min(profile.duration, beside.minutes),
			room: beside.room,
			created: start - this.random.between(30, 400) * MINUTE,
			walkIn: false,
			firstVisit: false,
		});
		visit.overlapping = true;
	}

	private addBreak(day: Day): void {
		const { lunch, back } = this.doctor.hours;
		const start = day * DAY + lunch * MINUTE;
		const created = Math.min(start - 120 * DAY, this.now - HOUR);
		this.visits.push({
			id: 0,
			person: null,
			doctor: this.doctor,
			profile: null,
			start,
			minutes: back - lunch,
			room: 0,
			created,
			history: untouched(created),
			status: '',
			walkIn: false,
			overlapping: false,
			deleted: false,
			firstVisit: false,
			series: null,
			seriesDay: 0,
		});
	}

	private addSeries(day: Day, series: Series, room: number): void {
		if (day > series.materialisedUntil) return;
		const start = day * DAY + series.startMinute * MINUTE;
		const visit = this.push({
			person: series.person,
			profile: series.profile,
			start,
			minutes: series.minutes,
			room,
			created: series.created,
			walkIn: false,
			firstVisit: false,
		});
		visit.series = series;
		visit.seriesDay = day;
		this.lastDay[series.person.index] = day;
	}

	private push(
		visit: Pick<
			Visit,
			'person' | 'profile' | 'start' | 'minutes' | 'room' | 'created' | 'walkIn' | 'firstVisit'
		>,
	): Visit {
		const { created, minutes, start, walkIn } = visit;
		const history = historyOf(this.random, created, start, minutes, walkIn, this.now);
		const made: Visit = {
			id: 0,
			person: visit.person,
			doctor: this.doctor,
			profile: visit.profile,
			start,
			minutes,
			room: visit.room,
			created,
			history,
			status: currentStatus(history),
			walkIn,
			firstVisit: visit.firstVisit,
			overlapping: false,
			deleted: false,
			series: null,
			seriesDay: 0,
		};
		this.visits.push(made);
		return made;
	}
}

/** A booking made in office hours, between `earliest` and both `start` and `now`. */
function bookedAt(random: Random, start: Local, earliest: Local, now: Local): Local {
	const latest = Math.min(start - HOUR, now - 60);
	const wanted = Math.min(start - leadTime(random), latest);
	const inHours = dayOf(wanted) * DAY + random.between(8 * HOUR, 17 * HOUR);
	return Math.max(Math.min(inHours, latest), Math.min(earliest, latest));
}
