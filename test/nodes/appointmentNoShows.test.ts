import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult } from '../support/n8n';
import { calls, resetCalls, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const NOW = '2026-11-16T09:00:00-05:00';
const NOT_EXPECTED = ['Cancelled', 'No Show', 'Rescheduled'];

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 7, now: NOW });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('reset', { now: NOW });
	const started = performance.now();
	jest.spyOn(Date, 'now').mockImplementation(() => Date.parse(NOW) + (performance.now() - started));
	await resetCalls(sandbox);
});

afterEach(() => {
	jest.restoreAllMocks();
});

async function find(credential: CredentialData, parameters: IDataObject): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoAppointment',
		parameters: { operation: 'findNoShows', returnAll: true, ...parameters },
		credential,
		settings: { typeVersion: 1.1 },
	});
}

const dayOf = ({ scheduled_time: time }: StoreRecord) => String(time).slice(0, 10);
const idsOf = (records: ReadonlyArray<{ id?: unknown }>) =>
	records.map(({ id }) => String(id)).sort();

/** Missed appointments of these days as the store has them. */
async function missed(from: string, to: string): Promise<StoreRecord[]> {
	const rows = await stored(sandbox, 'appointments');
	return rows.filter(
		(row) =>
			row.deleted_flag !== true &&
			row.status === 'No Show' &&
			row.patient !== null &&
			dayOf(row) >= from &&
			dayOf(row) <= to,
	);
}

describe.each(['v4', 'guide'] as const)('%s', (dialect) => {
	let credential: CredentialData;

	beforeEach(async () => {
		credential = await credentialFor(sandbox, dialect, { callsPerSecond: 1000 });
	});

	test.each([
		['last90Days', '2026-08-18', '2026-11-16'],
		['lastMonth', '2026-10-01', '2026-10-31'],
	])('lists those of %s', async (when, from, to) => {
		const { items, error, hints } = await find(credential, { when });
		expect(error).toBeUndefined();
		const wanted = await missed(from, to);
		expect(wanted.length).toBeGreaterThan(0);
		expect(idsOf(items)).toEqual(idsOf(wanted));
		expect(hints.join()).toContain(`${from} to ${to} were read`);
		expect(await calls(sandbox)).toMatchObject({ violations: 0, writes: 0 });
	});

	test('leaves out whom is expected again, whoever they then see', async () => {
		const rows = (await stored(sandbox, 'appointments')).filter(
			({ deleted_flag, patient }) => deleted_flag !== true && patient !== null,
		);
		const isNew = (row: StoreRecord) =>
			rows.some(
				(other) =>
					other.patient === row.patient &&
					!NOT_EXPECTED.includes(String(other.status)) &&
					String(other.scheduled_time) > String(row.scheduled_time) &&
					dayOf(other) <= '2027-02-14',
			);
		const all = await missed('2026-08-18', '2026-11-16');
		const wanted = all.filter((row) => !isNew(row));
		expect(wanted.length).toBeLessThan(all.length);

		const span = { when: 'last90Days', onlyWithoutNew: true, daysAhead: 90 };
		const { items, error } = await find(credential, span);
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(idsOf(wanted));
		const { byRoute, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		if (dialect === 'v4') expect(byRoute['GET /api/appointments']).toBeLessThanOrEqual(4);

		const [{ patient, doctor } = { patient: 0, doctor: 0 }] = all;
		const one = await find(credential, { ...span, filters: { patient: String(patient) } });
		expect(idsOf(one.items)).toEqual(idsOf(wanted.filter((row) => row.patient === patient)));
		const theirs = await find(credential, { ...span, filters: { provider: String(doctor) } });
		expect(idsOf(theirs.items)).toEqual(idsOf(wanted.filter((row) => row.doctor === doctor)));
	});

	test('simplified with names, up to a limit', async () => {
		const { items, error } = await find(credential, {
			when: 'last90Days',
			returnAll: false,
			limit: 2,
			options: { simplify: true, add: ['names'] },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(items[0]?.patient_name).toEqual(expect.stringMatching(/\w+ \w+/));
	});

	test.each<[string, IDataObject, RegExp]>([
		['half a day', { onlyWithoutNew: true, daysAhead: 0.5 }, /'Days Ahead' is not a whole number/],
		['no days', { when: 'someday' }, /'When' names no days/],
		['a type that is no id', { filters: { type: 'New visit' } }, /'Appointment Type' is not an ID/],
	])('%s: nothing is sent', async (_, parameters, sentence) => {
		const { error } = await find(credential, { when: 'custom', from: '2026-11-01', ...parameters });
		expect(error?.message).toMatch(sentence);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});
