/* eslint-disable @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
import { ask, type Ask, type Reply } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** The rules of the v4 server, one `describe` per number of the simulator checklist. */
const NOW = '2026-11-18T12:00:00-05:00';
const EASTERN = 100001;
let sandbox: Sandbox;
let token: string;
let office: number;
let patient: any;

const api = (path: string, wanted: Ask = {}): Promise<Reply> =>
	ask(`${sandbox.v4}/api/${path}`, { token, ...wanted });

/** A free half hour on the first doctor's calendar, a new one at every call. */
let slots = 0;
const nextTime = () => `2027-02-${String(1 + (slots++ % 28)).padStart(2, '0')}T0${slots % 7}:00:00`;

const booking = (more: Record<string, unknown> = {}) => ({
	doctor: EASTERN,
	office,
	exam_room: 1,
	patient: patient.id,
	scheduled_time: nextTime(),
	duration: 30,
	...more,
});

async function book(more: Record<string, unknown> = {}): Promise<any> {
	const reply = await api('appointments', { json: booking(more) });
	expect(reply).toMatchObject({ status: 201 });
	return reply.json;
}

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 300, now: NOW });
	({ access_token: token } = await sandbox.token());
}, 120_000);

beforeEach(async () => {
	await sandbox.control('clock', { now: NOW, freeze: true });
	await sandbox.control('faults', undefined, 'DELETE');
	office = (await sandbox.control('store/offices?limit=1')).records[0].id;
	patient = (await sandbox.control('store/patients')).records.find(
		(row: any) => row.doctor === EASTERN,
	);
});

afterAll(() => sandbox.stop());

async function withSwitch<T>(position: Record<string, string>, act: () => Promise<T>): Promise<T> {
	const before = await sandbox.control('switches');
	await sandbox.control('switches', position);
	try {
		return await act();
	} finally {
		const back = Object.keys(position).map((name) => [name, before[name].value]);
		await sandbox.control('switches', Object.fromEntries(back));
	}
}

describe('1: the bearer comes before everything', () => {
	it.each(['appointments/0', 'patients', 'no_such_thing'])(
		'%s without a valid token is 401 in plain text',
		async (path) => {
			const reply = await api(path, { token: 'wrong', method: 'PATCH' });
			expect(reply.status).toBe(401);
			expect(reply.text).toBe('Authorization failed.');
			expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
			expect(reply.headers.get('www-authenticate')).toBe(
				'Bearer error="invalid_token",error_description="The access token is invalid."',
			);
		},
	);

	it('then path and method, then scope, then validation', async () => {
		const { access_token: poor } = await sandbox.token({ scope: 'user:read' });
		expect((await api('no_such_thing', { token: poor })).json).toEqual({ detail: 'Not found.' });
		const wrongMethod = await api('doctors', { token: poor, json: {} });
		expect(wrongMethod.status).toBe(405);
		expect(wrongMethod.headers.get('allow')).toContain('GET');
		const forbidden = await api('patients', { token: poor, json: {} });
		expect(forbidden.status).toBe(403);
		expect(forbidden.text).toBe('{"detail": "You do not have permission to perform this action."}');
		expect((await api('patients', { json: {} })).status).toBe(400);
	});
});

describe('2: lists', () => {
	it('have the keys previous, results, next in this order, and nothing else', async () => {
		const reply = await api('patients?page_size=1');
		expect(Object.keys(reply.json)).toEqual(['previous', 'results', 'next']);
		expect(reply.text.startsWith('{"previous":null,"results":[')).toBe(true);
	});

	it('lead through every record exactly once, and back', async () => {
		const ids: number[] = [];
		let url: string | null = `${sandbox.v4}/api/patients?page_size=70&gender=Female`;
		let previous: string | null = null;
		while (url) {
			expect(url.startsWith(sandbox.v4)).toBe(true);
			expect(url).toContain('gender=Female');
			const page: Reply = await ask(url, { token });
			ids.push(...page.json.results.map((row: any) => row.id));
			url = page.json.next;
			previous = page.json.previous;
		}
		const all = (await sandbox.control('store/patients')).records;
		const women = all.filter((row: any) => row.gender === 'Female').map((row: any) => row.id);
		expect(ids).toEqual(women);
		const lastPage = women.length % 70 || 70;
		const back = await ask(previous ?? '', { token });
		expect(back.json.results.map((row: any) => row.id)).toEqual(
			women.slice(-lastPage - 70, -lastPage),
		);
	});

	it.each([
		['', 250],
		['page_size=1000', 250],
		['verbose=true', 50],
		['verbose=true&page_size=250', 50],
	])('%s gives %i rows at most', async (query, most) => {
		expect((await api(`patients?${query}`)).json.results).toHaveLength(most);
	});

	it('keeps the place when rows before it go', async () => {
		const first = await api('patients?page_size=5');
		const gone = await api('patients', { json: { gender: 'Male', doctor: EASTERN } });
		await api(`patients/${gone.json.id}`, { method: 'DELETE' });
		const second = await ask(first.json.next, { token });
		expect(second.json.results[0].id).toBe(first.json.results[4].id + 1);
	});
});

