import type { HttpMethod, RequestBody } from './request';

/** One HTTP request as it goes out. */
export interface HttpRequest {
	method: HttpMethod;
	url: string;
	headers: Record<string, string>;
	body?: RequestBody;
	/** Limit for this request alone, in milliseconds. */
	timeoutMs: number;
	/** False for presigned links: the token must not travel to a storage host. */
	authenticated: boolean;
	/** `text` for JSON and error bodies; `bytes` for files. */
	expect: 'text' | 'bytes';
	/** Bound on the size of the body, in bytes. */
	maxBytes?: number;
	signal?: AbortSignal;
}

/** An answer as it came in: status, lower-case headers, undecoded body. */
export interface HttpResponse {
	status: number;
	headers: Readonly<Record<string, string>>;
	text: string;
	bytes?: Uint8Array;
}

/**
 * Why there is no answer.
 *
 * - `refused`: no connection was made (refused, DNS, TLS): the server surely did not act
 * - `lost`: the connection broke after sending: the server may have acted
 * - `timeout`: no answer in time: the server may have acted
 * - `cancelled`: the execution was cancelled
 * - `credential`: n8n could not sign the request or refresh the token; `detail` says which
 */
export type TransportFault = 'refused' | 'lost' | 'timeout' | 'cancelled' | 'credential';

export type TransportResult =
	| { kind: 'response'; response: HttpResponse }
	| { kind: 'fault'; fault: TransportFault; detail?: string };

/** The one impure edge: sends a request and never throws. */
export interface Transport {
	send(request: HttpRequest): Promise<TransportResult>;
}
