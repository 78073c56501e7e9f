import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must } from './command.mts';
import { cache, root } from './paths.mts';
import { npmEnvironment } from './setup.mts';

interface Manifest {
	name: string;
	version: string;
	n8n?: { nodes?: string[]; credentials?: string[] };
	[field: string]: unknown;
}

/** The manifest of the package in a folder. */
export async function manifestOf(folder = root): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Packs the package as it would be published.
 *
 * @param build runs `npm run build` first, else a file of the manifest that is not there is an error
 * @returns path of the tarball
 */
export async function pack({ folder = root, build = true } = {}): Promise<string> {
	const env = npmEnvironment();
	if (build) await must('npm', ['run', 'build'], { cwd: folder, env });
	const { n8n } = await manifestOf(folder);
	for (const file of [...(n8n?.nodes ?? []), ...(n8n?.credentials ?? [])]) {
		await access(path.join(folder, file)).catch(() => {
			throw new Error(`package.json registers ${file}, which the build has not made.`);
		});
	}
	await mkdir(cache, { recursive: true });
	const { stdout } = await must(
		'npm',
		['pack', '--json', '--ignore-scripts', `--pack-destination=${cache}`],
		{ cwd: folder, env },
	);
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (!packed) throw new Error('"npm pack" packed nothing.');
	return path.join(cache, packed.filename);
}

/**
 * Installs a tarball step by step as the GUI installer of n8n 2.41.1 does
 * (`dist/modules/community-packages/community-packages.service.js`, `downloadPackage`), save that
 * the tarball comes from here: there, another registry needs a licence.
 *
 * @param home the `.n8n` folder
 * @returns the manifest as n8n will see it
 */
export async function installAsN8nDoes(tarball: string, home: string): Promise<Manifest> {
	const downloads = path.join(home, 'nodes');
	const { stdout } = await must('tar', ['-xzOf', tarball, 'package/package.json']);
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		stdout,
	) as Manifest;

	const target = path.join(downloads, 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await must('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	await writeFile(path.join(target, 'package.json'), JSON.stringify(manifest, null, 2));
	await must(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: target, env: npmEnvironment() },
	);
	await writeFile(
		path.join(downloads, 'package.json'),
		JSON.stringify(
			{
				name: 'installed-nodes',
				private: true,
				dependencies: { [manifest.name]: manifest.version },
			},
			null,
			2,
		),
	);
	return manifest;
}
