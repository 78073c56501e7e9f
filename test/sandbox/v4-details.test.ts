/* eslint-disable @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
import { ask, type Ask, type Reply } from '../support/http';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** What the v4 server does beyond the numbered rules: open questions, notes, billing, schedules. */
const NOW = '2026-11-18T12:00:00-05:00';
const DOCTOR = 100001;
let sandbox: Sandbox;
let token: string;
let patient: any;
let office: any;

const api = (path: string, wanted: Ask = {}): Promise<Reply> =>
	ask(`${sandbox.v4}/api/${path}`, { token, ...wanted });
const patch = (path: string, json: unknown) => api(path, { method: 'PATCH', json });
const set = (positions: Record<string, string>) => sandbox.control('switches', positions);

const booking = (more: Record<string, unknown> = {}) => ({
	doctor: DOCTOR,
	office: office.id,
	exam_room: 1,
	patient: patient.id,
	scheduled_time: '2027-01-11T10:00:00',
	duration: 30,
	...more,
});

async function book(more: Record<string, unknown> = {}): Promise<any> {
	const reply = await api('appointments', { json: booking(more) });
	expect(reply).toMatchObject({ status: 201 });
	return reply.json;
}

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 0, now: NOW });
	({ access_token: token } = await sandbox.token());
}, 120_000);

beforeEach(async () => {
	await sandbox.control('clock', { now: NOW, freeze: true });
	await sandbox.control('reset', { blank: true });
	office = (await sandbox.control('store/offices?limit=1')).records[0];
	patient = (await api('patients', { json: { gender: 'Female', doctor: DOCTOR } })).json;
});

afterAll(() => sandbox.stop());

describe('appointments', () => {
	it('overlap by doctor, room or both', async () => {
		await book();
		const otherRoom = booking({ exam_room: 2 });
		const otherDoctor = booking({ doctor: DOCTOR + 1 });
		const status = async (json: unknown) => (await api('appointments', { json })).status;
		await set({ overlapBasis: 'doctorOrRoom' });
		expect([await status(otherRoom), await status(otherDoctor)]).toEqual([409, 409]);
		await set({ overlapBasis: 'doctor' });
		expect(await status(otherRoom)).toBe(409);
		await set({ overlapBasis: 'room' });
		expect([await status(otherDoctor), await status(otherRoom)]).toEqual([409, 201]);
	});

	it('free their slot when cancelled, or keep it by switch', async () => {
		const made = await book();
		await patch(`appointments/${made.id}`, { status: 'Cancelled' });
		await set({ cancelledOccupies: 'yes' });
		expect((await api('appointments', { json: booking() })).status).toBe(409);
		await set({ cancelledOccupies: 'no' });
		await book();
	});

	it('limit the reason to 100 characters, or not', async () => {
		const reason = 'x'.repeat(101);
		expect((await api('appointments', { json: booking({ reason }) })).json).toEqual({
			reason: ['Ensure this field has no more than 100 characters.'],
		});
		await set({ reasonOver100: 'accept' });
		await book({ reason });
	});

	it('need a room that the office has', async () => {
		const reply = await api('appointments', { json: booking({ exam_room: 99 }) });
		expect([reply.status, Object.keys(reply.json)]).toEqual([400, ['exam_room']]);
	});

	it('move only extended_updated_at for vitals, or both by switch', async () => {
		const made = await book();
		const read = async () => (await api(`appointments/${made.id}?verbose=true`)).json;
		await sandbox.control('clock', { advance: 60 });
		await patch(`appointments/${made.id}`, { vitals: { pulse: 71 } });
		const after = await read();
		expect(after.vitals).toEqual({ ...made.vitals, pulse: 71 });
		expect([after.updated_at, after.extended_updated_at]).toEqual([
			'2026-11-18T12:00:00',
			'2026-11-18T12:01:00',
		]);
		await set({ vitalsBump: 'both' });
		await patch(`appointments/${made.id}`, { vitals: { pulse: 72 } });
		expect((await read()).updated_at).toBe('2026-11-18T12:01:00');
		const put = { method: 'PUT', json: { vitals: { pulse: 73 } } };
		expect((await api(`appointments/${made.id}`, put)).status).toBe(400);
	});

	it('are stamped in Eastern time everywhere by switch', async () => {
		await set({ stampZone: 'eastern' });
		const chicago = (await sandbox.control('store/doctors')).records.find(
			(row: any) => row.timezone === 'America/Chicago',
		);
		expect((await book({ doctor: chicago.id })).created_at).toBe('2026-11-18T12:00:00');
	});

	it('carry the patient’s insurers', async () => {
		await patch(`patients/${patient.id}`, {
			primary_insurance: { insurance_company: 'Payer', insurance_id_number: 'A1' },
		});
		const made = await book();
		expect(made).toMatchObject({
			primary_insurer_name: 'Payer',
			primary_insurance_id_number: 'A1',
			secondary_insurer_name: '',
		});
		const whole = (await api(`patients/${patient.id}?verbose=true`)).json.primary_insurance;
		expect(whole).toMatchObject({ insurance_company: 'Payer', subscriber_country: 'US' });
	});

	it('hide their virtual occurrences from reads by id, by switch', async () => {
		await book({ recurring_appointment: true, recur_end_date: '2027-01-20' });
		const { results } = (await api('appointments?date=2027-01-18')).json;
		expect((await api(`appointments/${results[0].id}`)).status).toBe(200);
		await set({ virtualIds: 'listOnly' });
		expect((await api(`appointments/${results[0].id}`)).status).toBe(404);
	});
});

