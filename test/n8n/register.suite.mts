import assert from 'node:assert/strict';
import { errors, items } from '../../demo/execution.mts';
import { OnDemand } from '../../demo/on-demand.mts';
import { connected, filledIn, template } from '../../demo/template.mts';
import { test } from './suite.mts';

const DAY_MS = 86_400_000;

export default [
	test('a register of diabetics: one line each, for as many calls as there are pages', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', {});
		const n8n = await stage.n8n();
		const credential = await stage.sandbox.credential({ id: 'register' });
		Object.assign(credential.data, {
			areas: ['clinical', 'practice'],
			timeZone: 'America/New_York',
		});
		await n8n.importCredentials(credential);
		const server = await n8n.start();
		await server.signUp();
		const workflow = filledIn(connected(await template('chronic-disease-register'), credential), {
			overdueAfterDays: 200,
		});
		const onDemand = await OnDemand.publish(server, workflow, 'Every Monday');
		await sandbox.resetCounters();
		const execution = await onDemand.run();
		assert.deepEqual(errors(execution), []);
		const { byRoute, violations } = await sandbox.counters();
		assert.equal(violations, 0);

		const problems = await sandbox.records('problems');
		const visits = (await sandbox.records('appointments')).filter(
			({ id, deleted_flag: gone }) => /^\d+$/.test(String(id)) && gone !== true,
		);
		const results = await sandbox.records('patient_lab_results');
		const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format();
		const first = new Date(Date.parse(today) - 90 * DAY_MS).toISOString().slice(0, 10);
		const lately = visits.filter(({ scheduled_time: start }) => {
			const day = String(start).slice(0, 10);
			return day >= first && day <= today;
		});
		const pages = (count: number, size: number) => Math.max(1, Math.ceil(count / size));
		// A list of several pages is swept once for what changed its place meanwhile.
		const swept = (count: number, size: number) =>
			pages(count, size) + (pages(count, size) > 1 ? 1 : 0);
		assert.deepEqual(Object.keys(byRoute).sort(), [
			'GET /api/appointments',
			'GET /api/patient_lab_results',
			'GET /api/problems',
		]);
		assert.equal(byRoute['GET /api/problems'], pages(problems.length, 250));
		assert.equal(byRoute['GET /api/appointments'], swept(lately.length, 50));
		assert.equal(byRoute['GET /api/patient_lab_results'], swept(results.length, 250));

		const wanted = new Set(
			problems
				.filter(({ icd_code: code, status }) => status === 'active' && /^E1[01]/.test(String(code)))
				.map(({ patient }) => String(patient)),
		);
		const register = items(execution, 'Make the Register').map(({ json }) => json);
		assert.ok(wanted.size > 1, `${wanted.size} diabetics`);
		assert.deepEqual(register.map(({ patient }) => patient).sort(), [...wanted].sort());

		const pressureOf = (visit: (typeof visits)[number]) =>
			(visit.vitals as { blood_pressure_1?: number | null } | null)?.blood_pressure_1 ?? null;
		for (const line of register) {
			const measured = lately
				.filter((visit) => String(visit.patient) === line.patient && pressureOf(visit) !== null)
				.sort((one, other) =>
					String(one.scheduled_time).localeCompare(String(other.scheduled_time)),
				);
			const last = measured.at(-1);
			assert.equal(line.systolic, last ? pressureOf(last) : '');
			const [newest] = results
				.filter(
					({ patient, loinc_code: code }) => String(patient) === line.patient && code === '4548-4',
				)
				.sort((one, other) =>
					String(other.date_test_performed).localeCompare(String(one.date_test_performed)),
				);
			assert.equal(line.lab_at, newest?.date_test_performed ?? '');
			assert.equal(line.lab_abnormal, newest ? newest.lab_abnormal_flag !== 'N' : '');
		}
		assert.ok(register.some(({ systolic }) => typeof systolic === 'number'));
		assert.equal(items(execution, 'Keep the Register').length, 1);
	}),
];
