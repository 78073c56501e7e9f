/* eslint-disable @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
import { ask, type Ask, type Reply } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** The guide dialect, a test per row of its tables. */
const NOW = '2026-11-18T17:00:00Z';
let sandbox: Sandbox;
let token: string;
let patient: any;
let provider: any;

const api = (path: string, wanted: Ask = {}): Promise<Reply> =>
	ask(`${sandbox.guide}/${path}`, { token, ...wanted });

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 120, now: NOW });
	({ access_token: token } = await sandbox.token({ dialect: 'guide' }));
	patient = (await api('patients/?limit=1')).json.results[0];
	provider = (await api('providers/?limit=1')).json.results[0];
}, 120_000);

beforeEach(async () => {
	await sandbox.control('clock', { now: NOW, freeze: true });
	await sandbox.control('limits', { enabled: false });
	({ access_token: token } = await sandbox.token({ dialect: 'guide' }));
});

afterEach(async () => {
	const switches = await sandbox.control('switches');
	const positions = Object.entries<any>(switches).map(([name, one]) => [name, one.default]);
	await sandbox.control('switches', Object.fromEntries(positions));
});

afterAll(() => sandbox.stop());

const booking = (more: Record<string, unknown> = {}) => ({
	patient: patient.id,
	provider: provider.id,
	start_time: '2027-04-15T14:00:00Z',
	end_time: '2027-04-15T14:30:00Z',
	...more,
});

/** Every record of a list, page by page. */
async function all(path: string): Promise<any[]> {
	const records: any[] = [];
	const join = path.includes('?') ? '&' : '?';
	for (let next = ''; ; ) {
		const page = (await api(`${path}${next}`)).json;
		records.push(...page.results);
		if ('next_token' in page) {
			if (page.next_token === null) return records;
			next = `${join}next_token=${encodeURIComponent(page.next_token)}`;
		} else {
			if (records.length >= page.count) return records;
			next = `${join}offset=${records.length}`;
		}
	}
}

const ENDPOINTS = [
	['appointments', 1000, 50, 'token'],
	['appointments/availability', 1000, 50, 'token'],
	['providers', 1000, 50, 'token'],
	['patients', 1000, 100, 'offset'],
	['patient_insurances', 500, 25, 'offset'],
	['clinical_documents', 300, 10, 'token'],
	['vitals', 300, 10, 'token'],
	['lab_results', 300, 10, 'token'],
	['encounters', 500, 5, 'offset'],
	['claims', 200, 5, 'offset'],
] as const;

describe.each(ENDPOINTS)('%s', (name, perMinute, most, paging) => {
	it(`gives ${most} records a page at most, by ${paging}`, async () => {
		const { json } = await api(`${name}/?limit=1000`);
		expect(json.results.length).toBeLessThanOrEqual(most);
		if (name !== 'providers') expect(json.results).toHaveLength(most);
		expect(Object.keys(json)).toEqual(
			paging === 'token' ? ['results', 'next_token'] : ['results', 'count'],
		);
		if (paging === 'token' && json.next_token) {
			const query = `limit=1000&next_token=${encodeURIComponent(json.next_token)}`;
			const second = (await api(`${name}/?${query}`)).json.results;
			expect(second[0].id).not.toBe(json.results.at(-1).id);
		}
		if (paging === 'offset') {
			const second = (await api(`${name}/?offset=${most - 1}`)).json;
			expect(second.results[0]).toEqual(json.results.at(-1));
			const ids = json.results.map((row: any) => row.id);
			expect(ids).toEqual([...ids].sort((a: number, b: number) => a - b));
		}
	});

	it(`allows ${perMinute} requests a minute and tells what is left`, async () => {
		const clientId = `fresh ${name}`;
		await sandbox.control('apps', { clientId, clientSecret: 'x' });
		const { access_token: fresh } = await sandbox.token({ dialect: 'guide', clientId });
		await sandbox.control('limits', { enabled: true });
		const first = await api(`${name}/`, { token: fresh });
		const left = Number(first.headers.get('x-ratelimit-remaining'));
		expect(left).toBe(Math.min(perMinute, 1000) - 1);
		expect(Number(first.headers.get('x-ratelimit-reset'))).toBe(Date.parse(NOW) / 1000 + 60);
		const { guide } = await sandbox.control('limits');
		const category = Object.keys(guide.categories).find(
			(key) => guide.categories[key] === perMinute,
		);
		expect(category).toBeDefined();
	});

	it('has records with id and UTC stamps', async () => {
		const { results } = (await api(`${name}/`)).json;
		expect(results.length).toBeGreaterThan(0);
		for (const row of results) {
			expect(Number.isInteger(row.id)).toBe(true);
			if (row.updated_at !== null) expect(row.updated_at).toMatch(/^\d{4}-.*T.*\dZ$/);
		}
	});

	it('is 404 without the trailing slash, 401 without a token', async () => {
		expect((await api(name)).status).toBe(404);
		const stranger = await api(`${name}/`, { token: 'wrong' });
		expect([stranger.status, stranger.json]).toEqual([401, { error: 'unauthorized' }]);
	});
});

