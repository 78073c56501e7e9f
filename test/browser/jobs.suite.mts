import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import type { Sandbox, StoredRecord } from '../../demo/sandbox.mts';
import type { Editor } from './editor.mts';
import { photograph, type Scene } from './scene.mts';
import { test } from './suite.mts';

/** The five commonest jobs of an office manager, each built with the mouse, judged by the store. */

/** An editor in which the owner has signed in and DrChrono is connected. */
async function ready(scene: Scene): Promise<Editor> {
	const editor = await scene.editor();
	await editor.signIn();
	await editor.credential();
	return editor;
}

/** A patient whom the practice has once by that last name, with the provider who sees them. */
async function patientAndProvider(
	sandbox: Sandbox,
): Promise<{ patient: StoredRecord; provider: StoredRecord }> {
	const patients = await sandbox.records('patients');
	const offices = await sandbox.records('offices');
	const named = (name: unknown) => patients.filter(({ last_name: last }) => last === name);
	const patient = patients.find(
		({ last_name: last, doctor }) =>
			named(last).length === 1 && offices.some((office) => office.doctor === doctor),
	);
	assert.ok(patient, 'a last name is unique');
	const provider = (await sandbox.records('doctors')).find(({ id }) => id === patient.doctor);
	assert.ok(provider);
	return { patient, provider };
}

/** Noon of a day on which nobody has booked anything yet, as the practice's clock shows it. */
async function freeNoon(sandbox: Sandbox): Promise<DateTime> {
	const booked = (await sandbox.records('appointments')).map(({ scheduled_time: time }) =>
		String(time),
	);
	const last = DateTime.fromISO(booked.sort().at(-1)!, { zone: 'utc' });
	return last.startOf('day').plus({ days: 7 - (last.weekday % 7) + 2, hours: 12 });
}

