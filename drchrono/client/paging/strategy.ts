import type { Failure } from '../failure';
import type { Outcome } from '../outcome';
import type { ApiRequest, ApiResponse, Json, JsonObject, Query } from '../request';

/** What one answer brought, and where the list goes on; `null` at its end. */
export interface Step<Place> {
	records: JsonObject[];
	next: Place | null;
	/** The server's total, where it gives one. */
	total?: number;
	/** True if the list shifted in a way that may have hidden a record. */
	doubt?: boolean;
}

/**
 * A way of paging, as pure functions around a single request: a place in the list says what to ask,
 * and the answer says the next place. Places are plain JSON, so a read can be taken up again from any
 * of them.
 */
export interface Strategy<Place extends Json = Json> {
	/** The place before the first record. */
	start: Place;
	/** Milliseconds to wait before asking. */
	wait?(place: Place): number;
	ask(place: Place): ApiRequest;
	read(place: Place, answer: ApiResponse): Outcome<Step<Place>>;
	/**
	 * The place from which to go on after a failure that is part of the protocol.
	 *
	 * @param times how often this walk went on so since records last came
	 */
	recover?(place: Place, failure: Failure, times: number): Place | undefined;
}

/** What a strategy is built from, besides its own settings. */
export interface Listing {
	request: ApiRequest;
	/** Origin and path that the API's routes are below. */
	baseUrl: string;
	/** Records to ask for at most; absent: as many as the endpoint gives. */
	atMost?: number;
	key: (record: JsonObject) => string | undefined;
}

/** The request with more query parameters. */
export function withQuery(request: ApiRequest, query: Query): ApiRequest {
	return { ...request, query: { ...request.query, ...query } };
}
