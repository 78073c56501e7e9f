import { access, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from './command.mts';
import { cache } from './paths.mts';
import type { Runtime } from './setup.mts';

/**
 * Environment of an n8n that calls nobody, asks nothing and writes below its own folder only.
 * Nothing of the caller's environment gets in save what finds programs and temporary files.
 */
export function environment(folder: string): NodeJS.ProcessEnv {
	const { PATH, LANG, TMPDIR } = process.env;
	return {
		PATH,
		LANG,
		TMPDIR,
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_LOG_FORMAT: 'json',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
	};
}

/**
 * A new user folder for n8n with a migrated, empty database. The first migration takes seconds,
 * so its result is kept in the cache, by version of n8n.
 */
export async function newUserFolder(runtime: Runtime): Promise<string> {
	const kept = path.join(cache, `home-n8n-${runtime.n8n}`);
	const there = await access(kept).then(
		() => true,
		() => false,
	);
	if (!there) {
		const fresh = await mkdtemp(`${kept}-`);
		try {
			await must(runtime.node, [runtime.command, 'list:workflow'], {
				cwd: fresh,
				env: environment(fresh),
				timeout: 300_000,
			});
			await rename(path.join(fresh, '.n8n'), kept).catch((error: NodeJS.ErrnoException) => {
				// Another run was faster.
				if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
			});
		} finally {
			await rm(fresh, { recursive: true, force: true });
		}
	}
	const folder = await mkdtemp(path.join(tmpdir(), 'drchrono-n8n-'));
	await cp(kept, path.join(folder, '.n8n'), { recursive: true });
	return folder;
}
