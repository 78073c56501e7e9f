import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import type { Owner } from '../../demo/server.mts';
import type { Stage } from '../../demo/stage.mts';
import { test } from './suite.mts';
import { chain, drchrono } from './workflow.mts';

/**
 * n8n's durable scheduler: it keeps what a trigger remembers in a table of its own, in one transaction
 * with the execution (n8n 2.41).
 */
const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

function tellsOnce(env: NodeJS.ProcessEnv) {
	return async (stage: Stage): Promise<void> => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider] = await sandbox.records('doctors');
		assert.ok(provider);
		const office = (await sandbox.records('offices')).find(({ doctor }) => doctor === provider.id);
		const [patient] = await sandbox.put('patients', [
			{ doctor: provider.id, first_name: 'Ada', last_name: 'Example', gender: 'Female' },
		]);
		const book = async (...days: number[]) => {
			const booked = await sandbox.put(
				'appointments',
				days.map((day) => ({
					doctor: provider.id,
					office: office?.id,
					exam_room: 1,
					patient: patient?.id,
					duration: 30,
					status: '',
					scheduled_time: `2027-03-${String(day).padStart(2, '0')}T10:00:00`,
				})),
			);
			return booked.map(({ id }) => id);
		};
		await book(1, 2);

		const credential = await sandbox.credential();
		const n8n = await stage.n8n(env);
		await n8n.importCredential(credential);
		const id = await n8n.importWorkflow(
			chain(
				'Tell of new appointments',
				[
					drchrono('drChronoAppointmentTrigger', 'New', {
						pollTimes: { item: [{ mode: 'everyMinute' }] },
						event: 'created',
						filters: {},
						options: { everyMinutes: 1 },
					}),
					{ name: 'Then', type: 'n8n-nodes-base.noOp' },
				],
				credential,
			),
		);
		await n8n.publish(id);
		await sandbox.resetCounters();

		const first = await n8n.start();
		const owner: Owner = await first.signUp();
		await first.live(id);
		await first.stop();
		assert.ok((await sandbox.counters()).total > 0, 'publishing it asks where it begins');

		// What was there before is no news; what comes while n8n is down is.
		const rounds = [await book(3, 4, 5)];
		for (const round of [1, 2]) {
			const server = await n8n.start();
			await server.signIn(owner);
			const [newest, ...older] = await server.executions(id, round);
			await server.stop();
			assert.ok(newest);
			assert.equal(older.length, round - 1);
			assert.deepEqual(errors(newest), []);
			assert.deepEqual(
				items(newest, 'Then').map(({ json }) => json.id),
				rounds[round - 1],
			);
			if (round === 1) rounds.push(await book(6));
		}
		assert.equal((await sandbox.counters()).violations, 0);
	};
}

export default [
	test('a trigger tells of each new appointment once, n8n restarted in between', tellsOnce({})),
	test('so it does where the durable scheduler keeps its state', tellsOnce(durable)),
];
