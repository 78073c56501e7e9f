/** Room for the place of an item below its key: 2^31 seconds × 2^21 places still is an exact float. */
const PLACES = 2 ** 21;

/** Items in the order of a whole number (below 2^31), those with the same one in their own order. */
export function inOrder<T>(items: readonly T[], key: (item: T) => number): T[] {
	if (items.length > PLACES) throw new RangeError('too many items to order');
	const keys = Float64Array.from(items, (item, place) => key(item) * PLACES + place).sort();
	return Array.from(keys, (each) => items[each % PLACES] as T);
}
