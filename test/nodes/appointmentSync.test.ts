import type { IDataObject } from 'n8n-workflow';

import { windowsAround } from '../../drchrono/records/knownBookings';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-16T09:00:00-05:00';

let sandbox: Sandbox;
let practice: Practice;
let applications = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 120, seed: 11, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { now: NOW });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

/** A credential of an application of its own, so that nothing is remembered for it. */
async function application(dialect: 'v4' | 'guide' = 'v4'): Promise<CredentialData> {
	const clientId = `sync-${applications++}`;
	await sandbox.control('apps', { clientId, clientSecret: 'secret' });
	return await credentialFor(
		sandbox,
		dialect,
		{ clientId, clientSecret: 'secret', callsPerSecond: 1000 },
		{ clientId },
	);
}

async function upsert(
	credential: CredentialData,
	items: IDataObject[],
	more: IDataObject = {},
	settings: Partial<NodeRun> = {},
): Promise<NodeResult> {
	const isGuide = credential.dialect === 'guide';
	return await runNode({
		node: 'drChronoAppointment',
		parameters: {
			operation: 'createOrUpdate',
			externalId: '={{ $json.uid }}',
			appointment: '={{ $json.id }}',
			patient: practice.patient,
			provider: practice.provider,
			start: '={{ $json.start }}',
			duration: 10,
			office: isGuide ? '' : practice.office,
			examRoom: isGuide ? 0 : 1,
			additionalFields: { reason: '={{ $json.reason }}' },
			...more,
		},
		credential,
		items,
		...settings,
	});
}

const actions = ({ items }: NodeResult) => items.map(({ action }) => action);

async function inStore(id: unknown) {
	return (await stored(sandbox, 'appointments')).find((row) => String(row.id) === String(id));
}

/** Five hundred nights' bookings, ten minutes each, over three weeks. */
function bookings(): Array<{ uid: string; start: string; reason: string }> {
	return Array.from({ length: 500 }, (_, index) => {
		const day = String(1 + Math.floor(index / 24)).padStart(2, '0');
		const minute = (index % 24) * 10;
		const hour = String(Math.floor(minute / 60)).padStart(2, '0');
		const start = `2027-02-${day}T${hour}:${String(minute % 60).padStart(2, '0')}:00`;
		return { uid: `cal-${index}`, start, reason: 'Online booking' };
	});
}

test('500 bookings of which 450 exist unchanged: at most 25 calls and 50 writes; again: no write', async () => {
	const all = bookings();
	for (const { uid, start, reason } of all.slice(0, 475)) {
		await sandbox.control('store/appointments', {
			patient: Number(practice.patient),
			doctor: Number(practice.provider),
			office: Number(practice.office),
			exam_room: 1,
			scheduled_time: start,
			duration: 10,
			reason,
			notes: `[External ID: ${uid}]`,
			status: '',
		});
	}
	// Of the 475 that are there 25 have changed since, and 25 are new.
	const wanted = all.map((one, index) => (index < 25 ? { ...one, reason: 'Changed' } : one));
	const credential = await application();
	await resetCalls(sandbox);
	const first = await upsert(credential, wanted);
	expect(first.error).toBeUndefined();
	const counted = actions(first);
	expect(counted.filter((action) => action === 'unchanged')).toHaveLength(450);
	expect(counted.filter((action) => action === 'updated')).toHaveLength(25);
	expect(counted.filter((action) => action === 'created')).toHaveLength(25);
	const { reads, writes, violations } = await calls(sandbox);
	expect(writes).toBe(50);
	expect(reads).toBeLessThanOrEqual(25);
	expect(violations).toBe(0);

	await resetCalls(sandbox);
	const again = await upsert(credential, wanted);
	expect(new Set(actions(again))).toEqual(new Set(['unchanged']));
	expect((await calls(sandbox)).writes).toBe(0);
}, 120_000);

test('in the guide dialect many are looked for by their days, and only what is not there by itself', async () => {
	const all = bookings().slice(0, 60);
	const credential = await application('guide');
	expect(new Set(actions(await upsert(credential, all)))).toEqual(new Set(['created']));
	const wanted = [...all.slice(1), ...bookings().slice(60, 63)].map((one, index) =>
		index === 0 ? { ...one, start: '2027-06-01T03:00:00', reason: 'Moved' } : one,
	);
	await resetCalls(sandbox);
	const second = await upsert(credential, wanted);
	expect(second.error).toBeUndefined();
	expect(actions(second).slice(0, 1)).toEqual(['updated']);
	expect(new Set(actions(second).slice(1, 59))).toEqual(new Set(['unchanged']));
	expect(actions(second).slice(59)).toEqual(['created', 'created', 'created']);
	const { reads, writes, violations } = await calls(sandbox);
	expect(writes).toBe(4);
	expect(reads).toBeLessThanOrEqual(10);
	expect(violations).toBe(0);

	// Far from its days, only the question for it alone finds the one that was moved.
	const back = wanted.map((one, index) => (index === 0 ? { ...one, start: all[1]!.start } : one));
	expect(actions(await upsert(credential, back)).slice(0, 2)).toEqual(['updated', 'unchanged']);
	expect(
		(await stored(sandbox, 'appointments')).filter(({ reason }) => reason === 'Moved'),
	).toHaveLength(1);
}, 60_000);

