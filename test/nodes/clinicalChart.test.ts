import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import {
	calls,
	practiceOf,
	resetCalls,
	stored,
	type Practice,
	type StoreRecord,
} from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;
let credential: CredentialData;

const AREAS = { areas: ['clinical', 'demographics', 'scheduling', 'practice'] };

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3 });
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	credential = await credentialFor(sandbox, 'v4', AREAS);
	await resetCalls(sandbox);
});

async function run(parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoClinicalDocument',
		parameters: parameters as NodeRun['parameters'],
		credential,
		...more,
	});
}

/** The lists of a chart: how the server calls them, and a new entry of each as a person gives it. */
const LISTS = [
	{
		resource: 'problem',
		store: 'problems',
		entry: {
			name: 'Type 2 diabetes',
			icdCode: 'e119',
			additionalFields: {
				snomedCode: '44054006',
				status: 'Active',
				onsetDate: '2025-03-01T00:00:00',
				notes: 'From intake',
			},
		},
		kept: {
			name: 'Type 2 diabetes',
			icd_code: 'E11.9',
			snomed_ct_code: '44054006',
			status: 'active',
			date_onset: '2025-03-01',
			notes: 'From intake',
		},
		change: { status: 'resolved', verification: 'confirmed' },
		changed: { status: 'resolved', verification_status: 'confirmed' },
	},
	{
		resource: 'medication',
		store: 'medications',
		entry: {
			name: 'metformin 500 mg tablet',
			rxnormCode: '860975',
			additionalFields: {
				ndcCode: '0093-7214-01',
				orderStatus: 'prescribed by other dr',
				dosageQuantity: '1',
				dosageUnits: 'tablet',
				asNeeded: false,
				refills: 2,
				startDate: '2025-03-01',
			},
		},
		kept: {
			name: 'metformin 500 mg tablet',
			rxnorm: '860975',
			ndc: '0093-7214-01',
			order_status: 'Prescribed by other Dr',
			dosage_quantity: '1',
			prn: false,
			number_refills: 2,
			date_started_taking: '2025-03-01',
		},
		change: { status: 'inactive', stopDate: '2026-01-31' },
		changed: { status: 'inactive', date_stopped_taking: '2026-01-31' },
	},
	{
		resource: 'allergy',
		store: 'allergies',
		entry: {
			name: 'Penicillin',
			reaction: 'Hives',
			additionalFields: { reactionCode: 'Hives', rxnormCode: '7980', status: 'active' },
		},
		kept: {
			description: 'Penicillin',
			reaction: 'Hives',
			snomed_reaction: '247472004',
			rxnorm: '7980',
			status: 'active',
		},
		change: { verification: 'Refuted' },
		changed: { verification_status: 'refuted' },
	},
	{
		resource: 'vaccine',
		store: 'patient_vaccine_records',
		entry: {
			name: 'Influenza, injectable',
			cvxCode: '150',
			administeredTime: '2026-10-05T14:00:00',
			additionalFields: {
				status: 'Complete',
				source: 'From Other Provider',
				lotNumber: 'L1',
				cptCode: '90686',
				amount: 0.5,
			},
		},
		kept: {
			name: 'Influenza, injectable',
			cvx_code: '150',
			administration_start: '2026-10-05T14:00:00',
			completion_status: 'CP',
			record_source: '02',
			lot_number: 'L1',
			cpt_code: '90686',
		},
		change: { status: 'Refused', nextDoseDate: '2027-10-01' },
		changed: { completion_status: 'RE', next_dose_date: '2027-10-01' },
	},
] as const;

async function ofPatient(store: string, patient: string): Promise<StoreRecord[]> {
	return (await stored(sandbox, store)).filter((record) => String(record.patient) === patient);
}

