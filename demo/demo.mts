import { booked, ExternalCalendar, known } from './external-calendar.mts';
import { OnDemand } from './on-demand.mts';
import { Outbox } from './outbox.mts';
import { PatientPortal } from './patient-portal.mts';
import { errors } from './execution.mts';
import type { Sandbox } from './sandbox.mts';
import { MachineLacks } from './setup.mts';
import { staffList } from './staff-list.mts';
import { Stage } from './stage.mts';
import { connected, filledIn, template, triggering } from './template.mts';

/**
 * `npm run demo`: three templates in a real n8n against the sandbox, one after the other. Exits with 0
 * if DrChrono, the outbox and the staff list hold afterwards what they should, and nothing else.
 */

/** The demo did not end as it should; the message says how. */
class Disappointment extends Error {}

const started = performance.now();
let stage: Stage | undefined;
let calendar: ExternalCalendar | undefined;
let outbox: Outbox | undefined;
try {
	stage = await Stage.build(console.log);
	stage.strikeOnInterrupt();
	const { sandbox, runtime } = stage;
	calendar = await ExternalCalendar.inNewPractice(sandbox);
	outbox = await Outbox.serve();
	const n8n = await stage.n8n();
	const credential = await sandbox.credential();
	const key = PatientPortal.key();
	await n8n.importCredentials(credential, key);
	const first = await n8n.start();
	const owner = await first.signUp();
	const { now } = await sandbox.control<{ now: string }>('GET', 'clock');
	console.log(`
n8n ${runtime.n8n} on Node ${runtime.version}, this package installed from its tarball.
A calendar has ${booked} bookings. DrChrono has ${known} of them.
`);

	console.log('External calendar → DrChrono');
	const minutes = await OnDemand.publish(
		first,
		await calendar.workflow(credential),
		'Every Minute',
	);
	const minute = async () => {
		const [error] = errors(await minutes.run());
		if (error) throw new Disappointment(`${error.message}. ${error.description ?? ''}`);
	};
	const creating = booked - known;
	await step(sandbox, 'first minute', minute, { created: creating });
	await step(sandbox, 'second minute', minute, {});
	calendar.move('cal-1');
	calendar.move('cal-30');
	calendar.cancel('cal-40');
	const changing = 'two patients have moved their booking, one has cancelled';
	await step(sandbox, changing, minute, { moved: 2, cancelled: 1 });
	await step(sandbox, 'next minute', minute, {});
	expectNone(await calendar.mistakes());

	console.log('\nPatient portal → DrChrono');
	const portal = await PatientPortal.publish(first, credential, key);
	const [patient] = await sandbox.records('patients');
	const change = {
		event_id: 'demo-1',
		patient: { drchrono_id: patient!.id },
		contact: { cell_phone: '+1 650 555 0199', street: '2 New Street' },
	};
	const told = (change: object) => async () => {
		const { status, body } = await portal.tell(change);
		const fields = body.changed?.length ? `: ${body.changed.join(', ')}` : '';
		console.log(`    the portal is told: ${status} ${body.result}${fields}`);
	};
	await step(sandbox, 'a patient has a new phone and street', told(change), { changed: 1 });
	await step(sandbox, 'the portal repeats itself', told(change), {});
	const insurance = { kind: 'primary', payer_name: 'Example Health', member_id: 'M-77' };
	const insured = { ...change, event_id: 'demo-2', insurance };
	await step(sandbox, 'the patient has a new insurance', told(insured), {});

	console.log('\nNew appointment → questionnaire');
	const visits = creating - 1;
	const reachable = calendar.bookings
		.slice(known)
		.filter(({ status, uid }) => status === 'active' && Number(uid.slice(4)) % 10 !== 1).length;
	const questionnaire = filledIn(
		connected(await template('new-appointment-to-questionnaire'), credential),
		{ senderUrl: outbox.url, practice: 'Example Family Practice' },
	);
	const id = await first.publish({
		...triggering(questionnaire, { startFrom: now }),
		// Saved, so that its end can be waited for.
		settings: { ...questionnaire.settings, saveDataSuccessExecution: 'all' },
	});
	await first.stop();
	const questions = outbox;
	const second = await n8n.start();
	await second.signIn(owner);
	const sending = async () => {
		await second.executions(id, 1);
	};
	await step(sandbox, `${visits} visits were booked, n8n was restarted`, sending, {});
	const rows = await staffList(second);
	await second.stop();
	const by = (channel: string) => questions.messages.filter((sent) => sent.channel === channel);
	console.log(
		`    ${by('email').length} e-mails and ${by('sms').length} text messages sent, none twice`,
	);
	const different = new Set(questions.messages.map(({ text }) => text)).size;
	if (different !== reachable || questions.messages.length !== reachable) {
		throw new Disappointment(`${reachable} messages should have been sent, each once.`);
	}

	const left = (kind: string) => rows.filter((row) => row.kind === kind).length;
	if (left('insurance') !== 1 || left('questionnaire') !== visits - reachable) {
		throw new Disappointment('The staff list is not as it should be.');
	}
	expectNone(await calendar.mistakes());
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.log(`
On the staff list: ${left('insurance')} insurance to enter, ${left('questionnaire')} patients to call who cannot be written to.
Checked in DrChrono: each of the ${booked} bookings is there exactly once, with its patient and at
its time of the practice's clock. All of it took ${seconds} s. See it in the editor: npm start`);
} catch (error) {
	const plain = error instanceof Disappointment || error instanceof MachineLacks;
	console.error(plain ? (error as Error).message : (error as Error).stack);
	process.exitCode = 1;
} finally {
	await calendar?.close();
	await outbox?.close();
	await stage?.strike();
}

