import assert from 'node:assert/strict';
import { errors, items, type Item } from '../../demo/execution.mts';
import { newId, type Credential, type Workflow } from '../../demo/n8n.mts';
import { OnDemand } from '../../demo/on-demand.mts';
import type { Sandbox } from '../../demo/sandbox.mts';
import type { Server } from '../../demo/server.mts';
import type { Stage } from '../../demo/stage.mts';
import { connected, filledIn, template } from '../../demo/template.mts';
import { test } from './suite.mts';

interface Scene {
	server: Server;
	credential: Credential;
	key: Credential;
}

const AREAS = [
	'billing',
	'clinical',
	'demographics',
	'insurance',
	'messages',
	'practice',
	'scheduling',
];

let opened: Promise<Scene> | undefined;

async function open(stage: Stage): Promise<Scene> {
	const n8n = await stage.n8n();
	const credential = await stage.sandbox.credential({ id: 'clinical' });
	Object.assign(credential.data, { areas: AREAS, timeZone: 'America/New_York' });
	const key: Credential = {
		id: 'reportKey',
		name: 'Report key',
		type: 'httpHeaderAuth',
		data: { name: 'x-report-key', value: newId() },
	};
	await n8n.importCredentials(credential, key);
	const server = await n8n.start();
	await server.signUp();
	return { server, credential, key };
}

/** A practice as new, and the template of a name with the credential chosen and settings filled in. */
async function set(
	stage: Stage,
	name: string,
	values: Readonly<Record<string, unknown>>,
): Promise<Scene & { sandbox: Sandbox; workflow: Workflow }> {
	const { sandbox } = stage;
	const scene = await (opened ??= open(stage));
	const workflow = filledIn(connected(await template(name), scene.credential), values);
	return { ...scene, sandbox, workflow };
}

async function calls(sandbox: Sandbox): Promise<Record<string, number>> {
	const { byRoute, violations } = await sandbox.counters();
	assert.equal(violations, 0);
	await sandbox.resetCounters();
	return byRoute;
}

const total = (byRoute: Record<string, number>): number =>
	Object.values(byRoute).reduce((sum, count) => sum + count, 0);

const fileOf = (item: Item | undefined) =>
	(item as { binary?: Record<string, { fileName?: string; mimeType?: string }> } | undefined)
		?.binary?.data;

