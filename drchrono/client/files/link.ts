import type { Json } from '../request';

/** What stands in a field for "no file": nothing, or the word that Python writes for it (wire.md §6). */
const NO_LINK = new Set(['', 'none', 'null']);

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The link in a field of a record, or `null` if there is no file. */
export function linkIn(field: Json | undefined): string | null {
	if (typeof field !== 'string') return null;
	const link = field.trim();
	return NO_LINK.has(link.toLowerCase()) ? null : link;
}

/**
 * A link as an absolute URL, if it may be followed: https without a user name, or http on this
 * machine where the API itself is on this machine (a sandbox). The path of such a link is the key to
 * a patient's file, so it must not travel in the clear.
 *
 * @param link as the server gave it, absolute or relative to `from`
 * @param from URL that the link was found at
 * @param baseUrl of the API
 */
export function followable(link: string, from: string, baseUrl: string): URL | undefined {
	if (!URL.canParse(link, from)) return undefined;
	const url = new URL(link, from);
	if (url.username !== '' || url.password !== '') return undefined;
	if (url.protocol === 'https:') return url;
	return url.protocol === 'http:' && isLoopback(url) && isLoopback(new URL(baseUrl))
		? url
		: undefined;
}

/** Whether a link leads to the API itself, where it counts as a call. */
export function isAtApi(link: URL, baseUrl: string): boolean {
	return link.origin === new URL(baseUrl).origin;
}

function isLoopback({ hostname }: URL): boolean {
	return LOOPBACK_HOSTS.has(hostname);
}
