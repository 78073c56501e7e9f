import type { Dialect } from './dialect';
import { guide } from './guide';
import type { DialectName } from './names';
import { v4 } from './v4';

const BY_NAME: Readonly<Record<DialectName, Dialect>> = { v4, guide };

/** The wire facts of a dialect. */
export function dialectOf(name: DialectName): Dialect {
	return BY_NAME[name];
}
