import { DateTime } from 'luxon';
import { appointmentRow, seriesBases, virtualOccurrences } from './appointments.mts';
import { doctorRows, makeDoctors } from './doctors.mts';
import { idOf } from './ids.mts';
import { SITES, officeRows } from './offices.mts';
import { patientRows } from './patients.mts';
import { payerDirectory } from './payers.mts';
import { makePersons } from './persons.mts';
import { makePools } from './pools.mts';
import type { Externals, Practice, Rows } from './practice.mts';
import { makeProfiles, profileRows } from './profiles.mts';
import { Random } from './random.mts';
import { workSchedules } from './schedules.mts';
import { demographicsOf, flagsOf, makeSettings } from './settings.mts';
import { makeTeam } from './users.mts';
import { makeVisits } from './visits.mts';
import { wallClock } from './wallclock.mts';

export interface PracticeOptions {
	seed: number;
	/** The instant the practice is at: its past and future are counted from here. */
	now: DateTime | string;
}

const GROUP_NAME = 'Larkspur Medical Group';

function instant(now: DateTime | string): DateTime {
	const at = typeof now === 'string' ? DateTime.fromISO(now, { setZone: true }) : now;
	if (!at.isValid) throw new RangeError('now is no ISO 8601 time');
	return at;
}

/** What a practice has before its first patient, and what the other parts hang on. */
function foundation({ seed, now }: PracticeOptions) {
	const at = instant(now);
	const pools = makePools(seed);
	const group = idOf('practice_group', 0);
	const doctors = makeDoctors(new Random(seed, 'doctors'), seed);
	const profiles = makeProfiles(doctors);
	const team = makeTeam(doctors, group, seed);
	const settings = makeSettings(doctors);
	const hours = workSchedules(doctors);
	const payers = payerDirectory();
	const resources: Record<string, Rows> = {
		doctors: doctorRows(doctors, group, GROUP_NAME),
		offices: officeRows(doctors),
		users: team.users,
		staff: team.staff,
		user_groups: team.groups,
		doctor_work_schedule: hours.doctors,
		office_work_schedule: hours.offices,
		appointment_profiles: profileRows(profiles, doctors),
		insurances: payers.emdeon,
		...settings,
	};
	const externals: Externals = {
		practiceGroup: { id: group, name: GROUP_NAME },
		signIns: team.signIns,
		virtualOccurrences: [],
		duplicates: [],
		payers,
		guide: { externalIds: {}, communicationMethods: {}, insuranceVerification: {} },
	};
	const clocks = doctors.map((doctor) => wallClock(at, doctor.timezone));
	return { seed, pools, doctors, profiles, team, settings, resources, externals, clocks };
}

function practice(resources: Record<string, Rows>, externals: Externals): Practice {
	return Object.assign(resources, { externals }) as Practice;
}

/** A practice without patients: doctors, offices, users, profiles and settings only. */
export function blankPractice(options: PracticeOptions): Practice {
	const { resources, externals } = foundation(options);
	return practice({ ...resources, patients: [], appointments: [] }, externals);
}

/** A whole practice of `patients` patients; the same seed and instant give the same one. */
export function buildPractice(options: PracticeOptions & { patients: number }): Practice {
	const base = foundation(options);
	const { seed, doctors, profiles, pools, settings, team, externals, clocks } = base;
	const states = doctors.map((doctor) => SITES[doctor.office]?.state ?? '');
	const { persons, duplicates } = makePersons({
		seed,
		count: options.patients,
		doctors,
		now: clocks,
		states,
		pools,
	});
	const { visits, series } = makeVisits({ seed, doctors, profiles, persons, now: clocks });
	const bases = seriesBases(visits);
	const booked = new Random(seed, 'booked by');
	const appointments = visits.map((visit) =>
		appointmentRow(
			visit,
			visit.series === null ? null : (bases.get(visit.series) ?? null),
			booked.pick(team.frontDesk),
		),
	);
	const patients = patientRows({
		seed,
		persons,
		visits,
		now: clocks,
		offices: doctors.map((doctor) => doctor.office),
		pools,
		extras: {
			doctorIds: doctors.map((doctor) => doctor.id),
			demographics: demographicsOf,
			flags: (random, person, updated) =>
				flagsOf(random, person, updated, settings.patient_flag_types),
		},
	});
	externals.duplicates = duplicates;
	externals.virtualOccurrences = virtualOccurrences(series, bases);
	return practice({ ...base.resources, patients, appointments }, externals);
}
