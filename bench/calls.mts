import { startSandbox } from './support/sandbox.mts';
import { fetchClient } from './support/client.mts';
import { splitRange } from '../drchrono/client/ranges.ts';
import { v4 } from '../drchrono/dialects/v4/index.ts';

const FROM = '2025-09-01';
const TO = '2027-02-28';
/** When exports run; by day a practice of this size changes hundreds of appointments an hour. */
const AT_NIGHT = '2026-11-23T03:00:00-05:00';
const SIX_HOURS_S = 6 * 3600;
/** Of the sandbox's practice, which has doctors in Eastern and Central time. */
const WESTERNMOST = 'America/Chicago';

/**
 * Calls for all appointments of a large practice, against the least that any reader needs: one per 250
 * by the plain list, or two per 1,000 by the bulk job, in each of the 180-day ranges. Jobs are ready at
 * the first look, since how long the real ones take is not known.
 */
export async function run(): Promise<void> {
	const sandbox = await startSandbox(['--patients', '50000', '--limits', 'off', '--now', AT_NIGHT]);
	try {
		const client = await fetchClient(sandbox);
		const request = v4.appointments.list({ from: FROM, to: TO, westernmostZone: WESTERNMOST });
		if (!request.ok) throw new Error(request.failure.sentence);
		await sandbox.control('bulk', { polls: 0, seconds: 0 });
		// The made-up practice has its latest changes all at its first instant; let them be past.
		await sandbox.control('clock', { advance: SIX_HOURS_S });
		await sandbox.control('counters/reset', {});
		const list = await client.list(request.value.plan);
		if (!list.ok) throw new Error(list.failure.sentence);
		const { total, byRoute } = await sandbox.control<{
			total: number;
			byRoute: Record<string, number>;
		}>('counters');
		const perRange = new Map<string, number>();
		for (const { from, to } of splitRange({ from: FROM, to: TO })) {
			const days = list.value.records.map((record) => String(record.scheduled_time).slice(0, 10));
			perRange.set(`${from}/${to}`, days.filter((day) => day >= from && day <= to).length);
		}
		const counts = [...perRange.values()];
		const plain = counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / 250)), 0);
		const bulk = counts.reduce((sum, count) => sum + 2 * Math.max(1, Math.ceil(count / 1000)), 0);
		const least = Math.min(plain, bulk);
		console.log(
			`appointments read            ${list.value.records.length} in ${counts.length} ranges`,
		);
		console.log(`calls                        ${total}  ${JSON.stringify(byRoute)}`);
		console.log(`least by the plain list      ${plain}`);
		console.log(`least by the bulk job        ${bulk}`);
		console.log(`calls / least possible       ${(total / least).toFixed(3)}`);
	} finally {
		await sandbox.stop();
	}
}
