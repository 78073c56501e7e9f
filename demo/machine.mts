import { statfs } from 'node:fs/promises';
import { run } from './command.mts';

/** What counts for installing n8n. */
export interface Machine {
	platform: NodeJS.Platform;
	arch: string;
	/** Whether the C library is glibc, which the packaged Node is built for. */
	glibc: boolean;
	/** Version of the Node that runs this, like `20.19.0`. */
	node: string;
	/** Whether C headers lie beside that Node. */
	headers: boolean;
	/** Commands that answered, by name. */
	commands: Readonly<Record<string, boolean>>;
	/** Free bytes where the demo installs n8n. */
	free: number;
}

/**
 * Majors of Node that n8n 2.41.1 runs on: its engines say `>=24`, and its `isolated-vm` brings
 * binaries for the ABIs of 24 and 26 only.
 */
const majors = [24, 26];

/** Bytes that n8n takes (2.2 GB), and as much again while npm unpacks it. */
const needed = 4 * 1024 ** 3;

const tools: ReadonlyArray<{ name: string; command: string; why: string; debian: string }> = [
	{
		name: 'npm',
		command: 'npm',
		why: 'to install n8n',
		debian: 'npm (it usually comes with Node)',
	},
	{
		name: 'tar',
		command: 'tar',
		why: 'to unpack this package as n8n does',
		debian: 'apt-get install tar',
	},
	{
		name: 'Python 3',
		command: 'python3',
		why: "to build n8n's SQLite",
		debian: 'apt-get install python3',
	},
	{ name: 'make', command: 'make', why: "to build n8n's SQLite", debian: 'apt-get install make' },
	{
		name: 'A C++ compiler (g++)',
		command: 'g++',
		why: "to build n8n's SQLite",
		debian: 'apt-get install g++',
	},
];

const needsBuilding = new Set(['python3', 'make', 'g++']);

/** Whether the Node that runs this can run n8n and build its SQLite. */
export function hostNodeSuffices({ node, headers }: Machine): boolean {
	return headers && majors.includes(Number(node.split('.')[0]));
}

/** Whether a Node 24 for this machine comes out of the package registry. */
export function nodeIsPackaged({ platform, arch, glibc }: Machine): boolean {
	return platform === 'linux' && glibc && (arch === 'x64' || arch === 'arm64');
}

/**
 * What this machine lacks, one sentence each, empty if nothing. `installed`: n8n is already
 * there, so that neither disk nor compiler is needed any more.
 */
export function lacks(machine: Machine, { installed = false } = {}): string[] {
	const sentences: string[] = [];
	const [major = 0, minor = 0] = machine.node.split('.').map(Number);
	if (machine.platform === 'win32') {
		sentences.push('The demo runs on Linux and macOS only: on Windows, run it in WSL 2.');
	}
	if (major < 20 || (major === 20 && minor < 19)) {
		sentences.push(
			`Node ${machine.node} is too old: install Node 20.19 or later from https://nodejs.org.`,
		);
	}
	if (!hostNodeSuffices(machine) && !nodeIsPackaged(machine)) {
		const wanted = majors.join(' or ');
		sentences.push(
			`n8n needs Node ${wanted} with its headers, and there is none to fetch for ` +
				`${machine.platform} on ${machine.arch}: install Node ${majors[0]} from https://nodejs.org.`,
		);
	}
	for (const { name, command, why, debian } of tools) {
		if (machine.commands[command] || (installed && needsBuilding.has(command))) continue;
		sentences.push(`${name} is missing, needed ${why}: install it (Debian, Ubuntu: ${debian}).`);
	}
	if (!installed && machine.free < needed) {
		const gigabytes = (machine.free / 1024 ** 3).toFixed(1);
		sentences.push(`n8n needs 4 GB of disk space and ${gigabytes} GB are free: make room.`);
	}
	return sentences;
}

/** Looks at this machine. `folder`: where n8n will be installed; `headers`: see Machine. */
export async function inspect(folder: string, headers: boolean): Promise<Machine> {
	const answered = await Promise.all(
		tools.map(async ({ command }) => [command, await answers(command)] as const),
	);
	const { bavail, bsize } = await statfs(folder);
	const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
	return {
		platform: process.platform,
		arch: process.arch,
		glibc: report.header?.glibcVersionRuntime !== undefined,
		node: process.versions.node,
		headers,
		commands: Object.fromEntries(answered),
		free: bavail * bsize,
	};
}

/** macOS has stubs for missing compilers: only a command that runs is there. */
async function answers(command: string): Promise<boolean> {
	try {
		return (await run(command, ['--version'], { timeout: 30_000 })).code === 0;
	} catch {
		return false;
	}
}