describe('limits', () => {
	it('answer 429 past the category, and open again a minute after', async () => {
		await sandbox.control('limits', { enabled: true, guide: { categories: { claims: 2 } } });
		const statuses = [];
		for (let index = 0; index < 3; index += 1) statuses.push((await api('claims/')).status);
		expect(statuses).toEqual([200, 200, 429]);
		expect((await api('providers/')).status).toBe(200);
		await sandbox.control('clock', { advance: 61 });
		expect((await api('claims/')).status).toBe(200);
		await sandbox.control('limits', { guide: { categories: { claims: 200 } } });
	});

	it('apply to the key as well', async () => {
		await sandbox.control('clock', { advance: 900 });
		await sandbox.control('limits', { enabled: true, guide: { perKey: 2 } });
		const statuses = [];
		for (const path of ['claims/', 'vitals/', 'providers/'])
			statuses.push((await api(path)).status);
		expect(statuses).toEqual([200, 200, 429]);
		const reply = await api('patients/');
		expect(reply.json).toEqual({ error: 'rate limit exceeded' });
		expect(reply.headers.get('x-ratelimit-remaining')).toBe('0');
		await sandbox.control('limits', { guide: { perKey: 1000 } });
	});

	it('read encounters as billing by switch', async () => {
		await sandbox.control('clock', { advance: 1800 });
		await sandbox.control('limits', { enabled: true });
		await sandbox.control('switches', { guideEncountersPerMinute: '200' });
		const reply = await api('encounters/');
		expect(reply.headers.get('x-ratelimit-remaining')).toBe('199');
	});
});

