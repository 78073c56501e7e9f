import type { ListPlan } from '../client/paging';
import type { JsonObject } from '../client/request';
import type { Stamp } from './stamp';

/** A list that tells what was created or changed, as a dialect knows it. */
export interface ChangeSource {
	/**
	 * What the stamps of its records and of `since` mean: instants in UTC, or the wall clock of a practice
	 * without its zone.
	 */
	clock: 'utc' | 'wall';
	/** Everything created or changed since a stamp, deleted records included where the server can. */
	since(stamp: Stamp): ListPlan;
	/**
	 * Everything from a calendar day on, for a server that ignores `since`.
	 *
	 * @param day `YYYY-MM-DD`
	 */
	whole?(day: string): ListPlan;
	idOf(record: JsonObject): string;
	/** Whose clock the record may go by. */
	providerOf(record: JsonObject): string;
	createdAt(record: JsonObject): Stamp | null;
	updatedAt(record: JsonObject): Stamp | null;
	/** False for a record that is deleted, or is none of its own (an occurrence of a series). */
	exists(record: JsonObject): boolean;
}
