import { systemClock } from '../../nodes/shared/clock';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import {
	calls,
	practiceOf,
	resetCalls,
	stored,
	type Practice,
	type StoreRecord,
} from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

type Dialect = 'v4' | 'guide';

let sandbox: Sandbox;
let practice: Practice;
let everyone: StoreRecord[];

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 130, seed: 5, now: '2026-11-16T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	everyone = await stored(sandbox, 'patients');
	const [someone] = everyone;
	await sandbox.control(`store/patients/${someone?.id}`, { home_phone: '(650) 555-0142' }, 'PATCH');
	everyone = await stored(sandbox, 'patients');
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

async function list(
	filters: object,
	dialect: Dialect = 'v4',
	options: object = {},
	fields: CredentialData = {},
	more: object = {},
) {
	const credential = await credentialFor(sandbox, dialect, fields);
	const parameters = { operation: 'getMany', returnAll: true, filters, options, ...more };
	return await runNode({
		node: 'drChronoPatient',
		parameters: parameters as NodeRun['parameters'],
		credential,
	});
}

const idsOf = (records: readonly object[]) =>
	records.map((record) => String((record as StoreRecord).id)).sort();

const text = (value: unknown) => String(value ?? '').toLowerCase();

/** Each filter with a value that some patients have, and what it means of a record. */
function cases(): Array<[string, Dialect[], object, (record: StoreRecord) => boolean]> {
	const [someone] = everyone.filter(({ email, last_name }) => email !== '' && last_name);
	const { last_name, first_name, date_of_birth, email, chart_id, doctor } = someone!;
	const both: Dialect[] = ['v4', 'guide'];
	return [
		['email', both, { email }, (record) => record.email === email],
		[
			'birthday',
			both,
			{ dateOfBirth: date_of_birth },
			(one) => one.date_of_birth === date_of_birth,
		],
		['phone', both, { phone: '650 555 0142' }, (one) => one.home_phone === '(650) 555-0142'],
		['gender', both, { gender: 'Male' }, (record) => record.gender === 'Male'],
		['language', both, { preferredLanguage: 'spa' }, (one) => one.preferred_language === 'spa'],
		[
			'last name',
			['v4'],
			{ lastName: text(last_name).slice(0, 3) },
			(one) => text(one.last_name).startsWith(text(last_name).slice(0, 3)),
		],
		[
			'first name',
			['v4'],
			{ firstName: first_name },
			(one) => text(one.first_name).startsWith(text(first_name)),
		],
		['chart', ['v4'], { chartId: chart_id }, (record) => record.chart_id === chart_id],
		['provider', ['v4'], { provider: String(doctor) }, (record) => record.doctor === doctor],
		['race', ['v4'], { race: 'White' }, (record) => record.race === 'white'],
		['ethnicity', ['v4'], { ethnicity: 'declined' }, (record) => record.ethnicity === 'declined'],
		[
			'two filters',
			['v4'],
			{ gender: 'Female', race: 'asian' },
			(one) => one.gender === 'Female' && one.race === 'asian',
		],
	];
}

test.each([
	'email',
	'birthday',
	'phone',
	'gender',
	'language',
	'last name',
	'first name',
	'chart',
	'provider',
	'race',
	'ethnicity',
	'two filters',
])('filters by %s: exactly those that fit', async (name) => {
	const [, dialects, filters, fits] = cases().find(([title]) => title === name)!;
	const expected = everyone.filter(fits);
	expect(expected.length).toBeGreaterThan(0);
	expect(expected.length).toBeLessThan(everyone.length);
	for (const dialect of dialects) {
		const { items, error } = await list(filters, dialect);
		expect(error).toBeUndefined();
		if (dialect === 'guide' && name === 'phone') continue;
		expect(idsOf(items)).toEqual(idsOf(expected));
	}
	expect(await calls(sandbox)).toMatchObject({ violations: 0 });
});

test('the guide searches by its one phone number', async () => {
	const [someone] = everyone.filter(({ cell_phone }) => cell_phone !== '');
	const { items, error } = await list({ phone: someone?.cell_phone }, 'guide');
	expect(error).toBeUndefined();
	expect(idsOf(items)).toContain(String(someone?.id));
	expect(items.length).toBeLessThan(5);
});

test('what is compared here is said, and a limit still counts what fits', async () => {
	const { items, hints } = await list(
		{ phone: '6505550142' },
		'v4',
		{},
		{},
		{
			returnAll: false,
			limit: 1,
		},
	);
	expect(items).toHaveLength(1);
	expect(hints.join()).toContain('cannot search by phone number');
	const guide = await list({ gender: 'Male' }, 'guide');
	expect(guide.hints.join()).toContain('cannot filter by gender or language');
});

