import { DateTime } from 'luxon';
import { appointmentRow, seriesBases, virtualOccurrences } from './appointments.mts';
import { auditRows } from './audit.mts';
import { authorizationRows } from './authorizations.mts';
import { type BookedClaim, Ledger } from './billing.mts';
import { billingProfiles, planNames } from './billingProfiles.mts';
import { appointmentTemplates, scheduleBlocks } from './blocks.mts';
import { careRows } from './care.mts';
import { chartRows } from './charts.mts';
import { claimOf } from './claims.mts';
import { consentForms, signedConsents } from './consents.mts';
import { findingsOf } from './diagnoses.mts';
import { doctorRows, makeDoctors } from './doctors.mts';
import { documentRows } from './documents.mts';
import { eligibilityRows, guideFacts } from './eligibility.mts';
import { feeSchedules } from './fees.mts';
import { type FileContent, fileBytes } from './files.mts';
import { idOf } from './ids.mts';
import { inventory } from './inventory.mts';
import { SUBLABS, labRows } from './labs.mts';
import { messageRows } from './messages.mts';
import { NoteBook, noteLines, noteOf } from './notes.mts';
import { makeSections, templateRows } from './noteTemplates.mts';
import { SITES, officeRows } from './offices.mts';
import { patientRows } from './patients.mts';
import { payerDirectory } from './payers.mts';
import { makePersons } from './persons.mts';
import { makePools } from './pools.mts';
import { type Externals, type Practice, type Row, type Rows, once } from './practice.mts';
import { makeProfiles, profileRows } from './profiles.mts';
import { Random } from './random.mts';
import { workSchedules } from './schedules.mts';
import type { Series } from './series.mts';
import { demographicsOf, flagsOf, makeSettings } from './settings.mts';
import { taskRows, taskSetUp } from './tasks.mts';
import { telehealthRows } from './telehealth.mts';
import { makeTeam } from './users.mts';
import { vitalsOf } from './vitals.mts';
import { makeVisits } from './visits.mts';
import { DAY, dayOf, stamp, wallClock } from './wallclock.mts';
import { World } from './world.mts';

export { fileBytes } from './files.mts';
export type { FileContent } from './files.mts';
export type { Externals, Practice, Row, Rows } from './practice.mts';

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
	const group = idOf('practice_group', 0);
	const doctors = makeDoctors(new Random(seed, 'doctors'), seed);
	const clocks = doctors.map((doctor) => wallClock(at, doctor.timezone));
	const today = dayOf(clocks[0] ?? 0);
	const profiles = makeProfiles(doctors);
	const team = makeTeam(doctors, group, seed);
	const settings = makeSettings(doctors);
	const sections = makeSections(doctors);
	const hours = workSchedules(doctors);
	const payers = payerDirectory();
	const groupIds = team.groups.map((each) => Number(each['id']));
	const resources: Record<string, Rows> = {
		doctors: doctorRows(doctors, group, GROUP_NAME),
		offices: officeRows(doctors),
		users: team.users,
		staff: team.staff,
		user_groups: team.groups,
		doctor_work_schedule: hours.doctors,
		office_work_schedule: hours.offices,
		appointment_profiles: profileRows(profiles, doctors),
		appointment_templates: appointmentTemplates(doctors, profiles, today),
		insurances: payers.emdeon,
		...settings,
		...templateRows(sections, doctors),
		...taskSetUp(group, groupIds),
		...feeSchedules(
			doctors.map((doctor) => doctor.id),
			doctors.map((doctor) => idOf('offices', doctor.office)),
		),
		...inventory(doctors, new Random(seed, 'inventory'), today),
		billing_profiles: billingProfiles(doctors),
		custom_insurance_plan_names: planNames(doctors, team.administrators[0] ?? 0),
		consent_forms: consentForms(doctors),
		sublabs: SUBLABS.map((sublab) => ({ ...sublab })),
	};
	const externals: Externals = {
		practiceGroup: { id: group, name: GROUP_NAME },
		signIns: team.signIns,
		virtualOccurrences: [],
		duplicates: [],
		payers,
		guide: { externalIds: {}, communicationMethods: {}, insuranceVerification: {} },
		fileBytes,
	};
	return { seed, group, doctors, clocks, profiles, team, settings, sections, resources, externals };
}

/** Everything that only patients bring; a practice without them has these empty. */
const PATIENT_RESOURCES = [
	'patients',
	'appointments',
	'schedule_blocks',
	'problems',
	'allergies',
	'medications',
	'patient_vaccine_records',
	'clinical_notes',
	'clinical_note_field_values',
	'yellow_notepad',
	'documents',
	'lab_orders',
	'lab_tests',
	'lab_documents',
	'lab_results',
	'patient_lab_results',
	'line_items',
	'procedures',
	'transactions',
	'eobs',
	'patient_payments',
	'patient_payment_log',
	'line_item_deletions',
	'claim_billing_notes',
	'eligibility_checks',
	'patient_authorizations',
	'tasks',
	'task_notes',
	'messages',
	'patient_messages',
	'comm_logs',
	'signed_consent_forms',
	'telehealth_appointments',
	'telehealth_appointment_history',
	'audit_log',
	'care_plans',
	'care_team_members',
	'implantable_devices',
	'patient_communications',
	'patient_interventions',
	'patient_physical_exams',
	'patient_risk_assessments',
	'amendments',
	'prescription_messages',
] as const;

