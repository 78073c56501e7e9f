import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** A Monday, nine in the morning in New York. */
const NOW = '2026-11-16T09:00:00-05:00';
const NOW_MS = Date.parse(NOW);
const NIGHT_MS = 16 * 3_600_000;

let sandbox: Sandbox;
let practice: Practice;
let applications = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { now: NOW });
	await sandbox.control('switches', { settingsGate: 'scopeAndPermission' });
	practice = await practiceOf(sandbox);
	hostClock(0);
	await resetCalls(sandbox);
});

afterEach(() => {
	jest.restoreAllMocks();
});

/** The host's clock goes with the sandbox's, so that *Today* is the same day to both. */
function hostClock(laterMs: number): void {
	jest.restoreAllMocks();
	const started = performance.now();
	jest
		.spyOn(Date, 'now')
		.mockImplementation(() => NOW_MS + laterMs + (performance.now() - started));
}

/** A credential of an application of its own: nothing of it is remembered, and its calls are its own. */
async function application(
	dialect: 'v4' | 'guide' = 'v4',
	fields: CredentialData = {},
	scope?: string,
): Promise<CredentialData> {
	const clientId = `list-${applications++}`;
	const clientSecret = `secret of ${clientId}`;
	await sandbox.control('apps', { clientId, clientSecret });
	return await credentialFor(
		sandbox,
		dialect,
		{ clientId, clientSecret, callsPerSecond: 1000, ...fields },
		{ clientId, scope },
	);
}

async function list(
	credential: CredentialData,
	parameters: IDataObject,
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	const result = await runNode({
		node: 'drChronoAppointment',
		parameters: { operation: 'getMany', returnAll: true, ...parameters },
		credential,
		settings: { typeVersion: 1.1 },
		...more,
	});
	return result;
}

interface Stored {
	id: string;
	day: string;
	doctor: string;
	isBreak: boolean;
	row: Record<string, unknown>;
}

/** What the store holds, deleted ones apart: the oracle. */
async function inStore(): Promise<Stored[]> {
	const rows = await stored(sandbox, 'appointments');
	return rows
		.filter(({ deleted_flag }) => deleted_flag !== true)
		.map((row) => ({
			id: String(row.id),
			day: String(row.scheduled_time).slice(0, 10),
			doctor: String(row.doctor),
			isBreak: row.appt_is_break === true,
			row,
		}));
}

const idsOf = (items: readonly IDataObject[]) => items.map(({ id }) => String(id)).sort();
const isSaved = (id: string) => /^\d+$/.test(id);

