import assert from 'node:assert/strict';
import { errors, items, type Execution } from '../../demo/execution.mts';
import { booked, ExternalCalendar, known } from '../../demo/external-calendar.mts';
import { OnDemand } from '../../demo/on-demand.mts';
import type { Credential } from '../../demo/n8n.mts';
import type { Sandbox } from '../../demo/sandbox.mts';
import type { Server } from '../../demo/server.mts';
import { staffList } from '../../demo/staff-list.mts';
import type { Stage } from '../../demo/stage.mts';
import { test } from './suite.mts';

const creating = booked - known;
const node = 'Create or Update Appointment';

let opened: Promise<Server> | undefined;

interface Scene {
	calendar: ExternalCalendar;
	sandbox: Sandbox;
	server: Server;
	/** A minute of the schedule. */
	minute(): Promise<Execution>;
	/** A minute in which nothing went wrong; which calls it made of DrChrono. */
	quiet(): Promise<Record<string, number>>;
	/** What became of the bookings in a minute, by booking. */
	outcomes(execution: Execution): Record<string, unknown>;
}

/** An n8n whose zone is neither the machine's nor the practice's, with both dialects' credentials. */
async function open(stage: Stage): Promise<Server> {
	const n8n = await stage.n8n({ TZ: 'Asia/Tokyo', GENERIC_TIMEZONE: 'Europe/Berlin' });
	await n8n.importCredentials(await credentialOf(stage, false), await credentialOf(stage, true));
	const server = await n8n.start();
	await server.signUp();
	return server;
}

async function credentialOf({ sandbox }: Stage, guide: boolean): Promise<Credential> {
	return guide
		? await sandbox.guideCredential({ id: 'calendarGuide' })
		: await sandbox.credential({ id: 'calendarV4' });
}

/** The template, published in a practice of its own. */
async function published(
	stage: Stage,
	{ size = { booked, known }, guide = false },
	play: (scene: Scene) => Promise<void>,
): Promise<void> {
	const { sandbox } = stage;
	const server = await (opened ??= open(stage));
	const calendar = await ExternalCalendar.inNewPractice(sandbox, size);
	try {
		const workflow = await calendar.workflow(await credentialOf(stage, guide));
		const template = await OnDemand.publish(server, workflow, 'Every Minute');
		const minute = async () => {
			await sandbox.resetCounters();
			return await template.run();
		};
		await play({
			calendar,
			sandbox,
			server,
			minute,
			async quiet() {
				const execution = await minute();
				assert.equal(execution.status, 'success');
				assert.deepEqual(errors(execution), []);
				const { byRoute, violations, token } = await sandbox.counters();
				assert.equal(violations, 0);
				assert.equal(token, 0);
				return byRoute;
			},
			outcomes: (execution) =>
				Object.fromEntries(
					items(execution, node).map(({ json }) => [json.external_id, json.action]),
				),
		});
	} finally {
		await calendar.close();
	}
}