describe('lists', () => {
	beforeEach(async () => {
		for (let index = 0; index < 55; index += 1)
			await sandbox.control('store/appointments', {
				doctor: DOCTOR,
				patient: null,
				scheduled_time: '2027-01-05T09:00:00',
			});
	});

	it('have verbose appointment pages of 50, 25 or 20', async () => {
		const size = async () =>
			(await api('appointments?date=2027-01-05&verbose=true')).json.results.length;
		expect(await size()).toBe(50);
		for (const most of ['25', '20']) {
			await set({ verboseAppointmentsPage: most });
			expect(await size()).toBe(Number(most));
		}
	});

	it('refuse a page size over the maximum by switch', async () => {
		await set({ pageSizeOverMax: 'error' });
		expect((await api('appointments?date=2027-01-05&page_size=251')).status).toBe(400);
		expect((await api('appointments?date=2027-01-05&page_size=250')).status).toBe(200);
	});

	it('give only the named fields by switch', async () => {
		const first = async () =>
			(await api('appointments?date=2027-01-05&fields=id,status')).json.results[0];
		expect(Object.keys(await first()).length).toBeGreaterThan(30);
		await set({ fieldsParameter: 'commaList' });
		expect(Object.keys(await first()).sort()).toEqual(['id', 'status']);
	});
});

describe('arrays of records', () => {
	it('are made all or not, up to the bad one, or refused', async () => {
		const count = async () => (await sandbox.control('store/patients?limit=0')).count;
		const json = [{ gender: 'Male', doctor: DOCTOR }, {}];
		const before = await count();
		expect((await api('patients', { json })).status).toBe(400);
		expect(await count()).toBe(before);
		await set({ arrayPost: 'partial' });
		expect((await api('patients', { json })).status).toBe(400);
		expect(await count()).toBe(before + 1);
		await set({ arrayPost: 'refuse' });
		expect((await api('patients', { json: json.slice(0, 1) })).status).toBe(400);
	});
});

describe('the token endpoint', () => {
	it('shares the quota of the API by switch', async () => {
		await sandbox.control('limits', { enabled: true, perSecond: 100, used: 499 });
		await set({ tokenQuota: 'shared' });
		const form = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
		await ask(`${sandbox.v4}/o/token/`, { form });
		expect((await api('doctors')).status).toBe(429);
		expect((await ask(`${sandbox.v4}/o/token/`, { form })).status).toBe(429);
		await set({ tokenQuota: 'none' });
		expect((await ask(`${sandbox.v4}/o/token/`, { form })).status).toBe(400);
	});
});

describe('series', () => {
	it('tell their occurrences as a bare array, those not made yet without an id', async () => {
		const { id } = await book({
			recurring_appointment: true,
			recurring_days: ['Monday'],
			recurs_every: 1,
			recur_start_date: '2027-01-11',
			recur_end_date: '2027-02-01',
		});
		const all = await api(`recurring_appointment_instances?base_recurring_appointment=${id}`);
		expect(all.json.map((each: any) => [each.id, each.scheduled_time.slice(0, 10)])).toEqual([
			[id, '2027-01-11'],
			[null, '2027-01-18'],
			[null, '2027-01-25'],
			[null, '2027-02-01'],
		]);
		const query = `base_recurring_appointment=${id}&start_date=2027-01-20&end_date=2027-01-31`;
		const some = await api(`recurring_appointment_instances?${query}`);
		expect(some.json).toHaveLength(1);
		expect((await api('recurring_appointment_instances')).status).toBe(400);
	});
});

