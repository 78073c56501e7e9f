import { success } from '../outcome';
import { envelopeOf, recordsOf } from './envelope';
import { malformed } from './failures';
import { withQuery, type Listing, type Strategy } from './strategy';

type Place = { url: string | null };

/**
 * v4: each page names the URL of the next one, which already holds the whole query. It is followed as
 * it is, and only to the API's own origin: the token travels with it.
 *
 * `next` is on every recorded page, `null` on the last one (wire.md §2). An answer without it has
 * lost its end, and must not pass for the last page.
 */
export function nextUrl(
	{ request, baseUrl, atMost }: Listing,
	pageSize: number | undefined,
): Strategy<Place> {
	const { endpoint } = request;
	const size = pageSize && Math.min(pageSize, atMost ?? pageSize);
	return {
		start: { url: null },
		ask: ({ url }) =>
			url === null ? withQuery(request, { page_size: size }) : { ...request, url },
		read(_place, { json }) {
			const envelope = envelopeOf(json);
			const records = envelope && recordsOf(envelope);
			if (!records) return malformed(endpoint, 'DrChrono answered with a page that holds no list');
			const { next } = envelope;
			if (next === null) return success({ records, next: null });
			if (typeof next !== 'string' || next === '') {
				return malformed(endpoint, 'DrChrono answered with a page that does not say what follows');
			}
			const url = within(baseUrl, next);
			if (!url) {
				return malformed(
					endpoint,
					'DrChrono names a next page at another address; it was not followed, so that the access token stays with DrChrono',
				);
			}
			return success({ records, next: { url } });
		},
	};
}

/** The absolute form of a link that stays at the origin of `baseUrl`; else `undefined`. */
function within(baseUrl: string, link: string): string | undefined {
	if (!URL.canParse(link, baseUrl)) return undefined;
	const url = new URL(link, baseUrl);
	const same = url.origin === new URL(baseUrl).origin && !url.username && !url.password;
	return same ? url.href : undefined;
}
