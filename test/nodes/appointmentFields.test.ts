import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { DrChronoAppointment } from '../../nodes/DrChronoAppointment/DrChronoAppointment.node';
import { listSearch } from '../../nodes/shared/lookups';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-16T09:00:00-05:00';
const NIGHT = '2027-03-02T03:00';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { now: NOW });
	practice = await practiceOf(sandbox);
	await resetCalls(sandbox);
});

async function run(
	credential: CredentialData,
	parameters: IDataObject,
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	const fast = { ...credential, callsPerSecond: 1000 };
	return await runNode({ node: 'drChronoAppointment', parameters, credential: fast, ...more });
}

function booking(more: IDataObject = {}, additionalFields: IDataObject = {}): IDataObject {
	return {
		operation: 'create',
		patient: practice.patient,
		provider: practice.provider,
		start: NIGHT,
		duration: 20,
		office: practice.office,
		examRoom: 1,
		additionalFields,
		...more,
	};
}

const EVERY_FIELD: IDataObject = {
	billingStatus: 'Balance Due',
	color: '#4A90D9',
	paymentProfile: 'Cash',
	walkIn: true,
	status: 'Confirmed',
	notes: 'Bring insurance card',
	reason: 'Follow-up',
};

async function inStore(id: unknown) {
	return (await stored(sandbox, 'appointments')).find((row) => String(row.id) === String(id));
}

/** Custom appointment field of a provider, by its name. */
async function fieldId(name: string, provider = practice.provider): Promise<number> {
	const fields = await stored(sandbox, 'custom_appointment_fields');
	const field = fields.find(
		({ field_name, doctor }) => field_name === name && String(doctor) === provider,
	);
	return Number(field?.id);
}