describe('3: the appointments list', () => {
	it('wants one of four dates', async () => {
		const reply = await api('appointments?patient=1');
		expect(reply.status).toBe(400);
		expect(reply.json).toEqual([
			'Either since, occurred_since, date or date_range must be specified',
		]);
		await withSwitch({ missingFilter: 'empty' }, async () =>
			expect((await api('appointments')).json.results).toEqual([]),
		);
	});

	it('spans 190 days at most, unless it lies wholly in the past', async () => {
		const wide = 'appointments?date_range=2026-06-01/2026-12-31';
		expect((await api(wide)).status).toBe(400);
		await withSwitch({ wideRange: 'empty' }, async () =>
			expect((await api(wide)).json.results).toEqual([]),
		);
		expect((await api('appointments?date_range=2025-12-01/2026-11-10')).status).toBe(200);
		expect((await api('appointments?date_range=2025-12-01/2026-11-17')).status).toBe(400);
		expect((await api('appointments?date_range=2026-11-01/2027-05-09')).status).toBe(200);
		expect((await api('appointments?date_range=2026-11-01/2027-05-10')).status).toBe(400);
	});

	it.each(['2026-11-01T00:00:00Z', '2026-11-01T00:00:00-05:00', 'yesterday'])(
		'refuses since=%s',
		async (since) => {
			const reply = await api(`appointments?since=${encodeURIComponent(since)}`);
			expect(reply.status).toBe(400);
			expect(Array.isArray(reply.json)).toBe(true);
		},
	);

	it('takes both ends of a range, and a slash written either way', async () => {
		const made = await book({ scheduled_time: '2027-03-03T23:30:00' });
		for (const slash of ['/', '%2F']) {
			const reply = await api(
				`appointments?date_range=2027-03-03${slash}2027-03-03&doctor=${EASTERN}`,
			);
			expect(reply.json.results.map((row: any) => row.id)).toContain(made.id);
		}
		expect((await api('appointments?date=2027-03-03')).json.results[0].id).toBe(made.id);
		expect((await api('appointments?occurred_since=2027-03-03')).json.results[0].id).toBe(made.id);
	});

	it('is in order of scheduled time', async () => {
		const reply = await api('appointments?date_range=2026-09-01/2026-11-01');
		const times = reply.json.results.map((row: any) => row.scheduled_time);
		expect(times.length).toBeGreaterThan(50);
		expect(times).toEqual([...times].sort());
	});
});

describe('4: the clock', () => {
	it('writes naive local times of the doctor’s zone', async () => {
		const chicago = (await sandbox.control('store/doctors')).records.find(
			(row: any) => row.timezone === 'America/Chicago',
		);
		const east = await book();
		const west = await book({ doctor: chicago.id });
		expect(east.created_at).toBe('2026-11-18T12:00:00');
		expect(west.created_at).toBe('2026-11-18T11:00:00');
		expect(east.updated_at).toBe(east.created_at);
	});

	it('leaves scheduled_time as it was written, in each of its forms', async () => {
		for (const form of ['2027-04-01T12:00', '2027-04-01 13:00:00', '2027-04-01T14:00:00']) {
			const made = await book({ scheduled_time: form });
			expect(made.scheduled_time).toBe(form.replace(' ', 'T').padEnd(19, ':00'));
		}
	});

	it('compares since inclusively with the later of created and updated', async () => {
		const made = await book();
		await sandbox.control('clock', { advance: 600 });
		await api(`appointments/${made.id}`, { method: 'PATCH', json: { notes: 'moved' } });
		const ids = async (since: string) =>
			(await api(`appointments?since=${since}&doctor=${EASTERN}`)).json.results.map(
				(row: any) => row.id,
			);
		expect(await ids('2026-11-18T12:10:00')).toContain(made.id);
		expect(await ids('2026-11-18T12:10:01')).not.toContain(made.id);
	});
});