describe('/appointments/', () => {
	it('creates, reads, changes and removes', async () => {
		const made = await api('appointments/', {
			json: booking({ appointment_reason: 'Follow-up', notes: 'by phone', external_id: 'cal-1' }),
		});
		expect(made.status).toBe(201);
		expect(made.json).toEqual({
			id: expect.any(Number),
			...booking(),
			appointment_type: null,
			appointment_reason: 'Follow-up',
			notes: 'by phone',
			status: 'scheduled',
			external_id: 'cal-1',
			created_at: NOW,
			updated_at: NOW,
		});
		const path = `appointments/${made.json.id}/`;
		expect((await api(path)).json).toEqual(made.json);
		const cancelled = await api(path, { method: 'PUT', json: { status: 'cancelled' } });
		expect([cancelled.status, cancelled.json.status]).toEqual([200, 'cancelled']);
		expect((await api(path, { method: 'DELETE' })).status).toBe(204);
		expect((await api(path)).json).toEqual({ error: 'not found' });
	});

	it('sees what v4 sees, in its own words', async () => {
		const made = (await api('appointments/', { json: booking({ status: 'checked_in' }) })).json;
		const { access_token: v4 } = await sandbox.token();
		const row = (await ask(`${sandbox.v4}/api/appointments/${made.id}`, { token: v4 })).json;
		expect(row).toMatchObject({
			id: String(made.id),
			doctor: provider.id,
			status: 'Checked In',
			duration: 30,
			scheduled_time: '2027-04-15T10:00:00',
		});
		await ask(`${sandbox.v4}/api/appointments/${made.id}`, {
			token: v4,
			method: 'PATCH',
			json: { status: 'No Show' },
		});
		expect((await api(`appointments/${made.id}/`)).json.status).toBe('no_show');
	});

	it('takes times with any offset and moves the end by it', async () => {
		const made = (
			await api('appointments/', {
				json: booking({
					start_time: '2027-07-01T09:00:00-05:00',
					end_time: '2027-07-01T09:45:00-05:00',
				}),
			})
		).json;
		expect([made.start_time, made.end_time]).toEqual([
			'2027-07-01T14:00:00Z',
			'2027-07-01T14:45:00Z',
		]);
		const later = await api(`appointments/${made.id}/`, {
			method: 'PUT',
			json: { end_time: '2027-07-01T15:00:00Z' },
		});
		expect(later.json.end_time).toBe('2027-07-01T15:00:00Z');
	});

	it.each([
		[
			'provider',
			(): string => `provider=${provider.id}`,
			(row: any): boolean => row.provider === provider.id,
		],
		[
			'patient',
			(): string => `patient=${patient.id}`,
			(row: any): boolean => row.patient === patient.id,
		],
		['status', (): string => 'status=cancelled', (row: any): boolean => row.status === 'cancelled'],
		[
			'appointment_type',
			(): string => 'appointment_type=700002',
			(row: any): boolean => row.appointment_type === 700002,
		],
		[
			'dates',
			(): string => 'start_date=2026-10-05&end_date=2026-10-07',
			(row: any): boolean => row.start_time >= '2026-10-05T04' && row.start_time < '2026-10-08T06',
		],
	] as const)('filters by %s', async (_name, query, fits) => {
		const every = await all('appointments/');
		const some = await all(`appointments/?${query()}`);
		expect(some.length).toBeGreaterThan(0);
		expect(some.length).toBeLessThan(every.length);
		expect(some.map((row) => row.id)).toEqual(every.filter(fits).map((row) => row.id));
	});

	it('is idempotent by external id, or not by switch', async () => {
		const body = booking({ external_id: 'cal-77' });
		const first = await api('appointments/', { json: body });
		const second = await api('appointments/', { json: body });
		expect([first.status, second.status]).toEqual([201, 200]);
		expect(second.json.id).toBe(first.json.id);
		await sandbox.control('switches', { guideExternalId: 'second' });
		expect((await api('appointments/', { json: body })).status).toBe(201);
		const found = (await api('appointments/?external_id=cal-77')).json.results;
		expect(found).toHaveLength(2);
	});

	it('gives what changed after an instant, or ignores that by switch', async () => {
		const made = (await api('appointments/', { json: booking() })).json;
		await sandbox.control('clock', { advance: 60 });
		const after = async (time: string) =>
			(await all(`appointments/?updated_after=${time}`)).map((row) => row.id);
		expect(await after('2026-11-18T16:59:59Z')).toContain(made.id);
		expect(await after(NOW)).not.toContain(made.id);
		await sandbox.control('switches', { guideUpdatedAfter: 'absent' });
		expect((await after(NOW)).length).toBeGreaterThan(100);
	});

	it('takes up to 50 at once and tells of each', async () => {
		const reply = await api('appointments/', { json: [booking(), { patient: patient.id }] });
		expect(reply.status).toBe(200);
		expect(reply.json).toEqual([
			{ index: 0, status: 201, record: expect.objectContaining({ patient: patient.id }) },
			{
				index: 1,
				status: 400,
				errors: {
					provider: ['This field is required.'],
					start_time: ['This field is required.'],
					end_time: ['This field is required.'],
				},
			},
		]);
		const many = Array.from({ length: 51 }, () => booking());
		expect((await api('appointments/', { json: many })).status).toBe(400);
	});

	it('lets bookings overlap, unless the switch refuses', async () => {
		expect((await api('appointments/', { json: booking() })).status).toBe(201);
		await sandbox.control('switches', { guideOverlap: 'refuse' });
		const reply = await api('appointments/', { json: booking() });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, ['start_time']]);
	});

	it.each([
		['start_time', { start_time: '2027-04-15T14:00:00' }],
		['end_time', { end_time: '2027-04-15T13:00:00Z' }],
		['patient', { patient: 1 }],
		['status', { status: 'Cancelled' }],
	])('refuses a bad %s', async (field, more) => {
		const reply = await api('appointments/', { json: booking(more) });
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
	});
});

describe('/appointments/availability/', () => {
	it('gives the existing appointments of a provider on a day', async () => {
		const query = `provider=${provider.id}`;
		const list = await all(`appointments/?${query}&start_date=2026-11-19&end_date=2026-11-19`);
		const day = await all(`appointments/availability/?${query}&date=2026-11-19`);
		expect(day.length).toBeGreaterThan(0);
		expect(day).toEqual(list);
		const range = `start_date=2026-11-19&end_date=2026-11-19`;
		expect(await all(`appointments/availability/?${query}&${range}`)).toEqual(list);
	});
});

