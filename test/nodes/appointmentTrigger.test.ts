import { DateTime } from 'luxon';

import { DrChronoAppointmentTrigger } from '../../nodes/DrChronoAppointmentTrigger/DrChronoAppointmentTrigger.node';
import { Client } from '../../drchrono/client/client';
import { systemClock } from '../../nodes/shared/clock';
import { credentialFor } from '../support/credential';
import type { CredentialData } from '../support/n8n';
import { Published } from '../support/poll';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-16T09:00:00-05:00';
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const MARCH = DateTime.fromISO('2027-03-02T00:00', { zone: 'utc' });

let sandbox: Sandbox;
let practice: Practice;
/** Lead of n8n's clock over the real one, in milliseconds. */
let lead: number;
/** One DrChrono application for each test: its own throttle, its own memory. */
let clientId: string;
let booked = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { blank: false, now: NOW });
	await sandbox.control('switches', { stampZone: 'doctor', guideUpdatedAfter: 'present' });
	await sandbox.control('limits', { enabled: false });
	practice = await practiceOf(sandbox);
	clientId = `client-${++booked}`;
	await sandbox.control('apps', { clientId, clientSecret: 'sandbox-secret' });
	lead = Date.parse(NOW) - Date.now();
	jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + lead);
	await resetCalls(sandbox);
});

afterEach(() => jest.restoreAllMocks());

/** Time passes, for n8n as for DrChrono. */
async function pass(seconds: number): Promise<void> {
	lead += seconds * 1000;
	await sandbox.control('clock', { advance: seconds });
}

async function published(
	dialect: 'v4' | 'guide',
	parameters: object = {},
	fields: CredentialData = {},
): Promise<Published> {
	const credential = await credentialFor(sandbox, dialect, { clientId, ...fields }, { clientId });
	return new Published({
		node: new DrChronoAppointmentTrigger(),
		parameters: { event: 'created', filters: {}, options: {}, ...parameters },
		credential,
	});
}

/** Waits between repeated requests take no time; the end of the poll's own time does not come. */
function noPauses(): void {
	jest.spyOn(systemClock, 'pause').mockImplementation(async (ms, signal) => {
		if (ms < 60_000) return;
		await new Promise((resolve) => signal?.addEventListener('abort', resolve));
	});
}

/** Somebody books on DrChrono's own screens. */
async function book(fields: Record<string, unknown> = {}): Promise<string> {
	const [id] = await bookMany(1, fields);
	return id!;
}

async function bookMany(count: number, fields: Record<string, unknown> = {}): Promise<string[]> {
	const records = Array.from({ length: count }, () => {
		booked += 1;
		return {
			patient: Number(practice.patient),
			doctor: Number(practice.provider),
			office: Number(practice.office),
			exam_room: 1,
			duration: 20,
			status: '',
			scheduled_time: MARCH.plus({ hours: booked }).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
			...fields,
		};
	});
	const created = await sandbox.control<Array<{ id: unknown }>>('store/appointments', records);
	return created.map(({ id }) => String(id));
}

function ids(items: Array<{ id?: unknown }> | null): string[] | null {
	return items && items.map(({ id }) => String(id));
}

/** Calls by route since the last time this was asked. */
async function callsSince(): Promise<Record<string, number>> {
	const { byRoute, violations } = await calls(sandbox);
	expect(violations).toBe(0);
	await resetCalls(sandbox);
	return byRoute;
}

const ROUTES = {
	v4: { list: 'GET /api/appointments', doctors: { 'GET /api/doctors': 1 } },
	guide: { list: 'GET /appointments/', doctors: {} },
} as const;

