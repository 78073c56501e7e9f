import { success } from '../outcome';
import { malformed } from './failures';
import { isObject } from './envelope';
import type { Listing, Strategy } from './strategy';

/** An answer that is the whole list: one object, a bare array, or nothing (204). */
export function single({ request }: Listing): Strategy<null> {
	return {
		start: null,
		ask: () => request,
		read(_place, { json }) {
			const records = Array.isArray(json) ? json : json === null ? [] : [json];
			if (!records.every(isObject)) {
				return malformed(request.endpoint, 'DrChrono answered with something else than records');
			}
			return success({ records, next: null });
		},
	};
}
