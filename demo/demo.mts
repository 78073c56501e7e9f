import { errors, type Execution } from './execution.mts';
import { booked, ExternalCalendar, known } from './external-calendar.mts';
import type { N8n } from './n8n.mts';
import { MachineLacks } from './setup.mts';
import { Stage } from './stage.mts';

/**
 * `npm run demo`: the template *external calendar → DrChrono*, twice, in a real n8n against the
 * sandbox. Exits with 0 if every booking is in DrChrono exactly once afterwards.
 */

/** The demo did not end as it should; the message says how. */
class Disappointment extends Error {}

const started = performance.now();
let stage: Stage | undefined;
let calendar: ExternalCalendar | undefined;
try {
	stage = await Stage.build(console.log);
	stage.strikeOnInterrupt();
	const { sandbox, runtime } = stage;
	calendar = await ExternalCalendar.inNewPractice(sandbox);
	const n8n = await stage.n8n();
	const credential = await sandbox.credential();
	await n8n.importCredential(credential);
	const id = await n8n.importWorkflow(await calendar.workflow(credential));
	console.log(`
n8n ${runtime.n8n} on Node ${runtime.version}, this package installed from its tarball.
A calendar has ${booked} bookings. DrChrono has ${known} of them.
`);
	await round('First run ', n8n, id, booked - known);
	await round('Second run', n8n, id, 0);

	const mistakes = await calendar.mistakes();
	if (mistakes.length > 0) throw new Disappointment(mistakes.join('\n'));
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.log(`
Checked in DrChrono: each of the ${booked} bookings is there exactly once, with its patient and at
its time of the practice's clock. All of it took ${seconds} s. See it in the editor: npm start`);
} catch (error) {
	const plain = error instanceof Disappointment || error instanceof MachineLacks;
	console.error(plain ? (error as Error).message : (error as Error).stack);
	process.exitCode = 1;
} finally {
	await calendar?.close();
	await stage?.strike();
}

/** Runs the workflow once and says what happened, as the sandbox has seen it. */
async function round(name: string, n8n: N8n, id: string, expected: number): Promise<void> {
	const { sandbox } = stage!;
	await sandbox.resetCounters();
	const before = (await sandbox.records('appointments')).length;
	const execution: Execution & { took: number } = await n8n.execute(id);
	const [error] = errors(execution);
	if (error)
		throw new Disappointment(`${name.trim()}: ${error.message}. ${error.description ?? ''}`);
	const created = (await sandbox.records('appointments')).length - before;
	const { total, reads, writes, violations } = await sandbox.counters();
	const seconds = (execution.took / 1000).toFixed(1);
	console.log(
		`${name}  ${String(created).padStart(2)} created   ${String(total).padStart(2)} calls ` +
			`(${reads} reading, ${writes} writing)   ${seconds} s, n8n's own start with it`,
	);
	if (created !== expected) {
		throw new Disappointment(`${expected} appointments should have been created.`);
	}
	if (violations > 0) {
		throw new Disappointment(`${violations} calls were not as DrChrono's API wants them.`);
	}
}
