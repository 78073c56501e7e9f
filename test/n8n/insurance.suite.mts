import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { errors, items, type Execution } from '../../demo/execution.mts';
import type { Sandbox, StoredRecord } from '../../demo/sandbox.mts';
import type { Stage } from '../../demo/stage.mts';
import { connected, filledIn, template } from '../../demo/template.mts';
import { test } from './suite.mts';

const ZONE = 'US/Eastern';
const now = DateTime.now().setZone(ZONE);
const tomorrow = now.plus({ days: 1 }).toFormat('yyyy-MM-dd');

/** Runs a template once, as it is imported, with a credential of its own. */
async function play(
	stage: Stage,
	name: string,
	settings: Readonly<Record<string, unknown>> = {},
): Promise<Execution> {
	const { sandbox } = stage;
	const n8n = await stage.n8n();
	const credential = await sandbox.credential({
		id: 'insuranceCredential',
		data: { timeZone: ZONE, areas: ['insurance', 'scheduling', 'practice'] },
	});
	await n8n.importCredential(credential);
	const workflow = filledIn(connected(await template(name), credential), settings);
	const id = await n8n.importWorkflow(workflow);
	await sandbox.resetCounters();
	const execution = await n8n.execute(id);
	assert.deepEqual(errors(execution), []);
	assert.equal((await sandbox.counters()).violations, 0);
	return execution;
}

const jsonOf = (execution: Execution, node: string) =>
	items(execution, node).map(({ json }) => json);

const cardOf = (company: string) => ({
	insurance_company: company,
	insurance_payer_id: company === '' ? '' : 'PAY01',
	insurance_id_number: company === '' ? '' : 'M-1',
	insurance_plan_type: company === '' ? '' : 'CI',
});

/** A practice of so many patients, of whom those with a company are insured. */
async function practiceOf(sandbox: Sandbox, companies: readonly string[]): Promise<StoredRecord[]> {
	await sandbox.control('POST', 'reset', { blank: true });
	const [provider] = await sandbox.records('doctors');
	return await sandbox.put(
		'patients',
		companies.map((company, index) => ({
			doctor: provider?.id,
			first_name: 'Ada',
			last_name: `Example ${index}`,
			date_of_birth: '1984-03-02',
			gender: 'Female',
			primary_insurance: cardOf(company),
		})),
	);
}