interface Effect {
	created?: number;
	moved?: number;
	cancelled?: number;
	/** Patients. */
	changed?: number;
}

/** Lets something happen and says what has become of it in DrChrono, and at what cost. */
async function step(
	sandbox: Sandbox,
	what: string,
	action: () => Promise<void>,
	expected: Effect,
): Promise<void> {
	console.log(`  ${what}`);
	await sandbox.resetCounters();
	const before = await stateOf(sandbox);
	await action();
	const effect = effectOf(before, await stateOf(sandbox));
	const { total, reads, writes, violations } = await sandbox.counters();
	const words = Object.entries(effect).map(([name, count]) => `${count} ${name}`);
	console.log(
		`    ${words.join(', ') || 'nothing written'} · ${total} ${total === 1 ? 'call' : 'calls'} (${reads} reading, ${writes} writing)`,
	);
	if (JSON.stringify(effect) !== JSON.stringify(expected)) {
		throw new Disappointment(`It should have been ${JSON.stringify(expected)}.`);
	}
	if (violations > 0) {
		throw new Disappointment(`${violations} calls were not as DrChrono's API wants them.`);
	}
}

interface State {
	appointments: ReadonlyMap<unknown, { time: unknown; status: unknown }>;
	patients: ReadonlyMap<unknown, string>;
}

async function stateOf(sandbox: Sandbox): Promise<State> {
	const appointments = await sandbox.records('appointments');
	const patients = await sandbox.records('patients');
	return {
		appointments: new Map(
			appointments.map(({ id, scheduled_time, status }) => [id, { time: scheduled_time, status }]),
		),
		patients: new Map(patients.map((patient) => [patient.id, String(patient.updated_at)])),
	};
}

/** What is different; only what is, in the order of `Effect`. */
function effectOf(before: State, after: State): Effect {
	const appointments = [...after.appointments];
	const was = (id: unknown) => before.appointments.get(id);
	const counts = {
		created: appointments.filter(([id]) => !was(id)).length,
		moved: appointments.filter(([id, { time }]) => was(id) && was(id)?.time !== time).length,
		cancelled: appointments.filter(
			([id, { status }]) => status === 'Cancelled' && was(id) && was(id)?.status !== status,
		).length,
		changed: [...after.patients].filter(([id, at]) => before.patients.get(id) !== at).length,
	};
	return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function expectNone(mistakes: readonly string[]): void {
	if (mistakes.length > 0) throw new Disappointment(mistakes.join('\n'));
}