describe('fields, v4', () => {
	let credential: CredentialData;

	beforeEach(async () => {
		credential = await credentialFor(sandbox);
	});

	test('every field is booked, and every field is changed', async () => {
		const people = {
			billingProvider: practice.provider2,
			supervisingProvider: { mode: 'id', value: practice.provider2, __rl: true },
		};
		const made = await run(credential, booking({}, { ...EVERY_FIELD, ...people }));
		expect(made.error).toBeUndefined();
		const wanted = {
			billing_status: 'Balance Due',
			color: '#4A90D9',
			payment_profile: 'Cash',
			is_walk_in: true,
			status: 'Confirmed',
			billing_provider: practice.provider2,
			supervising_provider: practice.provider2,
		};
		expect(await inStore(made.items[0]?.id)).toMatchObject(wanted);

		const bare = await run(credential, booking({ start: '2027-03-03T03:00' }));
		const { items, error } = await run(credential, {
			operation: 'update',
			appointment: bare.items[0]?.id,
			updateFields: { ...EVERY_FIELD, ...people },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.changed).toEqual(expect.arrayContaining(Object.keys(wanted)));
		expect(await inStore(bare.items[0]?.id)).toMatchObject(wanted);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('custom fields by name or ID, of the provider in question, and the others stay', async () => {
		const [language, arrival] = await Promise.all([
			fieldId('Interpreter language'),
			fieldId('Arrival instructions'),
		]);
		const values = [
			{ field: 'interpreter LANGUAGE', value: 'Spanish' },
			{ field: String(arrival), value: 'Side door' },
		];
		const { items, error } = await run(credential, booking({}, { customFields: { values } }));
		expect(error).toBeUndefined();
		const fieldsOf = async () =>
			Object.fromEntries(
				((await inStore(items[0]?.id))?.custom_fields as IDataObject[]).map((entry) => [
					entry.field_type,
					entry.field_value,
				]),
			);
		expect(await fieldsOf()).toEqual({ [language]: 'Spanish', [arrival]: 'Side door' });
		expect(await calls(sandbox)).toMatchObject({ total: 2, violations: 0 });

		const changed = await run(credential, {
			operation: 'update',
			appointment: items[0]?.id,
			updateFields: {
				customFields: { values: [{ field: 'Interpreter language', value: 'Thai' }] },
			},
		});
		expect(changed.items[0]?.changed).toEqual(['custom_fields']);
		expect(await fieldsOf()).toEqual({ [language]: 'Thai', [arrival]: 'Side door' });

		await resetCalls(sandbox);
		const wrong = { values: [{ field: 'Interpretr', value: 'x' }] };
		const refused = await run(credential, booking({}, { customFields: wrong }));
		expect(refused.error?.message).toMatch(/names a field that this practice does not have/);
		expect(refused.error?.description).toContain('Interpreter language');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test.each<[string, IDataObject, string]>([
		['a number', { examRoom: 2 }, 'office'],
		['text', { examRoom: '2' }, 'office'],
		['by ID', { examRoom: { __rl: true, mode: 'id', value: '2' } }, 'office'],
		['from the list', { examRoom: 'room' }, 'office'],
		['from the list, with its office', { examRoom: 'room', office: '' }, 'none'],
	])('an exam room: %s', async (_, more) => {
		const room = { __rl: true, mode: 'list', value: `${practice.office}/2` };
		const chosen = more.examRoom === 'room' ? { ...more, examRoom: room } : more;
		const { items, error } = await run(credential, booking(chosen));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ exam_room: 2, office: Number(practice.office) });
	});

	test.each<[string, IDataObject, RegExp]>([
		['a room of another office', { examRoom: '987/1' }, /'Exam Room' is in another office/],
		['a room by its name', { examRoom: 'Blue room' }, /'Exam Room' is not a whole number/],
		[
			'a biller who is no id',
			{ additionalFields: { billingProvider: 'Dr. Who' } },
			/'Billing Provider' is not an ID/,
		],
	])('%s: nothing is sent', async (_, more, sentence) => {
		const { error } = await run(credential, booking(more));
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('an hour that spring skips is refused, the one that autumn repeats is taken as it is', async () => {
		const skipped = await run(credential, booking({ start: '2027-03-14T02:30' }));
		expect(skipped.error?.message).toMatch(/'Start' is skipped by the clock change/);
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
		const repeated = await run(credential, booking({ start: '2027-11-07T01:30' }));
		expect(repeated.items[0]).toMatchObject({ scheduled_time: '2027-11-07T01:30:00' });
	});
});

describe('fields that the guide dialect lacks are refused with nothing sent', () => {
	test.each<[string, IDataObject]>([
		['Billing Provider', { billingProvider: '100001' }],
		['Billing Status', { billingStatus: 'Settled' }],
		['Color', { color: '#000000' }],
		['Payment Profile', { paymentProfile: 'Cash' }],
		['Reminder Profile', { reminderProfile: '730001' }],
		['Supervising Provider', { supervisingProvider: '100001' }],
		['Custom Fields', { customFields: { values: [{ field: '720001', value: 'x' }] } }],
		['Custom Fields', { customFields: { values: [{ field: 'Interpreter', value: 'x' }] } }],
	])('%s', async (label, additional) => {
		const credential = await credentialFor(sandbox, 'guide');
		const start = `${NIGHT}:00-05:00`;
		for (const parameters of [
			booking({ office: '', examRoom: 0, start }, additional),
			{ operation: 'update', appointment: '400001', updateFields: additional },
		]) {
			const { error } = await run(credential, parameters);
			expect(error?.message).toContain(`'${label}'`);
		}
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('the lists in the panel', () => {
	/** What n8n gives a list's method: the credential, and what stands in the panel. */
	async function searched(
		method: keyof typeof listSearch,
		dialect: 'v4' | 'guide',
		panel: IDataObject = {},
		fields: CredentialData = {},
	): Promise<INodeListSearchItems[]> {
		const clientId = `lists-${Math.random()}`;
		await sandbox.control('apps', { clientId, clientSecret: 'secret' });
		const credential = await credentialFor(
			sandbox,
			dialect,
			{ clientId, clientSecret: 'secret', ...fields },
			{ clientId },
		);
		let found: INodeListSearchItems[] = [];
		let failure: unknown;
		// The real helpers come with a node that is running, so the list is filled from within one.
		class Panel extends DrChronoAppointment {
			async execute(): Promise<never[][]> {
				const functions = this as unknown as ILoadOptionsFunctions;
				Object.assign(functions, { getCurrentNodeParameter: (name: string) => panel[name] });
				try {
					found = (await listSearch[method].call(functions)).results;
				} catch (error) {
					failure = error;
				}
				return [[]];
			}
		}
		await runNode({
			node: 'panel',
			nodeType: new Panel(),
			parameters: {},
			credential,
		});
		if (failure) throw failure as Error;
		return found;
	}

	test('rooms of all offices, with their office; of the chosen office its own', async () => {
		const offices = await stored(sandbox, 'offices');
		const rooms = offices
			.filter(({ archived }) => archived !== true)
			.flatMap(({ id, name, exam_rooms }) =>
				(exam_rooms as IDataObject[]).map((room) => ({
					value: `${id}/${String(room.index)}`,
					name: `${String(name)} – ${String(room.name)}`,
				})),
			);
		const all = await searched('searchExamRooms', 'v4');
		expect(all).toEqual(expect.arrayContaining(rooms));
		expect(all).toHaveLength(rooms.length);
		for (const panel of [
			{ office: { mode: 'list', value: practice.office } },
			{ 'updateFields.office': practice.office },
		]) {
			const own = await searched('searchExamRooms', 'v4', panel);
			expect(own.map(({ value }) => value).sort()).toEqual(
				rooms
					.map(({ value }) => value)
					.filter((value) => value.startsWith(`${practice.office}/`))
					.sort(),
			);
		}
	});

	test('a list that the dialect or the credential lacks says to type the ID instead', async () => {
		await expect(searched('searchExamRooms', 'guide')).rejects.toMatchObject({
			message: expect.stringContaining('The list of exam rooms exists in DrChrono API v4 only'),
			description: expect.stringContaining("Choose 'By ID' and type the ID instead."),
		});
		await expect(
			searched('searchAppointmentTypes', 'v4', {}, { areas: ['scheduling'] }),
		).rejects.toMatchObject({
			description: expect.stringContaining("Choose 'By ID' and type the ID instead."),
		});
	});

	test('types of the chosen provider alone; else each told apart by its provider', async () => {
		const types = (await stored(sandbox, 'appointment_profiles')).filter(
			({ archived }) => archived !== true,
		);
		const own = types.filter(({ doctor }) => String(doctor) === practice.provider);
		expect(own.length).toBeGreaterThan(0);
		expect(own.length).toBeLessThan(types.length);
		const chosen = { mode: 'list', value: practice.provider };
		for (const panel of [
			{ provider: chosen },
			{ 'updateFields.provider': chosen },
			{ 'filters.provider': chosen },
		]) {
			const found = await searched('searchAppointmentTypes', 'v4', panel);
			expect(found.map(({ value }) => value).sort()).toEqual(own.map(({ id }) => `${id}`).sort());
			expect(found.map(({ name }) => name).sort()).toEqual(
				own.map(({ name }) => String(name)).sort(),
			);
		}
		for (const panel of [{}, { provider: { mode: 'list', value: '1' } }]) {
			const found = await searched('searchAppointmentTypes', 'v4', panel);
			expect(found).toHaveLength(types.length);
			expect(new Set(found.map(({ name }) => name)).size).toBe(types.length);
		}
		const [provider] = (await stored(sandbox, 'doctors')).filter(
			({ id }) => String(id) === practice.provider,
		);
		const all = await searched('searchAppointmentTypes', 'v4');
		const first = all.find(({ value }) => value === String(own[0]?.id));
		expect(first?.name).toContain(String(own[0]?.name));
		expect(first?.name).toContain(String(provider?.last_name));
	});

	test('types of the guide dialect are those seen in recent appointments', async () => {
		const types = await searched('searchAppointmentTypes', 'guide');
		expect(types.every(({ name }) => /^Type \d+, seen in recent appointments$/.test(name))).toBe(
			true,
		);
	});
});