export default [
	test('the template that finds eligibility gaps takes two calls and tells who is not confirmed', async (stage) => {
		const { sandbox } = stage;
		const companies = ['Fine Mutual', 'Ended Mutual', 'Unchecked Mutual', '', 'Odd Mutual', 'Away'];
		const patients = await practiceOf(sandbox, companies);
		const [provider] = await sandbox.records('doctors');
		const [office] = await sandbox.records('offices');
		const visits = await sandbox.put(
			'appointments',
			patients.map(({ id }, index) => ({
				doctor: provider?.id,
				office: office?.id,
				exam_room: 1,
				patient: id,
				scheduled_time: `${tomorrow}T${String(9 + index).padStart(2, '0')}:00:00`,
				duration: 20,
				status: index === 5 ? 'Cancelled' : '',
				primary_insurer_name: companies[index],
				primary_insurer_payer_id: companies[index] === '' ? '' : 'PAY01',
				primary_insurance_id_number: companies[index] === '' ? '' : 'M-1',
			})),
		);
		const check = (index: number, eligibility: string, daysAgo: number) => ({
			appointment: Number(visits[index]?.id),
			patient: patients[index]?.id,
			cob_level: 'Primary Insurance',
			eligibility,
			payer_name: companies[index],
			query_date: now.minus({ days: daysAgo }).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
			request_service_type: '30',
			service_type_description: 'Health Benefit Plan Coverage',
			coverage_details: {},
			coverage_subscriber: {},
		});
		await sandbox.put('eligibility_checks', [
			check(0, '6', 20),
			check(0, '1', 1),
			check(1, '1', 20),
			check(1, '6', 1),
			check(2, '1', 90),
			check(4, 'B', 1),
		]);
		const execution = await play(stage, 'eligibility-gaps-of-tomorrow');
		assert.deepEqual(
			jsonOf(execution, 'Tell the Front Desk').map(({ patient, gap }) => [patient, gap]),
			[
				[patients[1]?.id, 'not active'],
				[patients[2]?.id, 'not checked'],
				[patients[3]?.id, 'no coverage on file'],
				[patients[4]?.id, 'unclear: Co-Payment'],
			],
		);
		assert.deepEqual((await sandbox.counters()).byRoute, {
			'GET /api/appointments': 1,
			'GET /api/eligibility_checks': 1,
		});
	}),
	test('the template that exports insurance has every coverage once, marks what is missing, and records the export', async (stage) => {
		const { sandbox } = stage;
		const companies = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? '' : 'A Mutual'));
		const patients = await practiceOf(sandbox, companies);
		const [, lacking] = patients;
		await sandbox.control('PATCH', `store/patients/${String(lacking?.id)}`, {
			primary_insurance: { ...cardOf('A Mutual'), insurance_payer_id: '' },
		});
		const execution = await play(stage, 'insurance-export-for-audit');
		const rows = jsonOf(execution, 'Mark What Looks Wrong');
		const insured = patients.filter((_, index) => companies[index] !== '').map(({ id }) => id);
		assert.deepEqual(rows.map(({ patient }) => patient).sort(), [...insured].sort());
		assert.deepEqual(
			rows
				.filter(({ look_at }) => look_at !== '')
				.map(({ patient, look_at }) => [patient, look_at]),
			[[lacking?.id, 'no payer ID']],
		);
		assert.equal(items(execution, 'Store the Sheet').length, 1);
		const [record] = jsonOf(execution, 'Get All Coverage').length
			? items(execution, 'Get All Coverage', 1)
			: [];
		assert.equal(record?.json.records, insured.length);
		assert.equal(record?.json.patients, insured.length);
		assert.ok(!JSON.stringify(record).includes('Example'));
		assert.equal(items(execution, 'Keep for Six Years').length, 1);
		assert.deepEqual((await sandbox.counters()).byRoute, { 'GET /api/patients': 2 });
	}),
	test('the template for prior authorization brings the cards of those that run out, one call each', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { patients: 60, seed: 1 });
		const { access_token } = await sandbox.token();
		const answer = await fetch(`${sandbox.url}/api/patients?verbose=true`, {
			headers: { authorization: `Bearer ${String(access_token)}` },
		});
		const { results } = (await answer.json()) as {
			results: Array<{ id: number; doctor: number; primary_insurance: Record<string, unknown> }>;
		};
		const has = ({ primary_insurance }: (typeof results)[number]) =>
			Boolean(primary_insurance.photo_front && primary_insurance.photo_back);
		const withCard = results.find(has);
		const without = results.find((patient) => !has(patient));
		assert.ok(withCard && without);
		for (const { id } of await sandbox.records('patient_authorizations')) {
			await sandbox.control('DELETE', `store/patient_authorizations/${String(id)}`);
		}
		const authorization = (
			{ id, doctor }: (typeof results)[number],
			days: number,
			visits: number,
		) => ({
			doctor,
			doctor_id: doctor,
			patient: id,
			patient_id: id,
			auth_number: `AU-${id}`,
			status: 'Approved',
			start_date: now.minus({ days: 60 }).toFormat('yyyy-MM-dd'),
			end_date: now.plus({ days }).toFormat('yyyy-MM-dd'),
			expired: days < 0,
			number_of_visits: 10,
			visits_remaining: visits,
			procedure_codes: [{ code: '97110', quantity: '1.00', price: '80.00' }],
		});
		await sandbox.put('patient_authorizations', [
			authorization(withCard, 10, 8),
			authorization(withCard, 20, 8),
			authorization(without, 90, 1),
			authorization(results[2]!, 90, 8),
			authorization(results[3]!, -5, 1),
		]);
		const execution = await play(stage, 'insurance-cards-for-prior-authorization');
		const sent = items(execution, 'Send to Payer') as Array<{
			json: Record<string, unknown>;
			binary?: Record<string, unknown>;
		}>;
		assert.deepEqual(
			sent.map(({ json }) => [json.patient, json.why, json.procedures]),
			[[withCard.id, '10 days left', ['97110']]],
		);
		assert.deepEqual(Object.keys(sent[0]?.binary ?? {}), [
			'card_primary_front',
			'card_primary_back',
		]);
		assert.deepEqual(
			jsonOf(execution, 'Ask for the Card').map(({ patient, why }) => [patient, why]),
			[[without.id, '1 visits left']],
		);
		const { byRoute } = await sandbox.counters();
		assert.equal(byRoute['GET /api/patient_authorizations'], 1);
		assert.equal(byRoute['GET /api/patients/{id}'], 2);
	}),
];