describe('5: verbose keys', () => {
	const KEYS = [
		'clinical_note',
		'custom_fields',
		'custom_vitals',
		'extended_updated_at',
		'reminders',
		'status_transitions',
		'vitals',
	];

	it('are absent unless asked for, but always in the 201', async () => {
		const made = await book();
		const plain = (await api(`appointments/${made.id}`)).json;
		const verbose = (await api(`appointments/${made.id}?verbose=true`)).json;
		for (const key of KEYS) {
			expect(made).toHaveProperty(key);
			expect(verbose).toHaveProperty(key);
			expect(plain).not.toHaveProperty(key);
		}
		const listed = await api('patients?page_size=1');
		expect(listed.json.results[0]).not.toHaveProperty('primary_insurance');
		const asked = await api('patients?page_size=1&verbose=true');
		expect(asked.json.results[0]).toHaveProperty('primary_insurance.insurance_company');
	});
});

describe('6: bodies and answers of writes', () => {
	it('takes JSON, forms, multipart and arrays', async () => {
		const person = { gender: 'Female', doctor: String(EASTERN), last_name: 'Former' };
		expect((await api('patients', { form: person })).json.last_name).toBe('Former');
		const multipart = new FormData();
		for (const [name, value] of Object.entries(person)) multipart.set(name, value);
		expect((await api('patients', { body: multipart })).json.last_name).toBe('Former');
		const many = await api('patients', { json: [person, person] });
		expect(many.status).toBe(201);
		expect(many.json).toHaveLength(2);
		const before = (await sandbox.control('store/patients?limit=0')).count;
		expect((await api('patients', { json: [person, {}] })).status).toBe(400);
		expect((await sandbox.control('store/patients?limit=0')).count).toBe(before);
	});

	it('answers PUT and PATCH with an empty 204 of type text/html, and keeps what was left out', async () => {
		const made = (
			await api('patients', {
				json: { gender: 'Male', doctor: EASTERN, last_name: 'Kept', date_of_birth: '1980-02-03' },
			})
		).json;
		const put = await api(`patients/${made.id}`, { method: 'PUT', json: { first_name: 'New' } });
		expect(put.status).toBe(400);
		expect(put.json).toEqual({
			gender: ['This field is required.'],
			doctor: ['This field is required.'],
		});
		const good = await api(`patients/${made.id}`, {
			method: 'PUT',
			json: { gender: 'Male', doctor: EASTERN, first_name: 'New' },
		});
		expect([good.status, good.text, good.headers.get('content-type')]).toEqual([
			204,
			'',
			'text/html; charset=utf-8',
		]);
		const now = (await api(`patients/${made.id}`)).json;
		expect(now).toMatchObject({
			first_name: 'New',
			last_name: 'Kept',
			date_of_birth: '1980-02-03',
		});
		const nothing = await api(`patients/${made.id}`, { method: 'PATCH', json: {} });
		expect(nothing.status).toBe(204);
	});

	it('drops unknown fields and cuts decimals to two places', async () => {
		const visit = await book();
		const made = await api('line_items', {
			json: {
				appointment: Number(visit.id),
				code: '99213',
				procedure_type: 'C',
				diagnosis_pointers: ['1', '0', '0', '0'],
				price: 120.559,
				no_such_field: 1,
			},
		});
		expect(made.status).toBe(201);
		expect(made.json.price).toBe('120.55');
		expect(made.json).not.toHaveProperty('no_such_field');
	});

	it('deletes with an untyped 204; appointments stay visible as deleted', async () => {
		const made = await book();
		const gone = await api(`appointments/${made.id}`, { method: 'DELETE' });
		expect([gone.status, gone.headers.get('content-type')]).toEqual([204, null]);
		expect((await api(`appointments/${made.id}`)).status).toBe(404);
		const date = made.scheduled_time.slice(0, 10);
		const ids = async (more: string) =>
			(await api(`appointments?date=${date}${more}`)).json.results.filter(
				(row: any) => row.id === made.id,
			);
		expect(await ids('')).toEqual([]);
		expect(await ids('&show_archived=true')).toMatchObject([{ deleted_flag: true }]);
	});
});

