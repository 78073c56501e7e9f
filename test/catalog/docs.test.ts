/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- what is generated is written by scripts of its own */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

test.each(['docs', 'schemas'])("what `%s` generates is the catalog's", (script) => {
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', `scripts/catalog/${script}.mts`, '--check'],
		{ cwd: resolve(__dirname, '../..'), encoding: 'utf8' },
	);
	expect(stderr).toBe('');
	expect(status).toBe(0);
});
