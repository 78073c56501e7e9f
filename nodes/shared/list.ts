import { seal, unseal, fingerprint } from '../../drchrono/client/continuation';
import { success, type Outcome } from '../../drchrono/client/outcome';
import type { Position } from '../../drchrono/client/page';
import { BEGINNING } from '../../drchrono/client/paging';
import type { Json, JsonObject } from '../../drchrono/client/request';
import type { ListRequest } from '../../drchrono/dialects/dialect';
import type { Emitted, OperationContext, Result } from './operation';

/** How a list is wanted. */
export interface ListWish {
	/** Records wanted at most; all when absent. */
	limit?: number;
	/** From the output *Remaining* of an earlier run of the same list. */
	continuationToken?: string;
	/** True if a list that runs out of calls is handed out as far as it got, with a token for the rest. */
	continueLater: boolean;
	/** What makes this list this list; a token fits no other. */
	query: Json;
	emit: (record: JsonObject) => Emitted;
}

/**
 * Reads a list page by page. Ends with everything that was wanted, or with a failure, or, where the
 * person chose so, with a part and the token that continues it exactly there.
 */
export async function readList(
	context: OperationContext,
	request: ListRequest,
	wish: ListWish,
): Promise<Outcome<Result>> {
	const { client, sealKey, applicationKey } = context.session;
	const binding = { query: fingerprint(wish.query), application: applicationKey };
	let from: Position | undefined;
	let doneBefore = 0;
	if (wish.continuationToken !== undefined) {
		const state = unseal(wish.continuationToken, sealKey, binding);
		if (!state.ok) return state;
		from = state.value.position;
		doneBefore = state.value.done;
	}

	const { limit, emit } = wish;
	const keep = request.keep ?? (() => true);
	const left = limit === undefined ? undefined : Math.max(0, limit - doneBefore);
	const items: Emitted[] = [];
	const hints = new Set(request.hints);
	let position: Position = from ?? BEGINNING;
	// A filter applied here must not cut short what the server is asked for.
	const pageLimit = request.keep ? undefined : left;
	const how = { from, limit: pageLimit, inTurn: wish.continueLater };
	for await (const page of client.pages(request.plan, how)) {
		if (!page.ok) {
			const { failure } = page;
			if (!wish.continueLater || failure.kind !== 'throttled') return page;
			const done = doneBefore + items.length;
			const continuationToken = seal({ position, done }, sealKey, binding);
			const resumesAt = failure.retryAt ?? Date.now();
			return success({
				items,
				hints: [...hints],
				remaining: { continuationToken, done, resumesAt },
			});
		}
		for (const hint of page.value.hints ?? []) hints.add(hint);
		position = page.value.next;
		for (const record of page.value.records) {
			if (keep(record)) items.push(emit(record));
		}
		if (left !== undefined && items.length >= left) {
			return success({ items: items.slice(0, left), hints: [...hints] });
		}
	}
	return success({ items, hints: [...hints] });
}