describe('7: new appointments', () => {
	it('have a text id, number references and their first transition', async () => {
		const made = await book();
		expect(typeof made.id).toBe('string');
		expect(made.status).toBe('');
		expect(made.status_transitions).toEqual([
			{
				appointment: Number(made.id),
				datetime: made.created_at,
				from_status: '',
				to_status: '',
			},
		]);
		expect(made.first_billed_date).toBe(made.scheduled_time);
		expect(made.last_billed_date).toBe(made.scheduled_time);
		expect(made.first_edi_date).toBe('');
	});

	it('add a transition per change of status and know their statuses', async () => {
		const made = await book();
		const path = `appointments/${made.id}`;
		await api(path, { method: 'PATCH', json: { status: 'Arrived' } });
		await api(path, { method: 'PATCH', json: { status: 'Complete' } });
		const { status_transitions: rows } = (await api(`${path}?verbose=true`)).json;
		expect(rows.map((row: any) => [row.from_status, row.to_status])).toEqual([
			['', ''],
			['', 'Arrived'],
			['Arrived', 'Complete'],
		]);
		const refused = await api(path, { method: 'PATCH', json: { status: 'Scheduled' } });
		expect(refused.json).toEqual({ status: ['"Scheduled" is not a valid choice.'] });
	});

	it('need a duration or a profile that has one', async () => {
		const timeless = booking({ duration: undefined });
		expect((await api('appointments', { json: timeless })).status).toBe(400);
		const profile = (await sandbox.control('store/appointment_profiles?limit=1')).records[0];
		const made = await api('appointments', { json: { ...timeless, profile: profile.id } });
		expect(made.json.duration).toBe(profile.duration);
	});

	it('are breaks with patient null, which some offices refuse', async () => {
		const rest = booking({ patient: null, appt_is_break: true, exam_room: 0 });
		expect((await api('appointments', { json: rest })).status).toBe(201);
		await withSwitch({ breakWithoutPatient: 'refuse' }, async () =>
			expect((await api('appointments', { json: rest })).json).toEqual({
				patient: ['This field may not be null.'],
			}),
		);
		const without = booking({ patient: undefined });
		expect((await api('appointments', { json: without })).json).toEqual({
			patient: ['This field is required.'],
		});
	});

	it('repeat as virtual occurrences until they are changed', async () => {
		const made = await book({
			scheduled_time: '2027-05-03T12:00',
			recurring_appointment: true,
			recurring_days: ['Monday', 'Wednesday'],
			recurs_every: 2,
			recur_end_date: '2027-05-20',
		});
		const list = async (more = '') =>
			(await api(`appointments?date_range=2027-05-01/2027-05-31${more}`)).json.results;
		expect((await list()).map((row: any) => row.scheduled_time.slice(0, 10))).toEqual([
			'2027-05-03',
			'2027-05-05',
			'2027-05-17',
			'2027-05-19',
		]);
		expect(await list('&ignore_virtual=true')).toHaveLength(1);
		const virtual = (await list())[1];
		expect(virtual.id).toBe(`20270505_${made.id}`);
		await withSwitch({ virtualIdForm: 'idFirst' }, async () =>
			expect((await list())[1].id).toBe(`${made.id}_20270505`),
		);
		const patch = await api(`appointments/${virtual.id}`, {
			method: 'PATCH',
			json: { status: 'Confirmed' },
		});
		expect(patch.status).toBe(204);
		expect((await list())[1]).toMatchObject({ status: 'Confirmed' });
		expect((await list())[1].id).toMatch(/^\d+$/);
	});
});

describe('8: overlaps', () => {
	it('are 409 on create and change unless allowed', async () => {
		const first = await book({ scheduled_time: '2027-06-01T10:00:00' });
		const late = booking({ scheduled_time: '2027-06-01T10:15:00' });
		const refused = await api('appointments', { json: late });
		expect([refused.status, refused.json]).toEqual([
			409,
			{ detail: `Appointment overlaps with ${first.id}` },
		]);
		const second = await book({ ...late, allow_overlapping: true });
		expect(second.allow_overlapping).toBe(true);
		const third = await book({ scheduled_time: '2027-06-01T11:00:00' });
		const moved = await api(`appointments/${third.id}`, {
			method: 'PATCH',
			json: { scheduled_time: '2027-06-01T10:00:00' },
		});
		expect(moved.status).toBe(409);
		await book({ scheduled_time: '2027-06-01T10:45:00', duration: 15 });
		await withSwitch({ overlapBody: 'array' }, async () =>
			expect((await api('appointments', { json: late })).json).toHaveLength(1),
		);
	});
});