describe('/patients/', () => {
	const person = {
		first_name: 'Robin',
		last_name: 'Zzyzx',
		date_of_birth: '1980-02-03',
		gender: 'female',
		address: { street: '1 Main St', city: 'Springfield', state: 'CA', zip: '94110' },
		phone: '+16505550100',
		email: 'robin@example.com',
		emergency_contacts: [{ name: 'Kim', phone: '+16505550101', relation: 'Sibling' }],
		preferred_language: 'en',
		communication_method: 'sms',
		custom_fields: [],
	};

	it('creates, reads, changes and removes', async () => {
		const made = await api('patients/', { json: person });
		expect(made.status).toBe(201);
		expect(made.json).toMatchObject(person);
		const path = `patients/${made.json.id}/`;
		const changed = await api(path, { method: 'PUT', json: { phone: '+16505550199' } });
		expect(changed.json).toEqual({ ...made.json, phone: '+16505550199' });
		const twice = await api(path, { method: 'PUT', json: { phone: '+16505550199' } });
		expect(twice.json).toEqual(changed.json);
		await sandbox.control('switches', { guidePatientDelete: 'absent' });
		expect((await api(path, { method: 'DELETE' })).status).toBe(405);
		await sandbox.control('switches', { guidePatientDelete: 'present' });
		expect((await api(path, { method: 'DELETE' })).status).toBe(204);
		expect((await api(path)).status).toBe(404);
	});

	it.each([
		['name', 'name=zzy'],
		['date_of_birth', 'date_of_birth=1980-02-03'],
		['email', 'email=ROBIN@example.com'],
		['phone', 'phone=%2B16505550100'],
		['updated_after', 'updated_after=2026-11-18T16:59:59Z'],
	])('filters by %s', async (_name, query) => {
		const made = (await api('patients/', { json: person })).json;
		const found = await all(`patients/?${query}`);
		expect(found.map((row) => row.id)).toContain(made.id);
		expect(found.length).toBeLessThan((await api('patients/?limit=1')).json.count);
		await api(`patients/${made.id}/`, { method: 'DELETE' });
	});

	it('shows no more of an SSN than its end, and takes none', async () => {
		const made = (await api('patients/', { json: person })).json;
		await sandbox.control(
			`store/patients/${made.id}`,
			{ social_security_number: '123-45-6789' },
			'PATCH',
		);
		const path = `patients/${made.id}/`;
		expect((await api(path)).json.ssn).toBe('***-**-6789');
		await api(path, { method: 'PUT', json: { ssn: '987-65-4321' } });
		expect((await api(path)).json.ssn).toBe('***-**-6789');
	});

	it('enforces the formats of e-mail, phone and date', async () => {
		const bad = { ...person, email: 'nobody', phone: '5550100', date_of_birth: '3 Feb' };
		const reply = await api('patients/', { json: bad });
		expect(reply.status).toBe(400);
		expect(Object.keys(reply.json.errors).sort()).toEqual(['date_of_birth', 'email', 'phone']);
	});

	it('takes up to 100 at once, also to change', async () => {
		const many = await api('patients/', { json: Array.from({ length: 100 }, () => person) });
		expect(many.json.map((one: any) => one.status)).toEqual(Array(100).fill(201));
		const changes = many.json.map((one: any) => ({ id: one.record.id, email: 'new@example.com' }));
		const changed = await api('patients/', { method: 'PUT', json: changes });
		expect(changed.json[99]).toMatchObject({ status: 200, record: { email: 'new@example.com' } });
		expect((await api('patients/', { json: Array(101).fill(person) })).status).toBe(400);
	});

	it('describes custom fields by the records that carry them', async () => {
		const field = (await sandbox.control('store/custom_demographics?limit=1')).records[0];
		const made = await api('patients/', {
			json: { ...person, custom_fields: [{ id: field.id, value: 'A7' }] },
		});
		expect(made.json.custom_fields).toEqual([{ id: field.id, name: field.name, value: 'A7' }]);
		const strange = await api('patients/', {
			json: { ...person, custom_fields: [{ id: 1, value: 'A7' }] },
		});
		expect(Object.keys(strange.json.errors)).toEqual(['custom_fields']);
	});
});

