import { credentialFor } from '../support/credential';
import { runNode, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 320, seed: 5 });
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

function newPatient(more: object = {}, additionalFields: object = {}): NodeRun['parameters'] {
	return {
		operation: 'create',
		firstName: 'Jane',
		lastName: 'Demo',
		dateOfBirth: '1980-02-03',
		gender: 'Female',
		provider: practice.provider,
		additionalFields: { ...additionalFields },
		...more,
	} as NodeRun['parameters'];
}

async function run(parameters: NodeRun['parameters'], dialect: 'v4' | 'guide' = 'v4') {
	const credential = await credentialFor(sandbox, dialect);
	return await runNode({ node: 'drChronoPatient', parameters, credential });
}

test('adds a patient to v4, phones as DrChrono writes them', async () => {
	const { items, error } = await run(
		newPatient({}, { email: 'jane@example.com', cellPhone: '+1 650.555.0100', state: 'ca' }),
	);
	expect(error).toBeUndefined();
	const saved = (await stored(sandbox, 'patients')).find(({ id }) => id === items[0]?.id);
	expect(saved).toMatchObject({
		first_name: 'Jane',
		last_name: 'Demo',
		date_of_birth: '1980-02-03',
		gender: 'Female',
		doctor: Number(practice.provider),
		email: 'jane@example.com',
		cell_phone: '(650) 555-0100',
		state: 'CA',
	});
	expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
});

test('adds a patient in the guide dialect', async () => {
	const { items, error } = await run(
		newPatient({ provider: '' }, { cellPhone: '650-555-0100', city: 'Springfield' }),
		'guide',
	);
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({
		first_name: 'Jane',
		gender: 'female',
		phone: '+16505550100',
		address: expect.objectContaining({ city: 'Springfield' }),
	});
	expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
});

