import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

type Dialect = 'v4' | 'guide';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 30, seed: 5 });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { blank: false });
	practice = await practiceOf(sandbox);
	await sandbox.control(
		`store/patients/${practice.patient}`,
		{ doctor: Number(practice.provider), custom_demographics: [] },
		'PATCH',
	);
	await resetCalls(sandbox);
});

async function run(
	parameters: NodeRun['parameters'],
	dialect: Dialect = 'v4',
	more: Partial<NodeRun> = {},
	fields: CredentialData = {},
) {
	const credential = await credentialFor(sandbox, dialect, fields);
	return await runNode({ node: 'drChronoPatient', parameters, credential, ...more });
}

const values = (...pairs: Array<[string, string]>) => ({
	values: pairs.map(([field, value]) => ({ field, value })),
});

async function update(customFields: object, dialect: Dialect = 'v4', more: object = {}) {
	const updateFields = { customFields, ...more };
	return await run({ operation: 'update', patient: practice.patient, updateFields }, dialect);
}

/** Definition of a name that belongs to a provider. */
async function definition(name: string, provider = practice.provider) {
	const definitions = await stored(sandbox, 'custom_demographics');
	return definitions.find((one) => one.name === name && String(one.doctor) === provider)!;
}

async function valuesOf(id = practice.patient): Promise<Array<[unknown, unknown]>> {
	const patient = (await stored(sandbox, 'patients')).find((one) => String(one.id) === id);
	const list = patient?.custom_demographics as Array<{ field_type: number; value: string }>;
	return list.map(({ field_type, value }) => [field_type, value]);
}