/** What the date fields of the editor take. */
function typed(time: DateTime): string {
	return time.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** As DrChrono stores a time of its practice. */
function stored(time: DateTime): string {
	return time.toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** A booking of that patient, made past the editor. */
async function booking(sandbox: Sandbox): Promise<{ appointment: StoredRecord; noon: DateTime }> {
	const { patient, provider } = await patientAndProvider(sandbox);
	const office = (await sandbox.records('offices')).find(({ doctor }) => doctor === provider.id);
	assert.ok(office);
	const noon = await freeNoon(sandbox);
	const [appointment] = await sandbox.put('appointments', [
		{
			doctor: provider.id,
			patient: patient.id,
			office: office.id,
			exam_room: 1,
			scheduled_time: stored(noon),
			duration: 30,
			status: 'Confirmed',
		},
	]);
	assert.ok(appointment);
	return { appointment, noon };
}

async function appointmentOf(sandbox: Sandbox, id: unknown): Promise<StoredRecord> {
	const found = (await sandbox.records('appointments')).find((one) => one.id === id);
	assert.ok(found);
	return found;
}

/** Does one job, and sees that nothing was asked of DrChrono in vain. */
async function job(scene: Scene, name: string, run: (editor: Editor) => Promise<void>) {
	const editor = await ready(scene);
	await editor.stage.sandbox.resetCounters();
	await run(editor);
	await photograph(editor.page, `job-${name}`);
	assert.deepEqual(await editor.complaints(), []);
	assert.equal((await editor.stage.sandbox.counters()).violations, 0);
	await editor.closePanel();
}

export default [
	test('an appointment is booked', async (scene) => {
		await job(scene, 'book', async (editor) => {
			const { sandbox } = editor.stage;
			const { patient, provider } = await patientAndProvider(sandbox);
			const office = (await sandbox.records('offices')).find(
				({ doctor }) => doctor === provider.id,
			)!;
			const rooms = office.exam_rooms as Array<{ index: number; name: string }>;
			const room = rooms.at(-1)!;
			const type = (await sandbox.records('appointment_profiles')).find(
				({ doctor }) => doctor === provider.id,
			)!;
			const noon = await freeNoon(sandbox);
			const before = await sandbox.records('appointments');

			await editor.newWorkflow();
			const panel = await editor.addNode('DrChrono Appointment', 'Create appointment');
			const last = String(patient.last_name);
			await editor.pick(panel, 'patient', last.slice(0, 4).toLowerCase(), last);
			await editor.pick(panel, 'provider', '', String(provider.last_name));
			await editor.typeDate(panel, 'start', typed(noon));
			await editor.typeText(panel, 'duration', '45');
			await editor.pick(panel, 'office', '', String(office.name));
			await editor.pick(panel, 'examRoom', '', room.name);
			await editor.addField(panel, 'Additional Fields', 'Appointment Type');
			await editor.pick(panel, 'type', '', String(type.name));
			await editor.execute(panel, 1);

			const known = new Set(before.map(({ id }) => id));
			const made = (await sandbox.records('appointments')).filter(({ id }) => !known.has(id));
			assert.equal(made.length, 1);
			const { patient: who, doctor, scheduled_time, duration, ...rest } = made[0]!;
			assert.deepEqual(
				[who, doctor, scheduled_time, duration, rest.office, rest.exam_room, rest.profile],
				[patient.id, provider.id, stored(noon), 45, office.id, room.index, type.id],
			);
		});
	}),

	test('an appointment is found and moved', async (scene) => {
		await job(scene, 'move', async (editor) => {
			const { sandbox } = editor.stage;
			const { appointment, noon } = await booking(sandbox);
			const { patient } = await patientAndProvider(sandbox);
			const later = noon.plus({ hours: 2 });

			await editor.newWorkflow();
			const list = await editor.addNode('DrChrono Appointment', 'Get many appointments');
			await editor.choose(list, 'when', 'Custom Range');
			await editor.typeDate(list, 'from', typed(noon));
			await editor.addField(list, 'Filters', 'Patient');
			const last = String(patient.last_name);
			await editor.pick(list, 'patient', last.slice(0, 4).toLowerCase(), last);
			await editor.execute(list, 1);
			await editor.closePanel();

			const panel = await editor.addNode('DrChrono Appointment', 'Update appointment');
			await editor.drag(panel, 'id', 'appointment');
			await editor.addField(panel, 'Update Fields', 'Start');
			await editor.typeDate(panel, 'start', typed(later));
			await editor.execute(panel, 1);

			const moved = await appointmentOf(sandbox, appointment.id);
			assert.equal(moved.scheduled_time, stored(later));
			assert.equal(moved.duration, 30);
			assert.equal(moved.status, appointment.status);
		});
	}),

	test('an appointment is cancelled', async (scene) => {
		await job(scene, 'cancel', async (editor) => {
			const { sandbox } = editor.stage;
			const { appointment } = await booking(sandbox);

			await editor.newWorkflow();
			const panel = await editor.addNode('DrChrono Appointment', 'Cancel appointment');
			await editor.typeText(panel, 'appointment', String(appointment.id));
			await editor.execute(panel, 1);

			const cancelled = await appointmentOf(sandbox, appointment.id);
			assert.equal(cancelled.status, 'Cancelled');
			assert.equal(cancelled.scheduled_time, appointment.scheduled_time);
		});
	}),

	test('a patient is found', async (scene) => {
		await job(scene, 'find', async (editor) => {
			const { sandbox } = editor.stage;
			const { patient } = await patientAndProvider(sandbox);

			await editor.newWorkflow();
			const panel = await editor.addNode('DrChrono Patient', 'Get many patients');
			await editor.addField(panel, 'Filters', 'Last Name');
			await editor.typeText(panel, 'lastName', String(patient.last_name));
			await editor.addField(panel, 'Filters', 'Date of Birth');
			await editor.typeText(panel, 'dateOfBirth', String(patient.date_of_birth));
			const output = await editor.execute(panel, 1);
			await output.getByText(String(patient.id), { exact: true }).first().waitFor();
			await output.getByText(String(patient.first_name)).first().waitFor();
		});
	}),

	test("a patient's phone number is corrected", async (scene) => {
		await job(scene, 'phone', async (editor) => {
			const { sandbox } = editor.stage;
			const { patient } = await patientAndProvider(sandbox);
			const others = (await sandbox.records('patients')).filter(({ id }) => id !== patient.id);

			await editor.newWorkflow();
			const panel = await editor.addNode('DrChrono Patient', 'Update patient');
			const last = String(patient.last_name);
			await editor.pick(panel, 'patient', last.slice(0, 4).toLowerCase(), last);
			await editor.addField(panel, 'Update Fields', 'Cell Phone');
			await editor.typeText(panel, 'cellPhone', '212.555.0142');
			await editor.execute(panel, 1);

			const now = await sandbox.records('patients');
			const { updated_at: _, ...corrected } = now.find(({ id }) => id === patient.id)!;
			const { updated_at: __, ...before } = patient;
			assert.deepEqual(corrected, { ...before, cell_phone: '(212) 555-0142' });
			assert.deepEqual(
				now.filter(({ id }) => id !== patient.id),
				others,
			);
		});
	}),
];
