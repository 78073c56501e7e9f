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
	await resetCalls(sandbox);
});

async function run(
	parameters: NodeRun['parameters'],
	dialect: Dialect = 'v4',
	fields: CredentialData = {},
	more: Partial<NodeRun> = {},
) {
	const credential = await credentialFor(sandbox, dialect, fields);
	const patient = { mode: 'list', value: practice.patient };
	return await runNode({
		node: 'drChronoPatient',
		parameters: { patient, ...parameters },
		credential,
		...more,
	});
}

async function change(updateFields: object, more: object = {}, dialect: Dialect = 'v4') {
	return await run({ operation: 'update', updateFields, ...more } as never, dialect);
}

async function patient(id = practice.patient) {
	return (await stored(sandbox, 'patients')).find((record) => String(record.id) === id)!;
}

/** The patient as a dialect hands it out. */
async function seen(dialect: Dialect): Promise<Record<string, unknown>> {
	const { items } = await run({ operation: 'get', options: { includeDetails: true } }, dialect);
	return items[0]!;
}

describe('get', () => {
	test.each<Dialect>(['v4', 'guide'])('hands out the record as it came, in %s', async (dialect) => {
		const { items, error } = await run({ operation: 'get' }, dialect);
		expect(error).toBeUndefined();
		const { last_name, date_of_birth } = await patient();
		expect(items).toEqual([expect.objectContaining({ last_name, date_of_birth })]);
		expect(items[0]).not.toHaveProperty('primary_insurance');
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('details bring insurances and custom fields by name, in two calls', async () => {
		const [field] = await stored(sandbox, 'custom_demographics');
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ custom_demographics: [{ field_type: field?.id, value: 'A-1' }] },
			'PATCH',
		);
		const { items, error } = await run({ operation: 'get', options: { includeDetails: true } });
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({
			primary_insurance: expect.any(Object),
			custom_demographics: [{ field_type: field?.id, name: field?.name, value: 'A-1' }],
			custom_field_values: { [String(field?.name)]: 'A-1' },
		});
		expect(await calls(sandbox)).toMatchObject({ total: 2, violations: 0 });
	});

	test('names that cannot be looked up leave the ids, and a hint', async () => {
		const [field] = await stored(sandbox, 'custom_demographics');
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ custom_demographics: [{ field_type: field?.id, value: 'A-1' }] },
			'PATCH',
		);
		await sandbox.control('faults', {
			route: 'GET /api/custom_demographics',
			kind: 'status',
			status: 403,
			body: { detail: 'You do not have permission to perform this action.' },
		});
		const { items, error, hints } = await run({
			operation: 'get',
			options: { includeDetails: true },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.custom_field_values).toEqual({ [String(field?.id)]: 'A-1' });
		expect(hints.join()).toContain('names of custom fields could not be looked up');
	});

	test.each<Dialect>(['v4', 'guide'])('simplified: the same ten columns in %s', async (dialect) => {
		const { items } = await run({ operation: 'get', options: { simplify: true } }, dialect);
		expect(Object.keys(items[0]!)).toEqual([
			'id',
			'chart_id',
			'first_name',
			'last_name',
			'date_of_birth',
			'gender',
			'phone',
			'email',
			'address',
			'provider',
		]);
		const { street, address, city, zip_code } = (await patient()) as Record<string, string>;
		expect(items[0]?.address).toContain(street ?? address);
		expect(items[0]?.address).toContain(`${city}, `);
		expect(items[0]?.address).toContain(zip_code);
	});

	test('social security numbers come masked, whole if the credential shows them', async () => {
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ social_security_number: '123-45-6789' },
			'PATCH',
		);
		const masked = await run({ operation: 'get' });
		expect(masked.items[0]?.social_security_number).toBe('***-**-6789');
		const whole = await run({ operation: 'get' }, 'v4', { showFullSsn: true });
		expect(whole.items[0]?.social_security_number).toBe('123-45-6789');
	});

	test('a patient of another provider is refused', async () => {
		const { error, items } = await run({ operation: 'get' }, 'v4', { onlyProviders: '999' });
		expect(error?.message).toContain('confined to other providers');
		expect(items).toEqual([]);
	});

	test('an ID that does not exist is told in words', async () => {
		const { error } = await run({ operation: 'get', patient: '99' });
		expect(error?.message).toContain('no such record');
	});
});