describe('describe custom fields', () => {
	test('lists every definition of v4, in one call', async () => {
		const definitions = await stored(sandbox, 'custom_demographics');
		const { items, error } = await run({ operation: 'describeCustomFields' });
		expect(error).toBeUndefined();
		expect(items.map(({ id }) => id)).toEqual(definitions.map(({ id }) => String(id)));
		expect(items).toContainEqual({
			id: String((await definition('Preferred contact time')).id),
			name: 'Preferred contact time',
			description: expect.any(String),
			provider: practice.provider,
			archived: false,
			allowed_values: ['Morning', 'Afternoon', 'Evening'],
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('archived ones on wish, those of other providers not to a confined credential', async () => {
		const { id } = await definition('Referral code');
		await sandbox.control(`store/custom_demographics/${id}`, { archived: true }, 'PATCH');
		const idsOf = async (more: object, fields: CredentialData = {}) => {
			const wish = { operation: 'describeCustomFields', ...more } as NodeRun['parameters'];
			return (await run(wish, 'v4', {}, fields)).items.map((item) => item.id);
		};
		expect(await idsOf({})).not.toContain(String(id));
		expect(await idsOf({ options: { includeArchived: true } })).toContain(String(id));
		const { items } = await run(
			{ operation: 'describeCustomFields' },
			'v4',
			{},
			{
				onlyProviders: practice.provider,
			},
		);
		expect(new Set(items.map(({ provider }) => provider))).toEqual(new Set([practice.provider]));
	});

	test('learns them from the patients in the guide, and says so', async () => {
		const { id } = await definition('Referral code');
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ custom_demographics: [{ field_type: id, value: 'A-1' }] },
			'PATCH',
		);
		const { items, error, hints } = await run({ operation: 'describeCustomFields' }, 'guide');
		expect(error).toBeUndefined();
		expect(items.map(({ name }) => name)).toContain('Referral code');
		expect(JSON.stringify(items)).not.toContain('A-1');
		expect(hints.join()).toContain('learnt from the first 500 patients');
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});
});

describe('values by name', () => {
	test('go to the field of the patient’s own provider, beside what is there', async () => {
		const code = await definition('Referral code');
		const time = await definition('Preferred contact time');
		await update(values([String(time.id), 'Evening']));
		await resetCalls(sandbox);
		const { items, error } = await update(values(['referral CODE', 'A-1']));
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: practice.patient, changed: ['custom_demographics'] }]);
		expect(await valuesOf()).toEqual([
			[time.id, 'Evening'],
			[code.id, 'A-1'],
		]);
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 1, violations: 0 });
	});

	test('all of them are sent, so that a server that replaces the list loses none', async () => {
		const time = await definition('Preferred contact time');
		await update(values([String(time.id), 'Evening']));
		await resetCalls(sandbox);
		await update(values(['Referral code', 'A-1']));
		const { requests } = await sandbox.control<{
			requests: Array<{ method: string; body: { custom_demographics: unknown[] } }>;
		}>('requests?after=0');
		const sent = requests.filter(({ method }) => method === 'PATCH').at(-1);
		expect(sent?.body.custom_demographics).toHaveLength(2);
	});

	test('definitions are read once for many items', async () => {
		const items = [1, 2, 3, 4].map((number) => ({ code: `A-${number}` }));
		const customFields = values(['Referral code', '={{ $json.code }}']);
		const { error } = await run(
			{ operation: 'update', patient: practice.patient, updateFields: { customFields } },
			'v4',
			{ items },
		);
		expect(error).toBeUndefined();
		expect((await calls(sandbox)).byRoute).toMatchObject({
			'GET /api/custom_demographics': 1,
			'GET /api/patients/{id}': 4,
			'PATCH /api/patients/{id}': 4,
		});
	});

	test('are taken on create too', async () => {
		const { items, error } = await run({
			operation: 'create',
			lastName: 'Demo',
			gender: 'Female',
			provider: practice.provider2,
			additionalFields: { customFields: values(['Transportation needs', 'yes']) },
		});
		expect(error).toBeUndefined();
		const { id } = await definition('Transportation needs', practice.provider2);
		expect(await valuesOf(String(items[0]?.id))).toEqual([[id, 'Yes']]);
		expect(await calls(sandbox)).toMatchObject({ total: 2, writes: 1, violations: 0 });
	});

	test('an ID needs no definitions', async () => {
		const { id } = await definition('Referral code');
		await update(values([String(id), 'A-1']));
		expect((await calls(sandbox)).byRoute).not.toHaveProperty('GET /api/custom_demographics');
	});

	test('are emptied only where that is said', async () => {
		const code = await definition('Referral code');
		const time = await definition('Preferred contact time');
		await update(values(['Referral code', 'A-1'], ['Preferred contact time', 'Evening']));
		await update(values(['Preferred contact time', '']), 'v4', {
			clearCustomFields: 'Referral code',
		});
		expect(await valuesOf()).toEqual([
			[code.id, ''],
			[time.id, 'Evening'],
		]);
	});

	test.each<[string, [string, string], RegExp, RegExp]>([
		[
			'an unknown name',
			['Referal', 'A-1'],
			/field that this practice does not have/,
			/'Referral code', /,
		],
		[
			'a value that is not offered',
			['Preferred contact time', 'Midnight'],
			/'Preferred contact time' does not take/,
			/'Morning', 'Afternoon', 'Evening'/,
		],
	])(
		'%s is refused with what there is, and without what was typed',
		async (_, pair, sentence, advice) => {
			const { error } = await update(values(pair));
			expect(error?.message).toMatch(sentence);
			expect(error?.description).toMatch(advice);
			expect(JSON.stringify([error?.message, error?.description])).not.toContain(pair[1]);
			expect(await calls(sandbox)).toMatchObject({ writes: 0 });
		},
	);

	test('a name that only other providers have several times asks for the ID', async () => {
		await sandbox.control(
			`store/custom_demographics/${(await definition('Referral code')).id}`,
			{ archived: true },
			'PATCH',
		);
		const { error } = await update(values(['Referral code', 'A-1']));
		expect(error?.message).toContain('several providers have');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('the guide takes them by ID, and by the names that its patients carry', async () => {
		const code = await definition('Referral code');
		const time = await definition('Preferred contact time');
		await update(values([String(code.id), 'A-1'], [String(time.id), 'Evening']), 'guide');
		const { error } = await update(values(['Referral code', 'A-2']), 'guide');
		expect(error).toBeUndefined();
		expect(await valuesOf()).toEqual([
			[code.id, 'A-2'],
			[time.id, 'Evening'],
		]);
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});
});
