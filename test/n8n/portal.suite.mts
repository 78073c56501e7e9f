import assert from 'node:assert/strict';
import { PatientPortal } from '../../demo/patient-portal.mts';
import type { Credential } from '../../demo/n8n.mts';
import type { Sandbox, StoredRecord } from '../../demo/sandbox.mts';
import type { Server } from '../../demo/server.mts';
import { staffList } from '../../demo/staff-list.mts';
import type { Stage } from '../../demo/stage.mts';
import { test } from './suite.mts';

interface Scene {
	server: Server;
	v4: Credential;
	guide: Credential;
	key: Credential;
}

let opened: Promise<Scene> | undefined;

async function open(stage: Stage): Promise<Scene> {
	const { sandbox } = stage;
	const n8n = await stage.n8n();
	const v4 = await sandbox.credential({ id: 'portalV4' });
	const guide = await sandbox.guideCredential({ id: 'portalGuide' });
	const key = PatientPortal.key();
	await n8n.importCredentials(v4, guide, key);
	const server = await n8n.start();
	await server.signUp();
	return { server, v4, guide, key };
}

const ada = {
	first_name: 'Ada',
	last_name: 'Example',
	date_of_birth: '1984-03-02',
	gender: 'Female',
	email: 'ada@example.com',
	cell_phone: '(650) 555-0100',
	address: '1 Old Street',
	city: 'Cupertino',
	state: 'CA',
	zip_code: '95014',
} as const;

/** The template published in a practice of two namesakes born on one day, and another patient. */
async function published(
	stage: Stage,
	dialect: 'v4' | 'guide',
	play: (
		scene: Scene & { sandbox: Sandbox; portal: PatientPortal; patients: StoredRecord[] },
	) => Promise<void>,
): Promise<void> {
	const { sandbox } = stage;
	const scene = await (opened ??= open(stage));
	await sandbox.control('POST', 'reset', { blank: true });
	const [provider] = await sandbox.records('doctors');
	const patients = await sandbox.put('patients', [
		{ doctor: provider?.id, ...ada },
		{ doctor: provider?.id, ...ada, email: 'other.ada@example.com' },
		{ doctor: provider?.id, ...ada, first_name: 'Adalbert', email: 'adalbert@example.com' },
	]);
	await sandbox.resetCounters();
	const portal = await PatientPortal.publish(scene.server, scene[dialect], scene.key);
	await play({ ...scene, sandbox, portal, patients });
}

async function calls(sandbox: Sandbox): Promise<Record<string, number>> {
	const { byRoute, violations } = await sandbox.counters();
	assert.equal(violations, 0);
	await sandbox.resetCounters();
	return byRoute;
}

const { first_name, last_name, date_of_birth, email } = ada;
const identity = { first_name, last_name, date_of_birth, email };

