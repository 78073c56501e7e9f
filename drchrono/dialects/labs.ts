import type { Outcome } from '../client/outcome';
import type { ChoicePlan } from '../client/paging';
import type { ApiRequest, Endpoint, JsonObject } from '../client/request';
import type { LabOrderQuery, LabResult, LabResultDraft, LabResultQuery } from '../records/lab';
import type { ListRequest } from './dialect';

/** Wire facts of laboratory results in charts. */
export interface LabResultDialect {
	/** How *Changed Since* goes out: a wall-clock time of the practice, or an instant in UTC. */
	sinceIs: 'wall' | 'instant';
	list(query: LabResultQuery): Outcome<ListRequest>;
	get(id: string): Outcome<ApiRequest>;
	create(draft: LabResultDraft): Outcome<ApiRequest>;
	read(record: JsonObject): LabResult;
	/** Whether a record of the patient is the result that the draft is about. */
	isSame(record: JsonObject, draft: LabResultDraft): boolean;
	providerOf(record: JsonObject): string | null;
}

/** Wire facts of orders to laboratories, and of what comes back. */
export interface LabOrderDialect {
	list(query: LabOrderQuery): ListRequest;
	get(id: string): ApiRequest;
	providerOf(order: JsonObject): string | null;
	/** Ids of an order's documents; `undefined` where the order does not tell them. */
	documentsOf(order: JsonObject): string[] | undefined;
	results(order: string): ChoicePlan;
	readResult(record: JsonObject): LabResult & { order: string | null };
	documents(query: LabOrderQuery): ListRequest;
	document(id: string): ApiRequest;
	documentEndpoint: Endpoint;
	orderOf(document: JsonObject): string | null;
	/** The temporary link to a document's file; `null` if there is none. */
	linkIn(document: JsonObject): string | null;
}

/** Wire facts of laboratories. */
export interface LabDialect {
	results: LabResultDialect;
	/** Orders, or why there are none. */
	orders(what: string): Outcome<LabOrderDialect>;
}