describe('message threads', () => {
	beforeEach(() => sandbox.control('reset', { patients: 60 }));

	it('hang messages together, and answer a change with the record', async () => {
		const { results } = (await api('message_threads')).json;
		const messages = new Set((await api('messages')).json.results.map(({ id }: any) => id));
		expect(results.length).toBeGreaterThan(0);
		for (const thread of results) {
			expect(messages.has(thread.first_message)).toBe(true);
			expect(thread.last_message_at).toMatch(/Z$/);
		}
		const [thread] = results;
		const reply = await patch(`message_threads/${thread.id}`, { starred: !thread.starred });
		expect(reply).toMatchObject({
			status: 200,
			json: { id: thread.id, subject: thread.subject, starred: !thread.starred },
		});
		const unread = (await api('message_threads?unread_count=7')).json.results;
		expect(unread.every(({ unread_count: count }: any) => count > 0)).toBe(true);
		const wanted = results.filter(({ unread_count: count }: any) => count > 0);
		expect(unread).toHaveLength(wanted.length);
	});
});

describe('schedules', () => {
	const availability = async (query: string) =>
		(await api(`availability?doctor=${DOCTOR}&office=${office.id}&${query}`)).json;
	const starts = async (query: string): Promise<string[]> =>
		(await availability(`date=2027-01-11&${query}`)).open_slots.flatMap((span: any) =>
			span.availability.map((slot: any) => slot.start),
		);

	it('name the free spans of a day and the starts in them, nothing, or nowhere', async () => {
		const query = 'date=2027-01-11&duration=30';
		const whole = await availability(query);
		expect(whole).toMatchObject({ doctor: DOCTOR, office: Number(office.id), duration: 30 });
		expect(await starts('duration=30')).toContain('10:00');
		await book();
		const left = await availability(query);
		expect(left.open_slots).toHaveLength(whole.open_slots.length + 1);
		expect(left.open_slots).toContainEqual(
			expect.objectContaining({ end: '10:00', availability: expect.any(Array) }),
		);
		expect(await starts('duration=30')).not.toContain('10:00');
		await set({ availability: 'empty' });
		expect((await availability(query)).open_slots).toEqual([]);
		await set({ availability: 'notFound' });
		expect((await api(`availability?doctor=${DOCTOR}&date=2027-01-11`)).status).toBe(404);
	});

	it('count the room as well, where one is asked for', async () => {
		await book({ doctor: DOCTOR + 1 });
		expect(await starts('exam_room=2')).toContain('10:00');
		expect(await starts('exam_room=1')).not.toContain('10:00');
	});

	it('list the days of a range', async () => {
		const { dates, date_range: range } = await availability('date_range=2027-01-10/2027-01-11');
		expect(range).toEqual(['2027-01-10', '2027-01-11']);
		expect(dates.map(({ date, open_slots: spans }: any) => [date, spans.length > 0])).toEqual([
			['2027-01-10', false],
			['2027-01-11', true],
		]);
	});

	it('give the signed-in doctor’s hours as one object, and take changes', async () => {
		const own = (await api('doctor_work_schedule')).json;
		expect(own).toMatchObject({ doctor: DOCTOR, work_days: expect.any(Array) });
		const work_days = own.work_days.map((day: any) => ({ ...day, enabled: false }));
		expect((await patch(`doctor_work_schedule/${own.id}`, { work_days })).status).toBe(204);
		expect((await api(`doctor_work_schedule/${own.id}`)).json.work_days[0].enabled).toBe(false);
	});

	it('refuse a block that ends before it starts', async () => {
		const block = { provider: DOCTOR, office: office.id, start_time: '2027-01-11T12:00:00' };
		const wrong = await api('schedule_blocks', {
			json: { ...block, end_time: '2027-01-11T11:00:00' },
		});
		expect(wrong.status).toBe(400);
		const good = await api('schedule_blocks', {
			json: { ...block, end_time: '2027-01-11T13:00:00' },
		});
		expect(good.status).toBe(201);
		const listed = await api(`schedule_blocks?doctor=${DOCTOR}&date=2027-01-11`);
		expect(listed.json.results).toMatchObject([{ id: good.json.id }]);
	});

	it('add exam rooms until the office is full', async () => {
		const rooms = office.exam_rooms.length;
		const add = () =>
			api(`offices/${office.id}/add_exam_room`, {
				json: { name: 'New', online_scheduling: false },
			});
		const made = await add();
		expect(made.json.exam_rooms.at(-1)).toEqual({
			index: rooms + 1,
			name: 'New',
			online_scheduling: false,
		});
		let last = made;
		while (last.status === 201) last = await add();
		expect([last.status, last.json]).toEqual([
			400,
			['Office already has the maximum number of exam rooms'],
		]);
	});
});

