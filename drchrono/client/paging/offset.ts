import { success } from '../outcome';
import { countOf, envelopeOf, recordsOf } from './envelope';
import { incomplete, malformed } from './failures';
import { judge, NO_TRAIL, orderedBy, type Trail } from './frontier';
import { withQuery, type Listing, type Strategy } from './strategy';

type Place = { offset: number; trail: Trail };

/**
 * Guide dialect: `?limit=&offset=` → `{results, count}`, ascending `id`. Neighbouring pages share a
 * record; at a gap the list is read again from further back, each time twice as far (`frontier.ts`
 * says why this finds every shift).
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
		start: { offset: 0, trail: NO_TRAIL },
		ask: (place) => withQuery(request, { limit: size, offset: place.offset }),
		read(place, { json }) {
			const envelope = envelopeOf(json);
			const records = envelope && recordsOf(envelope);
			const total = countOf(envelope?.count);
			if (!records || total === undefined) {
				return malformed(endpoint, 'DrChrono answered with a page without a list or its total');
			}
			const unbound = place.offset === 0 || overlap === 0;
			const { gap, doubt, trail } = judge(place.trail, records, order, unbound);
			if (gap) {
				const back = size * 2 ** (trail.gaps - 1);
				const next = { offset: Math.max(0, place.offset - back), trail };
				return success({ records: [], next, total });
			}
			const end = place.offset + records.length;
			if (end >= total) return success({ records, next: null, total, doubt });
			if (records.length <= overlap) {
				return incomplete(endpoint, 'DrChrono gives fewer records than it says there are');
			}
			return success({ records, next: { offset: end - overlap, trail }, total, doubt });
		},
	};
}
