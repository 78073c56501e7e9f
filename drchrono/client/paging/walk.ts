import { DateTime } from 'luxon';
import type { Clock } from '../clock';
import { success, type Outcome } from '../outcome';
import type { ApiResponse, Json, Requester } from '../request';
import { cancelled, malformed } from './failures';
import type { Step, Strategy } from './strategy';

/** What a walk needs of the world. */
export interface Walker {
	send: Requester;
	clock: Clock;
	signal?: AbortSignal;
}

/** A step and the server's time when it was answered, in milliseconds since the epoch. */
export type TimedStep = Step<Json> & { at: number };

/**
 * Goes through a list from a place (`null`: its beginning) to its end, one request a step. The only
 * impure part of paging. Ends with a failure at most once, as its last item; a place that comes back
 * is one, as the list would never end.
 */
export async function* walk(
	strategy: Strategy,
	from: Json,
	{ send, clock, signal }: Walker,
): AsyncGenerator<Outcome<TimedStep>, void, void> {
	const visited = new Set<string>();
	let recovered = 0;
	for (let place: Json = from ?? strategy.start, ended = false; !ended; ) {
		const request = strategy.ask(place);
		const mark = JSON.stringify(place);
		if (visited.has(mark)) {
			const again = 'DrChrono names a page as the next one that was already read';
			return yield malformed(request.endpoint, again);
		}
		visited.add(mark);

		const pause = strategy.wait?.(place) ?? 0;
		if (pause > 0 && !signal?.aborted) await clock.pause(pause, signal);
		if (signal?.aborted) return yield cancelled(request.endpoint);

		const answer = await send(request);
		if (!answer.ok) {
			const other = strategy.recover?.(place, answer.failure, recovered++);
			if (other === undefined) return yield answer;
			place = other;
			continue;
		}
		const step = strategy.read(place, answer.value);
		if (!step.ok) return yield step;

		if (step.value.records.length > 0) recovered = 0;
		yield success({ ...step.value, at: serverTime(answer.value, clock) });
		ended = step.value.next === null;
		place = step.value.next;
	}
}

/** The server's own time, which its timestamps go by; ours where it gives none. */
function serverTime({ headers }: ApiResponse, clock: Clock): number {
	const date = DateTime.fromHTTP(headers.date ?? '');
	return date.isValid ? date.toMillis() : clock.now();
}