describe('clinical notes', () => {
	let visit: any;
	let template: any;
	let field: any;

	beforeEach(async () => {
		visit = await book();
		template = await sandbox.control('store/clinical_note_templates', { name: 'Assessment' });
		field = await sandbox.control('store/clinical_note_field_types', {
			name: 'Smoker',
			data_type: 'NullCheckbox',
			clinical_note_template: template.id,
		});
	});

	const value = (more: object) =>
		api('clinical_note_field_values', {
			json: { appointment: Number(visit.id), clinical_note_field: field.id, ...more },
		});

	it('are written by field values of the right type', async () => {
		expect((await value({ value: 'yes' })).status).toBe(400);
		const made = await value({ value: '2' });
		expect(made.status).toBe(201);
		const note = (await api(`clinical_notes/${visit.id}`)).json;
		expect(note.clinical_note_sections).toEqual([
			{
				clinical_note_template: template.id,
				name: 'Assessment',
				values: [{ id: made.json.id, clinical_note_field: field.id, value: '2' }],
			},
		]);
		expect((await api('clinical_notes?since=2026-11-18')).json.results).toHaveLength(1);
		await set({ clinicalNoteId: 'none' });
		expect((await api(`clinical_notes/${visit.id}`)).status).toBe(404);
	});

	it('take free text a section, until they are locked', async () => {
		const query = `appointment_id=${visit.id}&template_id=${template.id}`;
		const write = () => api(`yellow_notepad?${query}`, { json: { content: 'Better.' } });
		expect((await api('yellow_notepad?template_id=x')).json).toEqual([
			'both appointment_id and template_id must be specified',
		]);
		expect((await api(`yellow_notepad?appointment_id=${visit.id}&template_id=x`)).json).toEqual([
			'template_id must be an integer',
		]);
		expect((await write()).status).toBe(201);
		expect((await api(`yellow_notepad?${query}`)).json.content).toBe('Better.');
		await sandbox.control(
			`store/appointments/${visit.id}`,
			{ clinical_note: { locked: true, pdf: null, updated_at: '2026-11-18T12:00:00' } },
			'PATCH',
		);
		const locked = await write();
		expect([locked.status, locked.json]).toEqual([
			409,
			{ detail: 'Cannot modify a locked clinical note.' },
		]);
		expect((await value({ value: '1' })).status).toBe(409);
	});

	it('are summed up as C-CDA', async () => {
		await api('problems', { json: { doctor: DOCTOR, patient: patient.id, name: 'Gout & more' } });
		const reply = await api(`patients/${patient.id}/ccda`);
		expect(reply.headers.get('content-type')).toContain('application/xml');
		expect(reply.text).toContain('<ClinicalDocument');
		expect(reply.text).toContain('Gout &#38; more');
	});

	it('know the lower-case statuses of problems alone', async () => {
		const problem = { doctor: DOCTOR, patient: patient.id, name: 'Gout' };
		const refused = await api('problems', { json: { ...problem, status: 'Active' } });
		expect(refused.json).toEqual({ status: ['"Active" is not a valid choice.'] });
		expect((await api('problems', { json: problem })).json.status).toBe('active');
	});
});

describe('documents', () => {
	const fields = () => ({
		doctor: DOCTOR,
		patient: patient.id,
		description: 'Letter',
		date: '2026-11-01',
	});

	it('come as base64 in JSON by switch', async () => {
		const json = { ...fields(), document: Buffer.from('hello').toString('base64') };
		expect((await api('documents', { json })).status).toBe(400);
		await set({ jsonFiles: 'accept' });
		const { id } = (await api('documents', { json })).json;
		const { document } = (await api(`documents/${id}`)).json;
		expect((await ask(document)).text).toBe('hello');
	});

	it('give their tags back as text or as a list', async () => {
		const upload = async () => {
			const form = new FormData();
			for (const [name, one] of Object.entries(fields())) form.set(name, String(one));
			form.set('metatags', '["a","b"]');
			form.set('document', new Blob(['x']), 'x.pdf');
			return (await api('documents', { body: form })).json.metatags;
		};
		expect(await upload()).toBe('["a","b"]');
		await set({ metatags: 'array' });
		expect(await upload()).toEqual(['a', 'b']);
	});
});

