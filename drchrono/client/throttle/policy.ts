import { latestArrival } from './call';
import { pick } from './lanes';
import { pace } from './pace';
import { keptBack } from './reserve';
import { share } from './rule';
import { learn } from './server-clock';
import { waitAsked } from './word';

/**
 * The decisions of the throttle, all pure. Passed in, so that a test can seed a defect in one of
 * them and see that the properties notice.
 */
export interface Policy {
	share: typeof share;
	latestArrival: typeof latestArrival;
	learn: typeof learn;
	keptBack: typeof keptBack;
	pick: typeof pick;
	pace: typeof pace;
	waitAsked: typeof waitAsked;
	/** A number in [0, 1). */
	chance: () => number;
}

export const POLICY: Policy = {
	share,
	latestArrival,
	learn,
	keptBack,
	pick,
	pace,
	waitAsked,
	chance: Math.random,
};
