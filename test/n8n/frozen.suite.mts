import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errors, items, type Execution } from '../../demo/execution.mts';
import type { Workflow } from '../../demo/n8n.mts';
import { root } from '../../demo/paths.mts';
import type { Sandbox } from '../../demo/sandbox.mts';
import { filledIn } from '../../demo/template.mts';
import { test } from './suite.mts';

/**
 * Workflows as somebody saved them with an earlier version of the package. They must keep running:
 * a file in `frozen/` is never edited, and each published version that changes a node adds one.
 */
const folder = path.join(root, 'test/n8n/frozen');

const expectations: Readonly<
	Record<string, (execution: Execution, sandbox: Sandbox) => Promise<void>>
> = {
	'0.1.0-appointment.json': async (execution, sandbox) => {
		assert.equal(items(execution, 'Check Connection')[0]?.json.ok, true);
		const [stored, ...others] = await sandbox.records('appointments');
		assert.ok(stored);
		assert.equal(others.length, 0);
		assert.equal(stored.scheduled_time, '2027-03-01T09:30:00');
		assert.equal(stored.duration, 45);
		assert.equal(stored.reason, 'Follow-up');
		assert.equal(stored.status, 'Confirmed');
		const [found, ...more] = items(execution, 'Get Many Appointments');
		assert.equal(more.length, 0);
		assert.equal(found?.json.id, stored.id);
		assert.equal(found?.json.external_id, 'frozen-1');
		assert.equal(found?.json.start_iso, '2027-03-01T09:30:00-05:00');
	},
};

const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();

export default [
	test('every frozen workflow has its expectations', async () => {
		assert.deepEqual(files, Object.keys(expectations).sort());
	}),
	...files.map((file) =>
		test(`${file} still runs`, async (stage) => {
			const { sandbox } = stage;
			await sandbox.control('POST', 'reset', { blank: true });
			const [provider] = await sandbox.records('doctors');
			assert.ok(provider);
			const offices = await sandbox.records('offices');
			const office = offices.find(({ doctor }) => doctor === provider.id);
			const [patient] = await sandbox.put('patients', [
				{ doctor: provider.id, first_name: 'Ada', last_name: 'Example', gender: 'Female' },
			]);
			const frozen = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Workflow;
			const n8n = await stage.n8n();
			await n8n.importCredential(await sandbox.credential({ id: 'frozenCredential' }));
			const id = await n8n.importWorkflow(
				filledIn(frozen, {
					provider: String(provider.id),
					office: String(office?.id),
					patient: String(patient?.id),
				}),
			);
			await sandbox.resetCounters();
			const execution = await n8n.execute(id);
			assert.deepEqual(errors(execution), []);
			for (const { name, type } of frozen.nodes) {
				if (type === 'n8n-nodes-base.stickyNote') continue;
				assert.ok(execution.nodes[name], `${name} did not run`);
			}
			assert.equal((await sandbox.counters()).violations, 0);
			await expectations[file]!(execution, sandbox);
		}),
	),
];