describe('9: patients', () => {
	it('need gender and doctor, nothing else', async () => {
		expect((await api('patients', { json: {} })).json).toEqual({
			gender: ['This field is required.'],
			doctor: ['This field is required.'],
		});
		const made = (await api('patients', { json: { gender: 'Other', doctor: EASTERN } })).json;
		expect(made.chart_id).toMatch(/^XXXX\d{6}$/);
		expect(made).toMatchObject({
			race: 'blank',
			patient_status: 'A',
			patient_payment_profile: 'Cash',
		});
	});

	it('get a chart id of two letters each and six digits, counted per letters', async () => {
		const person = {
			gender: 'Male',
			doctor: EASTERN,
			first_name: 'Chrysanth',
			last_name: 'Tequila',
		};
		const first = (await api('patients', { json: person })).json.chart_id;
		const second = (await api('patients', { json: person })).json.chart_id;
		expect(first).toMatch(/^TECH\d{6}$/);
		expect(Number(second.slice(4))).toBe(Number(first.slice(4)) + 1);
	});

	it('are found by the start of a name in any case, or any part of it by switch', async () => {
		await api('patients', { json: { gender: 'Male', doctor: EASTERN, last_name: 'Zzyzx Quux' } });
		const found = async (name: string) =>
			(await api(`patients?last_name=${encodeURIComponent(name)}`)).json.results.length;
		expect(await found('zzy')).toBe(1);
		expect(await found('quux')).toBe(0);
		await withSwitch({ nameFilter: 'substring' }, async () => expect(await found('quux')).toBe(1));
	});

	it('come in ascending id, and their phones in one form', async () => {
		const ids = (await api('patients')).json.results.map((row: any) => row.id);
		expect(ids).toEqual([...ids].sort((a, b) => a - b));
		const made = await api('patients', {
			json: { gender: 'Male', doctor: EASTERN, cell_phone: '6505550100' },
		});
		expect(made.json.cell_phone).toBe('(650) 555-0100');
	});

	it('are refused as duplicates where the practice wants that', async () => {
		const person = {
			gender: 'Male',
			doctor: EASTERN,
			first_name: 'Twice',
			last_name: 'Same',
			date_of_birth: '1990-01-01',
		};
		await api('patients', { json: person });
		for (const status of ['400', '409'])
			await withSwitch({ duplicatePatients: status }, async () => {
				expect((await api('patients', { json: person })).status).toBe(Number(status));
				const forced = await api('patients?allow_duplicates=true', { json: person });
				expect(forced.status).toBe(201);
			});
	});

	it('know the odd zip code answer of PATCH', async () => {
		const json = { zip_code: 'nowhere' };
		const reply = await api(`patients/${patient.id}`, { method: 'PATCH', json });
		expect(reply.json).toEqual({ zip_code: 'Unknown or invalid ZIP code' });
	});
});

