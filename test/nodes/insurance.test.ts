/* eslint-disable @typescript-eslint/no-explicit-any -- the sandbox's records are untyped */
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

type Rec = Record<string, any>;

let sandbox: Sandbox;
let practice: Practice;

const AREAS = ['insurance', 'scheduling', 'practice'];

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 130, seed: 5 });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { patients: 130, seed: 5 });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

async function run(
	parameters: NodeRun['parameters'],
	{
		dialect = 'v4',
		fields = {},
		...more
	}: Partial<NodeRun> & {
		dialect?: 'v4' | 'guide';
		fields?: CredentialData;
	} = {},
): Promise<NodeResult> {
	const credential = await credentialFor(sandbox, dialect, {
		areas: AREAS,
		timeZone: 'US/Eastern',
		...fields,
	});
	return await runNode({
		node: 'drChronoInsurance',
		parameters: { resource: 'coverage', ...parameters },
		credential,
		...more,
	});
}

async function records(resource: string): Promise<[Rec, ...Rec[]]> {
	return (await stored(sandbox, resource)) as Rec[] as [Rec, ...Rec[]];
}

/** The store's patients whose coverage of a level names a company. */
async function covered(level: string): Promise<[Rec, ...Rec[]]> {
	const patients = await records('patients');
	const has = (patient: Rec) => patient[`${level}_insurance`].insurance_company !== '';
	return patients.filter(has) as [Rec, ...Rec[]];
}

/** Gives a patient of the store an accident that somebody pays for. */
async function addAccident(patient: string): Promise<void> {
	await sandbox.control(
		`store/patients/${patient}`,
		{
			auto_accident_insurance: {
				auto_accident_company: 'Roadside Mutual',
				auto_accident_payer_id: 'RDM01',
				auto_accident_case_number: 'C-77',
				auto_accident_date_of_accident: '2026-03-02',
				auto_accident_state_of_occurrence: 'MD',
				auto_accident_subscriber_social_security: '123-45-6789',
			},
			workers_comp_insurance: {
				workers_comp_company: 'State Fund',
				workers_comp_case_number: 'W-9',
			},
		},
		'PATCH',
	);
}

