import {
	fingerprint,
	seal,
	unseal,
	type Binding,
	type Continuation,
} from '../../drchrono/client/continuation';
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
	/** What makes this list this list, as the person asked for it; a token fits no other. */
	query: Json;
	/**
	 * What the query came to when the list began, where it depends on the day: the token carries it, and
	 * `termsOf` gives it back, so that a list goes on as it began.
	 */
	terms?: Json;
	emit: (record: JsonObject) => Emitted;
}

/** The terms of the list that a token continues; `undefined` for a list that begins. */
export function termsOf(
	context: OperationContext,
	wish: Pick<ListWish, 'continuationToken' | 'query'>,
): Outcome<Json | undefined> {
	const begun = begunBefore(context, wish);
	return begun.ok ? success(begun.value?.terms) : begun;
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
	const { client, sealKey } = context.session;
	const begun = begunBefore(context, wish);
	if (!begun.ok) return begun;
	const from = begun.value?.position;
	const doneBefore = begun.value?.done ?? 0;

	const { limit, emit } = wish;
	const keep = request.keep ?? (() => true);
	const left = limit === undefined ? undefined : Math.max(0, limit - doneBefore);
	const items: Emitted[] = [];
	const hints = new Set(request.hints);
	let position: Position = from ?? BEGINNING;
	// A filter applied here must not cut short what the server is asked for; but a list that ends at a
	// limit needs neither what lies ahead nor a bulk job over all of it.
	const pageLimit = request.keep ? undefined : left;
	const plan = left === undefined ? request.plan : { ...request.plan, bulk: undefined };
	const inTurn = wish.continueLater || left !== undefined;
	for await (const page of client.pages(plan, { from, limit: pageLimit, inTurn })) {
		if (!page.ok) {
			const { failure } = page;
			if (!wish.continueLater || failure.kind !== 'throttled') return page;
			const done = doneBefore + items.length;
			const state = { position, done, terms: wish.terms };
			const continuationToken = seal(state, sealKey, bindingOf(context, wish));
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

function begunBefore(
	context: OperationContext,
	wish: Pick<ListWish, 'continuationToken' | 'query'>,
): Outcome<Continuation | undefined> {
	if (wish.continuationToken === undefined) return success(undefined);
	return unseal(wish.continuationToken, context.session.sealKey, bindingOf(context, wish));
}

function bindingOf({ session }: OperationContext, { query }: Pick<ListWish, 'query'>): Binding {
	return { query: fingerprint(query), application: session.applicationKey };
}
