import type { Stage } from '../../demo/stage.mts';
import type { Test } from '../../demo/suites.mts';

/** A test in the real n8n. */
export function test(name: string, run: (stage: Stage) => Promise<void>): Test<Stage> {
	return { name, run };
}
