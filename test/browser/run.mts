import path from 'node:path';
import { root } from '../../demo/paths.mts';
import { runSuites } from '../../demo/suites.mts';
import { Scene } from './scene.mts';

/**
 * `npm run test:browser [-- <suite> …]`: the suites of this folder in Chromium, against the
 * sandbox and the real n8n. Pictures go to `.cache/browser/`.
 */
await runSuites(
	path.join(root, 'test/browser'),
	process.argv.slice(2),
	async () => await Scene.build(),
	async (scene) => await scene.strike(),
);
