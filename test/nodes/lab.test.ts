import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, resetCalls, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const AREAS = { areas: ['clinical'], timeZone: 'America/New_York' };

let sandbox: Sandbox;
let credential: CredentialData;
let guide: CredentialData;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3, now: '2026-11-22T09:00:00-05:00' });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	credential = await credentialFor(sandbox, 'v4', AREAS);
	guide = await credentialFor(sandbox, 'guide', AREAS);
	await resetCalls(sandbox);
});

afterEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	expect((await calls(sandbox)).violations).toBe(0);
});

async function run(parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoLabResult',
		parameters: parameters as NodeRun['parameters'],
		credential,
		...more,
	});
}

const idsOf = (records: ReadonlyArray<{ id?: unknown }>) =>
	records.map(({ id }) => Number(id)).sort();

/** Judged anew, by hand: the sandbox's results have a flag, or a range of two numbers. */
const ABNORMAL = ['L', 'LL', 'H', 'HH', '<', '>', 'A', 'AA'];

describe('chart results', () => {
	const chart = { resource: 'chartResult' };

	test('of all charts', async () => {
		const all = await stored(sandbox, 'patient_lab_results');
		const { items } = await run({ ...chart, operation: 'getMany', returnAll: true });
		expect(items.length).toBeGreaterThan(100);
		expect(idsOf(items)).toEqual(idsOf(all));
		const [one] = all;
		expect(items.find(({ id }) => id === one!.id)).toEqual({
			id: one!.id,
			patient: one!.patient,
			provider: one!.ordering_doctor,
			test: one!.title,
			loinc_code: one!.loinc_code,
			value: one!.lab_result_value,
			unit: one!.lab_result_value_units,
			reference_range: one!.lab_normal_range,
			flag: 'N',
			flag_meaning: 'Normal',
			abnormal: false,
			judged_by: 'flag',
			tested_at: one!.date_test_performed,
			status: one!.lab_order_status,
		});
	});

	test('abnormal ones alone, in words', async () => {
		const all = await stored(sandbox, 'patient_lab_results');
		const wanted = all.filter(({ lab_abnormal_flag: flag }) => ABNORMAL.includes(String(flag)));
		const { items } = await run({
			...chart,
			operation: 'getMany',
			returnAll: true,
			abnormalOnly: true,
		});
		expect(wanted.length).toBeGreaterThan(5);
		expect(idsOf(items)).toEqual(idsOf(wanted));
		expect(items.every(({ flag_meaning: words }) => typeof words === 'string')).toBe(true);
	});

	test('a result without a flag is judged by its range, and one without both is told of', async () => {
		const [base] = await stored(sandbox, 'patient_lab_results');
		const fields = Object.fromEntries(Object.entries(base!).filter(([name]) => name !== 'id'));
		const put = async (more: IDataObject) =>
			await sandbox.control<StoreRecord>('store/patient_lab_results', {
				...fields,
				lab_abnormal_flag: '',
				title: 'Ferritin (test)',
				...more,
			});
		const high = await put({ lab_result_value: '900', lab_normal_range: '24-336' });
		await put({ lab_result_value: '100', lab_normal_range: '24-336' });
		await put({ lab_result_value: 'see report', lab_normal_range: '' });
		const { items, hints } = await run({
			...chart,
			operation: 'getMany',
			returnAll: true,
			abnormalOnly: true,
			simplify: false,
			filters: { test: 'ferritin (TEST)' },
		});
		expect(items.map(({ lab_result_value: value }) => value)).toEqual(['900']);
		expect(items[0]).toMatchObject({ abnormal: true, judged_by: 'range', flag_meaning: null });
		expect(high).toBeDefined();
		expect(hints.join(' ')).toMatch(/1 result has neither a flag nor a range/);
	});

	test('by test, days and sign-off', async () => {
		const all = await stored(sandbox, 'patient_lab_results');
		const wanted = all.filter(
			({ loinc_code: code, date_test_performed: at, doctor_signoff: signed }) =>
				code === '718-7' &&
				String(at) >= '2026-01-01' &&
				String(at) < '2026-07-01' &&
				signed === true,
		);
		const { items, hints } = await run({
			...chart,
			operation: 'getMany',
			returnAll: true,
			filters: {
				loincCode: '718-7',
				testedFrom: '2026-01-01',
				testedTo: '2026-06-30',
				signOff: 'yes',
			},
		});
		expect(wanted.length).toBeGreaterThan(0);
		expect(idsOf(items)).toEqual(idsOf(wanted));
		expect(hints.join(' ')).toContain('filtered here');
	});

	test('of a patient, changed since, for one call', async () => {
		const all = await stored(sandbox, 'patient_lab_results');
		const { patient, updated_at: since } = all.at(-1)!;
		const wanted = all.filter(
			(one) => one.patient === patient && String(one.updated_at) >= String(since),
		);
		const { items } = await run({
			...chart,
			operation: 'getMany',
			patient: String(patient),
			returnAll: true,
			filters: { changedSince: since },
		});
		expect(idsOf(items)).toEqual(idsOf(wanted));
		expect((await calls(sandbox)).byRoute).toEqual({ 'GET /api/patient_lab_results': 1 });
	});

	test('keep to a confined credential', async () => {
		const all = await stored(sandbox, 'patient_lab_results');
		const doctor = all[0]!.ordering_doctor;
		const other = all.find(({ ordering_doctor: one }) => one !== doctor)!;
		const confined = { ...credential, onlyProviders: String(doctor) };
		const { items } = await run(
			{ ...chart, operation: 'getMany', returnAll: true },
			{ credential: confined },
		);
		expect(idsOf(items)).toEqual(idsOf(all.filter(({ ordering_doctor: one }) => one === doctor)));
		const { error } = await run(
			{ ...chart, operation: 'get', result: String(other.id) },
			{ credential: confined },
		);
		expect(error?.message).toContain('confined to other providers');
	});

	test('one by its ID', async () => {
		const [one] = await stored(sandbox, 'patient_lab_results');
		const { items } = await run({ ...chart, operation: 'get', result: one!.id });
		expect(items).toEqual([expect.objectContaining({ id: one!.id, test: one!.title })]);
	});

	test('in the guide: abnormal ones have the same columns', async () => {
		const { items } = await run(
			{ ...chart, operation: 'getMany', returnAll: true, abnormalOnly: true },
			{ credential: guide },
		);
		expect(items.length).toBeGreaterThan(5);
		expect(items.every((item) => item.abnormal === true && item.judged_by === 'flag')).toBe(true);
		const { items: ours } = await run({ ...chart, operation: 'getMany' });
		expect(Object.keys(items[0]!)).toEqual(Object.keys(ours[0]!));
	});

	test('in the guide: by days and changes', async () => {
		const parameters = { ...chart, operation: 'getMany', returnAll: true };
		const { items: all } = await run(parameters, { credential: guide });
		const filters = { testedFrom: '2026-03-01', testedTo: '2026-05-31' };
		const { items: some } = await run({ ...parameters, filters }, { credential: guide });
		expect(some.length).toBeGreaterThan(0);
		expect(some.length).toBeLessThan(all.length);
		const { error, items } = await run(
			{ ...parameters, simplify: false, filters: { changedSince: '2026-06-01T00:00:00' } },
			{ credential: guide },
		);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(items.every(({ updated_at: at }) => String(at) >= '2026-06-01T04:00:00Z')).toBe(true);
	});

	test('in the guide: what it lacks is refused before anything is sent', async () => {
		const signed = { ...chart, operation: 'getMany', filters: { signOff: 'no' } };
		for (const parameters of [signed, { ...chart, operation: 'get', result: '1' }]) {
			const { error } = await run(parameters, { credential: guide });
			expect(error?.message).toContain('exists in DrChrono API v4 only');
		}
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('create a chart result', () => {
	let patient: string;
	let provider: string;

	beforeAll(async () => {
		const [one] = await stored(sandbox, 'patient_lab_results');
		patient = String(one!.patient);
		provider = String(one!.ordering_doctor);
	});

	const result = (more: IDataObject = {}): IDataObject => ({
		resource: 'chartResult',
		operation: 'create',
		patient,
		provider,
		test: 'Hemoglobin A1c',
		loincCode: '4548-4',
		value: '6.8',
		unit: '%',
		testedAt: '2026-11-20T08:30:00',
		additionalFields: { flag: 'High', range: '4.0-5.6', orderStatus: 'results received' },
		...more,
	});

	const ofTest = async (test: string) =>
		(await stored(sandbox, 'patient_lab_results')).filter(({ title }) => title === test);

	test('goes into the chart once, however often it is run', async () => {
		const before = (await ofTest('Hemoglobin A1c')).length;
		const { items, hints, error } = await run(result());
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({
			action: 'created',
			patient: Number(patient),
			ordering_doctor: Number(provider),
			loinc_code: '4548-4',
			date_test_performed: '2026-11-20T08:30:00',
			lab_result_value: '6.8',
			lab_result_value_units: '%',
			lab_normal_range: '4.0-5.6',
			lab_abnormal_flag: 'H',
			lab_order_status: 'Results Received',
			flag_meaning: 'High',
			abnormal: true,
		});
		expect(hints.join()).toContain('reviewed by a clinician');
		const again = await run(result());
		expect(again.items[0]).toMatchObject({ action: 'existing', id: items[0]!.id });
		expect(await ofTest('Hemoglobin A1c')).toHaveLength(before + 1);
	});

	test('several items of one patient look into the chart once', async () => {
		const values = [{ value: '91' }, { value: '92' }, { value: '91' }];
		const { items } = await run(
			result({
				test: 'Fasting glucose',
				loincCode: '1558-6',
				value: '={{ $json.value }}',
				unit: 'mg/dL',
			}),
			{ items: values },
		);
		expect(items.map(({ action }) => action)).toEqual(['created', 'created', 'existing']);
		expect((await calls(sandbox)).byRoute).toEqual({
			'GET /api/patient_lab_results': 1,
			'POST /api/patient_lab_results': 2,
		});
	});

	test('an answer that got lost is found again in the chart', async () => {
		await sandbox.control('faults', {
			route: 'POST /api/patient_lab_results',
			times: 1,
			kind: 'dropAfter',
		});
		const { items, error } = await run(result({ test: 'Lost and found', loincCode: '' }));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ action: 'created' });
		expect(await ofTest('Lost and found')).toHaveLength(1);
	});

	test('a time with a zone becomes the wall clock of the practice', async () => {
		const { items } = await run(
			result({ test: 'Zoned', loincCode: '', testedAt: '2026-11-20T13:30:00Z' }),
		);
		expect(items[0]?.date_test_performed).toBe('2026-11-20T08:30:00');
	});

	test.each([
		[{ loincCode: '4548-5' }, "'LOINC Code' is no LOINC code"],
		[{ value: '={{ "" }}' }, "'Value' is empty"],
		[{ testedAt: '2026-11-20' }, "'Tested At' has a date but no time"],
		[{ additionalFields: { flag: 'so so' } }, "'Flag' is not in DrChrono's list"],
	])('%j is refused before anything is sent', async (more, sentence) => {
		const { error } = await run(result(more));
		expect(error?.message).toContain(sentence);
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('in the guide is refused before anything is sent', async () => {
		const { error } = await run(result(), { credential: guide });
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('orders', () => {
	const orders = { resource: 'order' };

	test('of all, of a patient, of a provider', async () => {
		const all = await stored(sandbox, 'lab_orders');
		const { patient, doctor } = all[0]!;
		const list = async (more: IDataObject) =>
			(await run({ ...orders, operation: 'getMany', returnAll: true, ...more })).items;
		expect(idsOf(await list({}))).toEqual(idsOf(all));
		expect(idsOf(await list({ patient: String(patient) }))).toEqual(
			idsOf(all.filter((one) => one.patient === patient)),
		);
		expect(idsOf(await list({ filters: { provider: String(doctor) } }))).toEqual(
			idsOf(all.filter((one) => one.doctor === doctor)),
		);
	});

	test('one, with its priority in words', async () => {
		const [one] = await stored(sandbox, 'lab_orders');
		const { items } = await run({ ...orders, operation: 'get', order: one!.id });
		expect(items[0]).toMatchObject({ id: one!.id, priority: 'N', priority_name: 'Normal' });
	});

	test('results of one, and the abnormal ones of all', async () => {
		const all = await stored(sandbox, 'lab_results');
		const abnormal = all.filter((one) => ABNORMAL.includes(String(one.abnormal_status)));
		const order = abnormal[0]!.lab_order;
		const parameters = { ...orders, operation: 'getResults', order: String(order) };
		const { items } = await run(parameters);
		expect(idsOf(items)).toEqual(idsOf(all.filter((one) => one.lab_order === order)));
		expect(items[0]).toMatchObject({ order: String(order), status: 'Final' });
		const { items: some } = await run({ ...parameters, abnormalOnly: true });
		expect(idsOf(some)).toEqual(idsOf(abnormal.filter((one) => one.lab_order === order)));
		expect((await calls(sandbox)).byRoute).toEqual({ 'GET /api/lab_results': 2 });
	});

	test('of another provider are refused to a confined credential', async () => {
		const all = await stored(sandbox, 'lab_orders');
		const [one] = all;
		const other = (await stored(sandbox, 'doctors')).find(({ id }) => id !== one!.doctor)!;
		const confined = { ...credential, onlyProviders: String(other.id) };
		for (const operation of ['get', 'getResults']) {
			const { error } = await run(
				{ ...orders, operation, order: String(one!.id) },
				{ credential: confined },
			);
			expect(error?.message).toContain('confined to other providers');
		}
		expect((await calls(sandbox)).byRoute['GET /api/lab_results']).toBeUndefined();
	});

	test('in the guide are refused before anything is sent', async () => {
		const { error } = await run({ ...orders, operation: 'getMany' }, { credential: guide });
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect((await calls(sandbox)).total).toBe(0);
	});
});

test.each([
	['chartResult', 'getMany'],
	['order', 'getMany'],
	['document', 'getMany'],
])('%s %s is refused to a credential that is confined to offices', async (resource, operation) => {
	const confined = { ...credential, onlyOffices: '500001' };
	const { error } = await run({ resource, operation }, { credential: confined });
	expect(error?.message).toContain('confined to some offices');
	expect((await calls(sandbox)).total).toBe(0);
});

describe('documents', () => {
	const documents = { resource: 'document' };

	test('of one order cost one call each, and one for the order', async () => {
		const [order] = await stored(sandbox, 'lab_orders');
		const { items } = await run({
			...documents,
			operation: 'getMany',
			order: String(order!.id),
			returnAll: true,
		});
		expect(idsOf(items)).toEqual([...(order!.documents as number[])].sort());
		expect((await calls(sandbox)).total).toBe(1 + items.length);
	});

	test('reports of all orders', async () => {
		const all = await stored(sandbox, 'lab_documents');
		const { items } = await run({
			...documents,
			operation: 'getMany',
			returnAll: true,
			filters: { type: 'RES' },
		});
		expect(idsOf(items)).toEqual(idsOf(all.filter(({ type }) => type === 'RES')));
		expect(new Set(items.map((item) => item.type_name))).toEqual(new Set(['Result']));
	});

	test('come with their file', async () => {
		const report = (await stored(sandbox, 'lab_documents')).find(({ type }) => type === 'RES')!;
		const { outputs, error } = await run({
			...documents,
			operation: 'download',
			document: String(report.id),
		});
		expect(error).toBeUndefined();
		const file = outputs[0]![0]!.binary!.data!;
		expect(file).toMatchObject({
			mimeType: 'application/pdf',
			fileName: `lab-document-${report.id}.pdf`,
		});
	});

	test('of another provider are refused to a confined credential', async () => {
		const [report] = await stored(sandbox, 'lab_documents');
		const orders = await stored(sandbox, 'lab_orders');
		const owner = orders.find(({ id }) => id === report!.lab_order)!.doctor;
		const other = (await stored(sandbox, 'doctors')).find(({ id }) => id !== owner)!;
		const { error } = await run(
			{ ...documents, operation: 'download', document: String(report!.id) },
			{ credential: { ...credential, onlyProviders: String(other.id) } },
		);
		expect(error?.message).toContain('confined to other providers');
	});
});
