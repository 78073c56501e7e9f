import { createHash } from 'node:crypto';
import {
	access,
	copyFile,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { must } from '../demo/command.mts';
import { pack } from '../demo/package.mts';
import { root } from '../demo/paths.mts';
import { npmEnvironment } from '../demo/setup.mts';

/**
 * `npm run scan`: n8n's verification scanner, offline. Its command wants a published package with
 * provenance; what it then asks of the package are the two legs below, which it exports. Comments
 * that switch rules off do not count there. Exits with 1 if a leg finds anything.
 *
 * TypeScript is held at 5.9.3: the 7.0 that the scanner pins cannot be loaded by its own parser.
 */

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	analyzePackage(folder: string, patterns: readonly string[]): Promise<Verdict>;
	SOURCE_FILE_PATTERNS: readonly string[];
}

const home = path.join(root, '.cache/scan');
const pinned = path.join(root, 'scripts/scan');

/** What the scanner lints of a published tarball (`analyzePackageByName`). */
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

// Elsewhere, or the repository's own linter would look at what is unpacked.
const scratch = await mkdtemp(path.join(tmpdir(), 'drchrono-scan-'));
let passed = 0;
let failed = 0;
try {
	const scanner = await install();
	await prove(scanner);
	await scan('source', root, scanner.SOURCE_FILE_PATTERNS, scanner);
	await scan('tarball', await unpackedTarball(), TARBALL_FILE_PATTERNS, scanner);
} catch (error) {
	failed++;
	console.error((error as Error).message);
} finally {
	await rm(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function scan(
	leg: string,
	folder: string,
	patterns: readonly string[],
	{ analyzePackage }: Scanner,
): Promise<void> {
	const verdict = await analyzePackage(folder, patterns);
	// It passes a folder without a single file to look at, and says so.
	const clean = verdict.passed && verdict.message === undefined;
	if (clean) passed++;
	else failed++;
	console.log(`${clean ? 'ok     ' : 'not ok '} ${leg}`);
	if (!clean) console.log(verdict.details ?? verdict.message);
}

/** The scanner, installed from its lock file into `.cache/scan` unless it is there. */
async function install(): Promise<Scanner> {
	const lock = await readFile(path.join(pinned, 'package-lock.json'));
	const stamp = createHash('sha256').update(lock).digest('hex');
	const stampFile = path.join(home, 'node_modules/.stamp');
	if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) {
		console.log("Installing n8n's scanner …");
		await mkdir(home, { recursive: true });
		for (const file of ['package.json', 'package-lock.json']) {
			await copyFile(path.join(pinned, file), path.join(home, file));
		}
		const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
		await must('npm', ['ci', ...options], { cwd: home, env: npmEnvironment() });
		await writeFile(stampFile, stamp);
	}
	const entry = path.join(home, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	return (await import(pathToFileURL(entry).href)) as Scanner;
}

/** A scanner that lets a timer pass sees nothing, and its verdicts would be worth nothing. */
async function prove({ analyzePackage }: Scanner): Promise<void> {
	const folder = path.join(scratch, 'seeded');
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'timer.js'), 'setTimeout(() => {}, 1);\n');
	const verdict = await analyzePackage(folder, TARBALL_FILE_PATTERNS);
	if (verdict.passed || !verdict.details?.includes('no-restricted-globals')) {
		throw new Error('The scanner did not notice a timer: it is not looking.');
	}
}

/** Builds, packs and unpacks the package as it would be published. */
async function unpackedTarball(): Promise<string> {
	const folder = path.join(scratch, 'tarball');
	await mkdir(folder, { recursive: true });
	await must('tar', ['-xzf', await pack(), '-C', folder, '--strip-components=1']);
	await access(path.join(folder, 'package.json'));
	if ((await readdir(path.join(folder, 'dist'))).length === 0) throw new Error('dist is empty.');
	return folder;
}
