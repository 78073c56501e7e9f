import type { Test } from '../../demo/suites.mts';
import type { Scene } from './scene.mts';

/** A test in a browser. What its pages showed when it failed can be looked at. */
export function test(name: string, run: (scene: Scene) => Promise<void>): Test<Scene> {
	return {
		name,
		async run(scene) {
			try {
				await run(scene);
			} catch (error) {
				await scene.photographFailure(name.replace(/\W+/g, '-'));
				throw error;
			}
		},
	};
}
