import { DateTime } from 'luxon';

import { v4 } from '../drchrono/dialects/v4/index.ts';
import { fetchClient } from './support/client.mts';
import { median } from './support/sample.mts';
import { startSandbox, type Sandbox } from './support/sandbox.mts';

/** About 60,000 appointments, and parts of them, since the last page of each range is mostly not full. */
const SPANS: ReadonlyArray<{ from: string; to: string }> = [
	{ from: '2025-09-01', to: '2027-02-28' },
	{ from: '2025-09-01', to: '2026-11-30' },
	{ from: '2025-10-15', to: '2027-01-31' },
	{ from: '2025-12-01', to: '2026-11-30' },
	{ from: '2026-01-01', to: '2026-12-31' },
];
/** When exports run; by day a practice of this size changes hundreds of appointments an hour. */
const AT_NIGHT = '2026-11-23T03:00:00-05:00';
const SIX_HOURS_S = 6 * 3600;
/** Of the sandbox's practice, which has doctors in Eastern and Central time. */
const WESTERNMOST = 'America/Chicago';
/** The widest range that clients in production ask for. */
const RANGE_DAYS = 180;

/**
 * Calls for all appointments of a large practice, against the least that a reader needs who knows all
 * numbers beforehand: one per 250 by the plain list, or two per 1,000 by the bulk job, in ranges of 180
 * days. Jobs are ready at the first look, since how long the real ones take is not known.
 */
export async function run(): Promise<void> {
	const sandbox = await startSandbox(['--patients', '50000', '--limits', 'off', '--now', AT_NIGHT]);
	try {
		await sandbox.control('bulk', { polls: 0, seconds: 0 });
		// The made-up practice has its latest changes all at its first instant; let them be past.
		await sandbox.control('clock', { advance: SIX_HOURS_S });
		const ratios: number[] = [];
		for (const span of SPANS) ratios.push(await measure(sandbox, span));
		console.log(
			`calls / least: median ${median(ratios).toFixed(3)}, most ${Math.max(...ratios).toFixed(3)}`,
		);
	} finally {
		await sandbox.stop();
	}
}

async function measure(sandbox: Sandbox, span: { from: string; to: string }): Promise<number> {
	const client = await fetchClient(sandbox);
	const request = v4.appointments.list({ days: span, westernmostZone: WESTERNMOST });
	if (!request.ok) throw new Error(request.failure.sentence);
	await sandbox.control('counters/reset', {});
	const list = await client.list(request.value.plan);
	if (!list.ok) throw new Error(list.failure.sentence);
	const { total } = await sandbox.control<{ total: number }>('counters');
	const days = list.value.records.map((record) => String(record.scheduled_time).slice(0, 10));
	const counts = rangesOf(span).map(
		({ from, to }) => days.filter((day) => day >= from && day <= to).length,
	);
	const plain = callsFor(counts, 250);
	const bulk = 2 * callsFor(counts, 1000);
	const ratio = total / Math.min(plain, bulk);
	console.log(
		`${span.from}/${span.to}  ${String(days.length).padStart(6)} appointments  calls ${total}, least ${bulk} (plainly ${plain})  × ${ratio.toFixed(3)}`,
	);
	return ratio;
}

function callsFor(counts: readonly number[], pageSize: number): number {
	return counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / pageSize)), 0);
}

function rangesOf({ from, to }: { from: string; to: string }) {
	const ranges: Array<{ from: string; to: string }> = [];
	for (let first = from; first <= to; ) {
		const start = DateTime.fromISO(first, { zone: 'utc' });
		const last = start.plus({ days: RANGE_DAYS - 1 }).toISODate() ?? '';
		ranges.push({ from: first, to: last < to ? last : to });
		first = start.plus({ days: RANGE_DAYS }).toISODate() ?? '';
	}
	return ranges;
}
