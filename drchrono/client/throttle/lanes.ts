import type { Lane } from '../request';

/** The lanes in the order in which they are served. */
export const LANES: readonly Lane[] = ['interactive', 'booking', 'trigger', 'read', 'bulk'];

/** Turns that a lane lets others go first before it is served all the same. */
export const PATIENCE = 10;

/** A lane that could send now, and how often others went first since it was last served. */
export interface Contender {
	lane: Lane;
	passedOver: number;
}

/**
 * The lane to be served: the first in order, unless one has lost its patience. So a lane in which
 * someone waits gets a turn after `PATIENCE` plus one for every other lane, at the latest. Turns
 * and not minutes, because an hour without quota must not turn the order round.
 *
 * @param contenders in the order of `LANES`, at least one
 */
export function pick<C extends Contender>(contenders: readonly C[]): C {
	return contenders.reduce((best, other) =>
		other.passedOver >= PATIENCE && other.passedOver > best.passedOver ? other : best,
	);
}
