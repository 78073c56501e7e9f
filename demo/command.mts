import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Milliseconds until the command is asked to end; ten seconds later it is killed. */
	timeout?: number;
}

export interface Finished {
	/** Exit code; `null` when a signal ended the command. */
	code: number | null;
	stdout: string;
	stderr: string;
	/** Milliseconds. */
	took: number;
	timedOut: boolean;
}

/** Milliseconds between the request to end and the kill. */
const grace = 10_000;

/**
 * Runs a command to its end. Output goes to files, since n8n's commands hang on a pipe that
 * nobody empties. Rejects only if the command could not be started (`ENOENT`).
 */
export async function run(
	command: string,
	args: readonly string[],
	{ cwd, env, timeout = 600_000 }: CommandOptions = {},
): Promise<Finished> {
	const [out, err] = await Promise.all([nameless(), nameless()]);
	const started = performance.now();
	let timedOut = false;
	try {
		const child = spawn(command, args, {
			cwd,
			env: env ?? process.env,
			stdio: ['ignore', out.fd, err.fd],
		});
		const timer = setTimeout(() => {
			timedOut = true;
			void end(child);
		}, timeout);
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', resolve);
		}).finally(() => clearTimeout(timer));
		const [stdout, stderr] = await Promise.all([contentOf(out), contentOf(err)]);
		return { code, stdout, stderr, took: performance.now() - started, timedOut };
	} finally {
		await Promise.all([out.close(), err.close()]);
	}
}

/** A file without a name, of which nothing is left once it is closed, whatever ends the process. */
async function nameless(): Promise<FileHandle> {
	const folder = await mkdtemp(path.join(tmpdir(), 'drchrono-command-'));
	const handle = await open(path.join(folder, 'output'), 'w+');
	await rm(folder, { recursive: true });
	return handle;
}

/** From its beginning: the position is the writer's. */
async function contentOf(handle: FileHandle): Promise<string> {
	const { size } = await handle.stat();
	const { buffer } = await handle.read(Buffer.alloc(size), 0, size, 0);
	return buffer.toString('utf8');
}

/** Runs a command and rejects with its last lines unless it exits with 0. */
export async function must(
	command: string,
	args: readonly string[],
	options?: CommandOptions,
): Promise<Finished> {
	const result = await run(command, args, options);
	if (result.code === 0) return result;
	const how = result.timedOut ? 'took too long' : `ended with ${result.code ?? 'a signal'}`;
	const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-25).join('\n');
	throw new Error(`"${path.basename(command)} ${args.join(' ')}" ${how}:\n${said}`);
}

/** Asks a process to end and kills it if it has not after ten seconds. */
export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	const kill = setTimeout(() => child.kill('SIGKILL'), grace);
	child.kill('SIGTERM');
	await gone;
	clearTimeout(kill);
}
