import type { Clock } from '../clock';
import { success, type Outcome } from '../outcome';
import type { Page, Position } from '../page';
import type { JsonObject, Requester } from '../request';
import { inSequence } from './ahead';
import { foreignPosition } from './failures';
import { legsOf } from './legs';
import type { ListPlan } from './plan';
import { afterRound, afterStep, doubtful, progressFrom } from './progress';
import { Seen } from './seen';
import { walk } from './walk';

export interface PagesOptions {
	clock: Clock;
	/** Origin and path that the API's routes are below. A `next` link must stay at this origin. */
	baseUrl: string;
	/** Where to take up the list: the `next` of a page (`null`: nothing is left). Default: its beginning. */
	from?: Position;
	signal?: AbortSignal;
	/**
	 * Parts to read at once, ahead of whoever takes the pages. Default: 0, nothing is read before it is
	 * asked for; and so it is with a `limit`, which may not need the next page.
	 */
	parallel?: number;
	/** Stop after this many records, at least 1; the last page's `next` then says where it goes on. */
	limit?: number;
}

/**
 * Reads a list page by page, in the server's order and part after part.
 *
 * A record that exists and matches throughout the read comes exactly once, whatever is created,
 * changed or deleted meanwhile; where that cannot be shown, the last page carries a hint. What each
 * way of paging rests on: `next-url` and `next-token` on the server's cursor, which must be a place in
 * the order and not a count; `offset` and `bulk-job` on an ascending order; and a record that changes
 * its place in it on the plan's `sweep`, which it escapes only by moving across the reader once in the
 * list and once more in each sweep.
 *
 * Pages without new records are left out, but for the last one and one before a failure that has a
 * position of its own. The list is whole only if a page with `next: null` came. A failure is the last
 * item; the `next` of the page before it is where to go on.
 */
export async function* pages(
	plan: ListPlan,
	send: Requester,
	options: PagesOptions,
): AsyncGenerator<Outcome<Page>, void, void> {
	const { clock, baseUrl, from, signal, limit, parallel = 0 } = options;
	if (from === null) {
		yield success(NOTHING_MORE);
		return;
	}
	const key = plan.key ?? idOf;
	let progress = progressFrom(from);
	let told = progress;
	let room = limit ?? Infinity;
	const seen = Seen.of(progress.seen);

	for (;;) {
		const { round, leg: firstLeg, place: firstPlace } = progress;
		const legs = legsOf(plan, progress, { baseUrl, atMost: limit, key });
		if (firstLeg >= legs.length) {
			yield legs.length === 0 ? success(NOTHING_MORE) : foreignPosition(plan.request.endpoint);
			return;
		}
		const walks = legs.slice(firstLeg).map(({ strategy }, index) => {
			const place = index === 0 ? firstPlace : null;
			return () => walk(strategy, place, { send, clock, signal });
		});
		for await (const outcome of inSequence(walks, limit === undefined ? parallel : 0)) {
			if (!outcome.ok) {
				if (progress !== told) yield success({ records: [], next: progress });
				yield outcome;
				return;
			}
			const { records, next, total, doubt, at } = outcome.value;
			const covered = records.filter(legs[progress.leg]!.covers);
			const { taken, rest, unkeyed } = seen.take(covered, key, room, progress.unkeyed);
			room -= taken.length;
			const step = { next, cut: rest, fresh: taken.length, unkeyed, total, doubt, at };
			const after = afterRound(
				afterStep(progress, { ...step, seen: seen.text }),
				legs.length,
				plan.sweep !== undefined,
			);
			progress = after.progress;

			if (after.complete || taken.length > 0) {
				told = progress;
				yield success({
					records: taken,
					next: after.complete ? null : progress,
					total: round === 0 && legs.length === 1 ? total : undefined,
					hints: after.complete && doubtful(progress) ? [MAY_BE_INCOMPLETE] : undefined,
				});
			}
			if (after.complete || room === 0) return;
		}
	}
}

const NOTHING_MORE: Page = { records: [], next: null };

/** What the last page says of a list that could not be shown to be whole. */
export const MAY_BE_INCOMPLETE =
	'The list changed while it was read and may lack a record. Run it again for a complete one.';

function idOf({ id }: JsonObject): string | undefined {
	return id === undefined || id === null ? undefined : String(id);
}
