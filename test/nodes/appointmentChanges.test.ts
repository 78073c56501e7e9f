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
	await sandbox.control('reset', { now: '2026-11-16T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

async function run(
	credential: CredentialData,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await runNode({ node: 'drChronoAppointment', parameters, credential, ...more });
}

async function inStore(id: unknown) {
	const all = await stored(sandbox, 'appointments');
	return all.find((record) => String(record.id) === String(id));
}

/** Fields that each dialect needs to book at three in the morning, when nobody else does. */
function booking(dialect: 'v4' | 'guide', start = '2027-03-02T03:00'): NodeRun['parameters'] {
	const place =
		dialect === 'v4' ? { office: practice.office, examRoom: 1 } : { office: '', examRoom: 0 };
	return { patient: practice.patient, provider: practice.provider, start, duration: 20, ...place };
}

describe.each(['v4', 'guide'] as const)('%s', (dialect) => {
	let credential: CredentialData;
	let id: string;

	beforeEach(async () => {
		credential = await credentialFor(sandbox, dialect);
		const made = await run(credential, {
			operation: 'create',
			...booking(dialect),
			additionalFields: { externalId: 'cal-1', notes: 'Bring card', reason: 'Follow-up' },
		});
		id = String(made.items[0]?.id);
		await resetCalls(sandbox);
	});

	test('get', async () => {
		const { items } = await run(credential, {
			operation: 'get',
			appointment: id,
			options: { add: ['externalId', 'isoTimes'] },
		});
		expect(items[0]).toMatchObject({
			external_id: 'cal-1',
			start_iso: '2027-03-02T03:00:00-05:00',
			end_iso: '2027-03-02T03:20:00-05:00',
		});
	});

	test('a pasted address serves as an id', async () => {
		const { items } = await run(credential, {
			operation: 'get',
			appointment: `https://app.drchrono.com/appointments/${id}/`,
		});
		expect(String(items[0]?.id)).toBe(id);
	});

	test('moving keeps the length, and says what changed', async () => {
		const { items, error } = await run(credential, {
			operation: 'update',
			appointment: id,
			updateFields: { start: '2027-03-03T04:00' },
		});
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ id });
		expect(items[0]?.changed).toContain(dialect === 'v4' ? 'scheduled_time' : 'start_time');
		expect(await inStore(id)).toMatchObject({
			scheduled_time: '2027-03-03T04:00:00',
			duration: 20,
		});
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('lengthening keeps the start', async () => {
		await run(credential, { operation: 'update', appointment: id, updateFields: { duration: 45 } });
		expect(await inStore(id)).toMatchObject({
			scheduled_time: '2027-03-02T03:00:00',
			duration: 45,
		});
	});

	test('new notes do not lose the external id', async () => {
		await run(credential, {
			operation: 'update',
			appointment: id,
			updateFields: { notes: 'Fasting' },
		});
		const { items } = await run(credential, {
			operation: 'get',
			appointment: id,
			options: { add: ['externalId'] },
		});
		expect(items[0]).toMatchObject({ external_id: 'cal-1' });
		expect(String(items[0]?.notes)).toContain('Fasting');
		expect(String(items[0]?.notes)).not.toContain('Bring card');
	});

	test('check in, and cancel', async () => {
		const arrived = await run(credential, {
			operation: 'setStatus',
			appointment: id,
			status: 'Checked In',
		});
		expect(arrived.items[0]).toMatchObject({ id, changed: ['status'] });
		expect(await inStore(id)).toMatchObject({ status: 'Checked In' });
		await run(credential, { operation: 'cancel', appointment: id });
		expect(await inStore(id)).toMatchObject({ status: 'Cancelled' });
		expect(await calls(sandbox)).toMatchObject({ total: 2, writes: 2, violations: 0 });
	});

	test('delete answers with the id', async () => {
		const { items } = await run(credential, { operation: 'delete', appointment: id });
		expect(items).toEqual([{ id, deleted: true }]);
		const again = await run(credential, { operation: 'get', appointment: id });
		expect(again.error?.message).toMatch(/no such record/);
	});

	test('a confined credential touches nothing of another provider', async () => {
		const confined = { ...credential, onlyProviders: practice.provider2 };
		for (const parameters of [
			{ operation: 'get', appointment: id },
			{ operation: 'cancel', appointment: id },
			{ operation: 'delete', appointment: id },
			{ operation: 'update', appointment: id, updateFields: { duration: 5 } },
		]) {
			const { error } = await run(confined, parameters);
			expect(error?.message).toMatch(/confined to other providers/);
		}
		expect(await inStore(id)).toMatchObject({ duration: 20 });
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test.each([
		['update', { updateFields: {} }, /nothing to change/],
		['cancel', { appointment: 'cal-1' }, /'Appointment ID' is not an ID/],
	])('%s with bad input sends nothing', async (operation, parameters, sentence) => {
		const { error } = await run(credential, { operation, appointment: id, ...parameters });
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	describe('create or update', () => {
		const items = (changes: Record<string, object> = {}) =>
			['a', 'b', 'c'].map((uid, hour) => ({
				uid,
				start: `2027-03-02T0${hour + 4}:00`,
				status: '',
				...changes[uid],
			}));

		const upsert = (): NodeRun['parameters'] => ({
			...booking(dialect, '={{ $json.start }}'),
			operation: 'createOrUpdate',
			externalId: '={{ $json.uid }}',
			additionalFields: { status: '={{ $json.status }}' },
		});

		const actions = ({ items: out }: NodeResult) => out.map(({ action }) => action);

		test('creates what is missing, changes what differs, leaves the rest alone', async () => {
			const first = await run(credential, upsert(), { items: items() });
			expect(first.error).toBeUndefined();
			expect(actions(first)).toEqual(['created', 'created', 'created']);
			await resetCalls(sandbox);

			const second = await run(credential, upsert(), { items: items() });
			expect(actions(second)).toEqual(['unchanged', 'unchanged', 'unchanged']);
			expect(await calls(sandbox)).toMatchObject({ writes: 0, violations: 0 });

			const moved = items({ b: { start: '2027-03-04T05:00' }, c: { status: 'Cancelled' } });
			const third = await run(credential, upsert(), { items: moved });
			expect(actions(third)).toEqual(['unchanged', 'updated', 'updated']);
			expect(await inStore(third.items[1]?.id)).toMatchObject({
				scheduled_time: '2027-03-04T05:00:00',
				duration: 20,
			});
			expect(await inStore(third.items[2]?.id)).toMatchObject({ status: 'Cancelled' });
		});

		test('a booking cancelled before it was made is not made', async () => {
			const cancelled = items({ a: { status: 'Cancelled' } }).slice(0, 1);
			const { items: out } = await run(credential, upsert(), { items: cancelled });
			expect(out).toEqual([
				expect.objectContaining({ action: 'skipped', reason: 'cancelled before it was booked' }),
			]);
		});

		test('the same external id twice is refused for the second', async () => {
			const twice = [...items().slice(0, 1), { ...items()[1], uid: 'a' }];
			const result = await run(credential, upsert(), {
				items: twice,
				settings: { onError: 'continueRegularOutput' },
			});
			expect(actions(result)[0]).toBe('created');
			expect(result.items[1]?.error).toMatch(/same 'External ID' stands in two items/);
		});

		test.each(['dropBefore', 'dropAfter'])(
			'an answer lost (%s) neither loses nor doubles a booking',
			async (kind) => {
				const before = (await stored(sandbox, 'appointments')).length;
				await sandbox.control('faults', {
					route: dialect === 'v4' ? 'POST /api/appointments' : 'POST /guide/appointments/',
					kind,
					times: 1,
				});
				const { error } = await run(credential, upsert(), { items: items() });
				expect(error).toBeUndefined();
				expect(await stored(sandbox, 'appointments')).toHaveLength(before + 3);
			},
			30_000,
		);
	});
});

test('what staff deleted in DrChrono stays deleted, unless told otherwise', async () => {
	const credential = await credentialFor(sandbox);
	const wish = { operation: 'createOrUpdate', externalId: 'x', ...booking('v4') };
	const made = await run(credential, wish);
	await run(credential, { operation: 'delete', appointment: made.items[0]?.id as string });
	const left = await run(credential, wish);
	expect(left.items[0]).toMatchObject({ action: 'skipped', reason: 'deleted in DrChrono' });
	const again = await run(credential, { ...wish, options: { ifDeleted: 'create' } });
	expect(again.items[0]).toMatchObject({ action: 'created' });
});