export default [
	test('the calendar template brings bookings, moves and cancellations to DrChrono, each once', async (stage) => {
		await published(stage, {}, async ({ calendar, sandbox, server, quiet }) => {
			// One page of appointments, the provider's time zone once, each booking once.
			assert.deepEqual(await quiet(), {
				'GET /api/appointments': 1,
				'GET /api/doctors': 1,
				'POST /api/appointments': creating,
			});
			assert.deepEqual(await calendar.mistakes(), []);
			assert.deepEqual(await quiet(), {});

			calendar.move('cal-1');
			calendar.move('cal-30');
			calendar.cancel('cal-2');
			// Each by the ID that the template remembers, wherever it may have been moved.
			const three = { 'GET /api/appointments/{id}': 3, 'PATCH /api/appointments/{id}': 3 };
			assert.deepEqual(await quiet(), three);
			assert.deepEqual(await calendar.mistakes(), []);
			assert.deepEqual(await quiet(), {});

			// Booked again under the same id: neither a second appointment, nor still cancelled.
			calendar.change('cal-2', { status: 'active' });
			calendar.move('cal-2');
			assert.equal((await quiet())['PATCH /api/appointments/{id}'], 1);
			assert.deepEqual(await calendar.mistakes(), []);
			const booking = calendar.bookings.find(({ uid }) => uid === 'cal-2')!;
			const rebooked = (await sandbox.records('appointments')).find(
				({ notes }) => notes === calendar.appointment(booking).notes,
			);
			assert.equal(rebooked?.status, 'Not Confirmed');
			assert.deepEqual(await quiet(), {});
			assert.equal((await staffList(server)).length, 0);
		});
	}),
	test('what staff change in DrChrono stays until the booking changes again', async (stage) => {
		await published(stage, {}, async ({ calendar, sandbox, server, quiet }) => {
			await quiet();
			const stored = await sandbox.records('appointments');
			const of = (uid: string) => stored.find(({ notes }) => String(notes).includes(`: ${uid}]`))!;
			const day = String(of('cal-3').scheduled_time).slice(0, 10);
			const far = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
			const moved = { scheduled_time: `${far}T18:30:00`, status: 'Confirmed' };
			await sandbox.control('PATCH', `store/appointments/${of('cal-3').id}`, moved);
			await sandbox.control('PATCH', `store/appointments/${of('cal-4').id}`, {
				status: 'Cancelled',
			});
			await sandbox.control('PATCH', `store/appointments/${of('cal-5').id}`, {
				deleted_flag: true,
			});
			assert.deepEqual(await quiet(), {});

			calendar.move('cal-3');
			calendar.move('cal-5');
			assert.equal((await quiet())['PATCH /api/appointments/{id}'], 1);
			const now = await sandbox.records('appointments');
			const { scheduled_time, status } = now.find(({ id }) => id === of('cal-3').id)!;
			const booking = calendar.bookings.find(({ uid }) => uid === 'cal-3')!;
			assert.equal(scheduled_time, calendar.appointment(booking).scheduled_time);
			assert.equal(status, 'Confirmed');
			assert.equal(now.length, stored.length);
			const rows = await staffList(server);
			assert.deepEqual(
				rows.map(({ key, state }) => [key, state]),
				[['booking cal-5', 'open']],
			);
			assert.match(rows[0]!.what, /deleted in DrChrono/);
			assert.deepEqual(await quiet(), {});
		});
	}),
	test('a booking that DrChrono refuses keeps no other back, and is not asked for every minute', async (stage) => {
		await published(stage, {}, async ({ calendar, sandbox, minute, quiet, outcomes }) => {
			await sandbox.control('POST', 'faults', {
				route: 'POST /api/appointments',
				skip: 3,
				times: 1,
				kind: 'status',
				status: 409,
				body: { detail: 'overlaps' },
			});
			const execution = await minute();
			assert.equal(execution.status, 'success');
			assert.equal(Object.keys(outcomes(execution)).length, booked - 1);
			assert.equal((await calendar.mistakes()).length, 1);
			assert.deepEqual(await quiet(), {});

			// The patient takes another time, which is a reason to ask at once.
			const missing = /cal-\d+/.exec((await calendar.mistakes())[0]!)![0];
			calendar.move(missing);
			assert.equal((await quiet())['POST /api/appointments'], 1);
			assert.deepEqual(await calendar.mistakes(), []);
		});
	}),
	test('500 bookings of which DrChrono has 450 cost 50 writes and few reads', async (stage) => {
		const size = { booked: 500, known: 450 };
		await published(stage, { size }, async ({ calendar, quiet }) => {
			// 200 at a time, soonest first.
			const rounds = [await quiet(), await quiet(), await quiet()];
			const total = (route: RegExp) =>
				rounds
					.flatMap((round) => Object.entries(round))
					.filter(([name]) => route.test(name))
					.reduce((sum, [, calls]) => sum + calls, 0);
			assert.equal(total(/^POST \/api\/appointments$/), 50);
			assert.equal(total(/^(PATCH|PUT|DELETE) /), 0);
			assert.ok(total(/./) - 50 <= 25, `${total(/./) - 50} reads`);
			assert.deepEqual(await calendar.mistakes(), []);
			assert.deepEqual(await quiet(), {});
		});
	}),
	test("the calendar template with the integration guide's API", async (stage) => {
		const size = { booked: 6, known: 0 };
		await published(stage, { size, guide: true }, async ({ calendar, sandbox, quiet }) => {
			assert.deepEqual(await quiet(), {
				'GET /guide/appointments/': 6,
				'POST /guide/appointments/': 6,
			});
			assert.deepEqual(await quiet(), {});
			calendar.move('cal-1');
			calendar.cancel('cal-2');
			assert.deepEqual(await quiet(), {
				'GET /guide/appointments/{id}/': 2,
				'PUT /guide/appointments/{id}/': 2,
			});
			const listed = await sandbox.guide<{ results: Array<Record<string, unknown>> }>(
				'appointments/',
			);
			const told = listed.results.map(({ external_id, start_time, status }) => [
				external_id,
				Date.parse(String(start_time)),
				status === 'cancelled',
			]);
			const wanted = calendar.bookings.map(({ uid, start_time, status }) => [
				uid,
				Date.parse(start_time),
				status === 'canceled',
			]);
			assert.deepEqual(told.sort(), wanted.sort());
		});
	}),
];

export async function finish(): Promise<void> {
	await (await opened)?.stop();
}