export default [
	test('the whole chart of one patient in at most six nodes and about 28 calls', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const [document] = await sandbox.records('documents');
		const patient = String(document?.patient);
		const { server, workflow } = await set(stage, 'chart-of-one-patient', { patient });
		const steps = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		assert.ok(steps.length <= 6);
		const onDemand = await OnDemand.publish(server, workflow, 'Run by Hand');
		await sandbox.resetCounters();
		const execution = await onDemand.run();
		assert.deepEqual(errors(execution), []);
		const byRoute = await calls(sandbox);
		assert.equal(byRoute['GET /api/patients/{id}'], 1);
		assert.ok(total(byRoute) <= 31, `${total(byRoute)} calls`);
		const [chart] = items(execution, 'Get Whole Chart');
		assert.deepEqual(chart?.json.missing, []);
		const visits = (await sandbox.records('appointments')).filter(
			(one) => String(one.patient) === patient && one.deleted_flag !== true,
		);
		const pulled = (chart?.json.appointments as Array<{ id: string }>).map(({ id }) => String(id));
		assert.ok(visits.every(({ id }) => !/^\d+$/.test(String(id)) || pulled.includes(String(id))));
		assert.deepEqual(
			(chart?.json.documents as Array<{ id: number }>)
				.map(({ id }) => id)
				.includes(document?.id as number),
			true,
		);
		const zip = fileOf(items(execution, 'Keep the Chart')[0]);
		assert.equal(zip?.fileName, `chart-${patient}.zip`);
		assert.equal(zip?.mimeType, 'application/zip');
	}),

	test("last month's notes as one table, in two calls", async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const { server, workflow } = await set(stage, 'note-export', { lockState: 'any' });
		const onDemand = await OnDemand.publish(server, workflow, 'Every Month');
		await sandbox.resetCounters();
		const execution = await onDemand.run();
		assert.deepEqual(errors(execution), []);
		assert.deepEqual(await calls(sandbox), {
			'GET /api/clinical_notes': 1,
			'GET /api/clinical_note_field_types': 1,
		});
		const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format();
		const [year, month] = today.split('-').map(Number) as [number, number];
		const last = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
		const dayOf = new Map(
			(await sandbox.records('appointments')).map((one) => [
				String(one.id),
				String(one.scheduled_time).slice(0, 7),
			]),
		);
		const wanted = (await sandbox.records('clinical_notes'))
			.map((note) => String(note.appointment))
			.filter((appointment) => dayOf.get(appointment) === last);
		const notes = items(execution, 'Get Notes').map(({ json }) => json);
		assert.ok(wanted.length > 0);
		assert.deepEqual(notes.map(({ appointment }) => String(appointment)).sort(), wanted.sort());
		assert.ok(notes.every(({ text }) => typeof text === 'string'));
		const files = items(execution, 'Keep the File');
		assert.equal(files.length, 1);
		assert.equal(fileOf(files[0])?.fileName, `notes-${last}.csv`);
	}),

	test('each locked note is archived once, and one that failed is made up for', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const { server, workflow } = await set(stage, 'locked-notes-to-archive', { days: 10 });
		const onDemand = await OnDemand.publish(server, workflow, 'Every Night');
		// The first note that is brought gets no answer, however often it is asked for.
		await sandbox.control('POST', 'faults', {
			route: 'GET /api/appointments/{id}',
			times: 1,
			kind: 'status',
			status: 404,
			body: { detail: 'Not found.' },
		});
		await sandbox.resetCounters();
		const first = await onDemand.run();
		await sandbox.control('DELETE', 'faults');
		const listed = items(first, 'Get Locked Notes').map(({ json }) => String(json.appointment));
		assert.ok(listed.length > 1, 'too few notes of these days');
		const byRoute = await calls(sandbox);
		assert.equal(byRoute['GET /api/clinical_notes'], 1);
		assert.equal(byRoute['GET /api/appointments/{id}'], listed.length);
		const archived = (run: typeof first) =>
			items(run, 'Archive the PDF').map(({ json }) => String(json.appointment));
		assert.equal(items(first, 'Look at What Failed').length, 1);
		assert.equal(archived(first).length, listed.length - 1);
		assert.ok(
			items(first, 'Archive the PDF').every((item) => fileOf(item)?.mimeType === 'application/pdf'),
		);

		const second = await onDemand.run();
		assert.deepEqual(errors(second), []);
		assert.deepEqual(
			archived(second),
			listed.filter((one) => !archived(first).includes(one)),
		);
		const third = await onDemand.run();
		assert.deepEqual(archived(third), []);
		assert.equal((await sandbox.counters()).violations, 0);
	}),

	test('a report comes into the chart once, and never into a doubtful one', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider] = await sandbox.records('doctors');
		const ada = {
			doctor: provider?.id,
			first_name: 'Ada',
			last_name: 'Canaryname',
			date_of_birth: '1984-03-02',
			gender: 'Female',
		};
		const twin = { ...ada, first_name: 'Bea' };
		const [patient] = await sandbox.put('patients', [
			ada,
			{ ...ada, first_name: 'Adalbert' },
			twin,
			twin,
		]);
		const { server, workflow, key } = await set(stage, 'external-test-pdf-to-chart', {
			provider: String(provider?.id),
			tag: 'To Review',
		});
		const path = newId();
		await server.publish({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.type === 'n8n-nodes-base.webhook'
					? {
							...node,
							parameters: { ...node.parameters, path },
							credentials: { [key.type]: { id: key.id, name: key.name } },
						}
					: node,
			),
		});
		const send = async (report: string, who: Record<string, unknown>) => {
			const form = new FormData();
			const fields = { report_id: report, description: 'Sleep study', date: '2026-11-20', ...who };
			for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
			const pdf = Buffer.from(`%PDF-1.7\n${report}\n%%EOF`);
			form.append('report', new Blob([pdf], { type: 'application/pdf' }), 'report.pdf');
			const answer = await fetch(`${server.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'x-report-key': String(key.data.value) },
				body: form,
			});
			const text = await answer.text();
			assert.ok(!text.includes('Canaryname'));
			return { status: answer.status, ...(JSON.parse(text) as { result: string }) };
		};
		await sandbox.resetCounters();
		assert.deepEqual(await send('R-1', ada), { status: 200, result: 'filed' });
		assert.deepEqual(await calls(sandbox), {
			'GET /api/patients': 1,
			'GET /api/documents': 1,
			'POST /api/documents': 1,
			'GET /api/documents/{id}': 1,
		});
		assert.deepEqual(await send('R-1', ada), { status: 200, result: 'there already' });
		assert.deepEqual(await calls(sandbox), { 'GET /api/patients': 1, 'GET /api/documents': 1 });
		for (const stranger of [
			twin,
			{ ...ada, date_of_birth: '1984-03-03' },
			{ ...ada, first_name: 'Ad' },
		]) {
			assert.deepEqual(await send('R-2', stranger), { status: 202, result: 'for staff' });
		}
		const documents = await sandbox.records('documents');
		assert.equal(documents.length, 1);
		assert.equal(documents[0]?.patient, patient?.id);
		assert.match(String(documents[0]?.metatags), /To Review/);
	}),

	test('an intake form makes one patient and one document, however often it is sent', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider] = await sandbox.records('doctors');
		const twin = {
			doctor: provider?.id,
			first_name: 'Bea',
			last_name: 'Canaryname',
			date_of_birth: '1984-03-02',
			gender: 'Female',
		};
		await sandbox.put('patients', [twin, twin]);
		const { server, workflow } = await set(stage, 'intake-form-to-chart', {
			provider: String(provider?.id),
			tag: 'To Review',
		});
		const path = newId();
		const id = await server.publish({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.type === 'n8n-nodes-base.formTrigger' ? { ...node, webhookId: path } : node,
			),
			settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
		});
		let runs = 0;
		const send = async (first: string) => {
			const form = new FormData();
			const answers = [first, 'Canaryname', '1984-03-02', 'ada@example.com', '(650) 555-0100'];
			answers.forEach((answer, index) => form.append(`field-${index}`, answer));
			const pdf = Buffer.from(`%PDF-1.7\n${first}\n%%EOF`);
			form.append(`field-${answers.length}`, new Blob([pdf], { type: 'application/pdf' }), 'a.pdf');
			const answer = await fetch(`${server.url}/form/${path}`, { method: 'POST', body: form });
			assert.ok(answer.ok, `the form answered ${answer.status}`);
			const [newest] = await server.executions(id, ++runs);
			assert.deepEqual(errors(newest!), []);
			return newest!;
		};
		await sandbox.resetCounters();
		assert.equal(items(await send('Ada'), 'In the Chart').length, 1);
		assert.equal(total(await calls(sandbox)), 5);
		const again = await send('Ada');
		assert.equal(items(again, 'In the Chart')[0]?.json.action, 'existing');
		assert.equal(total(await calls(sandbox)), 2);
		assert.equal(items(await send('Bea'), 'For the Staff').length, 1);
		const patients = await sandbox.records('patients');
		const ada = patients.filter(({ first_name }) => first_name === 'Ada');
		assert.equal(ada.length, 1);
		assert.equal(patients.length, 3);
		const documents = await sandbox.records('documents');
		assert.deepEqual(
			documents.map(({ patient, description }) => [patient, description]),
			[[ada[0]?.id, 'Intake form']],
		);
	}),
];
