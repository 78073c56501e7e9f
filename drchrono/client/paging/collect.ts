import { success, type Outcome } from '../outcome';
import type { Page, Position } from '../page';
import type { JsonObject } from '../request';

/** A list in memory. */
export interface Collected {
	records: JsonObject[];
	/** What the person should know about the list, each once. */
	hints: string[];
	/** Where the list goes on; `null` if this is all of it. */
	next: Position;
}

/**
 * All records of a read, or its failure: a part of a list is never a success, unless the read itself
 * was limited.
 */
export async function collect(pages: AsyncIterable<Outcome<Page>>): Promise<Outcome<Collected>> {
	const records: JsonObject[] = [];
	const hints = new Set<string>();
	let next: Position = null;
	for await (const page of pages) {
		if (!page.ok) return page;
		for (const record of page.value.records) records.push(record);
		page.value.hints?.forEach((hint) => hints.add(hint));
		next = page.value.next;
	}
	return success({ records, hints: [...hints], next });
}