describe('update', () => {
	test.each<[Dialect, string, object, object]>([
		['v4', 'a phone number', { cellPhone: '650.555.0123' }, { cell_phone: '(650) 555-0123' }],
		['guide', 'a phone number', { cellPhone: '650.555.0123' }, { phone: '+16505550123' }],
		['v4', 'a choice by its name', { race: 'White' }, { race: 'white' }],
		['v4', 'a choice by its code', { preferredLanguage: 'spa' }, { preferred_language: 'spa' }],
		['guide', 'a language', { preferredLanguage: 'Spanish' }, { preferred_language: 'es' }],
		[
			'guide',
			'a way to be reached',
			{ communicationMethod: 'sms' },
			{ communication_method: 'sms' },
		],
		['v4', 'text messages', { disableTextMessages: true }, { disable_sms_messages: true }],
		[
			'v4',
			'a list',
			{ preferredPharmacies: '0000001, 0000002' },
			{ preferred_pharmacies: ['0000001', '0000002'] },
		],
		['v4', 'an amount', { copay: '$20' }, { copay: '20.00' }],
		[
			'v4',
			'a group',
			{ employer: { values: { name: 'Acme', zipCode: '95014' } } },
			{ employer: 'Acme', employer_zip_code: '95014' },
		],
		['v4', 'a status', { patientStatus: 'Inactive' }, { patient_status: 'I' }],
	])('%s: %s, in one call; nothing else changes', async (dialect, _, fields, wire) => {
		const before = await seen(dialect);
		await resetCalls(sandbox);
		const { items, error } = await change(fields, {}, dialect);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: practice.patient, changed: Object.keys(wire) }]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
		const after = await seen(dialect);
		const expected = { ...before, ...wire };
		expect(lasting(after)).toEqual(lasting(expected));
	});

	test.each<Dialect>(['v4', 'guide'])(
		'%s: a part of the address or of a contact leaves the rest of it',
		async (dialect) => {
			await sandbox.control(
				`store/patients/${practice.patient}`,
				{
					address: '1 Main St',
					city: 'Old Town',
					emergency_contact_name: 'Sam Demo',
					emergency_contact_phone: '(650) 555-0100',
				},
				'PATCH',
			);
			const { error } = await change(
				{ city: 'New Town', emergencyContact: { values: { phone: '650-555-0199' } } },
				{},
				dialect,
			);
			expect(error).toBeUndefined();
			expect(await patient()).toMatchObject({
				address: '1 Main St',
				city: 'New Town',
				emergency_contact_name: 'Sam Demo',
				emergency_contact_phone: '(650) 555-0199',
			});
			expect(await calls(sandbox)).toMatchObject({ violations: 0 });
		},
	);

	test('a part of the referring provider leaves the rest of it, whatever the server does', async () => {
		await change({ referringProvider: { values: { lastName: 'Smith', npi: '1234567893' } } });
		await resetCalls(sandbox);
		const { items } = await change({ referringProvider: { values: { fax: '650-555-0177' } } });
		expect(items[0]?.changed).toEqual(['referring_doctor']);
		const { requests } = await sandbox.control<{
			requests: Array<{ method: string; body: object }>;
		}>('requests?after=0');
		const sent = requests.find(({ method }) => method === 'PATCH');
		expect(sent?.body).toMatchObject({
			referring_doctor: { last_name: 'Smith', npi: '1234567893', fax: '(650) 555-0177' },
		});
		expect(await calls(sandbox)).toMatchObject({ total: 2, writes: 1, violations: 0 });
	});

	test.each<[string, object]>([
		['no field', {}],
		['an empty field', { email: '', cellPhone: null, employer: { values: { name: '' } } }],
	])('%s: says that there is nothing to change, and writes nothing', async (_, fields) => {
		const { error } = await change(fields);
		expect(error?.message).toContain('there is nothing to change');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('an empty value beside a full one changes nothing', async () => {
		const { email } = await patient();
		await change({ email: '', city: 'Springfield' });
		expect(await patient()).toMatchObject({ email, city: 'Springfield' });
	});

	test('what is to be emptied is said so, as DrChrono writes empty fields', async () => {
		await change({
			email: 'a@example.com',
			workPhone: '650-555-0100',
			race: 'white',
			preferredPharmacies: '0000001',
		});
		const clearFields = ['email', 'Work Phone', 'race', 'preferredPharmacies', 'dateOfBirth'];
		const { items, error } = await change({ city: 'Springfield' }, { clearFields });
		expect(error).toBeUndefined();
		expect(items[0]?.changed).toEqual([
			'city',
			'email',
			'office_phone',
			'race',
			'preferred_pharmacies',
			'date_of_birth',
		]);
		expect(await patient()).toMatchObject({
			city: 'Springfield',
			email: '',
			office_phone: '',
			race: 'blank',
			preferred_pharmacies: [],
			date_of_birth: null,
		});
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test('the guide empties what it can', async () => {
		const { error } = await change({}, { clearFields: ['email', 'cellPhone', 'zipCode'] }, 'guide');
		expect(error).toBeUndefined();
		expect(await patient()).toMatchObject({ email: '', zip_code: '' });
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test.each<[Dialect, object, object, RegExp]>([
		['v4', { email: 'nobody' }, {}, /'Email' is not an email address/],
		['v4', { dateOfBirth: '2190-01-01' }, {}, /'Date of Birth' lies in the future/],
		['v4', { dateOfBirth: '1780-01-01' }, {}, /'Date of Birth' is more than 150 years ago/],
		['v4', { race: 'martian' }, {}, /'Race' is none of the values/],
		['v4', { copay: 'twenty' }, {}, /'Copay' is not an amount/],
		[
			'v4',
			{ referringProvider: { values: { npi: '1234567890' } } },
			{},
			/'Referring Provider NPI' is not/,
		],
		['v4', { socialSecurityNumber: '***-**-6789' }, {}, /'Social Security Number' is masked/],
		['v4', { socialSecurityNumber: '000-12-3456' }, {}, /is not a social security number/],
		[
			'v4',
			{ communicationMethod: 'sms' },
			{},
			/'Communication Method' exists in Integration Guide/,
		],
		['guide', { disableTextMessages: true }, {}, /'No Text Messages' exists in DrChrono API v4/],
		['guide', { homePhone: '650-555-0100' }, {}, /'Home Phone' exists in DrChrono API v4/],
		['guide', { socialSecurityNumber: '123-45-6789' }, {}, /'Social Security Number' exists in/],
		['v4', {}, { clearFields: ['gender'] }, /'Gender' of a patient cannot be empty/],
		['guide', {}, { clearFields: ['lastName'] }, /'Last Name' of a patient cannot be empty/],
		['v4', {}, { clearFields: ['shoeSize'] }, /'Clear Fields' names a field that a patient/],
		['v4', { email: 'a@example.com' }, { clearFields: ['email'] }, /has a value and stands under/],
	])('%s: %j %j is refused with nothing sent', async (dialect, fields, more, sentence) => {
		const { error } = await change(fields, more, dialect);
		expect(error?.message).toMatch(sentence);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a confined credential changes its own patients, and nobody else', async () => {
		const { doctor } = await patient();
		const own = await run({ operation: 'update', updateFields: { city: 'Springfield' } }, 'v4', {
			onlyProviders: String(doctor),
		});
		expect(own.error).toBeUndefined();
		await resetCalls(sandbox);
		for (const updateFields of [{ city: 'Nowhere' }, { provider: '1' }]) {
			const { error } = await run({ operation: 'update', updateFields }, 'v4', {
				onlyProviders: '999',
			});
			expect(error?.message).toContain('confined to other providers');
		}
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
		expect((await patient()).city).toBe('Springfield');
	});

	test('as a tool of an AI agent it is refused', async () => {
		const { error } = await run(
			{ operation: 'update', updateFields: { city: 'Nowhere' } },
			'v4',
			{},
			{ node: 'drChronoPatientTool' },
		);
		expect(error?.message).toContain('AI agent');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('delete', () => {
	test.each<Dialect>(['v4', 'guide'])('removes the patient in %s', async (dialect) => {
		const { items, error } = await run({ operation: 'delete' }, dialect);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: practice.patient, deleted: true }]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
		const { error: gone } = await run({ operation: 'get' }, dialect);
		expect(gone?.message).toContain('no such record');
	});

	test('twice: says that it may be gone already', async () => {
		await run({ operation: 'delete' });
		const { error } = await run({ operation: 'delete' });
		expect(error?.description).toContain('may be deleted already');
	});

	test('a refusal because of other records says what to do instead', async () => {
		await sandbox.control('faults', {
			route: 'DELETE /api/patients/{id}',
			kind: 'status',
			status: 409,
			body: { detail: 'Protected.' },
		});
		const { error } = await run({ operation: 'delete' });
		expect(error?.message).toContain('other records hang on the chart');
		expect(error?.description).toContain("'Patient Status'");
	});

	test('a guide without this method says so', async () => {
		await sandbox.control('switches', { guidePatientDelete: 'absent' });
		const { error } = await run({ operation: 'delete' }, 'guide');
		expect(error?.message).toContain('does not let patients be deleted');
	});

	test('an answer that got lost is no failure if the patient is gone', async () => {
		await sandbox.control('faults', {
			route: 'DELETE /api/patients/{id}',
			kind: 'dropAfter',
			times: 1,
		});
		const { items, error } = await run({ operation: 'delete' });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: practice.patient, deleted: true }]);
	});

	test('a confined credential does not delete a patient of others', async () => {
		const { error } = await run({ operation: 'delete' }, 'v4', { onlyProviders: '999' });
		expect(error?.message).toContain('confined to other providers');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});
});

/** Links to files are made anew with every answer, and a change leaves its time. */
function lasting(record: Record<string, unknown>): unknown {
	const rest = { ...record, updated_at: undefined };
	return JSON.parse(JSON.stringify(rest).replace(/Expires=\d+&Signature=\w+/g, ''));
}
