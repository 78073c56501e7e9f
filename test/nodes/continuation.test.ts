import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-16T09:00:00-05:00';
const HOUR_MS = 3_600_000;

let sandbox: Sandbox;
let practice: Practice;
let applications = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: NOW });
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { now: NOW });
	await sandbox.control('limits', { enabled: false });
	await resetCalls(sandbox);
});

afterEach(() => {
	jest.restoreAllMocks();
});

/** A credential of an application of its own, whose quota nothing has used yet. */
async function application(
	fields: CredentialData = {},
	dialect: 'v4' | 'guide' = 'v4',
): Promise<CredentialData> {
	const clientId = `continuation-${applications++}`;
	const clientSecret = `secret of ${clientId}`;
	await sandbox.control('apps', { clientId, clientSecret });
	return await credentialFor(
		sandbox,
		dialect,
		{ clientId, clientSecret, callsPerSecond: 1000, ...fields },
		{ clientId },
	);
}

/** The next hour begins, for the server and for n8n's host alike. */
async function nextHour(): Promise<void> {
	await sandbox.control('clock', { advance: HOUR_MS / 1000 });
	const later = Date.now() + HOUR_MS;
	const started = performance.now();
	jest.restoreAllMocks();
	jest.spyOn(Date, 'now').mockImplementation(() => later + (performance.now() - started));
}

/** A year's appointments in pages of 50, over three ranges of days. */
const YEAR = {
	operation: 'getMany',
	from: '2025-12-01',
	to: '2026-11-30',
	returnAll: true,
	filters: {},
};

async function read(
	credential: CredentialData,
	continueFrom?: unknown,
	parameters: object = YEAR,
): Promise<NodeResult> {
	const options = {
		ifCallsRunOut: 'continue',
		includeDetails: true,
		...(continueFrom === undefined ? {} : { continueFrom: continueFrom as string }),
	};
	return await runNode({
		node: 'drChronoAppointment',
		parameters: { ...parameters, options } as IDataObject,
		credential,
	});
}

/** The guide has no details to include. */
async function readGuide(
	credential: CredentialData,
	parameters: object,
	continueFrom?: unknown,
): Promise<NodeResult> {
	const options = { ifCallsRunOut: 'continue', continueFrom: (continueFrom ?? '') as string };
	return await runNode({
		node: 'drChronoAppointment',
		parameters: { ...parameters, options } as IDataObject,
		credential,
	});
}

const idsOf = (items: readonly IDataObject[]) => items.map(({ id }) => String(id));
const sorted = (ids: readonly string[]) => [...ids].sort();
const remainingOf = ({ outputs }: NodeResult): IDataObject[] =>
	(outputs[1] ?? []).map(({ json }) => json);

/** Ids of the year in the sandbox's store, whatever any list says. */
async function inStore(): Promise<string[]> {
	const appointments = await stored(sandbox, 'appointments');
	return appointments
		.filter(({ deleted_flag }) => deleted_flag !== true)
		.filter(({ scheduled_time }) => {
			const day = String(scheduled_time).slice(0, 10);
			return day >= YEAR.from && day <= YEAR.to;
		})
		.map(({ id }) => String(id));
}

