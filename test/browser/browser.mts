import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Names under which distributions install Chromium, and Google's own build. */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

const flags = [
	// Containers run as root, where Chromium's own sandbox does not start.
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// No name leads off this machine: neither the editor's calls home nor Chromium's own.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Starts the Chromium of this machine, headless, with nobody to talk to but this machine.
 *
 * @throws Error that says how to install Chromium, if there is none
 */
export async function launch(): Promise<Browser> {
	const executablePath = await chromiumPath();
	if (executablePath === undefined) {
		throw new Error(
			'Chromium is missing, needed to open the editor: install it (Debian: apt-get install ' +
				'chromium; elsewhere put Chromium or Google Chrome on the PATH, or its path into CHROMIUM).',
		);
	}
	return await chromium.launch({ executablePath, args: flags });
}

async function chromiumPath(): Promise<string | undefined> {
	const { CHROMIUM, PATH = '' } = process.env;
	const folders = PATH.split(path.delimiter).filter((folder) => folder !== '');
	const candidates = CHROMIUM
		? [CHROMIUM]
		: names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	for (const candidate of candidates) {
		const runs = await access(candidate, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (runs) return candidate;
	}
	return undefined;
}
