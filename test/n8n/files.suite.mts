import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import type { Sandbox } from '../../demo/sandbox.mts';
import { test } from './suite.mts';
import { byHand, chain, drchrono } from './workflow.mts';

/** A patient's photo as the server hands it out. */
async function photoOf(sandbox: Sandbox, patient: unknown): Promise<Buffer> {
	const { access_token } = await sandbox.token();
	const answer = await fetch(`${sandbox.url}/api/patients/${String(patient)}`, {
		headers: { authorization: `Bearer ${String(access_token)}` },
	});
	const { patient_photo } = (await answer.json()) as { patient_photo: string };
	return Buffer.from(await (await fetch(patient_photo)).arrayBuffer());
}

export default [
	test("one patient's photo becomes another's, by way of n8n's store of binary data", async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const patients = await sandbox.records('patients');
		const from = patients.find(({ patient_photo }) => patient_photo)?.id;
		const to = patients.find(({ patient_photo }) => !patient_photo)?.id;
		assert.ok(from && to);
		const n8n = await stage.n8n();
		const credential = await sandbox.credential({ id: 'filesCredential' });
		await n8n.importCredential(credential);
		const id = await n8n.importWorkflow(
			chain(
				'Photos',
				[
					byHand,
					drchrono('drChronoPatient', 'Get Photo', {
						operation: 'getPhoto',
						patient: { __rl: true, mode: 'id', value: String(from) },
						outputBinaryField: 'photo',
						options: {},
					}),
					drchrono('drChronoPatient', 'Set Photo', {
						operation: 'setPhoto',
						patient: { __rl: true, mode: 'id', value: String(to) },
						inputBinaryField: 'photo',
						options: { takenOn: '2026-04-15' },
					}),
				],
				credential,
			),
		);
		await sandbox.resetCounters();
		const execution = await n8n.execute(id);
		assert.deepEqual(errors(execution), []);
		assert.deepEqual(items(execution, 'Set Photo')[0]?.json, {
			id: String(to),
			changed: ['patient_photo', 'patient_photo_date'],
		});
		const { byRoute, violations } = await sandbox.counters();
		assert.equal(byRoute['GET /api/patients/{id}'], 1);
		assert.equal(byRoute['PATCH /api/patients/{id}'], 1);
		assert.equal(violations, 0);
		const [original, copy] = [await photoOf(sandbox, from), await photoOf(sandbox, to)];
		assert.ok(original.length > 0 && original.equals(copy));
	}),
];
