import { failed } from '../../client/outcome';
import type { PhotoDialect } from '../photos';
import { notInDialect } from '../unsupported';

/** The guide's patients have no photos (guide.md). */
export const photos: PhotoDialect = {
	of: () => failed(notInDialect("'Get Patient Photo'", 'v4', 'guide')),
	set: () => failed(notInDialect("'Set Patient Photo'", 'v4', 'guide')),
	changed: [],
	linkIn: () => null,
	dayIn: () => null,
};
