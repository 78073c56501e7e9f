import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type {
	HttpRequest,
	Transport,
	TransportFault,
	TransportResult,
} from '../../drchrono/client/transport';
import { incomingFile, textOfStream, type ByteStream } from './fileStream';
import { lowerCase } from './headers';
import { resultOfError } from './httpError';
import { encodeMultipart } from './multipart';
import { textOf } from './text';
import type { KeepFresh } from './token';

/** Type name of the one credential of this package. */
export const CREDENTIAL = 'drChronoOAuth2Api';

/** Hands out every status as an answer but 401, on which n8n refreshes the token and sends again. */
const ALL_BUT_401: IHttpRequestOptions['ignoreHttpStatusErrors'] = { ignore: true, except: [401] };

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Further ones are a circle. */
const MOST_REDIRECTS = 3;

/**
 * n8n's own HTTP helper as the client's transport: it signs the request, refreshes the token on 401
 * (one refresh per credential at a time) and resends. Never throws.
 *
 * @param functions the node's context: execute, poll or load options
 * @param allowedHost the only host that a signed request may reach
 * @param keepTokenFresh awaited before each signed request
 */
export function n8nTransport(
	functions: IAllExecuteFunctions,
	allowedHost: string,
	keepTokenFresh: KeepFresh,
): Transport {
	const attempt = async (
		request: HttpRequest,
		ignoreHttpStatusErrors: IHttpRequestOptions['ignoreHttpStatusErrors'],
	): Promise<{ result: TransportResult; thrown: boolean }> => {
		try {
			const options = await optionsOf(request, allowedHost);
			options.ignoreHttpStatusErrors = ignoreHttpStatusErrors;
			const answer = (
				request.authenticated
					? await functions.helpers.httpRequestWithAuthentication.call(
							functions,
							CREDENTIAL,
							options,
						)
					: await functions.helpers.httpRequest(options)
			) as IN8nHttpFullResponse;
			return { result: resultOf(answer), thrown: false };
		} catch (error) {
			return { result: resultOfError(error), thrown: true };
		}
	};

	const sendSigned = async (request: HttpRequest): Promise<TransportResult> => {
		const first = await attempt(request, ALL_BUT_401);
		const { result } = first;
		const returned401 = result.kind === 'response' && result.response.status === 401;
		// Hosts before 2.20 read the object above as "all" and return the 401 without a refresh.
		if (!request.authenticated || !returned401 || first.thrown) return result;
		return (await attempt(request, false)).result;
	};

	return {
		async send(request) {
			if (request.authenticated) await keepTokenFresh(request.body?.kind === 'multipart');
			if (request.expect === 'file') return await fetchFile(functions, request, allowedHost);
			let result = await sendSigned(request);
			let url = redirectOf(result, request.method, request.url);
			for (let hops = 0; url !== undefined && hops < MOST_REDIRECTS; hops += 1) {
				result = await sendSigned({ ...request, url });
				url = redirectOf(result, request.method, url);
			}
			return result;
		},
	};
}

/**
 * Where a read was pointed to, if it may be followed there: `users/current` is documented as a redirect
 * to the user (wire.md §1.4). Left to itself n8n's helper would follow anything anywhere, and turn a
 * POST into a GET whose answer looks like the record that was never made.
 */
function redirectOf(result: TransportResult, method: string, from: string): string | undefined {
	if (method !== 'GET' || result.kind !== 'response') return undefined;
	const { status, headers } = result.response;
	const { location } = headers;
	if (!REDIRECTS.has(status) || location === undefined) return undefined;
	if (!URL.canParse(location, from)) return undefined;
	const url = new URL(location, from);
	return url.origin === new URL(from).origin ? url.href : undefined;
}

async function optionsOf(request: HttpRequest, allowedHost: string): Promise<IHttpRequestOptions> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: { ...request.headers },
		returnFullResponse: true,
		encoding: 'text',
		timeout: request.timeoutMs,
		abortSignal: request.signal,
		disableFollowRedirect: true,
	};
	if (request.authenticated) options.allowedDomains = allowedHost;
	if (request.body?.kind === 'json') {
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
		options.body = JSON.stringify(request.body.value);
	} else if (request.body?.kind === 'multipart') {
		const { contentType, bytes } = await encodeMultipart(request.body);
		options.headers = { ...options.headers, 'Content-Type': contentType };
		options.body = bytes;
	}
	return options;
}

function resultOf(answer: IN8nHttpFullResponse): TransportResult {
	const headers = lowerCase(answer.headers);
	return {
		kind: 'response',
		response: { status: answer.statusCode, headers, text: textOf(answer.body) },
	};
}

/**
 * Fetches a file as a stream: its limit in time holds until the last byte, and n8n's own timeout until
 * the first alone. The token goes along only where the file is the API's own answer.
 */
async function fetchFile(
	functions: IAllExecuteFunctions,
	request: HttpRequest,
	allowedHost: string,
): Promise<TransportResult> {
	const deadline = AbortSignal.timeout(request.timeoutMs);
	const stop = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
	const endedBy = (): TransportFault | undefined =>
		request.signal?.aborted ? 'cancelled' : deadline.aborted ? 'timeout' : undefined;
	try {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: request.url,
			headers: request.headers,
			returnFullResponse: true,
			encoding: 'stream',
			timeout: request.timeoutMs,
			abortSignal: stop,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: request.authenticated ? ALL_BUT_401 : true,
			...(request.authenticated && { allowedDomains: allowedHost }),
		};
		const answer = (await (request.authenticated
			? functions.helpers.httpRequestWithAuthentication.call(functions, CREDENTIAL, options)
			: functions.helpers.httpRequest(options))) as IN8nHttpFullResponse;
		const headers = lowerCase(answer.headers);
		const status = answer.statusCode;
		const body = answer.body as unknown as ByteStream;
		if (status < 200 || status >= 300) {
			return {
				kind: 'response',
				response: { status, headers, text: await textOfStream(body) },
			};
		}
		const file = await incomingFile(body, request.maxBytes ?? Infinity, stop, endedBy);
		return { kind: 'response', response: { status, headers, text: '', file } };
	} catch (error) {
		const fault = endedBy();
		return fault ? { kind: 'fault', fault } : resultOfError(error);
	}
}
