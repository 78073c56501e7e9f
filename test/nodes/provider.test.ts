/* eslint-disable @typescript-eslint/no-explicit-any -- the sandbox's records are untyped */
import * as fc from 'fast-check';

import {
	daysThatDiffer,
	hoursInOrder,
	timeOfDay,
	weekInWords,
	weekOf,
	WEEKDAYS,
	workDays,
	type Week,
} from '../../drchrono/records/workSchedule';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

type Rec = Record<string, any>;

const NOW = '2026-11-16T09:00:00-05:00';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 40, seed: 5, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { patients: 40, seed: 5, now: NOW });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

async function run(
	parameters: NodeRun['parameters'],
	{
		dialect = 'v4',
		fields = {},
		...more
	}: Partial<NodeRun> & { dialect?: 'v4' | 'guide'; fields?: CredentialData } = {},
): Promise<NodeResult> {
	const credential = await credentialFor(sandbox, dialect, {
		areas: ['practice', 'scheduling'],
		timeZone: 'US/Eastern',
		...fields,
	});
	return await runNode({ node: 'drChronoProvider', parameters, credential, ...more });
}

const records = async (resource: string) => (await stored(sandbox, resource)) as Rec[];

const idsOf = (items: readonly Rec[]) => items.map(({ id }) => String(id)).sort();