function practice(resources: Record<string, Rows>, externals: Externals): Practice {
	return Object.assign(resources, { externals }) as Practice;
}

/** A practice without patients: doctors, offices, users, profiles, settings and definitions only. */
export function blankPractice(options: PracticeOptions): Practice {
	const { resources, externals } = foundation(options);
	const empty = Object.fromEntries(PATIENT_RESOURCES.map((name) => [name, [] as Row[]]));
	return practice({ ...resources, ...empty }, externals);
}

/** Each of the lists that one builder makes together, built at the first use of any. */
function together<T extends { [K in keyof T]: Row[] }>(
	names: readonly (keyof T & string)[],
	build: () => T,
): Record<string, () => Row[]> {
	const made = once(build);
	return Object.fromEntries(names.map((name) => [name, (): Row[] => made()[name]]));
}

/** The appointments, with what the rest of the practice knows about each. */
function makeAppointments(world: World, bases: ReadonlyMap<Series, number>) {
	const { seed } = world;
	const random = world.random('appointments');
	const appointments: Row[] = [];
	const billingNotes: Row[] = [];
	const claims: BookedClaim[] = [];
	const externalIds: Record<string, string> = {};
	let reminders = 0;
	for (const visit of world.visits) {
		const { person } = visit;
		const now = world.now(visit.doctor);
		const chart = person === null ? null : world.chart(person);
		const seen = chart !== null && (visit.status === 'Complete' || visit.status === 'In Session');
		const claim = claimOf(seed, visit, now);
		if (claim !== null) claims.push({ visit, claim });
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
				findings: seen ? findingsOf(seed, visit, chart) : null,
				vitals: seen ? vitalsOf(seed, visit, chart, dayOf(now)) : null,
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
	return { appointments, billingNotes, claims, externalIds };
}

/** What is built at its first use. */
function lateResources(world: World, claims: BookedClaim[]): Record<string, () => Row[]> {
	const { seed, team } = world;
	const doctorIds = world.doctors.map((doctor) => doctor.id);
	return {
		...together(['problems', 'allergies', 'medications', 'patient_vaccine_records'], () =>
			chartRows({
				seed,
				persons: world.persons,
				now: world.clocks,
				doctorIds,
				nurses: team.nurses,
			}),
		),
		...together(['clinical_notes', 'clinical_note_field_values', 'yellow_notepad'], () => {
			const signers = world.doctors.map((doctor) => `${doctor.first} ${doctor.last}`);
			const book = new NoteBook(seed, world.sections, signers);
			for (const visit of world.completed()) {
				const now = world.now(visit.doctor);
				const note = noteOf(seed, visit, now);
				if (note === null) continue;
				const chart = world.chart(visit.person);
				const findings = findingsOf(seed, visit, chart);
				const vitals = vitalsOf(seed, visit, chart, dayOf(now));
				book.write({ visit, person: visit.person, chart, findings, vitals }, note);
			}
			return book.rows;
		}),
		...together(
			['lab_orders', 'lab_tests', 'lab_documents', 'lab_results', 'patient_lab_results'],
			() => labRows(world),
		),
		...together(
			[
				'line_items',
				'procedures',
				'transactions',
				'eobs',
				'patient_payments',
				'patient_payment_log',
				'line_item_deletions',
			],
			() => {
				const ledger = new Ledger(seed, world.clocks, team.billers, team.frontDesk);
				return ledger.book(claims.splice(0));
			},
		),
		...together(['tasks', 'task_notes'], () => taskRows(world)),
		...together(['messages', 'patient_messages', 'comm_logs'], () => messageRows(world)),
		...together(['telehealth_appointments', 'telehealth_appointment_history'], () =>
			telehealthRows(world),
		),
		...together(
			[
				'care_plans',
				'care_team_members',
				'implantable_devices',
				'patient_communications',
				'patient_interventions',
				'patient_physical_exams',
				'patient_risk_assessments',
				'amendments',
				'prescription_messages',
			],
			() => careRows(world),
		),
		documents: once(() => documentRows(world)),
		eligibility_checks: once(() => eligibilityRows(world)),
		patient_authorizations: once(() => authorizationRows(world)),
		signed_consent_forms: once(() => signedConsents(world)),
		audit_log: once(() => auditRows(world)),
	};
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
 * first call. Money adds up as `claims.mts` says.
 */
export function buildPractice(options: PracticeOptions & { patients: number }): Practice {
	const base = foundation(options);
	const { seed, doctors, profiles, settings, team, sections, externals, clocks } = base;
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
	const world = new World(seed, clocks, doctors, profiles, team, pools, sections, persons, visits);
	const bases = seriesBases(visits);
	const { appointments, billingNotes, claims, externalIds } = makeAppointments(world, bases);
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
	Object.assign(externals, {
		duplicates,
		virtualOccurrences: virtualOccurrences(series, bases),
		guide: { externalIds, ...guideFacts(persons, seed) },
		fileBytes: filesOf(world),
	});
	return practice(
		{
			...base.resources,
			patients,
			appointments,
			schedule_blocks: scheduleBlocks(doctors, clocks, base.group),
			claim_billing_notes: billingNotes,
			...lateResources(world, claims),
		},
		externals,
	);
}
