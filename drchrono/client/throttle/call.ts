import type { Lane } from '../request';

/** The right to send one request. Handed back to the throttle with the answer. */
export interface Ticket {
	readonly lane: Lane;
	readonly category: string;
	/** When the ticket was given out, in the throttle's own milliseconds. */
	readonly sentAt: number;
}

/** A ticket as the throttle keeps it. */
export interface Call extends Ticket {
	/** When its answer was seen; absent while it is under way, and for ever if it was lost. */
	answeredAt?: number;
}

/**
 * The longest time between a ticket and the moment the server counts the request: a token refresh,
 * a new connection and the way there. A call that is not answered counts as arrived by then, so
 * that lost answers and slow reports (v4 lab results take 20 s) do not hold up everyone else.
 */
export const TRANSIT_MS = 5_000;

/**
 * The last instant at which the server can have counted a call, as known at `now`.
 *
 * The server counts somewhere between sending and answer. A window that let go of a call `lengthMs`
 * after *sending* would be wrong: a request delayed on its way lands among later ones. Counted until
 * `lengthMs` after the answer it is right, whatever the delays: of any calls that arrive within one
 * length, the one sent last was sent less than a length after each of the others was answered, so
 * all of them still counted when it asked.
 */
export function latestArrival(call: Call, now: number): number {
	return Math.min(call.answeredAt ?? now, call.sentAt + TRANSIT_MS);
}

/** Whether nothing that may still happen changes `latestArrival`. */
export function isSettled(call: Call, now: number): boolean {
	return call.answeredAt !== undefined || now >= call.sentAt + TRANSIT_MS;
}
