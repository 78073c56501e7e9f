import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, resetCalls, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-22T09:00:00-05:00';
const AREAS = { areas: ['clinical'], timeZone: 'America/New_York' };
const ALL_YEAR = { when: 'custom', from: '2025-11-01', to: '2026-11-22' };

let sandbox: Sandbox;
let credential: CredentialData;
let guide: CredentialData;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3, now: NOW });
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
	expect((await calls(sandbox)).violations).toBe(0);
});

async function run(parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoVital',
		parameters: parameters as NodeRun['parameters'],
		credential,
		...more,
	});
}

const vitalsOf = (visit: StoreRecord) => visit.vitals as IDataObject;
const customOf = (visit: StoreRecord) => (visit.custom_vitals ?? []) as IDataObject[];
const wasMeasured = (visit: StoreRecord) =>
	customOf(visit).length > 0 ||
	Object.entries(vitalsOf(visit) ?? {}).some(
		([name, value]) =>
			!name.endsWith('_units') && value !== null && value !== '' && value !== 'blank',
	);

async function visits(): Promise<StoreRecord[]> {
	const all = await stored(sandbox, 'appointments');
	// Dates that a series only foresees were no visits.
	const real = all.filter(
		({ id, deleted_flag: gone }) => /^\d+$/.test(String(id)) && gone !== true,
	);
	return real.filter(wasMeasured);
}

async function onePatient(): Promise<{ patient: string; own: StoreRecord[] }> {
	const all = await visits();
	const count = new Map<string, number>();
	for (const { patient } of all) count.set(String(patient), (count.get(String(patient)) ?? 0) + 1);
	const [[patient] = ['']] = [...count].sort(([, one], [, other]) => other - one);
	const own = all.filter((visit) => String(visit.patient) === patient);
	own.sort((one, other) => String(one.scheduled_time).localeCompare(String(other.scheduled_time)));
	return { patient, own };
}

