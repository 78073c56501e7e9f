import { success } from '../outcome';
import { countOf, envelopeOf, recordsOf } from './envelope';
import { incomplete, malformed } from './failures';
import { advance, inOrder, joins, orderedBy, type Frontier } from './frontier';
import { withQuery, type Listing, type Strategy } from './strategy';

type Place = {
	offset: number;
	frontier: Frontier | null;
	/** Pages in a row that did not join the frontier. */
	misses: number;
};

/** Steps back, each twice as far as the one before, after which a list is not worth following. */
const MOST_MISSES = 8;

/**
 * Guide dialect: `?limit=&offset=` → `{results, count}`, ascending `id`. Neighbouring pages share a
 * record; a page that does not join what was read is dropped and the list re-read from further back
 * (`frontier.ts` says why this finds every shift).
 */
export function offset(
	{ request, atMost, key }: Listing,
	pageSize: number,
	overlap: number = 1,
): Strategy<Place> {
	const { endpoint } = request;
	const order = orderedBy('id', key);
	const size = Math.max(overlap + 1, Math.min(pageSize, atMost ?? pageSize));
	return {
		start: { offset: 0, frontier: null, misses: 0 },
		ask: (place) => withQuery(request, { limit: size, offset: place.offset }),
		read(place, { json }) {
			const envelope = envelopeOf(json);
			const records = envelope && recordsOf(envelope);
			const total = countOf(envelope?.count);
			if (!records || total === undefined) {
				return malformed(endpoint, 'DrChrono answered with a page without a list or its total');
			}
			const end = place.offset + records.length;
			const sorted = inOrder(records, order);
			const joined = overlap === 0 || place.offset === 0 || joins(place.frontier, records, order);
			if (sorted && !joined && place.misses < MOST_MISSES) {
				const back = size * 2 ** place.misses;
				const next = {
					...place,
					offset: Math.max(0, place.offset - back),
					misses: place.misses + 1,
				};
				return success({ records: [], next, total });
			}
			const step = { records, total, doubt: !sorted || !joined };
			if (end >= total) return success({ ...step, next: null });
			if (records.length <= overlap) {
				return incomplete(endpoint, 'DrChrono gives fewer records than it says there are');
			}
			const frontier = advance(place.frontier, records, order);
			const misses = frontier?.value === place.frontier?.value ? place.misses : 0;
			return success({ ...step, next: { offset: end - overlap, frontier, misses } });
		},
	};
}