describe('lists of the practice, v4', () => {
	test.each([
		['provider', 'doctors'],
		['office', 'offices'],
		['staff', 'staff'],
		['user', 'users'],
		['userGroup', 'user_groups'],
		['availabilityTemplate', 'appointment_templates'],
		['appointmentType', 'appointment_profiles'],
	])('%s: all of them, in one call', async (resource, table) => {
		const alive = (await records(table)).filter(({ archived }) => archived !== true);
		await resetCalls(sandbox);
		const { items, error } = await run({ resource, operation: 'getMany', returnAll: true });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(idsOf(alive));
		expect(items.length).toBeGreaterThan(0);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test.each([
		['patient', 'custom_demographics'],
		['appointment', 'custom_appointment_fields'],
	])('custom fields of %ss', async (fieldsOf, table) => {
		const alive = (await records(table)).filter(({ archived }) => archived !== true);
		const { items } = await run({
			resource: 'customField',
			operation: 'getMany',
			fieldsOf,
			returnAll: true,
		});
		expect(idsOf(items)).toEqual(idsOf(alive));
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('archived entries are left out, unless wanted', async () => {
		const [field] = await records('custom_demographics');
		await sandbox.control(`store/custom_demographics/${field?.id}`, { archived: true }, 'PATCH');
		const all = { resource: 'customField', operation: 'getMany', returnAll: true };
		const without = await run(all);
		const withThem = await run({ ...all, filters: { includeArchived: true } });
		expect(idsOf(without.items)).not.toContain(String(field?.id));
		expect(idsOf(withThem.items)).toContain(String(field?.id));
	});

	test('of one provider, asked of the server', async () => {
		const own = (await records('appointment_profiles')).filter(
			({ doctor }) => String(doctor) === practice.provider,
		);
		const { items } = await run({
			resource: 'appointmentType',
			operation: 'getMany',
			returnAll: true,
			filters: { provider: practice.provider },
		});
		expect(idsOf(items)).toEqual(idsOf(own));
	});

	test('a confined credential sees what is its own', async () => {
		const fields = { onlyProviders: practice.provider, onlyOffices: practice.office };
		const all = { operation: 'getMany', returnAll: true };
		const providers = await run({ resource: 'provider', ...all }, { fields });
		expect(idsOf(providers.items)).toEqual([practice.provider]);
		const offices = await run({ resource: 'office', ...all }, { fields });
		expect(idsOf(offices.items)).toEqual([practice.office]);
		const templates = await run({ resource: 'availabilityTemplate', ...all }, { fields });
		expect(templates.items.every(({ office }) => String(office) === practice.office)).toBe(true);
	});

	test('simplified and whole', async () => {
		const all = { resource: 'provider', operation: 'getMany' };
		const simple = await run({ ...all, simplify: true });
		expect(Object.keys(simple.items[0] ?? {})).toEqual(
			expect.arrayContaining(['id', 'npi_number', 'timezone']),
		);
		expect(simple.items[0]).not.toHaveProperty('profile_picture');
		const whole = await run({ ...all, simplify: false });
		expect(whole.items[0]).toHaveProperty('profile_picture');
	});

	test('what a user may do, as a list', async () => {
		const { items } = await run({ resource: 'user', operation: 'getMany', simplify: true });
		expect(items[0]?.permissions).toEqual(expect.arrayContaining(['access_scheduling']));
	});

	test('rooms as rows', async () => {
		const { items } = await run({ resource: 'office', operation: 'getMany', layout: 'room' });
		const offices = (await records('offices')).filter(({ archived }) => archived !== true);
		const rooms = offices.flatMap(({ exam_rooms }) => exam_rooms as Rec[]);
		expect(items).toHaveLength(Math.min(50, rooms.length));
		expect(items[0]).toMatchObject({ office: offices[0]?.id, exam_room: 1, name: rooms[0]?.name });
	});

	test('items that ask the same are answered by one call', async () => {
		const { outputs } = await run(
			{ resource: 'appointmentType', operation: 'getMany', returnAll: true },
			{ items: [{}, {}, {}] },
		);
		const types = (await records('appointment_profiles')).filter(({ archived }) => !archived);
		expect(outputs[0]).toHaveLength(3 * types.length);
		expect(outputs[0]?.at(-1)?.pairedItem).toEqual({ item: 2 });
		expect((await calls(sandbox)).total).toBe(1);
	});

	test('open slots come with the templates', async () => {
		const { items, error } = await run({
			resource: 'availabilityTemplate',
			operation: 'getMany',
			openSlots: true,
		});
		expect(error).toBeUndefined();
		expect(items[0]).toHaveProperty('open_slots');
		expect((await calls(sandbox)).violations).toBe(0);
	});
});

describe('one entry, v4', () => {
	test.each([
		['provider', 'provider', 'doctors'],
		['office', 'office', 'offices'],
		['staff', 'staff', 'staff'],
		['user', 'user', 'users'],
		['availabilityTemplate', 'template', 'appointment_templates'],
		['appointmentType', 'type', 'appointment_profiles'],
	])('%s, by its ID in one call', async (resource, field, table) => {
		const [record] = await records(table);
		await resetCalls(sandbox);
		const { items, error } = await run({ resource, operation: 'get', [field]: String(record?.id) });
		expect(error).toBeUndefined();
		expect(items).toEqual([expect.objectContaining({ id: record?.id })]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('many by their IDs are answered by one call', async () => {
		const ids = (await records('doctors')).map(({ id }) => ({ id }));
		await resetCalls(sandbox);
		const { items } = await run(
			{ resource: 'provider', operation: 'get', provider: '={{ $json.id }}' },
			{ items: [...ids, ...ids] },
		);
		expect(items.map(({ id }) => id)).toEqual([...ids, ...ids].map(({ id }) => id));
		expect((await calls(sandbox)).total).toBe(1);
	});

	test('one that does not exist', async () => {
		const { error } = await run({ resource: 'provider', operation: 'get', provider: '987654' });
		expect(error).toBeDefined();
		expect((await calls(sandbox)).total).toBe(1);
	});

	test('another provider’s, for a confined credential', async () => {
		const { error } = await run(
			{ resource: 'provider', operation: 'get', provider: practice.provider2 },
			{ fields: { onlyProviders: practice.provider } },
		);
		expect(error?.message).toMatch(/confined/);
	});
});

describe('exam rooms, v4', () => {
	const add = (roomName: string) => ({
		resource: 'office',
		operation: 'addExamRoom',
		office: practice.office,
		roomName,
	});

	test('adds a room once, however often it is asked for', async () => {
		const first = await run(add('Exam 42'));
		expect(first.error).toBeUndefined();
		expect(first.items).toEqual([
			{
				action: 'created',
				office: practice.office,
				exam_room: expect.any(Number),
				name: 'Exam 42',
			},
		]);
		const second = await run(add('exam 42'));
		expect(second.items[0]).toMatchObject({ action: 'unchanged', name: 'Exam 42' });
		const office = (await records('offices')).find(({ id }) => String(id) === practice.office);
		const rooms = (office?.exam_rooms as Rec[]).filter(({ name }) => name === 'Exam 42');
		expect(rooms).toHaveLength(1);
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 1, violations: 0 });
	});

	test.each([
		['an office outside the credential', { onlyOffices: '999' }, /confined to other offices/],
		['a read-only credential', { access: 'read' }, /read only/],
	])('%s', async (_, fields, sentence) => {
		const { error } = await run(add('Exam 43'), { fields });
		expect(error?.message).toMatch(sentence);
		expect((await calls(sandbox)).writes).toBe(0);
	});
});

describe('appointment types, v4', () => {
	const type = (more: Rec = {}) => ({
		resource: 'appointmentType',
		operation: 'create',
		name: 'Telehealth check',
		duration: 20,
		color: '#1F77B4',
		...more,
	});

	test('creates one', async () => {
		const { items, error } = await run(
			type({ additionalFields: { provider: practice.provider2, reason: 'Check', sortOrder: 5 } }),
		);
		expect(error).toBeUndefined();
		const saved = (await records('appointment_profiles')).find(({ id }) => id === items[0]?.id);
		expect(saved).toMatchObject({
			name: 'Telehealth check',
			duration: 20,
			color: '#1F77B4',
			online_scheduling: false,
			doctor: Number(practice.provider2),
			reason: 'Check',
			sort_order: 5,
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test.each<[string, Rec, RegExp]>([
		['no name', { name: '={{ $json.none }}' }, /'Name' is empty/],
		['no minutes', { duration: 0.5 }, /'Duration \(Minutes\)' is not a whole number/],
		['a color in words', { color: 'blue' }, /'Color' is not a color/],
	])('%s: nothing is sent', async (_, more, sentence) => {
		const { error } = await run(type(more));
		expect(error?.message).toMatch(sentence);
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('of another provider, for a confined credential', async () => {
		const { error } = await run(type({ additionalFields: { provider: practice.provider2 } }), {
			fields: { onlyProviders: practice.provider },
		});
		expect(error?.message).toMatch(/confined to other providers/);
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('Retry On Fail brings a hint, since it would create twice', async () => {
		const { hints } = await run(type(), { settings: { retryOnFail: true } });
		expect(hints.join()).toContain('Retry On Fail');
	});
});

describe('availability templates, v4', () => {
	const template = async (more: Rec = {}) => ({
		resource: 'availabilityTemplate',
		operation: 'create',
		office: practice.office,
		examRoom: 1,
		type: String((await records('appointment_profiles'))[0]?.id),
		firstDay: '2026-11-23',
		startTime: '8:30',
		duration: 90,
		weekdays: ['Wednesday', 'Monday'],
		...more,
	});

	test('keeps a time of the week, and gives it free', async () => {
		const wish = await template({ additionalFields: { lastDay: '2026-12-31' } });
		await resetCalls(sandbox);
		const { items, error } = await run(wish);
		expect(error).toBeUndefined();
		const table = 'appointment_templates';
		expect((await records(table)).find(({ id }) => id === items[0]?.id)).toMatchObject({
			scheduled_time: '2026-11-23T08:30:00',
			duration: 90,
			week_days: [0, 2],
			date_start: '2026-11-23',
			date_end: '2026-12-31',
		});
		const gone = await run({
			resource: 'availabilityTemplate',
			operation: 'delete',
			template: String(items[0]?.id),
		});
		expect(gone.items).toEqual([{ id: String(items[0]?.id), deleted: true }]);
		const left = await run({
			resource: 'availabilityTemplate',
			operation: 'getMany',
			returnAll: true,
		});
		expect(idsOf(left.items)).not.toContain(String(items[0]?.id));
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 2, violations: 0 });
	});

	test.each<[string, Rec, RegExp]>([
		['a time in words', { startTime: 'half past eight' }, /'Start Time' is not a time of day/],
		['an hour that does not exist', { startTime: '24:30' }, /'Start Time' is not a time of day/],
		[
			'an end before the start',
			{ additionalFields: { lastDay: '2026-11-01' } },
			/'Last Day' is before 'First Day'/,
		],
		['no room', { examRoom: -1 }, /'Exam Room' is not a whole number/],
	])('%s: nothing is sent', async (_, more, sentence) => {
		const wish = await template(more);
		await resetCalls(sandbox);
		const { error } = await run(wish);
		expect(error?.message).toMatch(sentence);
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('of another office, for a confined credential', async () => {
		const [held] = await records('appointment_templates');
		await resetCalls(sandbox);
		const { error } = await run(
			{ resource: 'availabilityTemplate', operation: 'delete', template: String(held?.id) },
			{ fields: { onlyOffices: String(Number(held?.office) + 7) } },
		);
		expect(error?.message).toMatch(/confined to other offices/);
		expect((await calls(sandbox)).writes).toBe(0);
	});
});

describe('custom fields, v4', () => {
	const field = (more: Rec = {}) => ({
		resource: 'customField',
		operation: 'create',
		fieldsOf: 'patient',
		fieldName: 'Portal ID',
		provider: practice.provider,
		...more,
	});

	test('defines a field of patients once', async () => {
		const wish = field({
			additionalFields: { allowedValues: ' A, B ,,C', templateName: 'portal_id', description: 'D' },
		});
		const first = await run(wish, { items: [{}, {}] });
		expect(first.error).toBeUndefined();
		expect(first.items.map(({ action }) => action)).toEqual(['created', 'unchanged']);
		const saved = (await records('custom_demographics')).filter(({ name }) => name === 'Portal ID');
		expect(saved).toEqual([
			expect.objectContaining({
				doctor: Number(practice.provider),
				allowed_values: 'A,B,C',
				template_name: 'portal_id',
				description: 'D',
			}),
		]);
		expect(await calls(sandbox)).toMatchObject({ total: 2, writes: 1, violations: 0 });
	});

	test('defines a field of appointments once', async () => {
		const wish = { resource: 'customField', operation: 'create', fieldsOf: 'appointment' };
		const first = await run({ ...wish, fieldName: 'Room number' });
		const again = await run({ ...wish, fieldName: 'room NUMBER' });
		expect([first.items[0]?.action, again.items[0]?.action]).toEqual(['created', 'unchanged']);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test.each<[string, Rec, RegExp]>([
		['no name', { fieldName: '={{ $json.none }}' }, /'Field Name' is empty/],
		['no provider', { provider: '={{ $json.none }}' }, /'Provider' is empty/],
		[
			'a template name with blanks',
			{ additionalFields: { templateName: 'portal id' } },
			/'Template Name' has other characters/,
		],
	])('%s: nothing is sent', async (_, more, sentence) => {
		const { error } = await run(field(more));
		expect(error?.message).toMatch(sentence);
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('custom statuses, v4', () => {
	test('those that appointments have, with how often and when last', async () => {
		const [one, other] = (await records('appointments')).filter(
			({ scheduled_time, deleted_flag }) =>
				!deleted_flag && scheduled_time > '2026-11-01' && scheduled_time < '2026-11-15',
		);
		for (const { id } of [one!, other!]) {
			await sandbox.control(`store/appointments/${id}`, { status: 'Left Early' }, 'PATCH');
		}
		await resetCalls(sandbox);
		const { items, error } = await run({
			resource: 'customStatus',
			operation: 'getMany',
			when: 'custom',
			from: '2026-11-01',
			to: '2026-11-15',
		});
		expect(error).toBeUndefined();
		const last = [one, other].map((record) => record?.scheduled_time).sort()[1];
		expect(items).toContainEqual({ status: 'Left Early', appointments: 2, last_seen: last });
		expect(items.map(({ status }) => status)).not.toContain('Confirmed');
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});
});

describe('work schedules, v4', () => {
	const schedule = { resource: 'workSchedule', scheduleOf: 'provider' };

	const held = async (provider = practice.provider): Promise<Rec> =>
		(await records('doctor_work_schedule')).find(({ doctor }) => String(doctor) === provider)!;

	test('in words, one call', async () => {
		const { items, error } = await run({
			...schedule,
			operation: 'get',
			provider: practice.provider,
			simplify: true,
		});
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ doctor: Number(practice.provider), sunday: 'closed' });
		expect(items[0]?.monday).toMatch(/^\d\d:\d\d-\d\d:\d\d/);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('of an office', async () => {
		const { items, error } = await run({
			resource: 'workSchedule',
			scheduleOf: 'office',
			operation: 'get',
			office: practice.office,
			simplify: false,
		});
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ office: Number(practice.office) });
		expect(items[0]?.work_days).toHaveLength(7);
	});

	test('changes the days named, keeps the others', async () => {
		const before = weekOf(await held());
		const change = {
			...schedule,
			operation: 'update',
			provider: practice.provider,
			hours: {
				entry: [
					{ days: ['Monday', 'Saturday'], open: true, from: '13:00', to: '17:00' },
					{ days: ['Saturday'], open: true, from: '8:00', to: '12:00' },
					{ days: ['Friday'], open: false },
				],
			},
		};
		const { items, error } = await run(change);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: practice.provider, changed: ['monday', 'friday', 'saturday'] }]);
		expect(weekOf(await held())).toEqual({
			...before,
			Monday: [{ from: '13:00', to: '17:00' }],
			Friday: [],
			Saturday: [
				{ from: '08:00', to: '12:00' },
				{ from: '13:00', to: '17:00' },
			],
		});
		const again = await run(change);
		expect(again.items).toEqual([{ id: practice.provider, changed: [] }]);
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 1, violations: 0 });
	});

	test.each<[string, Rec[], RegExp]>([
		['no day', [], /nothing to change/],
		['no time', [{ days: ['Monday'], open: true, from: 'noon', to: '17:00' }], /'From' is not/],
		[
			'hours backwards',
			[{ days: ['Monday'], open: true, from: '17:00', to: '08:00' }],
			/end before/,
		],
		[
			'overlapping hours',
			[
				{ days: ['Monday'], open: true, from: '08:00', to: '12:00' },
				{ days: ['Monday'], open: true, from: '11:00', to: '17:00' },
			],
			/overlap/,
		],
		[
			'open and closed',
			[
				{ days: ['Monday'], open: true, from: '08:00', to: '12:00' },
				{ days: ['Monday'], open: false },
			],
			/both open and closed/,
		],
	])('%s: nothing is sent', async (_, entry, sentence) => {
		const { error } = await run({
			...schedule,
			operation: 'update',
			provider: practice.provider,
			hours: { entry },
		});
		expect(error?.message).toMatch(sentence);
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('of another provider, for a confined credential', async () => {
		const { error } = await run(
			{ ...schedule, operation: 'get', provider: practice.provider2 },
			{ fields: { onlyProviders: practice.provider } },
		);
		expect(error?.message).toMatch(/confined/);
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('a week', () => {
	const times = fc
		.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 0, maxLength: 6 })
		.map((halfHours) => {
			const sorted = halfHours.sort((one, other) => one - other);
			const even = sorted.slice(0, sorted.length - (sorted.length % 2));
			const time = (half: number) =>
				`${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
			return Array.from({ length: even.length / 2 }, (_, index) => ({
				from: time(even[2 * index]!),
				to: time(even[2 * index + 1]!),
			}));
		});
	const weeks = fc
		.tuple(times, times, times, times, times, times, times)
		.map(
			(days) =>
				Object.fromEntries(WEEKDAYS.map((day, index) => [day, days[index]])) as unknown as Week,
		);

	test('reads back as it was written, days by number or by name', () => {
		fc.assert(
			fc.property(weeks, fc.boolean(), (week, byName) => {
				const empty = { work_days: [{ iso_weekday: byName ? 'Monday' : '1', enabled: false }] };
				const days = workDays(week, empty);
				expect(days).toHaveLength(7);
				expect(days.map(({ iso_weekday }) => iso_weekday)[6]).toBe(byName ? 'Sunday' : '7');
				const read = weekOf({ work_days: days });
				expect(read).toEqual(week);
				expect(daysThatDiffer(read, week)).toEqual([]);
			}),
			{ seed: 20261122 },
		);
	});

	test('a closed day keeps the hours it had, switched off', () => {
		const open = {
			work_days: [
				{
					iso_weekday: '1',
					enabled: true,
					work_hours: [{ start_time: '08:00:00', end_time: '17:00:00', enabled: true }],
				},
			],
		};
		const [monday] = workDays({ ...weekOf(open), Monday: [] }, open);
		expect(monday).toEqual({
			iso_weekday: '1',
			enabled: false,
			work_hours: [{ start_time: '08:00:00', end_time: '17:00:00', enabled: false }],
		});
	});

	test('in words', () => {
		const week = weekOf({
			work_days: [
				{
					iso_weekday: 'Tuesday',
					enabled: true,
					work_hours: [
						{ start_time: '08:00:00', end_time: '12:00:00', enabled: true },
						{ start_time: '13:00:00', end_time: '17:00:00' },
						{ start_time: '18:00:00', end_time: '20:00:00', enabled: false },
					],
				},
			],
		});
		expect(weekInWords(week)).toMatchObject({
			monday: 'closed',
			tuesday: '08:00-12:00, 13:00-17:00',
		});
	});

	test.each(['8:30', '08:30', '08:30:00', ' 8:30 '])('%s is a time of day', (time) => {
		expect(timeOfDay(time, 'From')).toEqual({ ok: true, value: '08:30' });
	});

	test('hours that meet do not overlap', () => {
		const hours = [
			{ from: '12:00', to: '17:00' },
			{ from: '08:00', to: '12:00' },
		];
		expect(hoursInOrder(hours, 'Monday')).toEqual({ ok: true, value: [hours[1], hours[0]] });
	});
});

describe('guide', () => {
	const guide = { dialect: 'guide' as const };

	test('providers, with the hours they are available', async () => {
		const { items, error } = await run(
			{ resource: 'provider', operation: 'getMany', returnAll: true },
			guide,
		);
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(idsOf(await records('doctors')));
		expect(items[0]).toHaveProperty('availability');
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('one provider, found in the list', async () => {
		const { items, error } = await run(
			{ resource: 'provider', operation: 'get', provider: practice.provider2 },
			guide,
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([expect.objectContaining({ id: Number(practice.provider2) })]);
		const missing = await run({ resource: 'provider', operation: 'get', provider: '9' }, guide);
		expect(missing.error?.message).toMatch(/no entry with this ID/);
	});

	test.each<[Rec]>([
		[{ resource: 'office', operation: 'getMany' }],
		[{ resource: 'office', operation: 'addExamRoom', office: '1', roomName: 'Exam 9' }],
		[{ resource: 'appointmentType', operation: 'getMany' }],
		[{ resource: 'customStatus', operation: 'getMany' }],
		[{ resource: 'workSchedule', operation: 'get', scheduleOf: 'provider', provider: '1' }],
		[{ resource: 'workSchedule', operation: 'update', scheduleOf: 'provider', provider: '1' }],
		[{ resource: 'customField', operation: 'create', fieldName: 'X', provider: '1' }],
	])('%j does not exist there: nothing is sent', async (parameters) => {
		const { error } = await run(parameters, guide);
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect((await calls(sandbox)).total).toBe(0);
	});
});
