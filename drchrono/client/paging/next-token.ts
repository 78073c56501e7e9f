import { success } from '../outcome';
import { envelopeOf, recordsOf } from './envelope';
import { malformed } from './failures';
import { withQuery, type Listing, type Strategy } from './strategy';

type Place = { token: string | null };

/**
 * Guide dialect: each page holds a token for the next one, `null` on the last; the query is repeated
 * with it. The guide names no page-size parameter for these lists (its pages have a fixed size), so
 * `limit` is sent only where the plan asks for it.
 */
export function nextToken(
	{ request, atMost }: Listing,
	pageSize: number | undefined,
): Strategy<Place> {
	const { endpoint } = request;
	const size = pageSize && Math.min(pageSize, atMost ?? pageSize);
	return {
		start: { token: null },
		ask: ({ token }) => withQuery(request, { limit: size, next_token: token ?? undefined }),
		read(_place, { json }) {
			const envelope = envelopeOf(json);
			const records = envelope && recordsOf(envelope);
			if (!records) return malformed(endpoint, 'DrChrono answered with a page that holds no list');
			const token = envelope.next_token;
			if (token === null) return success({ records, next: null });
			if (typeof token !== 'string' || token === '') {
				return malformed(endpoint, 'DrChrono answered with a page that does not say what follows');
			}
			return success({ records, next: { token } });
		},
	};
}