describe.each(['v4', 'guide'] as const)('new appointments, %s', (dialect) => {
	const { list, doctors } = ROUTES[dialect];
	const listed = (times: number) => expect.objectContaining({ [routeOf(list)]: times });
	const routeOf = (route: string) =>
		dialect === 'guide' ? route.replace('GET ', 'GET /guide') : route;

	test('publishing makes one call to an endpoint and starts nothing', async () => {
		const trigger = await published(dialect);
		expect(await trigger.activate()).toBeNull();
		expect(await callsSince()).toEqual({ [routeOf(list)]: 1, ...doctors });
	});

	test('each new appointment starts the workflow once, and an idle poll makes one call', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		await callsSince();

		const first = await book();
		const second = await book();
		await pass(2 * MINUTE);
		const items = await trigger.tick();
		expect(ids(items)).toEqual([first, second]);
		expect(items?.[0]).toMatchObject({
			event: 'created',
			eventKey: `created:${first}`,
			start_iso: expect.stringMatching(/^2027-0[34]-\d\dT\d\d:\d\d:00-0[45]:00$/),
		});
		const after = await callsSince();
		expect(after[routeOf(list)]).toBe(1);

		for (let round = 0; round < 3; round++) {
			await pass(2 * MINUTE);
			expect(await trigger.tick()).toBeNull();
			expect(await callsSince()).toEqual({ [routeOf(list)]: 1 });
		}
	});

	test('ticks in between make no call', async () => {
		const trigger = await published(dialect, { options: { everyMinutes: 5 } });
		await trigger.activate();
		await callsSince();
		await book();
		const told = [];
		for (let minute = 1; minute <= 10; minute++) {
			await pass(MINUTE);
			told.push((await trigger.tick())?.length ?? 0);
		}
		expect(told).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
		expect(await callsSince()).toEqual(listed(2));
	});

	test('a change, a move and a cancellation are no new appointment', async () => {
		const trigger = await published(dialect);
		const old = await book();
		await pass(MINUTE);
		await trigger.activate();
		const id = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
		for (const appointment of [old, id]) {
			await sandbox.control(
				`store/appointments/${appointment}`,
				{ status: 'Cancelled', scheduled_time: '2027-05-03T03:00:00' },
				'PATCH',
			);
		}
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
		await pass(2 * DAY);
		await sandbox.control(`store/appointments/${old}`, { status: 'Confirmed' }, 'PATCH');
		expect(await trigger.tick()).toBeNull();
	});

	test('a restart of n8n neither loses nor repeats, although polls without items are not stored', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		const first = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([first]);
		for (let round = 0; round < 5; round++) {
			await pass(10 * MINUTE);
			expect(await trigger.tick()).toBeNull();
		}
		const second = await book();
		trigger.start();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick({ activation: 'init' }))).toEqual([second]);
		trigger.start();
		await pass(2 * MINUTE);
		expect(await trigger.tick({ activation: 'init' })).toBeNull();
	});

	test('an outage of three days is caught up with, oldest first', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		const told: string[] = [];
		for (let day = 0; day < 3; day++) {
			for (let number = 0; number < 4; number++) told.push(await book());
			await pass(DAY);
		}
		await callsSince();
		expect(ids(await trigger.tick())).toEqual(told);
		expect(await trigger.tick()).toBeNull();
	});

	test('a rename and an edited filter keep the place', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		const first = await book();
		trigger.edit(() => (trigger.name = 'New Bookings'));
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([first]);

		const mine = await book({ doctor: Number(practice.provider2) });
		await book();
		trigger.edit(() => {
			trigger.parameters = {
				...trigger.parameters,
				filters: { provider: { __rl: true, mode: 'id', value: practice.provider2 } },
			};
		});
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([mine]);

		// What an earlier filter left out stays out.
		trigger.edit(() => (trigger.parameters = { ...trigger.parameters, filters: {} }));
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
	});

	test('another credential starts anew', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		await book();
		trigger.edit(() => (trigger.credentialId = 'another'));
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
		const id = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('two ticks at once ask once', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		const id = await book();
		await pass(2 * MINUTE);
		await callsSince();
		await sandbox.control('faults', { route: '*', kind: 'delay', ms: 300, times: 2 });
		const both = await Promise.all([trigger.tick(), trigger.tick()]);
		expect(both.map(ids)).toEqual([[id], null]);
		expect((await callsSince())[routeOf(list)]).toBe(1);
	});

	test('filters by status and type', async () => {
		const trigger = await published(dialect, { filters: { status: 'Confirmed', type: '700001' } });
		await trigger.activate();
		const id = await book({ status: 'Confirmed', profile: 700001 });
		await book({ status: 'Confirmed', profile: 700002 });
		await book({ profile: 700001 });
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('from a date on: publishing asks for no appointment, the next tick tells them', async () => {
		const before = await book();
		await pass(DAY);
		const first = await book();
		await pass(DAY);
		const second = await book();
		await pass(MINUTE);
		await callsSince();
		const trigger = await published(dialect, {
			options: { startFrom: '2026-11-17T08:00:00-05:00' },
		});
		expect(await trigger.activate()).toBeNull();
		expect((await callsSince())[routeOf(list)]).toBeUndefined();

		const told = ids(await trigger.tick()) ?? [];
		expect(told).toEqual(expect.arrayContaining([first, second]));
		expect(told).not.toContain(before);
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
	});

	test('Fetch Test Event shows the newest appointments and leaves the state alone', async () => {
		const trigger = await published(dialect);
		const id = await book();
		const items = await trigger.tick({ mode: 'manual', activation: 'manual' });
		expect(ids(items)?.at(-1)).toBe(id);
		expect(items?.length).toBeLessThanOrEqual(5);
		expect(trigger.stored).toBe('{}');
		expect((await callsSince())[routeOf(list)]).toBe(1);
	});

	test('Fetch Test Event says why there is nothing to show', async () => {
		await sandbox.control('reset', { blank: true, now: NOW });
		const trigger = await published(dialect);
		await expect(trigger.tick({ mode: 'manual', activation: 'manual' })).rejects.toMatchObject({
			message: 'DrChrono has no appointments of the last 90 days that this trigger would tell of',
			description: expect.stringContaining('filters'),
		});
	});

	test('a server in trouble is an error that says so, and nothing is lost', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		const id = await book();
		await pass(2 * MINUTE);
		noPauses();
		await sandbox.control('faults', { route: '*', kind: 'status', status: 500, times: 40 });
		await expect(trigger.tick()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		await sandbox.control('faults', undefined, 'DELETE');
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('what is stored has ids and times, and nothing of a patient', async () => {
		const trigger = await published(dialect);
		await trigger.activate();
		await book({ reason: 'canary-reason', notes: 'canary-notes' });
		await pass(2 * MINUTE);
		await trigger.tick();
		expect(trigger.stored).not.toMatch(/canary/);
		expect(trigger.stored).not.toContain(practice.patient);
		expect(trigger.stored.length).toBeLessThan(8_000);
		expect(trigger.log.join('\n')).not.toMatch(/canary|since=|updated_after/);
	});
});

describe('quota', () => {
	test('publishing succeeds without any, and what is booked meanwhile is told', async () => {
		await sandbox.control('faults', {
			...{ route: '*', kind: 'status', status: 429, times: 1 },
			body: { detail: 'Request was throttled. Expected available in 3000.0 seconds.' },
		});
		const trigger = await published('v4');
		expect(await trigger.activate()).toBeNull();
		const id = await book();
		await pass(20 * MINUTE);
		expect(await trigger.tick()).toBeNull();
		expect(trigger.log.join('\n')).toMatch(
			/warn DrChrono trigger: no calls left, this poll is skipped/,
		);
		await pass(50 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('without any for half an hour the poll fails with the time at which it returns', async () => {
		const trigger = await published('v4', {}, { callsPerHour: 3 });
		await trigger.activate();
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
		await callsSince();
		const id = await book();
		for (let minute = 4; minute < 34; minute += 2) {
			await pass(2 * MINUTE);
			expect(await trigger.tick()).toBeNull();
		}
		await pass(2 * MINUTE);
		await expect(trigger.tick()).rejects.toMatchObject({ failure: { cause: 'quota-exhausted' } });
		expect(await callsSince()).toEqual({});
		await pass(30 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});
});

describe('v4', () => {
	test('one call for publishing, however many appointments changed', async () => {
		await bookMany(300);
		await pass(MINUTE);
		await callsSince();
		const trigger = await published('v4');
		expect(await trigger.activate()).toBeNull();
		expect(await callsSince()).toEqual({ 'GET /api/appointments': 1, 'GET /api/doctors': 1 });
		const id = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('a poll that n8n gives little time goes on where it stopped', async () => {
		const trigger = await published('v4');
		await trigger.activate();
		const told = await bookMany(600);
		await pass(2 * MINUTE);
		await callsSince();
		const request = Client.prototype.request;
		jest.spyOn(Client.prototype, 'request').mockImplementation(async function (
			this: Client,
			...wish
		) {
			const answer = await request.apply(this, wish);
			// A page takes longer than half of what n8n allows.
			lead += 80_000;
			return answer;
		});
		const found: string[][] = [];
		for (let round = 0; round < 3; round++) found.push(ids(await trigger.tick()) ?? []);
		for (const { length } of found) expect(length).toBeGreaterThan(0);
		expect(found.flat().sort()).toEqual([...told].sort());
		expect(await callsSince()).toEqual({ 'GET /api/appointments': 3 });
		expect(await trigger.tick()).toBeNull();
	});

	test('breaks are told where they are wanted, occurrences of a series and deleted ones never', async () => {
		const trigger = await published('v4');
		await trigger.activate();
		const withBreaks = await published('v4', { options: { includeBreaks: true } });
		withBreaks.edit(() => (withBreaks.credentialId = 'of its own'));
		await withBreaks.tick();

		const pause = await book({ appt_is_break: true, patient: null });
		const series = await book({
			recurring_appointment: true,
			recurring_days: ['Monday'],
			recurs_every: 1,
			recur_start_date: '2027-03-01',
			recur_end_date: '2027-06-01',
		});
		const deleted = await book();
		await sandbox.control(`store/appointments/${deleted}`, { deleted_flag: true }, 'PATCH');
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([series]);
		expect(ids(await withBreaks.tick())).toEqual([pause, series]);
	});

	test('a zone that the server uses for all doctors makes no difference', async () => {
		await sandbox.control('switches', { stampZone: 'eastern' });
		const trigger = await published('v4');
		await book({ doctor: Number(practice.provider2) });
		await pass(MINUTE);
		await trigger.activate();
		const east = await book();
		const west = await book({ doctor: Number(practice.provider2) });
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([east, west]);
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toBeNull();
	});

	test('a credential that may not look up zones tells appointments without ISO times', async () => {
		const trigger = await published('v4', {}, { areas: ['scheduling'] });
		await trigger.activate();
		const id = await book();
		await pass(2 * MINUTE);
		expect(await trigger.tick()).toEqual([
			expect.objectContaining({ id, start_iso: null, end_iso: null }),
		]);
		expect(await callsSince()).toEqual({ 'GET /api/appointments': 2 });
	});

	test('a credential confined to a provider tells no others', async () => {
		const trigger = await published('v4', {}, { onlyProviders: practice.provider2 });
		await trigger.activate();
		await book();
		const id = await book({ doctor: Number(practice.provider2) });
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([id]);
	});

	test('a missing permission is declared, so that n8n does not take the credential for dead', async () => {
		const trigger = await published('v4');
		const detail = 'You do not have permission to perform this action.';
		await sandbox.control('faults', {
			...{ route: 'GET /api/appointments', kind: 'status', status: 403 },
			body: { detail },
		});
		await expect(trigger.activate()).rejects.toMatchObject({
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('guide', () => {
	test('a server without updated_after is read as a whole and compared', async () => {
		await sandbox.control('switches', { guideUpdatedAfter: 'absent' });
		const trigger = await published('guide');
		expect(await trigger.activate()).toBeNull();
		const total = (await stored(sandbox, 'appointments')).length;
		const first = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([first]);
		await callsSince();
		await pass(2 * MINUTE);
		const second = await book();
		await pass(2 * MINUTE);
		expect(ids(await trigger.tick())).toEqual([second]);
		const pages = (await callsSince())['GET /guide/appointments/'] ?? 0;
		expect(pages).toBeGreaterThan(0);
		expect(pages).toBeLessThanOrEqual(Math.ceil((total + 2) / 50));
	});

	test('says that it knows no offices before anything is sent', async () => {
		const trigger = await published('guide', { filters: { office: '500001' } });
		await callsSince();
		await expect(trigger.activate()).rejects.toMatchObject({
			failure: { cause: 'configuration-invalid' },
		});
		expect(await callsSince()).toEqual({});
	});
});