describe('10: the limit', () => {
	afterEach(() => sandbox.control('limits', { enabled: false, used: 0, perSecond: 10 }));

	it('is 500 per application and clock hour, told in the text alone', async () => {
		await sandbox.control('limits', { enabled: true, perSecond: 1000, used: 499 });
		expect((await api('doctors')).status).toBe(200);
		const reply = await api('doctors');
		expect(reply.status).toBe(429);
		expect(reply.json.detail).toBe('Request was throttled. Expected available in 3600.0 seconds.');
		expect([...reply.headers.keys()].filter((name) => /rate|retry/i.test(name))).toEqual([]);
		await withSwitch({ retryAfter: 'present' }, async () =>
			expect((await api('doctors')).headers.get('retry-after')).toBe('3600'),
		);
		await sandbox.control('clock', { advance: 3600 });
		expect((await api('doctors')).status).toBe(200);
	});

	it('throttles the call that reaches the number a second', async () => {
		await sandbox.control('apps', { clientId: 'bursting', clientSecret: 'x' });
		const { access_token: other } = await sandbox.token({ clientId: 'bursting' });
		await sandbox.control('limits', { enabled: true, perSecond: 10 });
		const nine = await Promise.all(
			Array.from({ length: 9 }, () => api('doctors', { token: other })),
		);
		expect(nine.map(({ status }) => status)).toEqual(Array(9).fill(200));
		await sandbox.control('limits', { perSecond: 1 });
		const reply = await api('doctors', { token: other });
		expect(reply.status).toBe(429);
		expect(reply.json.detail).toMatch(
			/^Request was throttled\. Expected available in \d\.\d seconds\.$/,
		);
	});

	it('is another application’s own', async () => {
		await sandbox.control('apps', { clientId: 'other', clientSecret: 'x' });
		const { access_token: other } = await sandbox.token({ clientId: 'other' });
		await sandbox.control('limits', { enabled: true, perSecond: 1000, used: 500 });
		expect((await api('doctors')).status).toBe(429);
		expect((await api('doctors', { token: other })).status).toBe(200);
	});

	it('is eaten up by another holder of the application', async () => {
		await sandbox.control('limits', { enabled: true, perSecond: 1000, used: 0 });
		await sandbox.control('load', { perMinute: 60 });
		await sandbox.control('clock', { advance: 300 });
		const { apps } = await sandbox.control('limits');
		expect(apps.find((app: any) => app.clientId === 'sandbox-client').used).toBe(300);
		await sandbox.control('load', { perMinute: 0 });
	});
});

describe('12: scopes and permissions', () => {
	it('show an empty calendar without the calendar scope', async () => {
		const { access_token: poor } = await sandbox.token({ scope: 'user:read clinical:read' });
		const list = await api('appointments?since=2026-01-01', { token: poor });
		expect([list.status, list.json.results]).toEqual([200, []]);
		await withSwitch({ missingCalendarScope: 'forbidden' }, async () => {
			const { access_token: none } = await sandbox.token({ scope: 'user:read' });
			const reply = await api('appointments?since=2026-01-01', { token: none });
			expect(reply.status).toBe(403);
		});
	});

	it.each(['appointment_profiles', 'appointment_templates', 'reminder_profiles'])(
		'refuse %s without settings',
		async (path) => {
			const { access_token: poor } = await sandbox.token({
				scope: 'user:read calendar:read calendar:write',
			});
			expect((await api(path, { token: poor })).status).toBe(403);
			expect((await api(path)).status).toBe(200);
			const { access_token: clerk } = await sandbox.token({ user: 'frontdesk' });
			expect((await api(path, { token: clerk })).status).toBe(403);
		},
	);

	it('let any of an endpoint’s scopes open it, and want :write for writing', async () => {
		const { access_token: reader } = await sandbox.token({ scope: 'calendar:read' });
		expect((await api('appointments?since=2026-11-01', { token: reader })).status).toBe(200);
		const write = await api('appointments', { token: reader, json: booking() });
		expect(write.status).toBe(403);
	});

	it('refuse billing to whom the practice does not let see it', async () => {
		const { access_token: clerk } = await sandbox.token({ user: 'frontdesk' });
		expect((await api('line_items', { token: clerk })).status).toBe(403);
		expect((await api('appointments?since=2026-11-01', { token: clerk })).status).toBe(200);
	});

	it('show a doctor who shares no patients only his own', async () => {
		const doctor = (await sandbox.control('store/users')).records.find(
			(row: any) => row.is_doctor && row.doctor !== EASTERN,
		);
		const { access_token: alone } = await sandbox.token({ user: doctor.username });
		const seen = async () =>
			new Set((await api('patients', { token: alone })).json.results.map((row: any) => row.doctor));
		const share = (share_patients: boolean) =>
			sandbox.control(
				`store/users/${doctor.id}`,
				{ permissions: { ...doctor.permissions, share_patients } },
				'PATCH',
			);
		await share(true);
		expect((await seen()).size).toBeGreaterThan(1);
		await share(false);
		expect(await seen()).toEqual(new Set([doctor.doctor]));
		expect((await api(`patients/${patient.id}`, { token: alone })).status).toBe(404);
	});

	it('keep practices apart', async () => {
		const doctor = await sandbox.control('store/doctors', {
			first_name: 'Elsewhere',
			timezone: 'US/Pacific',
			practice_group: 300999,
		});
		const admin = (await sandbox.control('store/users?limit=1')).records[0];
		await sandbox.control('store/users', {
			...admin,
			id: undefined,
			username: 'elsewhere',
			practice_group: 300999,
			doctor: doctor.id,
		});
		const { access_token: other } = await sandbox.token({ user: 'elsewhere' });
		expect((await api('doctors', { token: other })).json.results).toMatchObject([
			{ id: doctor.id },
		]);
		expect((await api('patients', { token: other })).json.results).toEqual([]);
		expect((await api(`patients/${patient.id}`, { token: other })).status).toBe(404);
		expect((await api('doctors')).json.results.map((row: any) => row.id)).not.toContain(doctor.id);
		await sandbox.control(`store/doctors/${doctor.id}`, undefined, 'DELETE');
	});
});

