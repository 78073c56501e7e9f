import { auditRows } from './audit.mts';
import { authorizationRows } from './authorizations.mts';
import { type BookedClaim, Ledger } from './billing.mts';
import { careRows } from './care.mts';
import { chartRows } from './charts.mts';
import { claimOf } from './claims.mts';
import { signedConsents } from './consents.mts';
import { findingsOf } from './diagnoses.mts';
import { documentRows } from './documents.mts';
import { eligibilityRows } from './eligibility.mts';
import { idOf } from './ids.mts';
import { labRows } from './labs.mts';
import { messageRows } from './messages.mts';
import { type NoteRows, NoteBook, noteOf } from './notes.mts';
import { type Row, once } from './practice.mts';
import { taskRows } from './tasks.mts';
import { telehealthRows } from './telehealth.mts';
import { threadRows } from './threads.mts';
import { vitalsOf } from './vitals.mts';
import { dayOf } from './wallclock.mts';
import type { World } from './world.mts';

/** Each of the lists that one builder makes together, built at the first use of any. */
function together<T extends { [K in keyof T]: Row[] }>(
	names: readonly (keyof T & string)[],
	build: () => T,
): Record<string, () => Row[]> {
	const made = once(build);
	return Object.fromEntries(names.map((name) => [name, (): Row[] => made()[name]]));
}

function noteRows(world: World): NoteRows {
	const { seed } = world;
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
}

/** The resources that are built at their first use. */
export function lateResources(world: World): Record<string, () => Row[]> {
	const { seed, team } = world;
	const doctorIds = world.doctors.map((doctor) => doctor.id);
	const zones = new Map(world.doctors.map(({ id, timezone }) => [String(id), timezone]));
	const messages = together(['messages', 'patient_messages', 'comm_logs'], () =>
		messageRows(world),
	);
	return {
		...together(['problems', 'allergies', 'medications', 'patient_vaccine_records'], () =>
			chartRows({
				seed,
				persons: world.persons,
				chart: (person) => world.chart(person),
				now: world.clocks,
				doctorIds,
				nurses: team.nurses,
			}),
		),
		...together(['clinical_notes', 'clinical_note_field_values', 'yellow_notepad'], () =>
			noteRows(world),
		),
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
				const claims: BookedClaim[] = [];
				for (const visit of world.completed()) {
					const claim = claimOf(seed, visit, world.now(visit.doctor));
					if (claim !== null) claims.push({ visit, claim });
				}
				return ledger.book(claims);
			},
		),
		...together(['tasks', 'task_notes'], () => taskRows(world)),
		...messages,
		message_threads: once(() =>
			threadRows(
				messages.messages?.() ?? [],
				(doctor) => zones.get(String(doctor)) ?? 'utc',
				idOf('practice_group', 0),
			),
		),
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