describe('billing', () => {
	it('adds a charge up, deletes it, and remembers that', async () => {
		const visit = await book();
		const made = await api('line_items', {
			json: {
				appointment: Number(visit.id),
				code: '99213',
				procedure_type: 'C',
				diagnosis_pointers: ['1', '0', '0', '0'],
				price: '100.00',
				quantity: 2,
			},
		});
		expect(made.json).toMatchObject({
			patient: patient.id,
			doctor: DOCTOR,
			billed: '200.00',
			balance_total: '200.00',
			service_date: '2027-01-11',
			posted_date: '2026-11-18',
		});
		await patch(`line_items/${made.json.id}`, { pt_paid: '20' });
		expect((await api(`line_items/${made.json.id}`)).json).toMatchObject({
			paid_total: '20.00',
			balance_total: '180.00',
		});
		const sheet = await api('day_sheet_totals?start_date=11/1/2026&end_date=11/30/2026');
		expect(sheet.json.charges).toBe('200.00');
		await api(`line_items/${made.json.id}`, { method: 'DELETE' });
		expect((await api('line_item_deletions?since=2026-11-18')).json.results).toEqual([
			{
				billing_line_item_id: made.json.id,
				appointment_id: Number(visit.id),
				created_at: '2026-11-18T12:00:00',
			},
		]);
	});

	it('takes cash that is not nothing, and logs it', async () => {
		const pay = (amount: string) =>
			api('patient_payments', { json: { patient: patient.id, amount, payment_method: 'CASH' } });
		expect(Object.keys((await pay('0')).json)).toEqual(['amount']);
		expect((await pay('25')).json).toMatchObject({ amount: '25.00', doctor: DOCTOR });
		expect((await api('patient_payment_log')).json.results).toMatchObject([
			{ action: 'C', amount: '25.00', patient: patient.id },
		]);
	});

	it('keeps claim notes on the appointment', async () => {
		const visit = await book();
		await api('claim_billing_notes', { json: { appointment: Number(visit.id), text: 'Called.' } });
		expect((await api(`appointments/${visit.id}`)).json.billing_notes).toMatchObject([
			{ text: 'Called.', appointment: Number(visit.id) },
		]);
	});

	it('moves the appointment when an ERA is posted, by switch', async () => {
		const visit = await book();
		const updated = async () => (await api(`appointments/${visit.id}`)).json.updated_at;
		const post = () =>
			sandbox.control('store/transactions', { appointment: Number(visit.id), doctor: DOCTOR });
		await sandbox.control('clock', { advance: 60 });
		await post();
		expect(await updated()).toBe('2026-11-18T12:00:00');
		await set({ eraBump: 'yes' });
		await post();
		expect(await updated()).toBe('2026-11-18T12:01:00');
	});

	it('looks payers up in a directory that wants its type', async () => {
		expect((await api('insurances')).status).toBe(400);
		const all = (await api('insurances?payer_type=emdeon')).json.results;
		expect(Object.keys(all[0])).toEqual(['payer_name', 'payer_id', 'state']);
		const term = all[0].payer_name.slice(0, 5);
		const some = (await api(`insurances?payer_type=emdeon&term=${term.toLowerCase()}`)).json
			.results;
		expect(some).toContainEqual(all[0]);
		expect(some.length).toBeLessThan(all.length);
	});
});

describe('tasks', () => {
	it('need a status of the practice and show their notes', async () => {
		const statuses = (await api('task_statuses')).json.results;
		const status = statuses[0] ?? (await sandbox.control('store/task_statuses', { name: 'Open' }));
		const wrong = await api('tasks', { json: { title: 'Call', status: 1 } });
		expect(Object.keys(wrong.json)).toEqual(['status']);
		const made = (await api('tasks', { json: { title: 'Call', status: status.id } })).json;
		await api('task_notes', { json: { task: made.id, text: 'No answer.' } });
		expect((await api(`tasks/${made.id}`)).json).not.toHaveProperty('notes');
		expect((await api(`tasks/${made.id}?verbose=true`)).json.notes).toMatchObject([
			{ text: 'No answer.' },
		]);
	});
});