describe('13: bulk lists', () => {
	it('are asked for, waited for, and read page by page', async () => {
		const path = 'patients_list';
		const asked = await api(`${path}?since=2000-01-01&page=2&page_size=100&order_by=updated_at`, {
			method: 'POST',
		});
		expect(asked.status).toBe(201);
		const { uuid } = asked.json;
		expect(asked.json).toMatchObject({ status: 'In progress' });
		expect(asked.json.description).toContain(`${sandbox.v4}/api/${path}?uuid=${uuid}`);
		expect((await api(`${path}?uuid=${uuid}`)).json.status).toBe('In progress');
		const done = (await api(`${path}?uuid=${uuid}`)).json;
		const { count } = await sandbox.control('store/patients?limit=0');
		expect(done.pagination).toEqual({
			count,
			pages: Math.ceil(count / 100),
			page_size: 100,
			page: 2,
		});
		expect(done.results).toHaveLength(100);
		await sandbox.control('clock', { advance: 3700 });
		const late = await api(`${path}?uuid=${uuid}`);
		expect([late.status, late.json]).toEqual([404, { detail: 'Invalid uuid specified' }]);
	});

	it('take as long as the sandbox is told, and may fail', async () => {
		await sandbox.control('bulk', { polls: 0, seconds: 30 });
		const { uuid } = (await api('line_items_list', { method: 'POST' })).json;
		expect((await api(`line_items_list?uuid=${uuid}`)).json.status).toBe('In progress');
		await sandbox.control('clock', { advance: 31 });
		expect((await api(`line_items_list?uuid=${uuid}`)).json.status).toBe('Complete');
		await sandbox.control('bulk', { seconds: 0, state: 'Failed' });
		const failed = (await api('line_items_list', { method: 'POST' })).json;
		const reply = await api(`line_items_list?uuid=${failed.uuid}`);
		expect([reply.status, reply.json.status]).toEqual([500, 'Failed']);
		await sandbox.control('bulk', { polls: 1, state: 'Complete' });
	});
});

const upload = (file = true) => {
	const form = new FormData();
	form.set('doctor', String(EASTERN));
	form.set('patient', String(patient.id));
	form.set('description', 'Referral letter');
	form.set('date', '2026-11-01');
	form.set('metatags', '["Referral"]');
	if (file) form.set('document', new Blob(['%PDF-1.4']), 'letter.pdf');
	return api('documents', { body: form });
};

describe('14: documents', () => {
	it('come by multipart only, without a link at first', async () => {
		expect((await upload(false)).json).toEqual({ document: ['This field is required.'] });
		const made = await upload();
		expect([made.status, made.json.document]).toEqual([201, null]);
		await withSwitch({ documentAtFirst: 'link' }, async () =>
			expect((await upload()).json.document).toContain('/_files/'),
		);
	});

	it('are downloaded from a link that lives an hour and wants no token', async () => {
		const made = await upload();
		const { document } = (await api(`documents/${made.json.id}`)).json;
		const file = await ask(document);
		expect([file.status, file.text]).toEqual([200, '%PDF-1.4']);
		expect(file.headers.get('content-type')).toBe('binary/octet-stream');
		expect((await ask(document, { token })).status).toBe(400);
		expect((await ask(`${document}0`)).status).toBe(403);
		await sandbox.control('clock', { advance: 3601 });
		expect((await ask(document)).status).toBe(403);
	});

	it('are archived by DELETE', async () => {
		const { id } = (await upload()).json;
		const remove = () => api(`documents/${id}`, { method: 'DELETE' });
		expect((await remove()).status).toBe(204);
		expect((await remove()).status).toBe(404);
		const query = `documents?patient=${patient.id}&since=2026-11-18`;
		const listed = async (more: string) =>
			(await api(`${query}${more}`)).json.results.filter((row: any) => row.id === id);
		expect(await listed('')).toEqual([]);
		expect(await listed('&show_archived=true')).toMatchObject([{ archived: true }]);
	});
});

