/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the tables are written by a script of its own */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

test("the tables of docs/catalog.md are the catalog's", () => {
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', 'scripts/catalog/docs.mts', '--check'],
		{ cwd: resolve(__dirname, '../..'), encoding: 'utf8' },
	);
	expect(stderr).toBe('');
	expect(status).toBe(0);
});