describe('get coverage, v4', () => {
	test('levels side by side with codes in words, empty ones left out, one call', async () => {
		const [someone] = await covered('secondary');
		await resetCalls(sandbox);
		const { items, error } = await run({ operation: 'get', patient: someone.id });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const [item] = items as [Rec];
		expect(item).toMatchObject({
			patient: someone.id,
			patient_name: `${someone.first_name} ${someone.last_name}`,
			date_of_birth: someone.date_of_birth,
			has_coverage: true,
			levels: ['primary', 'secondary'],
			primary: {
				company: someone.primary_insurance.insurance_company,
				payer_id: someone.primary_insurance.insurance_payer_id,
				member_id: someone.primary_insurance.insurance_id_number,
				plan_type: someone.primary_insurance.insurance_plan_type,
				plan_type_name: expect.stringMatching(/^[A-Z]/),
				relationship_name: expect.stringMatching(/^[A-Z]/),
			},
		});
		expect(item).not.toHaveProperty('tertiary');
		expect(item).not.toHaveProperty('auto_accident');
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('as rows, accident and work included', async () => {
		const [someone] = await covered('secondary');
		await addAccident(String(someone.id));
		const { items } = await run({ operation: 'get', patient: someone.id, layout: 'coverage' });
		expect(items.map(({ level_name }) => level_name)).toEqual([
			'Primary',
			'Secondary',
			'Auto Accident',
			"Workers' Compensation",
		]);
		expect(items[2]).toMatchObject({
			patient: someone.id,
			company: 'Roadside Mutual',
			case_number: 'C-77',
			date_of_accident: '2026-03-02',
		});
		expect(items[3]).toMatchObject({ company: 'State Fund', case_number: 'W-9' });
	});

	test("unsimplified, the server's own fields, social security numbers masked", async () => {
		const [someone] = await covered('secondary');
		await addAccident(String(someone.id));
		const { items } = await run({ operation: 'get', patient: someone.id, simplify: false });
		expect(items[0]).toMatchObject({
			primary_insurance: {
				insurance_company: someone.primary_insurance.insurance_company,
				subscriber_country: 'US',
			},
			auto_accident_insurance: { auto_accident_subscriber_social_security: '***-**-6789' },
		});
		expect(items[0]).not.toHaveProperty('tertiary_insurance');
		expect(items[0]).not.toHaveProperty('first_name');
	});

	test('a patient without any says so', async () => {
		const [someone] = (await records('patients')).filter(
			({ primary_insurance }) => primary_insurance.insurance_company === '',
		);
		const { items } = await run({ operation: 'get', patient: someone?.id });
		expect(items[0]).toMatchObject({ has_coverage: false, levels: [] });
		const rows = await run({ operation: 'get', patient: someone?.id, layout: 'coverage' });
		expect(rows.items).toEqual([]);
	});

	test('the same patient in many items costs one call', async () => {
		const { outputs } = await run(
			{ operation: 'get', patient: '={{ $json.id }}' },
			{ items: [practice.patient, practice.patient, practice.patient].map((id) => ({ id })) },
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(await calls(sandbox)).toMatchObject({ total: 1 });
	});

	test('a patient of a provider outside the credential is refused', async () => {
		const [someone] = await covered('primary');
		const { error } = await run(
			{ operation: 'get', patient: someone.id },
			{ fields: { onlyProviders: String(Number(someone.doctor) + 77) } },
		);
		expect(error?.message).toMatch(/confined to other providers/);
	});

	test('no such patient', async () => {
		const { error } = await run({ operation: 'get', patient: '987654321' });
		expect(error?.message).toMatch(/not|no/i);
		expect(await calls(sandbox)).toMatchObject({ total: 1 });
	});
});

describe('get coverage of many patients, v4', () => {
	test('everybody once, in pages of 50 or cheaper', async () => {
		const everybody = (await stored(sandbox, 'patients')).map(({ id }) => id);
		await resetCalls(sandbox);
		const { items, error } = await run({ operation: 'getMany', returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ patient }) => patient).sort()).toEqual([...everybody].sort());
		const { total, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		expect(total).toBeLessThanOrEqual(Math.ceil(everybody.length / 50));
	});

	test.each<[string, Rec, (patient: Rec) => boolean]>([
		['with', { having: 'with' }, (one) => one.primary_insurance.insurance_company !== ''],
		['without', { having: 'without' }, (one) => one.primary_insurance.insurance_company === ''],
		[
			'with secondary',
			{ level: 'secondary' },
			(one) => one.secondary_insurance.insurance_company !== '',
		],
		[
			'without secondary',
			{ level: 'secondary', having: 'without' },
			(one) => one.secondary_insurance.insurance_company === '',
		],
		[
			'with Medicare Part B, by its words',
			{ planType: 'Medicare Part B' },
			(one) =>
				['primary', 'secondary', 'tertiary'].some(
					(level) => one[`${level}_insurance`].insurance_plan_type === 'MB',
				),
		],
	])('%s coverage', async (_, filters, test) => {
		const expected = (await records('patients')).filter(test).map(({ id }) => id);
		expect(expected.length).toBeGreaterThan(0);
		const { items, error } = await run({ operation: 'getMany', returnAll: true, filters });
		expect(error).toBeUndefined();
		expect(items.map(({ patient }) => patient).sort()).toEqual(expected.sort());
	});

	test('of one provider, asked of the server', async () => {
		const expected = (await records('patients'))
			.filter(({ doctor }) => String(doctor) === practice.provider)
			.map(({ id }) => id);
		await resetCalls(sandbox);
		const { items } = await run({
			operation: 'getMany',
			returnAll: true,
			filters: { provider: practice.provider },
		});
		expect(items.map(({ patient }) => patient).sort()).toEqual(expected.sort());
		expect(await calls(sandbox)).toMatchObject({
			total: Math.ceil(expected.length / 50),
			violations: 0,
		});
	});

	test('a confined credential sees its own patients alone', async () => {
		const { items } = await run(
			{ operation: 'getMany', returnAll: true, simplify: false },
			{ fields: { onlyProviders: practice.provider } },
		);
		const own = new Set(
			(await records('patients'))
				.filter(({ doctor }) => String(doctor) === practice.provider)
				.map(({ id }) => id),
		);
		expect(items.every(({ patient }) => own.has(patient))).toBe(true);
		expect(items).toHaveLength(own.size);
	});

	test('a limit asks for no more than it needs', async () => {
		const { items } = await run({ operation: 'getMany', limit: 5 });
		expect(items).toHaveLength(5);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('a plan type that is none: nothing is sent', async () => {
		const { error } = await run({ operation: 'getMany', filters: { planType: 'Platinum' } });
		expect(error?.message).toBe("'Plan Type' is not in DrChrono's list");
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('get coverage for appointments, v4', () => {
	const day = '2026-11-23';

	beforeEach(async () => {
		await sandbox.control('clock', { now: '2026-11-22T09:00:00-05:00' });
		await sandbox.control('reset', { patients: 130, seed: 5, now: '2026-11-22T09:00:00-05:00' });
		await resetCalls(sandbox);
	});

	const days = { operation: 'getForAppointments', when: 'custom', from: day, to: day };

	/** Who is expected on the day, by the store. */
	async function expected(): Promise<Map<number, Rec[]>> {
		const visits = new Map<number, Rec[]>();
		for (const one of await records('appointments')) {
			const isOff = ['Cancelled', 'No Show', 'Rescheduled'].includes(one.status);
			if (one.deleted_flag || isOff || one.patient == null) continue;
			if (!String(one.scheduled_time).startsWith(day)) continue;
			visits.set(one.patient, [...(visits.get(one.patient) ?? []), one]);
		}
		return visits;
	}

	test('payer and member number of everybody expected, in one call', async () => {
		const visits = await expected();
		await resetCalls(sandbox);
		const { items, error } = await run(days);
		expect(error).toBeUndefined();
		expect(items.map(({ patient }) => patient)).toEqual(expect.arrayContaining([...visits.keys()]));
		for (const item of items as Rec[]) {
			const [visit] = visits.get(item.patient) ?? [];
			if (!visit?.primary_insurer_name) continue;
			expect(item.primary).toEqual({
				company: visit.primary_insurer_name,
				payer_id: visit.primary_insurer_payer_id,
				member_id: visit.primary_insurance_id_number,
			});
		}
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('whole coverage costs a call for each patient more', async () => {
		const { items } = await run({ ...days, detail: 'whole' });
		expect(items.length).toBeGreaterThan(1);
		expect(new Set(items.map(({ patient }) => patient)).size).toBe(items.length);
		expect(items[0]).toHaveProperty('patient_name');
		expect(await calls(sandbox)).toMatchObject({ total: 1 + items.length, violations: 0 });
	});

	test('of one provider', async () => {
		const { items } = await run({ ...days, filters: { provider: practice.provider } });
		const own = [...(await expected())].filter(([, visits]) =>
			visits.some(({ doctor }) => String(doctor) === practice.provider),
		);
		expect(items.map(({ patient }) => patient)).toEqual(
			expect.arrayContaining(own.map(([patient]) => patient)),
		);
	});
});

describe('cards, v4', () => {
	async function withCards(): Promise<Rec> {
		const list = await sandbox.token();
		const response = await fetch(`${sandbox.v4}/api/patients?verbose=true&page_size=50`, {
			headers: { authorization: `Bearer ${list.access_token}` },
		});
		const { results } = (await response.json()) as { results: Rec[] };
		const found = results.find(
			({ primary_insurance: { photo_front, photo_back } }) => photo_front && photo_back,
		);
		await resetCalls(sandbox);
		return found!;
	}

	test('front and back as files, in one call', async () => {
		const patient = await withCards();
		const { outputs, error } = await run({
			operation: 'getCards',
			patient: patient.id,
			cardsOf: ['primary'],
			prefix: 'card_',
		});
		expect(error).toBeUndefined();
		const [item] = outputs[0] ?? [];
		expect(item?.json).toEqual({
			patient: patient.id,
			cards: [
				{
					level: 'primary',
					company: patient.primary_insurance.insurance_company,
					payer_id: patient.primary_insurance.insurance_payer_id,
					has_front: true,
					has_back: true,
				},
			],
		});
		for (const side of ['front', 'back']) {
			const link = patient.primary_insurance[`photo_${side}`];
			const picture = Buffer.from(await (await fetch(link)).arrayBuffer());
			const file = item?.binary?.[`card_primary_${side}`];
			expect(file?.mimeType).toMatch(/^image\//);
			expect(Buffer.from(file?.data ?? '', 'base64').equals(picture)).toBe(true);
		}
		expect((await calls(sandbox)).byRoute['GET /api/patients/{id}']).toBe(1);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('what has no photo comes out without a file', async () => {
		const { outputs, error } = await run({
			operation: 'getCards',
			patient: practice.patient,
			cardsOf: ['secondary', 'tertiary'],
			prefix: '',
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.binary ?? {}).toEqual({});
	});

	test('an expired link is looked up anew', async () => {
		const patient = await withCards();
		await sandbox.control('faults', {
			route: 'GET /_files/*',
			times: 1,
			kind: 'status',
			status: 403,
		});
		const { outputs, error } = await run({
			operation: 'getCards',
			patient: patient.id,
			cardsOf: ['primary'],
			prefix: 'card_',
		});
		expect(error).toBeUndefined();
		expect(Object.keys(outputs[0]?.[0]?.binary ?? {})).toHaveLength(2);
	});

	test('no level: nothing is sent', async () => {
		const { error } = await run({ operation: 'getCards', patient: '1', cardsOf: [] });
		expect(error?.message).toBe("'Cards Of' is empty");
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('update coverage, v4', () => {
	const change = (updateFields: Rec, more: Rec = {}): NodeRun['parameters'] => ({
		operation: 'update',
		patient: practice.patient,
		level: 'primary',
		acceptUnbillable: true,
		updateFields,
		...more,
	});

	const held = async (patient = practice.patient): Promise<Rec> =>
		(await records('patients')).find(({ id }) => String(id) === patient)!;

	test('sends what differs alone, keeps the rest, says what changed', async () => {
		const before = (await held()).primary_insurance;
		const { items, hints, error } = await run(
			change({
				company: before.insurance_company,
				memberId: 'NEW-123',
				planType: 'Medicaid',
				subscriberIsPatient: false,
				relationship: '19',
			}),
		);
		expect(error).toBeUndefined();
		const after = (await held()).primary_insurance;
		expect(after).toEqual({
			...before,
			insurance_id_number: 'NEW-123',
			insurance_plan_type: 'MC',
			is_subscriber_the_patient: false,
			patient_relationship_to_subscriber: '19',
		});
		const changed = items[0]?.changed as string[];
		expect(items[0]?.id).toBe(practice.patient);
		expect(changed).toContain('primary_insurance.insurance_id_number');
		expect(changed).not.toContain('primary_insurance.insurance_company');
		expect(hints.join()).toMatch(/Coverage was changed/);
		expect(await calls(sandbox)).toMatchObject({ total: 2, writes: 1, violations: 0 });
	});

	test('nothing is written where nothing differs', async () => {
		const { primary_insurance: before } = await held();
		const { items } = await run(change({ company: before.insurance_company }));
		expect(items).toEqual([{ id: practice.patient, changed: [] }]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 0 });
	});

	test('many items of one patient read it once', async () => {
		const items = [{ field: 'A1' }, { field: 'A2' }, { field: 'A2' }];
		const result = await run(change({ groupNumber: '={{ $json.field }}' }), { items });
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ changed }) => (changed as string[]).length)).toEqual([1, 1, 0]);
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 2 });
		expect((await held()).primary_insurance.insurance_group_number).toBe('A2');
	});

	test('clears fields that are named', async () => {
		await run(change({ groupNumber: 'G1' }));
		await run(change({}, { clearFields: ['groupNumber'] }));
		expect((await held()).primary_insurance.insurance_group_number).toBe('');
	});

	test('accident and work have fields of their own', async () => {
		await addAccident(practice.patient);
		const { error } = await run(change({ caseNumber: 'C-78' }, { level: 'auto_accident' }));
		expect(error).toBeUndefined();
		await run(change({ claimNumber: 'K-1' }, { level: 'workers_comp' }));
		const after = await held();
		expect(after.auto_accident_insurance).toMatchObject({
			auto_accident_case_number: 'C-78',
			auto_accident_company: 'Roadside Mutual',
		});
		expect(after.workers_comp_insurance.property_and_casualty_agency_claim_number).toBe('K-1');
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test.each<[string, Rec, Rec, RegExp]>([
		[
			'nobody accepted',
			{ memberId: 'X' },
			{ acceptUnbillable: false },
			/past appointments unbillable/,
		],
		['nothing to change', {}, {}, /nothing to change/],
		['a plan type that is none', { planType: 'Platinum' }, {}, /'Plan Type' is not in/],
		[
			'a state in full',
			{ subscriberState: 'Maryland' },
			{},
			/'Subscriber State' is not the two-letter/,
		],
		['a wrong day', { subscriberBirthDate: '1980-02-30' }, {}, /'Subscriber Date of Birth'/],
		['a wrong ZIP code', { subscriberZip: '9501' }, {}, /'Subscriber ZIP Code'/],
		[
			'a field of another level',
			{ policyNumber: 'P' },
			{ level: '={{ "primary" }}' },
			/'Policy Number' does not exist/,
		],
		[
			'both ways',
			{ memberId: 'X' },
			{ clearFields: ['memberId'] },
			/stands in 'Update Fields' and in/,
		],
		[
			'a cleared field of another level',
			{},
			{ clearFields: ['policyNumber'] },
			/'Policy Number' does not exist/,
		],
		['a level that is none', { memberId: 'X' }, { level: 'fourth' }, /'Level' is not a level/],
		['no patient', { memberId: 'X' }, { patient: '={{ $json.none }}' }, /'Patient' is empty/],
	])('%s: nothing is sent', async (_, updateFields, more, sentence) => {
		const { error } = await run(change(updateFields, more));
		expect(error?.message).toMatch(sentence);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('refused for another provider’s patient, before the write', async () => {
		const { doctor } = await held();
		const { error } = await run(change({ memberId: 'X' }), {
			fields: { onlyProviders: String(Number(doctor) + 77) },
		});
		expect(error?.message).toMatch(/confined/);
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('an AI agent may not, unless a person allowed it', async () => {
		const { error } = await run(change({ memberId: 'X' }), { node: 'drChronoInsuranceTool' });
		expect(error?.message).toContain('AI agent');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('payers, v4', () => {
	test('searches a directory', async () => {
		const { items, error } = await run({
			resource: 'payer',
			operation: 'search',
			term: 'part b',
			directory: 'emdeon',
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) expect(String(item.payer_name)).toMatch(/part b/i);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});
});

describe('eligibility checks, v4', () => {
	const all = { resource: 'eligibility', operation: 'getMany', returnAll: true };

	test('with the code in words, by patient', async () => {
		const checks = await records('eligibility_checks');
		const patient = checks[0]?.patient;
		await resetCalls(sandbox);
		const { items, error } = await run({
			...all,
			when: 'any',
			filters: { patient: String(patient) },
		});
		expect(error).toBeUndefined();
		const own = checks.filter((check) => check.patient === patient);
		expect(items.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
		expect(items[0]).toMatchObject({ eligibility_name: expect.any(String) });
		expect(items[0]).not.toHaveProperty('coverage_details');
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test.each([
		['check', 'query_date'],
		['appointment', undefined],
	])('by the day of the %s', async (daysOf, field) => {
		const checks = await records('eligibility_checks');
		const appointments = await records('appointments');
		const dayOf = (check: Rec) =>
			String(
				field
					? check[field]
					: appointments.find(({ id }) => String(id) === String(check.appointment))?.scheduled_time,
			).slice(0, 10);
		const from = '2026-01-10';
		const to = '2026-09-20';
		const expected = checks.filter((check) => dayOf(check) >= from && dayOf(check) <= to);
		expect(expected.length).toBeGreaterThan(5);
		await resetCalls(sandbox);
		const { items, error } = await run({
			...all,
			when: 'custom',
			from,
			to,
			daysOf,
			simplify: false,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
		expect(await calls(sandbox)).toMatchObject({ total: 2, violations: 0 });
	});

	test.each([
		['active', ['1', '2', '3', '4', '5']],
		['inactive', ['6', '7', '8', 'I']],
	])('whose answer is %s', async (answer, codes) => {
		const expected = (await records('eligibility_checks')).filter(({ eligibility }) =>
			codes.includes(eligibility),
		);
		const { items } = await run({ ...all, when: 'any', filters: { answer } });
		expect(items).toHaveLength(expected.length);
		expect(items.every(({ active }) => active === (answer === 'active'))).toBe(true);
	});

	test('by appointment', async () => {
		const [check] = await records('eligibility_checks');
		const { items } = await run({
			...all,
			when: 'any',
			filters: { appointment: String(check.appointment) },
		});
		expect(items.map(({ appointment }) => appointment)).toContain(check.appointment);
		expect(new Set(items.map(({ appointment }) => appointment)).size).toBe(1);
	});

	test('a credential confined to offices is refused, with nothing sent', async () => {
		const { error } = await run(
			{ ...all, when: 'any' },
			{ fields: { onlyOffices: practice.office } },
		);
		expect(error?.message).toMatch(/confined to some offices/);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a credential confined to providers asks for theirs', async () => {
		const only = `${practice.provider},${practice.provider2}`;
		const { items } = await run({ ...all, when: 'any' }, { fields: { onlyProviders: only } });
		const both = await Promise.all(
			[practice.provider, practice.provider2].map(
				async (provider) =>
					(await run({ ...all, when: 'any', filters: { provider } })).items.length,
			),
		);
		expect(items).toHaveLength(both.reduce((one, other) => one + other, 0));
		expect(items.length).toBeGreaterThan(0);
	});
});

describe('authorizations, v4', () => {
	const all = { resource: 'authorization', operation: 'getMany', returnAll: true };

	test('with what is left of them', async () => {
		const own = await records('patient_authorizations');
		await resetCalls(sandbox);
		const { items, error } = await run({ ...all, warnDays: 30, warnVisits: 5 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(own.length);
		for (const item of items as Rec[]) {
			expect(item.visits_left).toBe(item.visits_remaining);
			expect(item.expired).toBe(item.days_left < 0);
			expect(item.visits_low).toBe(!item.expired && item.visits_remaining <= 5);
			expect(item.expires_soon).toBe(!item.expired && item.days_left <= 30);
			expect(item.attention.length > 0).toBe(item.expired || item.expires_soon || item.visits_low);
		}
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('only those that run out', async () => {
		const { items } = await run({ ...all, warnDays: 400, filters: { show: 'attention' } });
		const current = await run({ ...all, filters: { show: 'current' } });
		expect(items).toHaveLength(current.items.length);
		expect(items.every(({ expired }) => expired === false)).toBe(true);
	});

	test('of one patient and of one provider', async () => {
		const [own] = await records('patient_authorizations');
		const byPatient = await run({ ...all, filters: { patient: String(own.patient_id) } });
		expect(byPatient.items.map(({ id }) => id)).toContain(own.id);
		const confined = await run(all, { fields: { onlyProviders: String(own.doctor_id) } });
		expect(confined.items.every(({ doctor_id }) => doctor_id === own.doctor_id)).toBe(true);
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});
});

describe('guide', () => {
	const guide = { dialect: 'guide' as const };

	test('coverage of one patient, side by side', async () => {
		const [someone] = await covered('secondary');
		await resetCalls(sandbox);
		const { items, error } = await run({ operation: 'get', patient: someone.id }, guide);
		expect(error).toBeUndefined();
		expect(items).toEqual([
			expect.objectContaining({
				patient: someone.id,
				levels: ['primary', 'secondary'],
				primary: expect.objectContaining({
					company: someone.primary_insurance.insurance_company,
					member_id: someone.primary_insurance.insurance_id_number,
					plan_type_name: expect.any(String),
					verification_status: expect.any(String),
				}),
			}),
		]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('all coverage, each patient once', async () => {
		const expected = (await covered('primary')).map(({ id }) => id);
		const { items, error } = await run({ operation: 'getMany', returnAll: true }, guide);
		expect(error).toBeUndefined();
		expect(items.map(({ patient }) => patient).sort()).toEqual(expected.sort());
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('by level and verification status, asked of the server', async () => {
		const { items } = await run(
			{
				operation: 'getMany',
				returnAll: true,
				layout: 'coverage',
				filters: { level: 'primary', verification: 'verified' },
			},
			guide,
		);
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) {
			expect(item).toMatchObject({ level: 'primary', verification_status: 'verified' });
		}
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('a list that was cut says that patients may have more', async () => {
		const { hints } = await run({ operation: 'getMany', limit: 3 }, guide);
		expect(hints.join()).toContain('may have more coverage than shown');
	});

	test('cards as files', async () => {
		const [someone] = await covered('primary');
		const { outputs, error } = await run(
			{ operation: 'getCards', patient: someone.id, cardsOf: ['primary'], prefix: 'card_' },
			guide,
		);
		expect(error).toBeUndefined();
		const [item] = outputs[0] ?? [];
		const [card] = item?.json.cards as [Rec];
		expect(card.level).toBe('primary');
		expect(Object.keys(item?.binary ?? {})).toHaveLength(
			Number(card.has_front) + Number(card.has_back),
		);
	});

	test('for appointments, one call for each patient', async () => {
		const { items, error } = await run(
			{ operation: 'getForAppointments', when: 'next7Days' },
			guide,
		);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect((await calls(sandbox)).byRoute['GET /guide/patient_insurances/']).toBe(items.length);
	});

	test.each<[string, Rec]>([
		[
			"'Update Coverage'",
			{ operation: 'update', patient: '1', level: 'primary', acceptUnbillable: true },
		],
		["'Search Payers'", { resource: 'payer', operation: 'search' }],
		["'Get Many Eligibility Checks'", { resource: 'eligibility', operation: 'getMany' }],
		["'Get Many Authorizations'", { resource: 'authorization', operation: 'getMany' }],
		["'Provider'", { operation: 'getMany', filters: { provider: '100001' } }],
	])('%s does not exist there: nothing is sent', async (what, parameters) => {
		const { error } = await run(parameters, guide);
		expect(error?.message).toContain(`${what} exists in DrChrono API v4 only`);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});
