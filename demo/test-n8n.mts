import path from 'node:path';
import { root } from './paths.mts';
import { Stage } from './stage.mts';
import { runSuites } from './suites.mts';

/** `npm run test:n8n [-- <suite> …]`: the suites of `test/n8n/` in the real n8n, against the sandbox. */
await runSuites(
	path.join(root, 'test/n8n'),
	process.argv.slice(2),
	async () => {
		const stage = await Stage.build(console.log);
		stage.strikeOnInterrupt();
		return stage;
	},
	async (stage) => await stage.strike(),
);
