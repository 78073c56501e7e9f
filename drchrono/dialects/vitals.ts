import type { Outcome } from '../client/outcome';
import type { ListPlan } from '../client/paging';
import type { ApiRequest, JsonObject } from '../client/request';
import type { CustomVital, VitalDraft, VitalQuery, VitalSet } from '../records/vital';
import type { ChangeRequest, ListRequest } from './dialect';

/** Wire facts of vitals. */
export interface VitalDialect {
	/** The record that carries the vitals of one visit. */
	get(appointment: string): Outcome<ApiRequest>;
	/** Records that carry vitals; only those in which something was measured. */
	list(query: VitalQuery): Outcome<ListRequest>;
	read(record: JsonObject): VitalSet;
	/** Provider and office of a record, where it names them. */
	ownerOf(record: JsonObject): { provider?: string | null; office?: string | null };
	/**
	 * Writes what the draft has, and nothing else.
	 *
	 * @param current the record as `get` gave it, where custom vitals are written
	 */
	record(appointment: string, draft: VitalDraft, current?: JsonObject): Outcome<ChangeRequest>;
	/** Vitals that the practice defined; a dialect without such has none. */
	custom?: {
		list: ListPlan;
		definitionIn(record: JsonObject): CustomVital;
	};
}