test.each<[string, object, object, RegExp]>([
	['an email without a domain', {}, { email: 'jane@example' }, /'Email' is not an email address/],
	['two emails', {}, { email: 'a@example.com, b@example.com' }, /'Email' is not an email address/],
	[
		'a phone with nine digits',
		{},
		{ cellPhone: '650-555-010' },
		/'Cell Phone' is not a US phone number/,
	],
	[
		'a phone with letters',
		{},
		{ homePhone: '650-555-CALL' },
		/'Home Phone' is not a US phone number/,
	],
	['a state in full', {}, { state: 'California' }, /'State' is not the two-letter code/],
	['a ZIP code of four', {}, { zipCode: '9501' }, /'ZIP Code' is not a US ZIP code/],
	['a day that does not exist', { dateOfBirth: '1981-02-29' }, {}, /'Date of Birth' is not a day/],
	['no provider', { provider: '' }, {}, /'Provider' is empty/],
])('%s: nothing is sent', async (_, more, additional, sentence) => {
	const { error } = await run(newPatient(more, additional));
	expect(error?.message).toMatch(sentence);
	expect(error?.description).toMatch(/Nothing was sent/);
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

test('every field that is given arrives, in one call', async () => {
	const { items, error } = await run(
		newPatient(
			{ provider: { mode: 'list', value: practice.provider } },
			{
				middleName: 'Q',
				nickname: 'Janie',
				pronouns: 'LA29519-8',
				race: 'Asian',
				ethnicity: 'not_hispanic',
				preferredLanguage: 'Spanish',
				chartId: 'TEST000001',
				patientStatus: 'Active',
				socialSecurityNumber: '123456789',
				workPhone: '6505550101',
				disableTextMessages: true,
				zipCode: '95014-0100',
				emergencyContact: {
					values: { name: 'Sam Demo', phone: '650 555 0102', relation: 'Spouse' },
				},
				responsibleParty: { values: { name: 'Pat Demo', email: 'pat@example.com' } },
				referringProvider: { values: { lastName: 'Smith', npi: '1234567893' } },
				referringSource: 'Friend',
				copay: 20,
				offices: practice.office,
			},
		),
	);
	expect(error).toBeUndefined();
	expect(items[0]?.social_security_number).toBe('***-**-6789');
	const saved = (await stored(sandbox, 'patients')).find(({ id }) => id === items[0]?.id);
	expect(saved).toMatchObject({
		doctor: Number(practice.provider),
		middle_name: 'Q',
		nick_name: 'Janie',
		pronouns: 'LA29519-8',
		race: 'asian',
		ethnicity: 'not_hispanic',
		preferred_language: 'spa',
		chart_id: 'TEST000001',
		patient_status: 'A',
		social_security_number: '123-45-6789',
		office_phone: '(650) 555-0101',
		disable_sms_messages: true,
		zip_code: '95014-0100',
		emergency_contact_name: 'Sam Demo',
		emergency_contact_phone: '(650) 555-0102',
		emergency_contact_relation: 'Spouse',
		responsible_party_name: 'Pat Demo',
		responsible_party_email: 'pat@example.com',
		referring_doctor: expect.objectContaining({ last_name: 'Smith', npi: '1234567893' }),
		referring_source: 'Friend',
		copay: '20.00',
		offices: [Number(practice.office)],
	});
	expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
});

test.each(['ID', 'string', 'number'])('takes a provider given as %s', async (form) => {
	const provider = {
		ID: { mode: 'id', value: practice.provider },
		string: practice.provider,
		number: `={{ ${practice.provider} }}`,
	}[form];
	const { items, error } = await run(newPatient({ provider }));
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({ doctor: Number(practice.provider) });
});

test.each([
	['UNK', 'unknown'],
	['ASKU', 'unknown'],
	['Other', 'other'],
])('the guide gets the gender %s in its own word', async (gender, word) => {
	const { items, error } = await run(newPatient({ provider: '', gender }), 'guide');
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({ gender: word });
	expect(await calls(sandbox)).toMatchObject({ violations: 0 });
});

describe('a patient whom the practice has already', () => {
	afterEach(async () => {
		await sandbox.control('switches', { duplicatePatients: 'allow' });
	});

	test.each(['400', '409'])(
		'with status %s is told with what to do, and not who',
		async (status) => {
			const twin = newPatient({ lastName: `Twin${status}` });
			await run(twin);
			await sandbox.control('switches', { duplicatePatients: status });
			await resetCalls(sandbox);
			const refused = await run(twin);
			expect(refused.error?.message).toBe(
				'The practice has a patient with the same name, date of birth and gender already',
			);
			expect(refused.error?.description).toContain("'Get Many Patients'");
			expect(refused.error?.description).toContain("'Allow Duplicate'");
			expect(JSON.stringify([refused.error?.message, refused.error?.description])).not.toContain(
				'Twin',
			);
			expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1 });

			const { error } = await run({ ...twin, options: { allowDuplicate: true } });
			expect(error).toBeUndefined();
			const twins = (await stored(sandbox, 'patients')).filter(
				({ last_name }) => last_name === `Twin${status}`,
			);
			expect(twins).toHaveLength(2);
			expect(await calls(sandbox)).toMatchObject({ violations: 0 });
		},
	);

	test('the guide has no such check', async () => {
		const { error } = await run(
			newPatient({ provider: '', options: { allowDuplicate: true } }),
			'guide',
		);
		expect(error?.message).toContain("'Allow Duplicate' exists in DrChrono API v4 only");
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

test.each<['v4' | 'guide', number]>([
	['v4', 250],
	['guide', 99],
])('lists every patient once in %s, in the fewest calls', async (dialect, perCall) => {
	const everyone = (await stored(sandbox, 'patients')).map(({ id }) => String(id)).sort();
	await resetCalls(sandbox);
	const { items, error } = await run({ operation: 'getMany', returnAll: true }, dialect);
	expect(error).toBeUndefined();
	expect(items.map(({ id }) => String(id)).sort()).toEqual(everyone);
	const { total, violations } = await calls(sandbox);
	expect(violations).toBe(0);
	// The guide's pages share a record, and one sweep ends the list: see `paging`.
	expect(total).toBeLessThanOrEqual(Math.ceil(everyone.length / perCall) + 2);
});

test('finds patients by the beginning of a name', async () => {
	const [someone] = (await stored(sandbox, 'patients')).filter(({ last_name }) => last_name);
	const { items } = await run({
		operation: 'getMany',
		filters: { lastName: String(someone?.last_name).slice(0, 4) },
	});
	expect(items.map(({ id }) => id)).toContain(someone?.id);
});