describe('a list that runs out of calls', () => {
	test('stops, says how far it came, and goes on exactly there, wherever it was cut', async () => {
		const wanted = sorted(await inStore());
		const whole = await read(await application());
		const needed = (await calls(sandbox)).total;
		expect(sorted(idsOf(whole.items))).toEqual(wanted);
		expect(remainingOf(whole)).toEqual([]);
		expect(needed).toBeGreaterThan(5);

		const cuts = new Set([1, 2, 3, Math.ceil(needed / 2), needed - 1]);
		for (const callsPerHour of cuts) {
			const credential = await application({ callsPerHour });
			await resetCalls(sandbox);
			const first = await read(credential);
			expect(first.error).toBeUndefined();
			const remaining = remainingOf(first);
			expect(remaining).toEqual([
				{
					continuationToken: expect.any(String),
					done: first.items.length,
					resumesAt: expect.stringMatching(/^\d{4}-.*Z$/),
				},
			]);
			const resumesIn = Date.parse(String(remaining[0]?.resumesAt)) - Date.now();
			expect(resumesIn).toBeGreaterThan(HOUR_MS / 2);
			expect(resumesIn).toBeLessThanOrEqual(HOUR_MS + 5000);

			const rest = await read(
				{ ...credential, callsPerHour: 500 },
				remaining[0]?.continuationToken,
			);
			expect(rest.error).toBeUndefined();
			expect(remainingOf(rest)).toEqual([]);
			expect(sorted([...idsOf(first.items), ...idsOf(rest.items)])).toEqual(wanted);
			expect((await calls(sandbox)).total).toBe(needed);
		}
	}, 120_000);

	test('a list that could not even begin is read whole', async () => {
		const credential = await application({ callsPerHour: 1 });
		await read(credential);
		const none = await read(credential);
		expect(none.items).toEqual([]);
		expect(remainingOf(none)[0]).toMatchObject({ done: 0 });
		const all = await read(
			{ ...credential, callsPerHour: 500 },
			remainingOf(none)[0]?.continuationToken,
		);
		expect(sorted(idsOf(all.items))).toEqual(sorted(await inStore()));
	});

	test('takes as many hours as it needs, one token after the other', async () => {
		const wanted = sorted(await inStore());
		const credential = await application({ callsPerHour: 2 });
		const seen: string[] = [];
		let token: unknown;
		let hours = 0;
		do {
			const part = await read(credential, token);
			expect(part.error).toBeUndefined();
			seen.push(...idsOf(part.items));
			const [remaining] = remainingOf(part);
			token = remaining?.continuationToken;
			if (remaining) expect(remaining.done).toBe(seen.length);
			await nextHour();
			hours += 1;
		} while (token !== undefined && hours < 30);
		expect(hours).toBeGreaterThan(2);
		expect(sorted(seen)).toEqual(wanted);
	}, 60_000);

	test("stops at the server's 429 as well, and goes on once its hour is over", async () => {
		const wanted = sorted(await inStore());
		const credential = await application();
		await sandbox.control('limits', { enabled: true, perHour: 3, perSecond: 1000 });
		const first = await read(credential);
		expect(first.items.length).toBeGreaterThan(0);
		const [remaining] = remainingOf(first);
		expect(Date.parse(String(remaining?.resumesAt))).toBeGreaterThan(Date.now() + HOUR_MS / 2);
		const { byStatus } = await calls(sandbox);
		expect(byStatus['200']).toBeLessThanOrEqual(3);
		expect(byStatus['429']).toBeGreaterThan(0);

		await nextHour();
		await sandbox.control('limits', { perHour: 500 });
		const rest = await read(credential, remaining?.continuationToken);
		expect(rest.error).toBeUndefined();
		expect(sorted([...idsOf(first.items), ...idsOf(rest.items)])).toEqual(wanted);
	}, 60_000);

	test('what was there all the time comes once, whatever changed while it waited', async () => {
		const before = await inStore();
		const credential = await application({ callsPerHour: 3 });
		const first = await read(credential);
		const handedOut = new Set(idsOf(first.items));
		const [gone] = handedOut;
		const unread = before.filter((id) => !handedOut.has(id));
		const [dropped] = unread;
		await sandbox.control(`store/appointments/${gone}`, undefined, 'DELETE');
		await sandbox.control(`store/appointments/${dropped}`, undefined, 'DELETE');
		const [sample] = await stored(sandbox, 'appointments');
		for (const scheduled_time of ['2025-12-01T00:05:00', '2026-11-30T23:00:00']) {
			const copy = { ...sample, scheduled_time, id: undefined };
			await sandbox.control('store/appointments', copy);
		}

		await nextHour();
		const token = remainingOf(first)[0]?.continuationToken;
		const rest = await read({ ...credential, callsPerHour: 500 }, token);
		expect(rest.error).toBeUndefined();
		const all = [...idsOf(first.items), ...idsOf(rest.items)];
		expect(new Set(all).size).toBe(all.length);
		const throughout = before.filter((id) => id !== gone && id !== dropped);
		expect(throughout.filter((id) => !all.includes(id))).toEqual([]);
	}, 60_000);

	test('keeps to the limit over all its parts', async () => {
		const credential = await application({ callsPerHour: 2 });
		const limited = { ...YEAR, returnAll: false, limit: 120 };
		const first = await read(credential, undefined, limited);
		const token = remainingOf(first)[0]?.continuationToken;
		const rest = await read({ ...credential, callsPerHour: 500 }, token, limited);
		const all = [...idsOf(first.items), ...idsOf(rest.items)];
		expect(first.items.length).toBeGreaterThan(0);
		expect(all).toHaveLength(120);
		expect(new Set(all).size).toBe(120);
	});

	test('in the guide dialect as well, minute by minute', async () => {
		const month = { ...YEAR, from: '2026-09-01' };
		const [whole, credential] = await Promise.all([
			application({}, 'guide').then(async (unlimited) => await readGuide(unlimited, month)),
			application({ callsPerMinute: 1 }, 'guide'),
		]);
		const first = await readGuide(credential, month);
		expect(first.items.length).toBeGreaterThan(0);
		const [remaining] = remainingOf(first);
		expect(Date.parse(String(remaining?.resumesAt))).toBeLessThanOrEqual(Date.now() + 65_000);
		const rest = await readGuide(
			{ ...credential, callsPerMinute: 1000 },
			month,
			remaining?.continuationToken,
		);
		expect(rest.items.length).toBeGreaterThan(0);
		expect(sorted([...idsOf(first.items), ...idsOf(rest.items)])).toEqual(
			sorted(idsOf(whole.items)),
		);
	});

	test('the other choice fails, and tells when calls return', async () => {
		const credential = await application({ callsPerHour: 1 });
		const { error, items } = await runNode({
			node: 'drChronoAppointment',
			parameters: { ...YEAR, options: { ifCallsRunOut: 'fail', includeDetails: true } },
			credential,
		});
		expect(items).toEqual([]);
		expect(error?.failure).toMatchObject({ cause: 'quota-exhausted' });
	});
});