describe('/patient_insurances/', () => {
	it.each([
		['patient', (row: any) => row.patient],
		['insurance_type', (row: any) => row.insurance_type],
		['verification_status', (row: any) => row.verification_status],
	])('filters by %s', async (name, value) => {
		const every = await all('patient_insurances/');
		const wanted = value(every[0]);
		expect(await all(`patient_insurances/?${name}=${wanted}`)).toHaveLength(
			every.filter((row) => value(row) === wanted).length,
		);
	});

	it('is read only, or partly writable by switch', async () => {
		const { id } = (await api('patient_insurances/?limit=1')).json.results[0];
		const change = () =>
			api(`patient_insurances/${id}/`, { method: 'PUT', json: { member_id: 'NEW1' } });
		expect((await change()).status).toBe(405);
		await sandbox.control('switches', { guideInsuranceWrite: 'present' });
		expect((await change()).json.member_id).toBe('NEW1');
		expect((await api('patient_insurances/', { json: {} })).status).toBe(405);
	});

	it('has cards behind temporary links', async () => {
		const row = (await all('patient_insurances/')).find((one) => one.card_front);
		const file = await ask(row.card_front);
		expect([file.status, file.text.length > 50]).toEqual([200, true]);
	});
});

describe('/providers/', () => {
	it('tells zone and weekly hours', async () => {
		expect(provider).toMatchObject({
			timezone: expect.stringContaining('/'),
			availability: expect.arrayContaining([
				{ weekday: expect.any(Number), start: expect.any(String), end: expect.any(String) },
			]),
		});
		expect((await api(`providers/${provider.id}/`)).json).toEqual(provider);
		expect((await api('providers/', { json: {} })).status).toBe(405);
	});
});

describe.each([
	['clinical_documents', 'date'],
	['vitals', 'taken_at'],
	['lab_results', 'resulted_at'],
	['encounters', 'date'],
	['claims', 'service_date'],
])('/%s/', (name, moment) => {
	it('filters by patient and dates', async () => {
		const first = (await api(`${name}/?limit=1`)).json.results[0];
		const own = await all(`${name}/?patient=${first.patient}`);
		expect(own.length).toBeGreaterThan(0);
		expect(own.every((row) => row.patient === first.patient)).toBe(true);
		const day = String(first[moment]).slice(0, 10);
		const dated = await all(`${name}/?start_date=${day}&end_date=${day}`);
		expect(dated.map((row) => row.id)).toContain(first.id);
		expect(await all(`${name}/?start_date=2030-01-01&end_date=2030-01-02`)).toEqual([]);
		const wrong = await api(`${name}/?start_date=soon`);
		expect([wrong.status, Object.keys(wrong.json.errors)]).toEqual([400, ['start_date']]);
	});

	it('cannot be written', async () => {
		expect((await api(`${name}/`, { json: {} })).status).toBe(405);
	});
});

describe('filters of single endpoints', () => {
	it.each(['clinical_documents', 'encounters', 'claims'])('%s by provider', async (name) => {
		const some = (await api(`${name}/?provider=${provider.id}`)).json.results;
		expect(some.length).toBeGreaterThan(0);
		expect(some.every((row: any) => row.provider === provider.id)).toBe(true);
	});

	it('labs by abnormal', async () => {
		for (const abnormal of [true, false]) {
			const some = await all(`lab_results/?abnormal=${abnormal}`);
			expect(some.length).toBeGreaterThan(0);
			expect(some.every((row) => row.abnormal === abnormal)).toBe(true);
		}
	});

	it('encounters by service code', async () => {
		const code = (await api('encounters/?limit=1')).json.results[0].charges[0].service_code;
		const some = (await api(`encounters/?service_code=${code}`)).json.results;
		for (const row of some)
			expect(row.charges.map((charge: any) => charge.service_code)).toContain(code);
	});

	it('claims by status, and by what changed', async () => {
		const statuses = new Set((await all('claims/')).map((row) => row.status));
		expect(statuses.has('denied') && statuses.has('paid')).toBe(true);
		const denied = await all('claims/?status=denied');
		expect(denied.every((row) => row.status === 'denied')).toBe(true);
		expect((await api('claims/?status=lost')).status).toBe(400);
		await sandbox.control('clock', { advance: 60 });
		await sandbox.control(
			`store/appointments/${denied[0].id}`,
			{ ins1_status: 'Paid in Full', ins2_status: '' },
			'PATCH',
		);
		const changed = await all(`claims/?updated_after=${NOW}`);
		expect(changed).toMatchObject([{ id: denied[0].id, status: 'paid' }]);
	});
});
