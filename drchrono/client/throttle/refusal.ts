import { DateTime } from 'luxon';
import type { Failure } from '../failure';
import type { WindowRule } from './rule';

/** What holds a request back longer than it wants to wait. */
export interface Obstacle {
	/** The limit as the dialect states it, for all processes. */
	whole: WindowRule;
	/** This process's part of it. */
	share: WindowRule;
	/**
	 * - `closed`: the server refused a call and said when to come back
	 * - `used`: the calls are used up
	 * - `reserved`: only calls that bulk work leaves to others are left
	 * - `queued`: others go first
	 */
	reason: 'closed' | 'used' | 'reserved' | 'queued';
}

const UNITS: ReadonlyMap<number, string> = new Map([
	[1_000, 'a second'],
	[60_000, 'a minute'],
	[3_600_000, 'an hour'],
	[86_400_000, 'a day'],
]);

/**
 * The failure of a request that will not be sent within the time it may wait.
 *
 * @param retryAt when it may go, in milliseconds since the epoch
 */
export function throttled({ whole, share, reason }: Obstacle, retryAt: number): Failure {
	const limit = `DrChrono's limit of ${describe(whole)}`;
	const ours =
		share.limit < whole.limit ? `This n8n process's part (${share.limit}) of ${limit}` : limit;
	const sentences: Record<Obstacle['reason'], string> = {
		closed: `DrChrono answered that ${limit.replace("DrChrono's", 'its')} is used up`,
		used: `${ours} is used up`,
		reserved: `What is left of ${limit} is reserved for bookings, triggers and look-ups`,
		queued: `Requests that wait already use up ${limit}`,
	};
	const at = DateTime.fromMillis(Math.ceil(retryAt / 1000) * 1000, { zone: 'utc' });
	return {
		kind: 'throttled',
		sentence: sentences[reason],
		advice: `It can go on from ${at.toISO({ suppressMilliseconds: true })} (UTC). Run it again then, let the node wait longer, or let it stop and continue later.`,
		retryAt,
	};
}

/** The failure of a request whose execution ended while it waited. */
export function cancelled(): Failure {
	return {
		kind: 'cancelled',
		sentence: 'The execution was cancelled while the request waited for its turn',
		advice: 'The request was not sent.',
	};
}

function describe({ limit, lengthMs, categories }: WindowRule): string {
	const unit = UNITS.get(lengthMs) ?? `in ${lengthMs / 1000} seconds`;
	const scope = categories === undefined ? '' : ` for ${categories.join(' and ')}`;
	return `${limit} ${limit === 1 ? 'call' : 'calls'} ${unit}${scope}`;
}
