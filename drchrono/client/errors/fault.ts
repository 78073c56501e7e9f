import type { Failure } from '../failure';
import type { TransportFault } from '../transport';
import type { About } from './about';
import { SITUATION_OF_OAUTH_CODE, type Situation } from './sentences';
import { throttledFailure } from './throttled';
import { retryAtOf } from './wait';
import { failureOf } from './wording';

const SITUATION_OF_FAULT: Readonly<Record<Exclude<TransportFault, 'credential'>, Situation>> = {
	refused: 'unreachable',
	lost: 'lost',
	timeout: 'timeout',
	cancelled: 'cancelled',
};

/**
 * What n8n or the token endpoint is known to say when a request could not be signed, most telling first.
 * The token endpoint is throttled like the API (wire.md §1.2): a 429 there is no dead token.
 */
const SITUATION_OF_SIGNING: ReadonlyArray<[RegExp, Situation]> = [
	[/\b429\b|throttled|too many requests/i, 'throttled'],
	...Object.entries(SITUATION_OF_OAUTH_CODE).map(([code, situation]): [RegExp, Situation] => [
		new RegExp(`\\b${code}\\b`),
		situation,
	]),
	[/\b50[0-9]\b|bad gateway|service unavailable|token-endpoint/i, 'signInDown'],
	[/\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)\b|socket hang up/, 'unreachable'],
	[/needs to be reconnected/i, 'tokenRotated'],
	[/not.connected|without access token/i, 'notConnected'],
	[/\bdomain\b/i, 'redirect'],
];

/**
 * The failure of a request that got no answer.
 *
 * @param detail n8n's word on a credential that could not sign; only compared with known patterns
 */
export function faultOf(fault: TransportFault, detail: string, about: About): Failure {
	const route = `${about.endpoint.method} ${about.endpoint.route}`;
	if (fault !== 'credential') return failureOf(SITUATION_OF_FAULT[fault], { route });

	const situation =
		SITUATION_OF_SIGNING.find(([pattern]) => pattern.test(detail))?.[1] ?? 'signInRefused';
	if (situation !== 'throttled') return failureOf(situation, { route }, about.endpoint.area);
	const retryAt = retryAtOf({ status: 429, headers: {}, text: detail }, about.now);
	return throttledFailure({ route, retryAt }, about);
}