describe('15: faults', () => {
	it('turn users/current into a redirect', async () => {
		await withSwitch({ usersCurrent: 'redirect' }, async () => {
			const reply = await api('users/current');
			expect(reply.status).toBe(302);
			const user = await ask(reply.headers.get('location') ?? '', { token });
			expect(user.json).toMatchObject({ username: 'officemanager', is_staff: true });
		});
		expect((await api('users/current')).json.permissions).toHaveProperty('access_scheduling', true);
	});

	it('strike the page, as often and with the words that were ordered', async () => {
		await sandbox.control('faults', {
			route: 'GET /api/patients',
			kind: 'status',
			status: 500,
			skip: 1,
			times: 1,
		});
		expect((await api('patients')).status).toBe(200);
		expect((await api('patients')).status).toBe(500);
		expect((await api('patients')).status).toBe(200);
	});

	it('answer 200 with HTML', async () => {
		await sandbox.control('faults', { kind: 'html200', times: 1 });
		const reply = await api('doctors');
		expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html']);
		expect(reply.json).toBeUndefined();
	});

	it('cut an answer in the middle', async () => {
		const whole = (await api('doctors')).text;
		await sandbox.control('faults', { kind: 'truncate', times: 1 });
		const reply = await api('doctors');
		expect(reply.status).toBe(200);
		expect(reply.json).toBeUndefined();
		expect(whole.startsWith(reply.text)).toBe(true);
	});

	it('drop the connection before or after the act', async () => {
		const count = async () => (await sandbox.control('store/patients?limit=0')).count;
		const before = await count();
		const create = () => api('patients', { json: { gender: 'Male', doctor: EASTERN } });
		await sandbox.control('faults', { route: 'POST /api/patients', kind: 'dropBefore', times: 1 });
		await expect(create()).rejects.toThrow();
		expect(await count()).toBe(before);
		await sandbox.control('faults', { route: 'POST /api/patients', kind: 'dropAfter', times: 1 });
		await expect(create()).rejects.toThrow();
		expect(await count()).toBe(before + 1);
	});

	it('redirect, delay, replace bodies and add headers', async () => {
		await sandbox.control('faults', { kind: 'redirect', times: 1 });
		expect((await api('doctors')).headers.get('location')).toBe(`${sandbox.v4}/api/doctors`);
		await sandbox.control('faults', { kind: 'body', body: { detail: 'odd' }, times: 1 });
		expect((await api('doctors')).json).toEqual({ detail: 'odd' });
		await sandbox.control('faults', {
			kind: 'headers',
			headers: { sunset: 'Sat, 01 May 2027 00:00:00 GMT' },
			times: 1,
		});
		expect((await api('doctors')).headers.get('sunset')).toContain('2027');
		await sandbox.control('faults', { kind: 'delay', ms: 1, times: 1 });
		expect((await api('doctors')).status).toBe(200);
		const { requests } = await sandbox.control('requests');
		expect(requests.at(-1)).toMatchObject({ fault: 'delay' });
	});

	it('strike temporary links, whose file breaks off short of its length', async () => {
		const { id } = (await upload()).json;
		const { document } = (await api(`documents/${id}`)).json;
		const links = { route: 'GET /_files/*', times: 1 };
		await sandbox.control('faults', { ...links, kind: 'status', status: 403 });
		expect((await ask(document)).status).toBe(403);
		await sandbox.control('faults', { ...links, kind: 'truncate' });
		await expect(ask(document)).rejects.toThrow();
		await sandbox.control('faults', { ...links, kind: 'dropBefore' });
		await expect(ask(document)).rejects.toThrow();
		expect((await ask(document)).text).toBe('%PDF-1.4');
	});

	it('strike by chance, the same way for the same seed', async () => {
		const series = async () => {
			await sandbox.control('faults', undefined, 'DELETE');
			await sandbox.control('faults', { kind: 'status', status: 503, probability: 0.5 });
			const statuses: number[] = [];
			for (let index = 0; index < 12; index += 1) statuses.push((await api('doctors')).status);
			return statuses;
		};
		const first = await series();
		expect(new Set(first)).toEqual(new Set([200, 503]));
		expect(await series()).toEqual(first);
	});
});