describe('the days that are looked at', () => {
	test.each<[string, string[], Array<[string, string]>]>([
		['none', [], []],
		['one day', ['2027-03-01'], [['2026-12-31', '2027-04-30']]],
		[
			'days near each other, in any order',
			['2027-03-05', '2027-03-01', '2027-03-05'],
			[['2026-12-31', '2027-05-04']],
		],
		[
			'days years apart',
			['2027-03-01', '2020-03-01'],
			[
				['2020-01-01', '2020-04-30'],
				['2026-12-31', '2027-04-30'],
			],
		],
		['windows that touch are one', ['2027-01-01', '2027-05-02'], [['2026-11-02', '2027-07-01']]],
	])('%s', (_, days, windows) => {
		expect(windowsAround(days, 60)).toEqual(windows.map(([from, to]) => ({ from, to })));
	});

	test('go on over short gaps where that is wanted', () => {
		const days = ['2027-03-01', '2027-03-10', '2027-04-01'];
		expect(windowsAround(days, 1, 7)).toEqual([
			{ from: '2027-02-28', to: '2027-03-11' },
			{ from: '2027-03-31', to: '2027-04-02' },
		]);
	});

	test('are not the years between two bookings', async () => {
		const result = await upsert(await application(), [
			{ uid: 'old', start: '2019-03-04T03:00', reason: '' },
			{ uid: 'new', start: '2027-03-04T03:00', reason: '' },
		]);
		expect(actions(result)).toEqual(['created', 'created']);
		const { requests } = await sandbox.control<{
			requests: Array<{ route: string; query: Record<string, string> }>;
		}>('requests');
		const ranges = requests.map(({ query }) => query?.date_range).filter(Boolean);
		expect([...new Set(ranges)]).toEqual(['2019-01-03/2019-05-03', '2027-01-03/2027-05-03']);
	});
});

