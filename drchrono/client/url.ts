import { failed, success, type Outcome } from './outcome';
import type { ApiRequest, Query } from './request';

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * The absolute URL of a request. A link that the server gave must have the base URL's origin: the
 * token must not travel elsewhere.
 *
 * @param baseUrl origin and path prefix, without a trailing slash
 */
export function urlOf(baseUrl: string, request: ApiRequest): Outcome<string> {
	if (request.url !== undefined) {
		if (originOf(request.url) === originOf(baseUrl)) return success(request.url);
		return failed({
			kind: 'malformed',
			sentence: 'DrChrono gave a link to another server',
			advice:
				'It was not followed, because it would have carried the access token there. If the practice has its own address, set it as Base URL of the credential.',
			route: `${request.endpoint.method} ${request.endpoint.route}`,
		});
	}
	const missing: string[] = [];
	const path = request.endpoint.route.replace(PLACEHOLDER, (_, name: string) => {
		const value = request.path?.[name];
		if (value === undefined || value === '') missing.push(name);
		return encodeURIComponent(String(value));
	});
	if (missing[0] !== undefined) {
		return failed({
			kind: 'invalid-input',
			sentence: `'${missing[0]}' is empty`,
			advice: 'Fill it in. Nothing was sent.',
			field: missing[0],
		});
	}
	return success(`${baseUrl}${path}${queryString(request.query)}`);
}

/** `?a=1&b=2`, without the parameters that have no value; empty if there are none. */
export function queryString(query: Query = {}): string {
	const pairs = Object.entries(query)
		.filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function originOf(url: string): string | null {
	return URL.canParse(url) ? new URL(url).origin : null;
}