describe.each(['v4', 'guide'] as const)('%s: days', (dialect) => {
	test.each([
		['today', '2026-11-16', '2026-11-16'],
		['thisWeek', '2026-11-15', '2026-11-21'],
		['lastWeek', '2026-11-08', '2026-11-14'],
		['last30Days', '2026-10-17', '2026-11-16'],
		['next7Days', '2026-11-16', '2026-11-23'],
	])('%s', async (when, from, to) => {
		const { items, error, hints } = await list(await application(dialect), { when });
		expect(error).toBeUndefined();
		const wanted = (await inStore())
			.filter(({ day, isBreak }) => day >= from && day <= to && !isBreak)
			.map(({ id }) => id)
			.sort();
		expect(idsOf(items).filter(isSaved)).toEqual(wanted.filter(isSaved));
		expect(wanted.length).toBeGreaterThan(0);
		expect(hints.join()).toContain(from === to ? `${from} was read` : `${from} to ${to} were read`);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('untouched: today and the next seven days, and says so', async () => {
		const { hints, error } = await list(await application(dialect), {});
		expect(error).toBeUndefined();
		expect(hints).toContain("'When' is Next 7 Days, so 2026-11-16 to 2026-11-23 were read.");
	});

	test('are those of the practice, not of the host: late in the evening it is still today', async () => {
		hostClock(14.5 * 3_600_000);
		const { hints } = await list(await application(dialect), { when: 'today' });
		expect(hints.join()).toContain('2026-11-16 was read');
	});

	test('breaks come only where they are wanted', async () => {
		const credential = await application(dialect);
		const without = await list(credential, { when: 'thisWeek' });
		const all = await list(credential, { when: 'thisWeek', filters: { includeBreaks: true } });
		const breaks = (await inStore()).filter(
			({ day, isBreak }) => isBreak && day >= '2026-11-15' && day <= '2026-11-21',
		);
		expect(breaks.length).toBeGreaterThan(0);
		const added = idsOf(all.items).filter((id) => !idsOf(without.items).includes(id));
		expect(added).toEqual(breaks.map(({ id }) => id).sort());
	});

	test('a workflow of the first version keeps its days and its breaks', async () => {
		const { items, hints, error } = await list(
			await application(dialect),
			{ from: '2026-11-16', to: '2026-11-17' },
			{ settings: { typeVersion: 1 } },
		);
		expect(error).toBeUndefined();
		const wanted = (await inStore()).filter(
			({ day }) => day === '2026-11-16' || day === '2026-11-17',
		);
		expect(idsOf(items).filter(isSaved)).toEqual(
			wanted
				.map(({ id }) => id)
				.filter(isSaved)
				.sort(),
		);
		expect(hints).toEqual([]);
	});

	test('any day needs Changed Since, and nothing is sent without it', async () => {
		const { error } = await list(await application(dialect), { when: 'any' });
		expect(error?.message).toBe("'Any Day' needs the filter 'Changed Since'");
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a list that was cut goes on with the days it was begun with, although midnight has passed', async () => {
		const fields = dialect === 'v4' ? { callsPerHour: 2 } : { callsPerMinute: 2 };
		const credential = await application(dialect, fields);
		const wanted = { when: 'last90Days', options: { ifCallsRunOut: 'continue' } };
		const first = await list(credential, wanted);
		const token = first.outputs[1]?.[0]?.json.continuationToken as string;
		expect(token).toEqual(expect.any(String));

		await sandbox.control('clock', { advance: NIGHT_MS / 1000 });
		hostClock(NIGHT_MS);
		const rest = await list(
			{ ...credential, callsPerHour: 500, callsPerMinute: 1000 },
			{ ...wanted, options: { ...wanted.options, continueFrom: token } },
		);
		expect(rest.error).toBeUndefined();
		expect(rest.hints.join()).toContain('begun with: 2026-08-18 to 2026-11-16');
		const ids = [...idsOf(first.items), ...idsOf(rest.items)].filter(isSaved);
		expect(new Set(ids).size).toBe(ids.length);
		const inDays = (await inStore()).filter(
			({ day, isBreak }) => day >= '2026-08-18' && day <= '2026-11-16' && !isBreak,
		);
		expect(ids.sort()).toEqual(
			inDays
				.map(({ id }) => id)
				.filter(isSaved)
				.sort(),
		);
	});
});

describe.each(['v4', 'guide'] as const)('%s: filters', (dialect) => {
	test('Changed Since, whatever the day: what was changed then or later, by the clock of its provider', async () => {
		const rows = (await inStore()).filter(({ id, isBreak }) => isSaved(id) && !isBreak);
		const [early, late, pacific] = [
			rows.find(({ doctor }) => doctor === practice.provider)!,
			rows.filter(({ doctor }) => doctor === practice.provider)[5]!,
			rows.find(({ doctor }) => doctor === practice.provider2)!,
		];
		await sandbox.control('clock', { advance: 3600 });
		await sandbox.control(`store/appointments/${early.id}`, { reason: 'one' }, 'PATCH');
		await sandbox.control('clock', { advance: 7200 });
		for (const { id } of [late, pacific]) {
			await sandbox.control(`store/appointments/${id}`, { reason: 'two' }, 'PATCH');
		}
		const credential = await application(dialect);
		for (const changedSince of ['2026-11-16T11:00:00-05:00', '2026-11-16T16:00:00Z']) {
			const { items, error } = await list(credential, { when: 'any', filters: { changedSince } });
			expect(error).toBeUndefined();
			expect(idsOf(items)).toEqual([late.id, pacific.id].sort());
		}
		const onItsDay = await list(credential, {
			when: 'custom',
			from: late.day,
			filters: { changedSince: '2026-11-16T11:00:00-05:00' },
		});
		expect(idsOf(onItsDay.items)).toContain(late.id);
		expect(
			onItsDay.items.every(({ reason, appointment_reason: other }) => (reason ?? other) === 'two'),
		).toBe(true);
		expect((await calls(sandbox)).violations).toBe(0);
	});

	test('External ID', async () => {
		const credential = await application(dialect);
		const place = dialect === 'v4' ? { office: practice.office, examRoom: 1 } : {};
		for (const uid of ['cal-1', 'cal-2']) {
			const { error } = await list(credential, {
				operation: 'create',
				patient: practice.patient,
				provider: practice.provider,
				start: uid === 'cal-1' ? '2026-11-18T03:00' : '2026-11-18T04:00',
				duration: 20,
				...place,
				additionalFields: { externalId: uid },
			});
			expect(error).toBeUndefined();
		}
		const { items, hints } = await list(credential, {
			filters: { externalId: 'cal-2' },
			options: { add: ['externalId'] },
		});
		expect(items.map(({ external_id }) => external_id)).toEqual(['cal-2']);
		expect(hints.join().includes('filtered here')).toBe(dialect === 'v4');
	});

	test.each([
		['this week', 'thisWeek', '2026-11-15', '2026-11-21'],
		['three months', 'last90Days', '2026-08-18', '2026-11-16'],
	])('several providers over %s', async (_, when, from, to) => {
		const ids = `${practice.provider}, ${practice.provider2}`;
		const providers = [practice.provider, practice.provider2];
		const wanted = (await inStore())
			.filter(({ day, isBreak, doctor }) => {
				return day >= from && day <= to && !isBreak && providers.includes(doctor);
			})
			.map(({ id }) => id)
			.filter(isSaved)
			.sort();
		for (const chosen of [ids, providers, `={{ "${ids}" }}`]) {
			const credential = await application(dialect, { timeZone: 'US/Eastern' });
			await resetCalls(sandbox);
			const { items, error } = await list(credential, { when, filters: { providers: chosen } });
			expect(error).toBeUndefined();
			expect(idsOf(items).filter(isSaved)).toEqual(wanted);
			const { total, violations } = await calls(sandbox);
			expect(violations).toBe(0);
			if (dialect === 'v4' && when === 'thisWeek') expect(total).toBe(1);
		}
	});

	test.each<[string, IDataObject, RegExp]>([
		[
			'a provider that is no id',
			{ providers: 'Dr. Who, 7' },
			/'Provider Names or IDs' is not an ID/,
		],
		[
			'a time that is none',
			{ changedSince: 'yesterday' },
			/'Changed Since' is not a date with a time/,
		],
	])('%s: nothing is sent', async (_, filters, sentence) => {
		const { error } = await list(await application(dialect), {
			when: 'custom',
			from: '2026-11-16',
			filters,
		});
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('a credential confined to two providers sees no other, whoever is asked for', async () => {
		const onlyProviders = `${practice.provider},${practice.provider2}`;
		const credential = await application(dialect, { onlyProviders });
		const { items } = await list(credential, { when: 'last30Days' });
		const seen = new Set(items.map(({ doctor, provider }) => String(doctor ?? provider)));
		expect(seen).toEqual(new Set([practice.provider, practice.provider2]));
		await resetCalls(sandbox);
		const refused = await list(credential, { filters: { providers: ['987'] } });
		expect(refused.error?.message).toMatch(/confined to other providers/);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

test.each<[string, IDataObject]>([
	['Office', { filters: { office: '500001' } }],
	['Include Deleted', { filters: { includeDeleted: true } }],
	['Include Details', { options: { includeDetails: true } }],
	['Skip Unsaved Series Dates', { filters: { skipVirtual: true } }],
])('%s exists in v4 only: nothing is sent', async (label, parameters) => {
	const { error } = await list(await application('guide'), parameters);
	expect(error?.message).toContain(`'${label}' exists in DrChrono API v4 only`);
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});

describe('limits', () => {
	test('a limited list over a year takes its first page and no bulk job, although breaks are left out', async () => {
		const { items } = await list(await application('v4', { timeZone: 'US/Eastern' }), {
			when: 'custom',
			from: '2025-12-01',
			to: '2026-11-30',
			returnAll: false,
			limit: 5,
		});
		expect(items).toHaveLength(5);
		expect(await calls(sandbox)).toMatchObject({ total: 1 });
	});
});

describe.each(['v4', 'guide'] as const)('%s: output', (dialect) => {
	const COLUMNS = [
		'id',
		'start',
		'end',
		'status',
		'patient_id',
		'patient_name',
		'provider_id',
		'provider_name',
		'office',
		'type',
		'reason',
	];

	async function names(resource: string): Promise<Map<string, string>> {
		const rows = await stored(sandbox, resource);
		return new Map(
			rows.map(({ id, name, first_name, last_name }) => [
				String(id),
				String(name ?? `${String(first_name)} ${String(last_name)}`),
			]),
		);
	}

	test('simplified: the same columns in the same order, times with offset, no phone', async () => {
		const credential = await application(dialect);
		const { items, error } = await list(credential, {
			when: 'thisWeek',
			options: { simplify: true },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) {
			expect(Object.keys(item)).toEqual(COLUMNS);
			expect(item.start).toMatch(/^2026-11-\d\dT\d\d:\d\d:00-0\d:00$/);
			expect(item.patient_name).toBeNull();
		}
		const [one] = await list(credential, {
			operation: 'get',
			appointment: items[0]?.id,
			options: { simplify: true },
		}).then(({ items: found }) => found);
		expect(one).toEqual(items[0]);
	});

	test('with names, each looked up once', async () => {
		const [patients, doctors, offices, types] = await Promise.all(
			['patients', 'doctors', 'offices', 'appointment_profiles'].map(names),
		);
		const { items, error, hints } = await list(
			await application(dialect),
			{ when: 'thisWeek', options: { simplify: true, add: ['names'] } },
			{ items: [{}, {}] },
		);
		expect(error).toBeUndefined();
		expect(hints.join()).not.toContain('names');
		const raw = await inStore();
		for (const item of items) {
			const row = raw.find(({ id }) => id === String(item.id))?.row;
			if (!row) continue;
			expect(item.patient_name).toBe(patients!.get(String(row.patient)));
			expect(item.provider_name).toBe(doctors!.get(String(row.doctor)));
			if (dialect === 'v4') {
				expect(item.office).toBe(offices!.get(String(row.office)));
				expect(item.type).toBe(row.profile === null ? null : types!.get(String(row.profile)));
			}
		}
		const { byRoute, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		const lookups = Object.entries(byRoute).filter(([route]) => !/appointments/.test(route));
		const distinct = new Set(items.map(({ patient_id }) => patient_id)).size;
		expect(distinct).toBeGreaterThan(5);
		const total = lookups.reduce((sum, [, count]) => sum + count, 0);
		expect(total).toBeLessThanOrEqual(dialect === 'v4' ? 5 : 4);
	});

	test('a refused look-up leaves the ids, and says so', async () => {
		const credential = await application(dialect, {
			areas: ['scheduling'],
			timeZone: 'US/Eastern',
		});
		const { items, error, hints } = await list(credential, {
			when: 'today',
			options: { add: ['names'] },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(items[0]).toMatchObject({ patient_name: null, provider_name: null });
		expect(hints.join()).toContain('Some names are missing, and the IDs have to do');
	});

	test('a look-up that the server refuses is asked for once', async () => {
		const route = dialect === 'v4' ? 'GET /api/patients' : 'GET /guide/patients/';
		await sandbox.control('faults', {
			route,
			kind: 'status',
			status: 403,
			body: { detail: 'You do not have permission to perform this action.' },
		});
		const { items, error } = await list(
			await application(dialect),
			{ when: 'thisWeek', options: { add: ['names'] } },
			{ items: [{}, {}] },
		);
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ patient_name: null });
		expect(items[0]?.provider_name).not.toBeNull();
		expect((await calls(sandbox)).byRoute[route]).toBe(1);
	});
});