describe('a continuation token', () => {
	let credential: CredentialData;
	let token: string;

	beforeEach(async () => {
		credential = await application({ callsPerHour: 2 });
		token = String(remainingOf(await read(credential))[0]?.continuationToken);
		credential = { ...credential, callsPerHour: 500 };
		// A range that was read ahead may still be under way.
		while ((await calls(sandbox)).total < 2);
		await resetCalls(sandbox);
	});

	test('tells nothing of what it holds', async () => {
		const bytes = Buffer.from(token, 'base64url').toString('latin1');
		expect(bytes).not.toMatch(/http|api|date_range|cursor|2025-12|leg|seen/);
	});

	test('is of no use to another query', async () => {
		const other = { ...YEAR, filters: { provider: practice.provider } };
		const { error, items } = await read(credential, token, other);
		expect(error?.message).toContain('made for another query or credential');
		expect(items).toEqual([]);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('is of no use to another application, nor with another secret', async () => {
		for (const other of [await application(), { ...credential, clientSecret: 'another' }]) {
			const { error } = await read(other, token);
			expect(error?.message).toContain('made for another query or credential');
		}
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test.each([
		['cut short', (text: string) => text.slice(0, -4)],
		[
			'changed in one place',
			(text: string) => `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`,
		],
		['a word', () => 'next'],
	])('is refused %s', async (_, damage) => {
		const { error } = await read(credential, damage(token));
		expect(error?.message).toMatch(/continuation token/);
		expect(error?.description).not.toContain(token);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('many items that run out of calls', () => {
	const bookings = () =>
		[0, 1, 2, 3, 4].map((hour) => ({
			json: { start: `2027-04-02T0${hour}:00`, note: `booking ${hour}` },
			binary: { data: { data: 'bm90ZQ==', mimeType: 'text/plain' } },
		}));

	async function book(
		credential: CredentialData,
		input: INodeExecutionData[],
	): Promise<NodeResult> {
		return await runNode({
			node: 'drChronoAppointment',
			parameters: {
				operation: 'create',
				patient: practice.patient,
				provider: practice.provider,
				start: '={{ $json.start }}',
				duration: 20,
				office: practice.office,
				examRoom: 1,
				options: { ifCallsRunOut: 'continue' },
			},
			credential,
			input,
		});
	}

	test('those not reached go out as they came, and each is created once in the end', async () => {
		const before = (await stored(sandbox, 'appointments')).length;
		const credential = await application({ callsPerHour: 2 });
		const first = await book(credential, bookings());
		expect(first.error).toBeUndefined();
		expect(first.items).toHaveLength(2);
		const rest = first.outputs[1] ?? [];
		expect(rest.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 2 },
			{ item: 3 },
			{ item: 4 },
		]);
		expect(rest.map(({ json, binary }) => ({ json, binary }))).toEqual(
			bookings()
				.slice(2)
				.map(({ json, binary }) => ({
					json: {
						...json,
						_drchrono: { done: 2, left: 3, resumesAt: expect.stringMatching(/Z$/) },
					},
					binary,
				})),
		);

		await nextHour();
		const second = await book(credential, rest);
		expect(second.items).toHaveLength(2);
		await nextHour();
		const third = await book(credential, second.outputs[1] ?? []);
		expect(third.outputs[1]).toEqual([]);
		const created = [...first.items, ...second.items, ...third.items];
		expect(created.map(({ scheduled_time }) => scheduled_time)).toEqual(
			bookings().map(({ json }) => `${json.start}:00`),
		);
		expect(await stored(sandbox, 'appointments')).toHaveLength(before + 5);
	});

	test('several lists at once: the one that was cut goes on, the others follow', async () => {
		const wanted = sorted(await inStore());
		const input = [
			{ json: { from: '2025-12-01', to: '2026-03-31' } },
			{ json: { from: '2026-04-01', to: '2026-07-31' } },
			{ json: { from: '2026-08-01', to: '2026-11-30' } },
		];
		const credential = await application({ callsPerHour: 3 });
		const parameters = {
			...YEAR,
			from: '={{ $json.from }}',
			to: '={{ $json.to }}',
			options: {
				ifCallsRunOut: 'continue',
				includeDetails: true,
				continueFrom: '={{ $json.continuationToken }}',
			},
		};
		const seen: string[] = [];
		let left: INodeExecutionData[] = input;
		for (let hours = 0; left.length > 0 && hours < 30; hours++) {
			const part = await runNode({
				node: 'drChronoAppointment',
				parameters,
				credential,
				input: left,
			});
			expect(part.error).toBeUndefined();
			seen.push(...idsOf(part.items));
			left = part.outputs[1] ?? [];
			await nextHour();
		}
		expect(left).toEqual([]);
		expect(sorted(seen)).toEqual(wanted);
	}, 60_000);
});