export default [
	test('the portal template changes what differs, once, and tells no patient data', async (stage) => {
		await published(stage, 'v4', async ({ sandbox, portal, patients, server }) => {
			const [first] = patients;
			const moved = {
				event_id: 'evt-1',
				patient: { drchrono_id: first!.id },
				contact: {
					cell_phone: '+1 650 555 0199',
					email: 'Ada@Example.com',
					street: '2 New Street',
				},
			};
			const answer = await portal.tell(moved);
			assert.equal(answer.status, 200);
			assert.deepEqual(answer.body, {
				result: 'updated',
				changed: ['cellPhone', 'street'],
				for_staff: [],
			});
			assert.deepEqual(await calls(sandbox), {
				'GET /api/patients/{id}': 1,
				'PATCH /api/patients/{id}': 1,
			});
			const again = await portal.tell(moved);
			assert.deepEqual(again.body, { result: 'nothing to do', changed: [], for_staff: [] });
			assert.deepEqual(await calls(sandbox), { 'GET /api/patients/{id}': 1 });
			const [stored, ...others] = await sandbox.records('patients');
			assert.equal(stored?.cell_phone, '(650) 555-0199');
			assert.equal(stored?.address, '2 New Street');
			assert.equal(stored?.email, ada.email);
			assert.deepEqual(
				others.map(({ address }) => address),
				[ada.address, ada.address],
			);
			assert.deepEqual(await staffList(server), []);

			// Somebody else's call is refused before DrChrono is asked.
			assert.equal((await portal.tell(moved, 'guessed')).status, 403);
			assert.deepEqual(await calls(sandbox), {});
		});
	}),
	test('without an ID the patient is found by name, birth and e-mail together, or not at all', async (stage) => {
		await published(stage, 'v4', async ({ sandbox, portal, server }) => {
			const change = { patient: identity, contact: { email: 'ada.new@example.com' } };
			const answer = await portal.tell(change);
			assert.deepEqual(answer.body.changed, ['email']);
			assert.deepEqual(await calls(sandbox), {
				'GET /api/patients': 1,
				'PATCH /api/patients/{id}': 1,
			});
			// The portal repeats itself, with the e-mail as it was before.
			assert.equal((await portal.tell(change)).body.result, 'nothing to do');
			assert.deepEqual(await calls(sandbox), { 'GET /api/patients': 1 });

			const before = (await staffList(server)).length;
			const strangers = [
				{ ...identity, email: 'nobody@example.com' },
				{ ...identity, first_name: 'Ad', email: 'other.ada@example.com' },
				{ ...identity, date_of_birth: '1984-03-03', email: 'other.ada@example.com' },
				{ last_name: 'Example' },
			];
			for (const patient of strangers) {
				const unknown = await portal.tell({ patient, contact: { city: 'Elsewhere' } });
				assert.equal(unknown.status, 202);
				assert.deepEqual(unknown.body, {
					result: 'given to staff',
					changed: [],
					for_staff: ['contact'],
				});
			}
			assert.equal((await sandbox.counters()).writes, 0);
			assert.equal((await staffList(server)).length, before + strangers.length);
			// An ID with somebody else's birthday is nobody's.
			const [first] = await sandbox.records('patients');
			const patient = { drchrono_id: first!.id, date_of_birth: '1990-01-01' };
			assert.equal((await portal.tell({ patient, contact: { city: 'X' } })).status, 202);
			assert.equal((await sandbox.counters()).writes, 0);
		});
	}),
	test('insurance becomes one item for the staff, however often it is told', async (stage) => {
		for (const dialect of ['v4', 'guide'] as const) {
			await published(stage, dialect, async ({ sandbox, portal, patients, server }) => {
				const change = {
					event_id: `insurance-${dialect}`,
					patient: { drchrono_id: patients[0]!.id },
					contact: { city: 'Sunnyvale' },
					insurance: { kind: 'primary', payer_name: 'Example Health', member_id: 'M-77' },
				};
				const answers = [await portal.tell(change), await portal.tell(change)];
				assert.deepEqual(
					answers.map(({ status, body }) => [status, body.result, body.for_staff]),
					[
						[200, 'updated', ['insurance']],
						[202, 'given to staff', ['insurance']],
					],
				);
				const item = dialect === 'v4' ? '/api/patients/{id}' : '/guide/patients/{id}/';
				const method = dialect === 'v4' ? 'PATCH' : 'PUT';
				// The guide's address is one field, so that a new city needs the rest of it.
				const reads = dialect === 'v4' ? 2 : 3;
				const routes = { [`GET ${item}`]: reads, [`${method} ${item}`]: 1 };
				assert.deepEqual(await calls(sandbox), routes);
				assert.equal((await sandbox.records('patients'))[0]?.city, 'Sunnyvale');
				const rows = (await staffList(server)).filter(({ key }) => key.includes(change.event_id));
				assert.equal(rows.length, 1);
				assert.equal(rows[0]!.patient, String(patients[0]!.id));
				assert.match(rows[0]!.details, /Example Health.*M-77/);
			});
		}
	}),
	test('what DrChrono does not take is told to the portal and stands on the staff list', async (stage) => {
		await published(stage, 'v4', async ({ sandbox, portal, patients, server }) => {
			const patient = { drchrono_id: patients[0]!.id };
			const wrong = await portal.tell({
				event_id: 'wrong',
				patient,
				contact: { email: 'not an address' },
			});
			assert.equal(wrong.status, 422);
			await sandbox.control('POST', 'faults', {
				route: 'PATCH /api/patients/{id}',
				times: 9,
				kind: 'status',
				status: 503,
				body: 'down',
			});
			const down = { event_id: 'down', patient, contact: { city: 'Sunnyvale' } };
			assert.equal((await portal.tell(down)).status, 503);
			await sandbox.control('DELETE', 'faults');
			const rows = (await staffList(server)).map(({ key }) => key);
			for (const event of ['wrong', 'down']) assert.ok(rows.includes(`portal ${event} contact`));
			assert.equal((await portal.tell(down)).body.result, 'updated');
			assert.equal((await sandbox.records('patients'))[0]?.city, 'Sunnyvale');
		});
	}),
];

export async function finish(): Promise<void> {
	await (await opened)?.server.stop();
}
