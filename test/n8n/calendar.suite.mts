import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import { booked, ExternalCalendar, known } from '../../demo/external-calendar.mts';
import { test } from './suite.mts';

const creating = booked - known;

export default [
	test('the calendar template creates what is missing, then nothing', async (stage) => {
		const { sandbox } = stage;
		const calendar = await ExternalCalendar.inNewPractice(sandbox);
		try {
			// Neither the machine's zone nor n8n's is the practice's.
			const n8n = await stage.n8n({ TZ: 'Asia/Tokyo', GENERIC_TIMEZONE: 'Europe/Berlin' });
			const credential = await sandbox.credential();
			await n8n.importCredential(credential);
			const id = await n8n.importWorkflow(await calendar.workflow(credential));

			const first = await n8n.execute(id);
			assert.deepEqual(errors(first), []);
			assert.equal(items(first, 'Create Appointment').length, creating);
			assert.deepEqual(await calendar.mistakes(), []);
			const counted = await sandbox.counters();
			// One page of appointments, the provider's time zone once, each booking once.
			assert.deepEqual(counted.byRoute, {
				'GET /api/appointments': 1,
				'GET /api/doctors': 1,
				'POST /api/appointments': creating,
			});
			assert.equal(counted.violations, 0);
			assert.equal(counted.token, 0);

			await sandbox.resetCounters();
			const second = await n8n.execute(id);
			assert.deepEqual(errors(second), []);
			assert.equal(items(second, 'Create Appointment').length, 0);
			assert.deepEqual(await calendar.mistakes(), []);
			assert.deepEqual((await sandbox.counters()).byRoute, { 'GET /api/appointments': 1 });
		} finally {
			await calendar.close();
		}
	}),
];