describe('Get Vitals', () => {
	test('of one visit, in columns with units', async () => {
		const visit = (await visits()).find((one) => vitalsOf(one).weight && vitalsOf(one).height)!;
		const { items, hints } = await run({ operation: 'get', appointment: Number(visit.id) });
		const there = vitalsOf(visit);
		expect(items).toEqual([
			expect.objectContaining({
				appointment: String(visit.id),
				patient: visit.patient,
				taken_at: visit.scheduled_time,
				height: Number(there.height),
				height_unit: 'in',
				weight: Number(there.weight),
				weight_unit: 'lb',
				bmi: Number(there.bmi),
				systolic: there.blood_pressure_1,
				diastolic: there.blood_pressure_2,
			}),
		]);
		expect(hints).toEqual([]);
		expect(await calls(sandbox)).toMatchObject({
			byRoute: { 'GET /api/appointments/{id}': 1 },
		});
	});

	test('in metric units', async () => {
		const visit = (await visits()).find((one) => vitalsOf(one).weight)!;
		const { items } = await run({
			operation: 'get',
			appointment: String(visit.id),
			units: 'metric',
		});
		const kilograms = Math.round(Number(vitalsOf(visit).weight) * 45.359237) / 100;
		expect(items[0]).toMatchObject({ weight: kilograms, weight_unit: 'kg' });
	});

	test('names the vitals that the practice defined', async () => {
		const [visit] = await visits();
		const definitions = await stored(sandbox, 'custom_vitals');
		const vital = definitions.find(({ doctor }) => doctor === visit!.doctor)!;
		const custom_vitals = [{ vital_type: vital.id, value: '33' }];
		await sandbox.control(`store/appointments/${visit!.id}`, { custom_vitals }, 'PATCH');
		const { items } = await run({ operation: 'get', appointment: String(visit!.id) });
		expect(items[0]?.custom_vitals).toEqual([
			{ id: String(vital.id), name: vital.name, value: '33', unit: vital.unit },
		]);
	});

	test('is refused in the guide before anything is sent', async () => {
		const { error } = await run({ operation: 'get', appointment: '400001' }, { credential: guide });
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('is refused for a visit of a provider outside the credential', async () => {
		const [visit] = await visits();
		const others = (await stored(sandbox, 'doctors')).filter(({ id }) => id !== visit!.doctor);
		const confined = { ...credential, onlyProviders: String(others[0]!.id) };
		const { error } = await run(
			{ operation: 'get', appointment: String(visit!.id) },
			{ credential: confined },
		);
		expect(error?.message).toContain('confined to other providers');
	});
});

describe('Get Many Vitals', () => {
	test('gives every visit of the days at which something was measured', async () => {
		const wanted = (await visits()).filter(
			({ scheduled_time: start }) => String(start) >= '2025-11-01' && String(start) < '2026-11-23',
		);
		const { items, error } = await run({ operation: 'getMany', ...ALL_YEAR, returnAll: true });
		expect(error).toBeUndefined();
		expect(wanted.length).toBeGreaterThan(50);
		expect(items.map(({ appointment }) => String(appointment)).sort()).toEqual(
			wanted.map(({ id }) => String(id)).sort(),
		);
	});

	test('of a patient over any time costs one call', async () => {
		const { patient, own } = await onePatient();
		const { items } = await run({
			operation: 'getMany',
			patient,
			when: 'any',
			returnAll: true,
		});
		expect(items.map(({ appointment }) => String(appointment)).sort()).toEqual(
			own.map(({ id }) => String(id)).sort(),
		);
		const { byRoute } = await calls(sandbox);
		expect(byRoute['GET /api/appointments']).toBe(1);
	});

	test('of a patient over a year has the days of the year alone, for one call', async () => {
		const { patient, own } = await onePatient();
		const { items } = await run({
			operation: 'getMany',
			patient,
			when: 'custom',
			from: '2026-01-01',
			to: '2026-10-31',
			returnAll: true,
		});
		const inside = own.filter(
			({ scheduled_time: start }) => String(start) >= '2026-01-01' && String(start) < '2026-11-01',
		);
		expect(items).toHaveLength(inside.length);
		expect((await calls(sandbox)).byRoute['GET /api/appointments']).toBe(1);
	});

	test('of any day needs a patient', async () => {
		const { error } = await run({ operation: 'getMany', when: 'any' });
		expect(error?.message).toContain("'Any Day' needs a patient");
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('keeps to a confined credential', async () => {
		const all = await visits();
		const office = all[0]!.office;
		const doctor = all.find((visit) => visit.office === office)!.doctor;
		const confined = {
			...credential,
			onlyProviders: String(doctor),
			onlyOffices: String(office),
		};
		const { items, error } = await run(
			{ operation: 'getMany', ...ALL_YEAR, returnAll: true },
			{ credential: confined },
		);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(new Set(items.map(({ provider }) => provider))).toEqual(new Set([doctor]));
		expect(new Set(items.map((item) => item.office))).toEqual(new Set([office]));
	});

	test('of several offices has those alone, and in the guide none', async () => {
		const all = await visits();
		const offices = [...new Set(all.map(({ office }) => office))].slice(0, 2);
		const confined = { onlyOffices: offices.join(', ') };
		const parameters = { operation: 'getMany', ...ALL_YEAR, returnAll: true };
		const { items } = await run(parameters, { credential: { ...credential, ...confined } });
		expect(new Set(items.map(({ office }) => office))).toEqual(new Set(offices));
		const { error } = await run(parameters, { credential: { ...guide, ...confined } });
		expect(error?.message).toContain("'Office' exists in DrChrono API v4 only");
	});

	test('in the guide has the same columns', async () => {
		const { patient } = await onePatient();
		const parameters = { operation: 'getMany', patient, when: 'any', returnAll: true };
		const { items: theirs } = await run(parameters, { credential: guide });
		const { items: ours } = await run(parameters);
		const there = theirs.map(({ weight, systolic, pulse }) => ({ weight, systolic, pulse }));
		const here = ours.map(({ weight, systolic, pulse }) => ({ weight, systolic, pulse }));
		expect(there.length).toBeGreaterThan(1);
		expect(there).toEqual(expect.arrayContaining(here.slice(0, 1)));
		const columns = Object.keys(ours[0]!).filter(
			(name) => !['appointment', 'provider', 'office'].includes(name),
		);
		expect(Object.keys(theirs[0]!)).toEqual(expect.arrayContaining(columns));
	});

	test('in the guide refuses what it cannot filter by', async () => {
		const { error } = await run(
			{ operation: 'getMany', when: 'last7Days', filters: { provider: '100001' } },
			{ credential: guide },
		);
		expect(error?.message).toContain("'Provider' exists in DrChrono API v4 only");
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('Record Vitals', () => {
	const patch = { 'PATCH /api/appointments/{id}': 1 };

	test('writes what is given and leaves the rest', async () => {
		const visit = (await visits()).find((one) => vitalsOf(one).pulse && vitalsOf(one).weight)!;
		const before = vitalsOf(visit);
		const { items, hints, error } = await run({
			operation: 'record',
			appointment: String(visit.id),
			vitals: {
				weight: '181.5',
				systolic: '121',
				diastolic: 79,
				smokingStatus: 'Never Smoker',
				pain: 0,
			},
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				id: String(visit.id),
				changed: ['weight', 'systolic', 'diastolic', 'pain', 'smoking_status'],
			},
		]);
		expect(hints.join()).toContain('reviewed by a clinician');
		expect(await calls(sandbox)).toMatchObject({ byRoute: patch, total: 1 });
		const after = vitalsOf(
			(await stored(sandbox, 'appointments')).find(({ id }) => id === visit.id)!,
		);
		expect(after).toMatchObject({
			blood_pressure_1: 121,
			blood_pressure_2: 79,
			smoking_status: '266919005',
			pain: '0',
			weight_units: 'lbs',
			pulse: before.pulse,
			height: before.height,
			respiratory_rate: before.respiratory_rate,
		});
		expect(Number(after.weight)).toBe(181.5);
	});

	test.each([
		[{ weight: '8 lb 4 oz' }, {}, { weight: 8.25, weight_units: 'lbs' }],
		[{ weight: '132' }, { weightUnit: 'oz' }, { weight: 8.25, weight_units: 'lbs' }],
		[{ weight: '3740 g' }, {}, { weight: 3.74, weight_units: 'kg' }],
		[{ height: `5'10"` }, {}, { height: 70, height_units: 'inches' }],
		[{ height: '178 cm' }, {}, { height: 178, height_units: 'cm' }],
		[{ temperature: '37 C' }, {}, { temperature: 37, temperature_units: 'c' }],
		[
			{ headCircumference: '16.5' },
			{},
			{ head_circumference: 16.5, head_circumference_units: 'inches' },
		],
	])('%j with %j', async (vitals, options, kept) => {
		const [visit] = await visits();
		const { error } = await run({
			operation: 'record',
			appointment: String(visit!.id),
			vitals,
			options,
		});
		expect(error).toBeUndefined();
		const { requests } = await sandbox.control('requests');
		const sent = requests.at(-1).body.vitals as IDataObject;
		expect(sent).toEqual(kept);
	});

	test('adds custom vitals to those that are there', async () => {
		const visit = (await visits())[2]!;
		const own = (await stored(sandbox, 'custom_vitals')).filter(
			({ doctor }) => doctor === visit.doctor,
		);
		await sandbox.control(
			`store/appointments/${visit.id}`,
			{ custom_vitals: [{ vital_type: own[0]!.id, value: '31' }] },
			'PATCH',
		);
		const { error } = await run({
			operation: 'record',
			appointment: String(visit.id),
			customVitals: { values: [{ vital: String(own[1]!.name).toUpperCase(), value: '420' }] },
		});
		expect(error).toBeUndefined();
		const after = (await stored(sandbox, 'appointments')).find(({ id }) => id === visit.id)!;
		expect(customOf(after).map(({ vital_type, value }) => [vital_type, value])).toEqual([
			[own[0]!.id, '31'],
			[own[1]!.id, '420'],
		]);
	});

	test.each([
		[{ weight: '1805' }, "'Weight' is outside what is plausible"],
		[{ systolic: '80', diastolic: '120' }, "'Systolic' is not above 'Diastolic'"],
		[{ temperature: 'warm' }, "'Temperature' is not a number"],
		[{ smokingStatus: 'sometimes' }, "'Smoking Status' is not in DrChrono's list"],
		[{ weight: '' }, "'Vitals' is empty"],
	])('%j is refused before anything is sent', async (vitals, sentence) => {
		const { error } = await run({ operation: 'record', appointment: '400000119', vitals });
		expect(error?.message).toContain(sentence);
		expect(JSON.stringify([error?.message, error?.description])).not.toContain('1805');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('what is unusual is written if somebody has confirmed it', async () => {
		const [visit] = await visits();
		const { error } = await run({
			operation: 'record',
			appointment: String(visit!.id),
			vitals: { systolic: '320', diastolic: '210' },
			options: { allowUnusual: true },
		});
		expect(error).toBeUndefined();
		expect((await calls(sandbox)).writes).toBe(1);
	});

	test('is refused in the guide before anything is sent', async () => {
		const { error } = await run(
			{ operation: 'record', appointment: '1', vitals: { pulse: '70' } },
			{ credential: guide },
		);
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('Get Vital Trend', () => {
	test('gives one row for each vital, worked out from the visits', async () => {
		const { patient, own } = await onePatient();
		const weights = own.filter((visit) => vitalsOf(visit).weight);
		const values = weights.map((visit) => Number(vitalsOf(visit).weight));
		const { items, error } = await run({ operation: 'trend', patient, when: 'any' });
		expect(error).toBeUndefined();
		const row = items.find(({ vital }) => vital === 'weight');
		expect(row).toMatchObject({
			patient: own[0]!.patient,
			name: 'Weight',
			unit: 'lb',
			count: values.length,
			first: values[0],
			first_at: weights[0]!.scheduled_time,
			last: values.at(-1),
			min: Math.min(...values),
			max: Math.max(...values),
		});
		expect(row?.mean).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / values.length, 2);
		expect(items.map(({ vital }) => vital)).toEqual(expect.arrayContaining(['bmi', 'systolic']));
		expect((await calls(sandbox)).byRoute['GET /api/appointments']).toBe(1);
	});

	test('of all patients in some days, of the chosen vitals alone', async () => {
		const { items } = await run({ operation: 'trend', ...ALL_YEAR, vitals: ['systolic'] });
		const patients = new Set(
			(await visits())
				.filter((visit) => vitalsOf(visit).blood_pressure_1)
				.map((one) => one.patient),
		);
		expect(new Set(items.map(({ vital }) => vital))).toEqual(new Set(['systolic']));
		expect(items).toHaveLength(patients.size);
	});

	test('in the guide', async () => {
		const { patient } = await onePatient();
		const parameters = { operation: 'trend', patient, when: 'any', vitals: ['pulse', 'bmi'] };
		const [theirs, ours] = [await run(parameters, { credential: guide }), await run(parameters)];
		const numbers = ({ items }: NodeResult) =>
			items.map(({ vital, count, min, max, mean }) => ({ vital, count, min, max, mean }));
		expect(numbers(theirs)[1]).toEqual(numbers(ours)[1]);
	});
});
