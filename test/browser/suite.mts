import type { Test } from '../../demo/suites.mts';
import type { Scene } from './scene.mts';

/** A test in a browser. */
export function test(name: string, run: (scene: Scene) => Promise<void>): Test<Scene> {
	return { name, run };
}
