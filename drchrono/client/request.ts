/** Whether a request changes anything at the server. A `POST *_list` is a read: it prepares a list. */
export type Effect = 'read' | 'write';

/** The parts of a practice's data that a credential allows or not; OAuth scopes follow from them. */
export type Area =
	| 'scheduling'
	| 'demographics'
	| 'insurance'
	| 'clinical'
	| 'billing'
	| 'practice'
	| 'messages';

/**
 * Who is waiting for the answer. Under scarcity earlier lanes go first; `bulk` leaves a reserve.
 */
export type Lane = 'interactive' | 'booking' | 'trigger' | 'read' | 'bulk';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API, as a dialect knows it. */
export interface Endpoint {
	method: HttpMethod;
	/** Path below the base URL as a template, e.g. `/api/appointments/{id}`. The only form that is logged. */
	route: string;
	effect: Effect;
	area: Area;
	/** Rate-limit category of the dialect; `all` where there is only one. */
	category: string;
	/** True if sending it twice makes two records. */
	creates?: boolean;
}

export type QueryValue = string | number | boolean;
export type Query = Readonly<Record<string, QueryValue | undefined>>;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/** A file of a multipart upload. */
export interface FilePart {
	fileName: string;
	mimeType: string;
	bytes: Uint8Array;
}

export type RequestBody =
	| { kind: 'json'; value: Json }
	| { kind: 'multipart'; fields: Record<string, string>; files: Record<string, FilePart> };

/** A request in the API's terms, before base URL, headers and credentials. */
export interface ApiRequest {
	endpoint: Endpoint;
	/** Values for the placeholders of the route. */
	path?: Readonly<Record<string, string | number>>;
	query?: Query;
	body?: RequestBody;
	/** Records concerned by kind, e.g. `{ patient: '12345' }`; the log gets their hashes alone. */
	subject?: Readonly<Record<string, string>>;
	/**
	 * An absolute URL that the server gave (a `next` link). Wins over `path` and `query`;
	 * must have the origin of the base URL.
	 */
	url?: string;
}

/** An answer that was understood. */
export interface ApiResponse {
	status: number;
	/** Parsed JSON; `null` where the server answers with nothing (204). */
	json: Json;
	/** Lower-case header names. */
	headers: Readonly<Record<string, string>>;
}

/** Sends one request through the whole pipeline: guard, throttle, send, classify, retry, decode. */
export type Requester = (request: ApiRequest) => Promise<import('./outcome').Outcome<ApiResponse>>;
