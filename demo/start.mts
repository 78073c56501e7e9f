import { booked, ExternalCalendar } from './external-calendar.mts';
import { interruption } from './interruption.mts';
import { freePort } from './port.mts';
import { MachineLacks } from './setup.mts';
import { Stage } from './stage.mts';
import { connected, template, templateNames } from './template.mts';

/**
 * `npm start`: an n8n with this package, its templates and a credential for the sandbox, the
 * editor open until Ctrl-C. Nothing of it outlives the process.
 */

let stage: Stage | undefined;
let calendar: ExternalCalendar | undefined;
try {
	stage = await Stage.build(console.log, { port: await freePort(8411), patients: 300 });
	const interrupted = interruption();
	const n8n = await stage.n8n();
	const credential = await stage.sandbox.credential();
	await n8n.importCredential(credential);
	calendar = await ExternalCalendar.open(stage.sandbox);
	const ready = await calendar.workflow(credential);
	const templates = await Promise.all((await templateNames()).map(template));
	await n8n.importWorkflows(
		...templates.map((each) => (each.id === ready.id ? ready : connected(each, credential))),
	);
	const server = await n8n.start({ port: 5678 });
	const owner = await server.signUp();

	console.log(`
n8n ${stage.runtime.n8n} is open:  ${server.url}
  e-mail    ${owner.email}
  password  ${owner.password}   (made for this run; everything is thrown away at the end)

The sandbox plays DrChrono:  ${stage.sandbox.url}
  The credential "${credential.name}" is connected to it.
  Workflows: ${templates.map(({ name }) => name).join(', ')}
  "${ready.name}" can be run at once: a calendar of ${booked} bookings is served with it.

Press Ctrl-C to stop both.`);

	const asked = await Promise.race([interrupted.then(() => true), server.ended.then(() => false)]);
	if (!asked) throw new Error(`n8n ended by itself:\n${(await n8n.logs()).slice(-3000)}`);
	console.log('\nStopping …');
} catch (error) {
	console.error(error instanceof MachineLacks ? error.message : (error as Error).stack);
	process.exitCode = 1;
} finally {
	await calendar?.close();
	await stage?.strike();
}
