import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: '2026-11-16T09:00:00-05:00' });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { blank: false, now: '2026-11-16T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

/** A time at which the sandbox's practice is closed, so that nothing overlaps by chance. */
const NIGHT = '2027-03-02T03:00';

function booking(more: object = {}, additionalFields: object = {}): NodeRun['parameters'] {
	return {
		operation: 'create',
		patient: practice.patient,
		provider: practice.provider,
		start: NIGHT,
		duration: 20,
		office: practice.office,
		examRoom: 1,
		additionalFields: { ...additionalFields },
		...more,
	} as NodeRun['parameters'];
}

async function run(
	credential: CredentialData,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await runNode({ node: 'drChronoAppointment', parameters, credential, ...more });
}

describe('create appointment, v4', () => {
	let credential: CredentialData;

	beforeEach(async () => {
		credential = await credentialFor(sandbox);
	});

	test('books at the wall-clock time given, in one call, and hands out the record', async () => {
		const before = (await stored(sandbox, 'appointments')).length;
		const { items, error } = await run(credential, booking({}, { reason: 'Follow-up' }));

		expect(error).toBeUndefined();
		expect(items).toEqual([
			expect.objectContaining({ scheduled_time: '2027-03-02T03:00:00', duration: 20 }),
		]);
		const appointments = await stored(sandbox, 'appointments');
		expect(appointments).toHaveLength(before + 1);
		expect(appointments.find(({ id }) => id === items[0]?.id)).toMatchObject({
			patient: Number(practice.patient),
			doctor: Number(practice.provider),
			office: Number(practice.office),
			exam_room: 1,
			scheduled_time: '2027-03-02T03:00:00',
			duration: 20,
			reason: 'Follow-up',
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
	});

	test.each([
		['an offset', '2027-03-02T03:00:00-05:00', '2027-03-02T03:00:00'],
		['UTC', '2027-03-02T08:00:00Z', '2027-03-02T03:00:00'],
		['UTC in summer', '2027-07-06T07:00:00Z', '2027-07-06T03:00:00'],
	])('converts a time with %s to the clock of the provider', async (_, start, wall) => {
		const { items, error } = await run(credential, booking({ start }));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ scheduled_time: wall });
	});

	test('uses the zone of the provider in question, and asks for it once for many bookings', async () => {
		const items = [0, 1, 2, 3].map((hour) => ({ start: `2027-03-02T0${hour + 6}:00:00Z` }));
		const result = await run(
			credential,
			booking({ start: '={{ $json.start }}', provider: practice.provider2 }),
			{ items },
		);
		expect(result.error).toBeUndefined();
		const hours = new Intl.DateTimeFormat('en-GB', {
			timeZone: practice.provider2Zone,
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		expect(result.items.map((item) => String(item.scheduled_time).slice(11))).toEqual(
			items.map(({ start }) => hours.format(new Date(start))),
		);
		const { byRoute } = await calls(sandbox);
		expect(byRoute['POST /api/appointments']).toBe(4);
		expect(byRoute['GET /api/doctors'] ?? 0).toBeLessThanOrEqual(1);
	});

	test('takes the duration from the end', async () => {
		const { items } = await run(credential, booking({ duration: 0 }, { end: '2027-03-02T03:45' }));
		expect(items[0]).toMatchObject({ duration: 45 });
	});

	test('keeps the external id in the notes, beside what stands there', async () => {
		const { items } = await run(
			credential,
			booking({}, { externalId: 'cal-77', notes: 'Bring insurance card' }),
		);
		expect(items[0]?.notes).toBe('Bring insurance card\n[External ID: cal-77]');
	});

	test('pairs each record with its item, and goes on after a bad one if told so', async () => {
		const items = [
			{ start: '2027-03-02T03:00' },
			{ start: 'tomorrow' },
			{ start: '2027-03-02T04:00' },
		];
		const result = await run(credential, booking({ start: '={{ $json.start }}' }), {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(result.items[1]).toEqual({ error: "'Start' is not a date with a time" });
		expect(await calls(sandbox)).toMatchObject({ writes: 2 });
	});

	test('a failure after some items says how many were done', async () => {
		const items = [{ start: '2027-03-02T03:00' }, { start: 'tomorrow' }];
		const { error } = await run(credential, booking({ start: '={{ $json.start }}' }), { items });
		expect(error?.message).toContain("'Start' is not a date with a time");
		expect(error?.description).toContain('1 of 2 items were done before');
	});

	test('says what overlaps, and books over it if told so', async () => {
		const first = await run(credential, booking());
		const second = await run(credential, booking());
		expect(second.error?.message).toMatch(/overlaps/);
		expect(JSON.stringify(second.error)).toContain(String(first.items[0]?.id));
		expect((await run(credential, booking({}, { allowOverlap: true }))).error).toBeUndefined();
	});

	test('a refused field is named', async () => {
		const { error } = await run(credential, booking({ examRoom: 99 }));
		expect(error?.message).toMatch(/exam.room/i);
	});

	test('Retry On Fail brings a hint, since it would create twice', async () => {
		const { hints } = await run(credential, booking(), { settings: { retryOnFail: true } });
		expect(hints.join()).toContain('Retry On Fail');
	});

	test('an AI agent may not book unless a person allowed it', async () => {
		const refused = await runNode({
			node: 'drChronoAppointmentTool',
			parameters: booking(),
			credential,
		});
		expect(refused.error?.message).toContain('AI agent');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
		const allowed = await runNode({
			node: 'drChronoAppointmentTool',
			parameters: { ...booking(), allowChangesByAi: true },
			credential,
		});
		expect(allowed.error).toBeUndefined();
	});
});

describe('input that is refused with nothing sent, v4', () => {
	test.each<[string, object, object, RegExp]>([
		['a patient id that is none', { patient: 'Jane' }, {}, /'Patient' is not an ID/],
		['no patient', { patient: '={{ $json.none }}' }, {}, /'Patient' is empty/],
		['no provider', { provider: '={{ $json.none }}' }, {}, /'Provider' is empty/],
		[
			'a wrong date',
			{ start: '2027-02-30T09:00' },
			{},
			/'Start' names a day or time that does not exist/,
		],
		['words for a date', { start: 'next Monday' }, {}, /'Start' is not a date with a time/],
		['a day without a time', { start: '2027-03-02' }, {}, /'Start' has a date but no time/],
		[
			'an end before the start',
			{ duration: 0 },
			{ end: '2027-03-02T02:00' },
			/'End' is not after 'Start'/,
		],
		[
			'an end in another form',
			{ duration: 0 },
			{ end: '2027-03-02T04:00Z' },
			/has a time zone and the other has none/,
		],
		['two durations', {}, { end: '2027-03-02T09:00' }, /'End' and 'Duration' do not agree/],
		['no duration', { duration: 0 }, {}, /'Duration', 'End' or 'Appointment Type' is needed/],
		['no office', { office: '' }, {}, /'Office' is empty/],
		['no room', { examRoom: 0 }, {}, /'Exam Room' is empty/],
		['half a minute', { duration: 7.5 }, {}, /'Duration' is not a whole number/],
		['a long reason', {}, { reason: 'x'.repeat(101) }, /'Reason' is longer than 100/],
		['an external id that is no tag', {}, { externalId: 'a]b' }, /'External ID' cannot be kept/],
	])('%s', async (_, more, additional, sentence) => {
		const { error } = await run(await credentialFor(sandbox), booking(more, additional));
		expect(error?.message).toMatch(sentence);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test.each<[string, CredentialData, RegExp]>([
		['a read-only credential', { access: 'read' }, /read only/],
		[
			'an area outside the credential',
			{ areas: ['billing'] },
			/does not cover the area 'Scheduling'/,
		],
		['a provider outside the credential', { onlyProviders: '999' }, /confined to other providers/],
		['an office outside the credential', { onlyOffices: '999' }, /confined to other offices/],
		['an address in the clear', { baseUrl: 'http://app.drchrono.com' }, /'Base URL'.*https/],
		['a zone that is none', { timeZone: 'Mars/Olympus' }, /'Time Zone'.*IANA/],
	])('%s', async (_, fields, sentence) => {
		const { error } = await run(await credentialFor(sandbox, 'v4', fields), booking());
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a token without the scope of the area: reconnect', async () => {
		const credential = await credentialFor(sandbox, 'v4', {}, { scope: 'user:read patients:read' });
		const { error } = await run(credential, booking());
		expect(error?.message).toContain("has not granted the area 'Scheduling'");
		expect(error?.description).toContain('reconnect');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a time with a zone for a provider whose zone nobody knows', async () => {
		const credential = await credentialFor(sandbox);
		const { error } = await run(
			credential,
			booking({ provider: '987654', start: '2027-03-02T08:00:00Z' }),
		);
		expect(error?.message).toBe('The time zone of this provider is not known');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});
});

describe('get many appointments, v4', () => {
	let credential: CredentialData;

	beforeEach(async () => {
		credential = await credentialFor(sandbox);
	});

	/** What the store holds for a span of days, independent of any list code. */
	async function expected(from: string, to: string): Promise<string[]> {
		const appointments = await stored(sandbox, 'appointments');
		return appointments
			.filter(({ deleted_flag }) => deleted_flag !== true)
			.filter(({ scheduled_time }) => {
				const day = String(scheduled_time).slice(0, 10);
				return day >= from && day <= to;
			})
			.map(({ id }) => String(id))
			.sort();
	}

	test('returns all of a span, exactly once, however many pages', async () => {
		const parameters = {
			operation: 'getMany',
			from: '2025-12-01',
			to: '2026-11-30',
			returnAll: true,
		};
		const { items, error } = await run(credential, parameters);
		expect(error).toBeUndefined();
		const ids = items.map(({ id }) => String(id)).sort();
		const virtual = ids.filter((id) => !/^\d+$/.test(id));
		expect(ids.filter((id) => /^\d+$/.test(id))).toEqual(
			await expected('2025-12-01', '2026-11-30'),
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(virtual.length).toBeLessThan(ids.length);
		expect(await calls(sandbox)).toMatchObject({ violations: 0, writes: 0 });
	});

	test('without days asks today and the next seven, and says so', async () => {
		const { hints, error } = await run(credential, { operation: 'getMany', returnAll: true });
		expect(error).toBeUndefined();
		expect(hints.join()).toMatch(
			/No days were given, so \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d were read/,
		);
	});

	test('stops at the limit and asks no more pages than it needs', async () => {
		const { items } = await run(credential, {
			operation: 'getMany',
			from: '2026-01-01',
			to: '2026-06-30',
			limit: 5,
		});
		expect(items).toHaveLength(5);
		expect((await calls(sandbox)).byRoute['GET /api/appointments']).toBe(1);
	});

	test('a filter that DrChrono lacks is applied here, with a hint', async () => {
		const all = await run(credential, {
			operation: 'getMany',
			from: '2026-10-01',
			to: '2026-11-30',
			returnAll: true,
		});
		const type = all.items.map(({ profile }) => profile).find((profile) => profile != null);
		const { items, hints } = await run(credential, {
			operation: 'getMany',
			from: '2026-10-01',
			to: '2026-11-30',
			returnAll: true,
			filters: { type: String(type) },
		});
		expect(items.length).toBe(all.items.filter(({ profile }) => profile === type).length);
		expect(items.length).toBeGreaterThan(0);
		expect(hints.join()).toContain('filtered here');
	});

	test('adds the external id and times with offset beside the untouched fields', async () => {
		await run(credential, booking({}, { externalId: 'cal-5' }));
		const { items } = await run(credential, {
			operation: 'getMany',
			from: '2027-03-02',
			options: { add: ['externalId', 'isoTimes'] },
		});
		expect(items).toEqual([
			expect.objectContaining({
				external_id: 'cal-5',
				scheduled_time: '2027-03-02T03:00:00',
				start_iso: '2027-03-02T03:00:00-05:00',
				end_iso: '2027-03-02T03:20:00-05:00',
			}),
		]);
	});

	test('a credential confined to one provider sees no other', async () => {
		const confined = await credentialFor(sandbox, 'v4', { onlyProviders: practice.provider });
		const { items } = await run(confined, {
			operation: 'getMany',
			from: '2026-10-01',
			to: '2026-11-30',
			returnAll: true,
		});
		expect(items.length).toBeGreaterThan(0);
		expect(new Set(items.map(({ doctor }) => String(doctor)))).toEqual(
			new Set([practice.provider]),
		);
	});

	test('a fault in the middle is an error, never a short list', async () => {
		await sandbox.control('faults', {
			route: 'GET /api/appointments',
			skip: 1,
			kind: 'status',
			status: 400,
			body: '["nope"]',
		});
		// Two calls a second leave no room for reading ranges ahead, which would still be under way.
		const oneByOne = { ...credential, callsPerSecond: 2 };
		const { items, error } = await run(oneByOne, {
			operation: 'getMany',
			from: '2025-12-01',
			to: '2026-11-30',
			returnAll: true,
		});
		expect(error).toBeDefined();
		expect(items).toEqual([]);
	});

	test.each<[string, object, RegExp]>([
		[
			'an end before the beginning',
			{ from: '2026-02-02', to: '2026-02-01' },
			/'To Day' is before 'From Day'/,
		],
		['a day that does not exist', { from: '2026-02-31' }, /'From Day' is not a day/],
		['an end alone', { to: '2026-02-01' }, /'From Day' is empty/],
		[
			'an id that is none',
			{ from: '2026-02-01', filters: { provider: 'Dr. Who' } },
			/'Provider' is not an ID/,
		],
	])('%s: nothing is sent', async (_, parameters, sentence) => {
		const { error } = await run(credential, { operation: 'getMany', ...parameters });
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('what the server may say, v4', () => {
	test.each<[string, object, RegExp]>([
		[
			'401 as plain text',
			{ status: 401, body: 'Authorization failed.', kind: 'status' },
			/no longer accepts|revoked/,
		],
		[
			'403',
			{
				status: 403,
				kind: 'status',
				body: { detail: 'You do not have permission to perform this action.' },
			},
			/may not|does not let/,
		],
		['404', { status: 404, kind: 'status', body: { detail: 'Not found.' } }, /no such record/],
		[
			'400 by field',
			{ status: 400, kind: 'status', body: { office: ['This field is required.'] } },
			/office/i,
		],
	])('%s', async (_, fault, sentence) => {
		const credential = await credentialFor(sandbox);
		await sandbox.control('faults', { route: 'POST /api/appointments', ...fault });
		const { error } = await run(credential, booking());
		expect(error?.message).toMatch(sentence);
	});

	test('an expired token is refreshed once, and the booking made once', async () => {
		const credential = await credentialFor(sandbox, 'v4', {}, { expiresIn: 1 });
		await sandbox.control('clock', { advance: 10 });
		const { items, error } = await run(credential, booking());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(await calls(sandbox)).toMatchObject({ token: 1 });
	});

	test('an answer lost after the booking was made is doubtful, not repeated', async () => {
		const credential = await credentialFor(sandbox);
		const before = (await stored(sandbox, 'appointments')).length;
		await sandbox.control('faults', {
			route: 'POST /api/appointments',
			kind: 'dropAfter',
			times: 1,
		});
		const { error } = await run(credential, booking());
		expect(error?.message).toMatch(/may|unknown|not known/i);
		expect(await stored(sandbox, 'appointments')).toHaveLength(before + 1);
	});
});

describe('the guide dialect', () => {
	let credential: CredentialData;

	beforeEach(async () => {
		credential = await credentialFor(sandbox, 'guide');
	});

	const inGuide = (more: object = {}, additional: object = {}) =>
		booking({ office: '', examRoom: 0, start: '2027-03-02T03:00:00-05:00', ...more }, additional);

	test('books in UTC, with its own external id', async () => {
		const { items, error } = await run(credential, inGuide({}, { externalId: 'cal-77' }));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({
			start_time: '2027-03-02T08:00:00Z',
			end_time: '2027-03-02T08:20:00Z',
			external_id: 'cal-77',
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('takes a time without a zone as the clock of the provider', async () => {
		const { items, error } = await run(credential, inGuide({ start: '2027-07-06T03:00' }));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ start_time: '2027-07-06T07:00:00Z' });
	});

	test('a time without a zone where no zone is known', async () => {
		const { error } = await run(
			credential,
			inGuide({ start: '2027-03-02T03:00', provider: '987654' }),
		);
		expect(error?.message).toBe('The time zone of this provider is not known');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('says a status in its own words', async () => {
		const { items, error } = await run(credential, inGuide({}, { status: 'Checked In' }));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ status: 'checked_in' });
	});

	test('a time that the clock change skips', async () => {
		const { error } = await run(credential, inGuide({ start: '2027-03-14T02:30' }));
		expect(error?.message).toMatch(/'Start' is skipped by the clock change/);
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('lists what v4 lists, page by page', async () => {
		const span = { operation: 'getMany', from: '2026-11-02', to: '2026-11-30', returnAll: true };
		const { items, error } = await run(credential, span);
		const other = await run(await credentialFor(sandbox), span);
		expect(error).toBeUndefined();
		const real = other.items.map(({ id }) => String(id)).filter((id) => /^\d+$/.test(id));
		expect(items.map(({ id }) => String(id)).sort()).toEqual(real.sort());
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test.each<[string, object, object]>([
		['Office', { office: '500001' }, {}],
		['Exam Room', { examRoom: 2 }, {}],
		['Allow Overlap', {}, { allowOverlap: true }],
		['Walk-In', {}, { walkIn: true }],
	])('%s does not exist there: nothing is sent', async (label, more, additional) => {
		const { error } = await run(credential, inGuide(more, additional));
		expect(error?.message).toContain(`'${label}' exists in DrChrono API v4 only`);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});
