/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @typescript-eslint/no-explicit-any -- a test starts the sandbox as a process, and its JSON is untyped */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

export interface SandboxOptions {
	/** Patients of the believable practice; default 20. */
	patients?: number;
	seed?: number;
	/** ISO 8601 instant at which the server's clock starts; without it the clock is real. */
	now?: string;
	/** Enforce DrChrono's limits; default false, so that only tests about limits meet them. */
	limits?: boolean;
}

/** What `POST /_control/token` takes. */
export interface TokenOptions {
	clientId?: string;
	/** Space separated; absent means all. */
	scope?: string;
	/** User name; absent means the practice's administrator. */
	user?: string;
	dialect?: 'v4' | 'guide';
	/** Seconds. */
	expiresIn?: number;
}

export interface TokenResponse {
	access_token: string;
	token_type: string;
	expires_in: number;
	refresh_token: string;
	scope: string;
}

/** One sandbox in a process of its own, on a free port of loopback. */
export interface Sandbox {
	/** Base URL of the v4 dialect (API under `/api`, OAuth under `/o`). */
	v4: string;
	/** Base URL of the guide dialect. */
	guide: string;
	/**
	 * Calls `/_control/<path>` and gives the JSON of the answer (undefined when empty); throws with
	 * the sandbox's sentence when it refuses. `GET` without a body, `POST` with one, unless told.
	 */
	control<T = any>(path: string, body?: unknown, method?: string): Promise<T>;
	/** An OAuth token response without the browser. */
	token(options?: TokenOptions): Promise<TokenResponse>;
	/** Ends the process and waits until it is gone. */
	stop(): Promise<void>;
}

function listening(child: ChildProcess): Promise<{ v4: string; guide: string }> {
	return new Promise((fulfil, fail) => {
		let out = '';
		let errors = '';
		child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
		child.stdout?.on('data', (chunk: Buffer) => {
			out += chunk.toString();
			const end = out.indexOf('\n');
			if (end >= 0) fulfil(JSON.parse(out.slice(0, end)) as { v4: string; guide: string });
		});
		child.once('error', fail);
		child.once('exit', (code) => fail(new Error(`the sandbox ended with code ${code}: ${errors}`)));
	});
}

/** Starts a sandbox; always `stop()` it in `afterAll`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const args = ['--port', '0', '--quiet', '--patients', String(options.patients ?? 20)];
	if (options.seed !== undefined) args.push('--seed', String(options.seed));
	if (options.now !== undefined) args.push('--now', options.now);
	if (!options.limits) args.push('--limits', 'off');
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.mts', ...args], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const gone = new Promise<void>((fulfil) => child.once('exit', () => fulfil()));
	const { v4, guide } = await listening(child);

	async function control<T>(path: string, body?: unknown, method?: string): Promise<T> {
		const response = await fetch(`${v4}/_control/${path}`, {
			method: method ?? (body === undefined ? 'GET' : 'POST'),
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`/_control/${path}: ${response.status} ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	}

	return {
		v4,
		guide,
		control,
		token: (wanted = {}) => control<TokenResponse>('token', wanted),
		stop: async () => {
			child.kill('SIGTERM');
			await gone;
		},
	};
}
