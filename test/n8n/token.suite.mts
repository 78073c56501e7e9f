import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import { ExternalCalendar, known } from '../../demo/external-calendar.mts';
import type { Stage } from '../../demo/stage.mts';
import { test } from './suite.mts';
import { byHand, chain, drchrono } from './workflow.mts';

/** A practice with appointments, a credential whose token is no longer good, and a workflow. */
async function expired(stage: Stage) {
	const { sandbox } = stage;
	const calendar = await ExternalCalendar.inNewPractice(sandbox);
	await calendar.close();
	const days = calendar.bookings.map(({ start_time }) => start_time.slice(0, 10)).sort();
	const credential = await sandbox.credential({}, { expiresIn: 1 });
	const n8n = await stage.n8n();
	await n8n.importCredential(credential);
	const workflow = chain(
		'Read appointments',
		[
			byHand,
			drchrono('drChronoAppointment', 'Read', {
				operation: 'getMany',
				when: 'custom',
				from: days[0],
				to: days.at(-1),
				returnAll: true,
			}),
		],
		credential,
	);
	const id = await n8n.importWorkflow(workflow);
	await sandbox.control('POST', 'clock', { advance: 60 });
	await sandbox.resetCounters();
	return { sandbox, n8n, id };
}

export default [
	test('an expired token is refreshed once, kept, and the workflow goes on', async (stage) => {
		const { sandbox, n8n, id } = await expired(stage);
		const first = await n8n.execute(id);
		assert.deepEqual(errors(first), []);
		assert.equal(items(first, 'Read').length, known);
		const statuses = (await sandbox.requests())
			.filter(({ route }) => route === 'GET /api/appointments')
			.map(({ status }) => status);
		assert.deepEqual(statuses, [401, 200]);
		assert.equal((await sandbox.counters()).token, 1);

		await sandbox.resetCounters();
		const second = await n8n.execute(id);
		assert.equal(items(second, 'Read').length, known);
		const { token, byStatus } = await sandbox.counters();
		assert.equal(token, 0);
		assert.deepEqual(byStatus, { 200: 1 });
	}),
	test('a refused refresh fails at once and says that the credential has to be reconnected', async (stage) => {
		const { sandbox, n8n, id } = await expired(stage);
		await sandbox.control('POST', 'apps/sandbox-client/revoke', {});
		const execution = await n8n.execute(id);
		assert.equal(execution.status, 'error');
		const text = errors(execution)
			.map(({ message, description }) => `${message} ${description ?? ''}`)
			.join('\n');
		assert.match(text, /reconnect/i);
		const { total, token } = await sandbox.counters();
		assert.equal(total, 1);
		assert.equal(token, 1);
	}),
];
