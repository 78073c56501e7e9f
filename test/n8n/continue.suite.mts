import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import { connected, filledIn, template } from '../../demo/template.mts';
import { test } from './suite.mts';

const days = { from: '2025-09-01', to: '2026-11-30' };

export default [
	test('the template that continues later reads each appointment once', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const n8n = await stage.n8n();
		const credential = await sandbox.credential({ id: 'continueLater' });
		await n8n.importCredential(credential);
		const workflow = filledIn(connected(await template('continue-later'), credential), days);
		const id = await n8n.importWorkflow({
			...workflow,
			settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
		});
		await sandbox.resetCounters();
		// Longer than the node waits by itself, and short enough for a test.
		await sandbox.control('POST', 'faults', {
			route: 'GET /api/appointments',
			skip: 1,
			times: 1,
			kind: 'status',
			status: 429,
			body: { detail: 'Request was throttled. Expected available in 11.0 seconds.' },
		});

		const execution = await n8n.execute(id);
		await sandbox.control('DELETE', 'faults');
		assert.deepEqual(errors(execution), []);
		assert.ok((execution.nodes['Wait Until Calls Return'] ?? []).length > 0, 'nothing was cut');
		assert.ok((execution.nodes['Use the Appointments'] ?? []).length > 1);
		const read = items(execution, 'Use the Appointments').map(({ json }) => String(json.id));
		const stored = (await sandbox.records('appointments'))
			.filter((record) => record.deleted_flag !== true && record.appt_is_break !== true)
			.filter(({ scheduled_time }) => {
				const day = String(scheduled_time).slice(0, 10);
				return day >= days.from && day <= days.to;
			})
			.map((record) => String(record.id));
		assert.deepEqual(read.filter((one) => /^\d+$/.test(one)).sort(), stored.sort());
		assert.equal(new Set(read).size, read.length);
		assert.equal((await sandbox.counters()).violations, 0);
	}),
];
