import type { HttpMethod, RequestBody } from './request';

/** One HTTP request as it goes out. */
export interface HttpRequest {
	method: HttpMethod;
	url: string;
	headers: Record<string, string>;
	body?: RequestBody;
	/** Limit for this request alone, in milliseconds. For a file: until its last byte. */
	timeoutMs: number;
	/**
	 * False for presigned links: the token must not travel to a storage host. Its redirects come back
	 * as answers.
	 */
	authenticated: boolean;
	/** `text` for JSON and error bodies; `file` for what a 2xx brings as it comes in. */
	expect: 'text' | 'file';
	/** Bound on the size of a file, in bytes. */
	maxBytes?: number;
	signal?: AbortSignal;
}

/** An answer as it came in: status, lower-case headers, undecoded body. */
export interface HttpResponse {
	status: number;
	headers: Readonly<Record<string, string>>;
	text: string;
	/** With a 2xx to `expect: 'file'`. */
	file?: IncomingFile;
}

/** A file as it comes in. */
export interface IncomingFile {
	/** Its first kilobyte, or the whole of a shorter one. */
	head: Uint8Array;
	/** All of it from the first byte, to be read once; ends with an error if the file breaks off. */
	content: AsyncIterable<Uint8Array>;
	/** How the content ended, `too-large` past `maxBytes`; `undefined` as long as it did not. */
	end(): 'whole' | 'too-large' | TransportFault | undefined;
	/** The last bytes that came in so far. */
	tail(): Uint8Array;
	/** Lets go of a file that nobody wants to read. */
	drop(): void;
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