describe.each(['v4', 'guide'] as const)('%s: a known appointment ID', (dialect) => {
	const zone = '-05:00';

	async function book(credential: CredentialData, uid: string): Promise<string> {
		const { items, error } = await upsert(credential, [
			{ uid, start: `2027-03-02T03:00:00${zone}`, reason: 'one' },
		]);
		expect(error).toBeUndefined();
		return String(items[0]?.id);
	}

	test('is looked at alone, and written only where something differs', async () => {
		const credential = await application(dialect);
		const id = await book(credential, 'cal-1');
		await resetCalls(sandbox);
		const same = { id, start: `2027-03-02T03:00:00${zone}`, reason: 'one' };
		expect(actions(await upsert(credential, [same]))).toEqual(['unchanged']);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 0 });

		const changed = await upsert(credential, [{ ...same, reason: 'two' }]);
		expect(changed.items[0]).toMatchObject({ action: 'updated', id });
		expect(await inStore(id)).toMatchObject({ reason: 'two' });
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('of many, those near their days are looked for by one list, and the others one by one', async () => {
		const credential = await application(dialect);
		const day = (number: number) => String(number).padStart(2, '0');
		const wishes: IDataObject[] = Array.from({ length: 14 }, (_, number) => ({
			uid: `many-${number}`,
			start: `2027-03-${day(number + 1)}T03:00:00${zone}`,
			reason: 'one',
		}));
		const { items } = await upsert(credential, wishes);
		const known: IDataObject[] = wishes.map((wish, place) => ({ ...wish, id: items[place]?.id }));
		// Staff have moved one of them far away.
		const far = '2027-09-01T03:00:00';
		await sandbox.control(`store/appointments/${known[5]!.id}`, { scheduled_time: far }, 'PATCH');
		await resetCalls(sandbox);
		const result = await upsert(credential, known);
		expect(actions(result)).toEqual(
			known.map((_, place) => (place === 5 ? 'updated' : 'unchanged')),
		);
		const { reads, writes } = await calls(sandbox);
		expect(writes).toBe(1);
		expect(reads).toBeLessThan(6);
		expect(await stored(sandbox, 'appointments')).toContainEqual(
			expect.objectContaining({ id: String(known[5]!.id), reason: 'one' }),
		);
	});

	test('counts before the external ID, which it then gets', async () => {
		const credential = await application(dialect);
		const id = await book(credential, 'cal-1');
		const wish = { id, uid: 'cal-9', start: `2027-03-02T03:00:00${zone}`, reason: 'one' };
		expect((await upsert(credential, [wish])).items[0]).toMatchObject({ action: 'updated', id });
		const found = await upsert(credential, [{ ...wish, id: '' }]);
		expect(found.items[0]).toMatchObject({ action: 'unchanged', id });
	});

	test('that is gone: the external ID decides, else it counts as deleted by staff', async () => {
		const credential = await application(dialect);
		const id = await book(credential, 'cal-1');
		const wish = { start: `2027-03-02T03:00:00${zone}`, reason: 'one' };
		const other = await upsert(credential, [{ ...wish, id: '987654', uid: 'cal-1' }]);
		expect(other.items[0]).toMatchObject({ action: 'unchanged', id });
		const gone = await upsert(credential, [{ ...wish, id: '987654' }]);
		expect(gone.items[0]).toMatchObject({ action: 'skipped', reason: 'deleted in DrChrono' });
		const again = await upsert(
			credential,
			[{ start: `2027-03-03T03:00:00${zone}`, reason: 'one', id: '987654' }],
			{ options: { ifDeleted: 'create' } },
		);
		expect(again.items[0]).toMatchObject({ action: 'created' });
	});

	test('neither ID: nothing is sent', async () => {
		const credential = await application(dialect);
		await resetCalls(sandbox);
		const { error } = await upsert(credential, [{ start: '2027-03-02T03:00:00-05:00' }]);
		expect(error?.message).toBe("'External ID' is empty, and so is 'Appointment ID'");
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('the same ID twice is refused for the second', async () => {
		const credential = await application(dialect);
		const id = await book(credential, 'cal-1');
		const wish = { id, start: `2027-03-02T03:00:00${zone}`, reason: 'one' };
		const result = await upsert(
			credential,
			[wish, wish],
			{},
			{
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(actions(result)[0]).toBe('unchanged');
		expect(result.items[1]?.error).toMatch(/stands in two items/);
	});
});

describe('an external ID in a custom field', () => {
	const FIELD = 'External booking id';
	const inField = { options: { externalIdField: FIELD } };
	const items = ['a', 'b'].map((uid, hour) => ({
		uid,
		start: `2027-03-02T0${hour + 3}:00`,
		reason: '',
	}));

	test('is kept there and found there; the notes stay as they are', async () => {
		const credential = await application();
		const first = await upsert(credential, items, inField);
		expect(first.error).toBeUndefined();
		expect(actions(first)).toEqual(['created', 'created']);
		const fields = await stored(sandbox, 'custom_appointment_fields');
		const field = fields.find(
			({ field_name, doctor }) => field_name === FIELD && String(doctor) === practice.provider,
		);
		const row = await inStore(first.items[0]?.id);
		expect(row?.notes).toBe('');
		expect(row?.custom_fields).toEqual([
			expect.objectContaining({ field_type: field?.id, field_value: 'a' }),
		]);

		await resetCalls(sandbox);
		const again = await upsert(credential, items, inField);
		expect(actions(again)).toEqual(['unchanged', 'unchanged']);
		expect(await calls(sandbox)).toMatchObject({ writes: 0, violations: 0 });

		const moved = items.map((item) => ({ ...item, start: item.start.replace('-02T', '-03T') }));
		expect(actions(await upsert(credential, moved, inField))).toEqual(['updated', 'updated']);
		expect(await inStore(first.items[0]?.id)).toMatchObject({
			scheduled_time: '2027-03-03T03:00:00',
			custom_fields: [expect.objectContaining({ field_value: 'a' })],
		});
	});

	test('an answer that was lost neither loses nor doubles a booking', async () => {
		const credential = await application();
		const before = (await stored(sandbox, 'appointments')).length;
		await sandbox.control('faults', {
			route: 'POST /api/appointments',
			kind: 'dropAfter',
			times: 1,
		});
		const { error } = await upsert(credential, items, inField);
		expect(error).toBeUndefined();
		expect(await stored(sandbox, 'appointments')).toHaveLength(before + 2);
	}, 30_000);

	test('a field that is not there, or a dialect without such fields: nothing is written', async () => {
		const wrong = await upsert(await application(), items, {
			options: { externalIdField: 'Bookng' },
		});
		expect(wrong.error?.message).toMatch(/names a field that this practice does not have/);
		const guide = await upsert(await application('guide'), items, inField);
		expect(guide.error?.message).toMatch(/'Custom Fields' of appointments do not exist/);
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});
});
