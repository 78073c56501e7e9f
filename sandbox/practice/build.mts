import { DateTime } from 'luxon';
import { appointmentRow, seriesBases, virtualOccurrences } from './appointments.mts';
import { scheduleBlocks } from './blocks.mts';
import { claimOf } from './claims.mts';
import { findingsOf } from './diagnoses.mts';
import { guideFacts } from './eligibility.mts';
import { type FileContent, fileBytes } from './files.mts';
import { foundation } from './foundation.mts';
import { idOf } from './ids.mts';
import { lateResources } from './late.mts';
import { noteLines, noteOf } from './notes.mts';
import { SITES } from './offices.mts';
import { patientRows } from './patients.mts';
import { makePersons } from './persons.mts';
import { makePools } from './pools.mts';
import { type Externals, type Practice, type Row, type Rows, once } from './practice.mts';
import type { Series } from './series.mts';
import { demographicsOf, flagsOf } from './settings.mts';
import { vitalsOf } from './vitals.mts';
import { makeVisits } from './visits.mts';
import { DAY, dayOf, stamp } from './wallclock.mts';
import { World } from './world.mts';

export { fileBytes } from './files.mts';
export type { FileContent } from './files.mts';
export type { Externals, Practice, Row, Rows } from './practice.mts';

export interface PracticeOptions {
	seed: number;
	/** The instant the practice is at: its past and future are counted from here. */
	now: DateTime | string;
}

function instant(now: DateTime | string): DateTime {
	const at = typeof now === 'string' ? DateTime.fromISO(now, { setZone: true }) : now;
	if (!at.isValid) throw new RangeError('now is no ISO 8601 time');
	return at;
}

/** The appointments, with what the rest of the practice knows about each. */
function makeAppointments(world: World, bases: ReadonlyMap<Series, number>) {
	const { seed } = world;
	const random = world.random('appointments');
	const appointments: Row[] = [];
	const billingNotes: Row[] = [];
	const externalIds: Record<string, string> = {};
	let reminders = 0;
	for (const visit of world.visits) {
		const { person } = visit;
		const now = world.now(visit.doctor);
		const seen = visit.status === 'Complete' || visit.status === 'In Session';
		const chart = seen && person !== null ? world.chart(person) : null;
		const claim = claimOf(seed, visit, now);
		const notes = (claim?.notes ?? []).map((note, index) => ({
			id: idOf('claim_billing_notes', billingNotes.length + index),
			appointment: visit.id,
			text: note.text,
			created_by: random.pick(world.team.billers),
			created_at: stamp(note.at),
		}));
		billingNotes.push(...notes);
		const reminded = person !== null && visit.start > now - 30 * DAY && random.chance(0.6);
		const booked = person !== null && visit.start > now - 60 * DAY && random.chance(0.06);
		if (booked) externalIds[visit.id] = `cal-${random.digits(6)}`;
		const base = visit.series === null ? undefined : bases.get(visit.series);
		appointments.push(
			appointmentRow(visit, {
				base: base ?? null,
				createdBy: random.pick(world.team.frontDesk),
				findings: chart !== null ? findingsOf(seed, visit, chart) : null,
				vitals: chart !== null ? vitalsOf(seed, visit, chart, dayOf(now)) : null,
				claim,
				note: noteOf(seed, visit, now),
				billingNotes: notes.map((note) => ({ ...note })),
				reminder: reminded ? idOf('reminders', reminders) : null,
				externalId: externalIds[visit.id] ?? null,
				random,
			}),
		);
		if (reminded) reminders += 2;
	}
	return { appointments, billingNotes, externalIds };
}

/** A file's bytes, with the note's own text in the PDF of a clinical note. */
function filesOf(world: World): (kind: string, id: number | string) => Promise<FileContent> {
	const byId = once(() => new Map(world.visits.map((visit) => [visit.id, visit])));
	return (kind, id) => {
		const visit = kind === 'clinical_notes' ? byId().get(Number(id)) : undefined;
		if (visit === undefined || visit.person === null) return fileBytes(kind, id);
		const { person } = visit;
		const chart = world.chart(person);
		const findings = findingsOf(world.seed, visit, chart);
		const vitals = vitalsOf(world.seed, visit, chart, dayOf(world.now(visit.doctor)));
		const lines = noteLines(world.seed, { visit, person, chart, findings, vitals });
		return fileBytes(kind, id, {
			title: `Clinical note of ${stamp(visit.start).slice(0, 10)}`,
			lines,
		});
	};
}

/**
 * A whole practice of `patients` patients; the same seed and instant give the same one. Doctors,
 * patients and appointments are arrays; what is big and rarely read is a function, built at its
 * first call. Money adds up as `account.mts` says.
 */
export function buildPractice(options: PracticeOptions & { patients: number }): Practice {
	const { seed } = options;
	const base = foundation(seed, instant(options.now));
	const { doctors, profiles, settings, team, sections, clocks } = base;
	const pools = makePools(seed);
	const { persons, duplicates } = makePersons({
		seed,
		count: options.patients,
		doctors,
		now: clocks,
		states: doctors.map((doctor) => SITES[doctor.office]?.state ?? ''),
		pools,
	});
	const { visits, series } = makeVisits({ seed, doctors, profiles, persons, now: clocks });
	const world = new World(seed, clocks, doctors, profiles, team, sections, persons, visits);
	const bases = seriesBases(visits);
	const { appointments, billingNotes, externalIds } = makeAppointments(world, bases);
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
	const externals: Externals = {
		practiceGroup: base.practiceGroup,
		signIns: team.signIns,
		payers: base.payers,
		duplicates,
		virtualOccurrences: virtualOccurrences(series, bases),
		guide: { externalIds, ...guideFacts(persons, seed) },
		fileBytes: filesOf(world),
	};
	const resources: Record<string, Rows> = {
		...base.resources,
		patients,
		appointments,
		schedule_blocks: scheduleBlocks(doctors, clocks, base.practiceGroup.id),
		claim_billing_notes: billingNotes,
		...lateResources(world),
	};
	return Object.assign(resources, { externals }) as Practice;
}

/** A practice without patients: doctors, offices, users, profiles, settings and definitions only. */
export function blankPractice(options: PracticeOptions): Practice {
	return Object.assign(buildPractice({ ...options, patients: 0 }), { schedule_blocks: [] });
}
