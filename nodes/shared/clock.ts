import { sleep } from 'n8n-workflow';

import type { Clock } from '../../drchrono/client/clock';

/** Longest sleep between two looks at the cancel signal, in milliseconds: n8n's `sleep` cannot be cut short. */
const SLICE_MS = 250;

/** The real clock. n8n bars timers from community nodes, so a pause is made of n8n's own short sleeps. */
export const systemClock: Clock = {
	now: () => Date.now(),

	async pause(ms, signal) {
		// The slices are counted, not the clock: one that is set back must not make the pause longer.
		for (let left = ms; left > 0 && !signal?.aborted; left -= SLICE_MS) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
};
