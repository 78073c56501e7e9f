import type { TransportFault, TransportResult } from '../../drchrono/client/transport';
import { lowerCase } from './headers';
import { textOf } from './text';

/** What an error and its causes may carry, as n8n, axios and n8n's OAuth client throw them. */
interface Thrown {
	cause?: unknown;
	code?: unknown;
	message?: unknown;
	response?: { status?: unknown; headers?: object; data?: unknown };
	/** n8n's OAuth client: `AuthError` and `ResponseError` carry the token endpoint's body. */
	body?: unknown;
	status?: unknown;
	/** n8n-workflow from 2.37. */
	failure?: { cause?: unknown };
}

/** Node's codes for a connection that was never made: the server surely did not act. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_INVALID_URL',
]);

/** The throttle's sentence is short; what is longer is a page. */
const MOST_DETAIL = 300;

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/**
 * What n8n's helper threw, as a transport result: an answer with a status where there was one, else
 * why there is none. The error itself goes no further, since it carries bodies and headers.
 */
export function resultOfError(error: unknown): TransportResult {
	const chain = causesOf(error);

	const answered = chain.find((link) => typeof link.response?.status === 'number')?.response;
	if (answered) {
		return {
			kind: 'response',
			response: {
				status: answered.status as number,
				headers: lowerCase(answered.headers ?? {}),
				text: textOf(answered.data),
			},
		};
	}

	const detail = credentialDetail(chain);
	if (detail !== undefined) return { kind: 'fault', fault: 'credential', detail };

	const code = chain.map((link) => link.code).find((value) => typeof value === 'string');
	return { kind: 'fault', fault: faultOf(code as string | undefined) };
}

function faultOf(code: string | undefined): TransportFault {
	if (code === 'ERR_CANCELED') return 'cancelled';
	if (code !== undefined && NEVER_CONNECTED.has(code)) return 'refused';
	if (code !== undefined && TIMED_OUT.has(code)) return 'timeout';
	return 'lost';
}

/** Why n8n could not sign or refresh, in the OAuth error codes of RFC 6749 or a word of our own. */
function credentialDetail(chain: readonly Thrown[]): string | undefined {
	for (const link of chain) {
		const oauthError = (link.body as { error?: unknown } | undefined)?.error;
		if (typeof oauthError === 'string') return oauthError;
		if (link.failure?.cause === 'credential-invalid') return 'invalid_grant';
		if (link.code === 'ESTATUS') {
			return `token-endpoint ${String(link.status)} ${textOf(link.body).slice(0, MOST_DETAIL)}`;
		}
		if (typeof link.message !== 'string') continue;
		if (/credentials? not connected|without access token/i.test(link.message))
			return 'not-connected';
		if (/domain .*not allowed|not allowed/i.test(link.message)) return 'domain';
	}
	return undefined;
}

function causesOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	let link = error;
	while (typeof link === 'object' && link !== null && !chain.includes(link as Thrown)) {
		chain.push(link as Thrown);
		link = (link as Thrown).cause;
	}
	return chain;
}