test.each<[string, object, RegExp]>([
	['provider', { provider: '100001' }, /'Provider' exists in DrChrono API v4 only/],
	['chart', { chartId: 'ABCD000001' }, /'Chart ID' exists in DrChrono API v4 only/],
	['race', { race: 'white' }, /'Race' exists in DrChrono API v4 only/],
	['ethnicity', { ethnicity: 'hispanic' }, /'Ethnicity' exists in DrChrono API v4 only/],
])('the guide has no filter by %s and says so', async (_, filters, sentence) => {
	const { error } = await list(filters, 'guide');
	expect(error?.message).toMatch(sentence);
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

test.each<[string, object, RegExp]>([
	['a phone number', { phone: '12' }, /'Phone' is not a US phone number/],
	['a birthday', { dateOfBirth: '2190-01-01' }, /'Date of Birth' lies in the future/],
	['a gender', { gender: 'robot' }, /'Gender' is none of the values/],
	['a time', { changedSince: 'yesterday' }, /'Changed Since' is not a date with a time/],
])('%s that is none is refused with nothing sent', async (_, filters, sentence) => {
	const { error } = await list(filters);
	expect(error?.message).toMatch(sentence);
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

describe('changed since', () => {
	let changed: StoreRecord;

	beforeAll(async () => {
		changed = everyone.find(({ doctor }) => String(doctor) === practice.provider)!;
		await sandbox.control('clock', { now: '2026-11-16T12:00:00-05:00', freeze: true });
		await sandbox.control(`store/patients/${changed.id}`, { city: 'Newtown' }, 'PATCH');
	});

	test.each<[Dialect, string]>([
		['v4', '2026-11-16T11:30'],
		['v4', '2026-11-16T16:30:00Z'],
		['guide', '2026-11-16T16:30:00Z'],
		['guide', '2026-11-16T11:30'],
		['guide', '2026-11-16T17:00:00Z'],
		['v4', '2026-11-16T12:00'],
	])('%s: %s finds the change', async (dialect, changedSince) => {
		const { items, error } = await list({ changedSince }, dialect);
		expect(error).toBeUndefined();
		expect(idsOf(items)).toContain(String(changed.id));
		expect(items.length).toBeLessThan(everyone.length);
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test.each<[Dialect, string]>([
		['v4', '2026-11-16T12:01'],
		['guide', '2026-11-16T12:01'],
		['guide', '2026-11-16T17:00:01Z'],
	])('%s: %s does not', async (dialect, changedSince) => {
		const { items } = await list({ changedSince }, dialect);
		expect(idsOf(items)).not.toContain(String(changed.id));
	});

	test('a guide that ignores the filter gives the same list', async () => {
		await sandbox.control('switches', { guideUpdatedAfter: 'absent' });
		const { items } = await list({ changedSince: '2026-11-16T16:30:00Z' }, 'guide');
		await sandbox.control('switches', { guideUpdatedAfter: 'present' });
		const { items: filtered } = await list({ changedSince: '2026-11-16T16:30:00Z' }, 'guide');
		expect(idsOf(items)).toEqual(idsOf(filtered));
		expect(items.length).toBeLessThan(everyone.length);
	});

	test('an instant is asked a little early where no zone can be looked up, rather than late', async () => {
		await sandbox.control('faults', {
			route: 'GET /api/doctors',
			kind: 'status',
			status: 403,
			body: { detail: 'You do not have permission to perform this action.' },
		});
		const { items, error } = await list(
			{ changedSince: '2026-11-16T16:30:00Z' },
			'v4',
			{},
			{
				clientId: 'another-application',
			},
		);
		await sandbox.control('faults', undefined, 'DELETE');
		expect(error).toBeUndefined();
		expect(idsOf(items)).toContain(String(changed.id));
	});
});

describe('details', () => {
	test('the whole practice with details costs a bulk job, not three pages of 50', async () => {
		await sandbox.control('bulk', { polls: 0, seconds: 0 });
		const pause = jest.spyOn(systemClock, 'pause').mockResolvedValue();
		const { items, error } = await list({}, 'v4', { includeDetails: true });
		pause.mockRestore();
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(idsOf(everyone));
		expect(items.every((item) => 'primary_insurance' in item)).toBe(true);
		const { byRoute, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		expect(byRoute['POST /api/patients_list']).toBeGreaterThan(0);
	});

	test('a part of the practice with details is read plainly', async () => {
		const { items, error } = await list({ gender: 'Male' }, 'v4', { includeDetails: true });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(idsOf(everyone.filter(({ gender }) => gender === 'Male')));
		expect(items.every((item) => 'custom_field_values' in item)).toBe(true);
		const { byRoute } = await calls(sandbox);
		expect(byRoute['POST /api/patients_list']).toBeUndefined();
		expect(byRoute['GET /api/custom_demographics']).toBe(1);
	});

	test('simplified lists have one order of columns', async () => {
		const { items } = await list({}, 'v4', { simplify: true });
		expect(items).toHaveLength(everyone.length);
		expect(new Set(items.map((item) => Object.keys(item).join())).size).toBe(1);
	});
});

describe('a confined credential', () => {
	test('sees its own patients only, filtered by the server where it is one provider', async () => {
		const own = everyone.filter(({ doctor }) => String(doctor) === practice.provider);
		const { items } = await list({}, 'v4', {}, { onlyProviders: practice.provider });
		expect(idsOf(items)).toEqual(idsOf(own));
		const { requests } = await sandbox.control<{ requests: Array<{ query: object }> }>(
			'requests?after=0',
		);
		expect(requests.at(-1)?.query).toMatchObject({ doctor: practice.provider });
	});

	test('is refused where nobody tells whose patients they are, before any call', async () => {
		await resetCalls(sandbox);
		const { error } = await list({}, 'guide', {}, { onlyProviders: practice.provider });
		expect(error?.message).toContain('which provider they belong to');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('combines with filters, and is not widened by them', async () => {
		const only = `${practice.provider},${practice.provider2}`;
		const { items } = await list({ gender: 'Female' }, 'v4', {}, { onlyProviders: only });
		const own = everyone.filter(
			({ doctor, gender }) => gender === 'Female' && only.split(',').includes(String(doctor)),
		);
		expect(idsOf(items)).toEqual(idsOf(own));
		await resetCalls(sandbox);
		const other = everyone.find(({ doctor }) => !only.includes(String(doctor)));
		const { error } = await list(
			{ provider: String(other?.doctor) },
			'v4',
			{},
			{
				onlyProviders: only,
			},
		);
		expect(error?.message).toContain('confined to other providers');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});
