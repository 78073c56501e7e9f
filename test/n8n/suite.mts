import type { Stage } from '../../demo/stage.mts';

/** A test in the real n8n; it passes unless it rejects. */
export interface Test {
	name: string;
	run(stage: Stage): Promise<void>;
}

export function test(name: string, run: (stage: Stage) => Promise<void>): Test {
	return { name, run };
}