describe.each(LISTS)('$resource', ({ resource, store, entry, kept, change, changed }) => {
	const create = async (more: IDataObject = {}) =>
		await run({
			resource,
			operation: 'create',
			patient: { mode: 'id', value: practice.patient },
			provider: { mode: 'list', value: practice.provider },
			...(structuredClone(entry) as IDataObject),
			...more,
		});

	test('is added once, in one call, and the person is told to have it reviewed', async () => {
		const before = await ofPatient(store, practice.patient);
		await resetCalls(sandbox);
		const { items, error, hints } = await create();
		expect(error).toBeUndefined();
		expect(hints.join()).toContain('reviewed by a clinician');
		const after = await ofPatient(store, practice.patient);
		expect(after).toHaveLength(before.length + 1);
		const saved = after.find(({ id }) => id === items[0]?.id);
		expect(saved).toMatchObject({ ...kept, patient: Number(practice.patient) });
		expect(String(saved?.doctor ?? saved?.ordering_doctor)).toBe(practice.provider);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
	});

	test('is changed in the given fields alone, and the answer says which', async () => {
		const [one] = await stored(sandbox, store);
		await resetCalls(sandbox);
		const { items, error, hints } = await run({
			resource,
			operation: 'update',
			entry: Number(one?.id),
			updateFields: change,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual(
			[{ id: String(one?.id), changed: Object.keys(changed).sort() }].map((expected) => ({
				...expected,
				changed: expect.arrayContaining(expected.changed) as unknown,
			})),
		);
		expect(hints.join()).toContain('reviewed by a clinician');
		const saved = (await stored(sandbox, store)).find(({ id }) => id === one?.id);
		// The server moves its own stamps.
		const stamps = { updated_at: expect.anything(), date_changed: expect.anything() };
		expect(saved).toMatchObject({
			...one,
			...Object.fromEntries(Object.entries(stamps).filter(([name]) => one && name in one)),
			...changed,
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
	});

	test('is listed for a patient, whole and in one call', async () => {
		const [someone] = await stored(sandbox, store);
		const wanted = (await ofPatient(store, String(someone?.patient))).map(({ id }) => id);
		await resetCalls(sandbox);
		const { items, error } = await run({
			resource,
			operation: 'getMany',
			patient: String(someone?.patient),
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ id }) => id).sort()).toEqual(wanted.sort());
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('is listed for the whole practice, each once', async () => {
		const everything = (await stored(sandbox, store)).map(({ id }) => id);
		await resetCalls(sandbox);
		const { items, error } = await run({ resource, operation: 'getMany', returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ id }) => id).sort()).toEqual(everything.sort());
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test('is filtered by its state here', async () => {
		const field = resource === 'vaccine' ? 'completion_status' : 'status';
		const everything = await stored(sandbox, store);
		const state = String(everything[0]?.[field]);
		const { items } = await run({
			resource,
			operation: 'getMany',
			returnAll: true,
			filters: { status: state },
		});
		expect(items.map(({ id }) => id).sort()).toEqual(
			everything
				.filter((one) => one[field] === state)
				.map(({ id }) => id)
				.sort(),
		);
	});

	test('is read by its ID', async () => {
		const [one] = await stored(sandbox, store);
		await resetCalls(sandbox);
		const { items, error } = await run({ resource, operation: 'get', entry: String(one?.id) });
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ id: one?.id, patient: one?.patient });
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('a credential confined to another provider sees and changes none', async () => {
		const doctorOf = (record: StoreRecord) => String(record.doctor ?? record.ordering_doctor);
		const others = (await stored(sandbox, store)).filter(
			(record) => doctorOf(record) !== practice.provider && doctorOf(record) !== 'null',
		);
		const own = (await stored(sandbox, store)).filter(
			(record) => doctorOf(record) === practice.provider,
		);
		credential = { ...credential, onlyProviders: practice.provider };
		const { items } = await run({ resource, operation: 'getMany', returnAll: true });
		expect(items.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
		await resetCalls(sandbox);
		for (const parameters of [
			{ operation: 'get', entry: String(others[0]?.id) },
			{ operation: 'update', entry: String(others[0]?.id), updateFields: change },
			{
				operation: 'create',
				...(structuredClone(entry) as IDataObject),
				patient: practice.patient,
				provider: practice.provider2,
			},
		]) {
			const { error } = await run({ resource, ...parameters });
			expect(error?.message).toContain('confined to other providers');
		}
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('a credential confined to two providers reads both side by side', async () => {
		credential = {
			...credential,
			onlyProviders: `${practice.provider}, ${practice.provider2}`,
		};
		const wanted = (await stored(sandbox, store)).filter((record) =>
			[practice.provider, practice.provider2].includes(
				String(record.doctor ?? record.ordering_doctor),
			),
		);
		const { items, error } = await run({ resource, operation: 'getMany', returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
	});

	test.each(['getMany', 'get', 'create', 'update'])(
		'%s is not in the guide dialect',
		async (operation) => {
			credential = await credentialFor(sandbox, 'guide', AREAS);
			const { error } = await run({
				resource,
				operation,
				...(structuredClone(entry) as IDataObject),
				patient: practice.patient,
				provider: practice.provider,
				entry: '1',
				updateFields: change,
			});
			expect(error?.message).toContain('exists in DrChrono API v4 only');
			expect(await calls(sandbox)).toMatchObject({ total: 0 });
		},
	);

	test('an AI agent may not write one', async () => {
		const { error } = await run(
			{ resource, operation: 'update', entry: '1', updateFields: change },
			{ node: 'drChronoClinicalDocumentTool' },
		);
		expect(error?.message).toContain('AI agent');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('nothing to change is said before anything is sent', async () => {
		const { error } = await run({ resource, operation: 'update', entry: '1', updateFields: {} });
		expect(error?.message).toContain('nothing to change');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

test("an allergy's allergen comes along, which DrChrono tells on request only", async () => {
	const [one] = await stored(sandbox, 'allergies');
	const { items } = await run({ resource: 'allergy', operation: 'get', entry: String(one?.id) });
	expect(items[0]?.description).toBe(one?.description);
	expect(String(one?.description)).not.toBe('');
});

test('vaccines are found by their code and by what changed', async () => {
	const all = await stored(sandbox, 'patient_vaccine_records');
	const code = String(all[0]?.cvx_code);
	const byCode = await run({
		resource: 'vaccine',
		operation: 'getMany',
		returnAll: true,
		filters: { cvxCode: String(Number(code)) },
	});
	expect(byCode.items.map(({ id }) => id).sort()).toEqual(
		all
			.filter((one) => one.cvx_code === code)
			.map(({ id }) => id)
			.sort(),
	);
	const stamps = all.map(({ updated_at }) => String(updated_at)).sort();
	const since = stamps.at(-3)!;
	const changed = await run({
		resource: 'vaccine',
		operation: 'getMany',
		returnAll: true,
		filters: { changedSince: since },
	});
	expect(changed.items.map(({ id }) => id).sort()).toEqual(
		all
			.filter(({ updated_at }) => String(updated_at) >= since)
			.map(({ id }) => id)
			.sort(),
	);
});

test('a time with a zone is written as the clock of the practice shows it', async () => {
	credential = { ...credential, timeZone: 'America/New_York' };
	const { items, error } = await run({
		resource: 'vaccine',
		operation: 'create',
		patient: practice.patient,
		name: 'Tdap',
		cvxCode: '115',
		administeredTime: '2026-07-01T18:00:00Z',
	});
	expect(error).toBeUndefined();
	const saved = (await stored(sandbox, 'patient_vaccine_records')).find(
		({ id }) => id === items[0]?.id,
	);
	expect(saved?.administration_start).toBe('2026-07-01T14:00:00');
});

test.each<[string, IDataObject, RegExp]>([
	['a mistyped ICD code', { name: 'x', icdCode: 'SECRET' }, /'ICD Code' is no ICD-10-CM code/],
	[
		'an ICD-9 code without its version',
		{ name: 'x', icdCode: '250.00' },
		/'ICD Code' is no ICD-10-CM code/,
	],
	[
		'an ICD-10 code for version 9',
		{ name: 'x', icdCode: 'E11.9', additionalFields: { icdVersion: '9' } },
		/'ICD Code' is no ICD-9-CM code/,
	],
	[
		'a mistyped SNOMED CT code',
		{ name: 'x', additionalFields: { snomedCode: '44054007' } },
		/'SNOMED CT Code' is no SNOMED CT code/,
	],
	[
		'a status that is none',
		{ name: 'x', additionalFields: { status: 'SECRET' } },
		/'Status' is none of the values/,
	],
	['a day that is none', { name: 'x', additionalFields: { onsetDate: 'SECRET' } }, /'Onset Date'/],
	['nothing at all', {}, /'Name', 'ICD Code', 'SNOMED CT Code' are all empty/],
	['no provider', { name: 'x', provider: '={{ $json.none }}' }, /'Provider' is empty/],
])('%s: nothing is sent', async (_, entry, sentence) => {
	const result = await run({
		resource: 'problem',
		operation: 'create',
		patient: practice.patient,
		provider: practice.provider,
		...entry,
	});
	expect(result.error?.message).toMatch(sentence);
	expect(JSON.stringify([result.error?.description, result.log])).not.toContain('SECRET');
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

test('a create whose answer got lost is reported as in doubt and not repeated', async () => {
	const before = await stored(sandbox, 'problems');
	await sandbox.control('faults', { route: 'POST /api/problems', times: 1, kind: 'dropAfter' });
	await resetCalls(sandbox);
	const { error, items } = await run({
		resource: 'problem',
		operation: 'create',
		patient: practice.patient,
		provider: practice.provider,
		name: 'Asthma',
	});
	await sandbox.control('faults', undefined, 'DELETE');
	expect(items).toEqual([]);
	expect(error).toBeDefined();
	expect(await stored(sandbox, 'problems')).toHaveLength(before.length + 1);
});
