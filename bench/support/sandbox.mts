import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A sandbox in a process of its own. */
export interface Sandbox {
	v4: string;
	control<T = unknown>(path: string, body?: object): Promise<T>;
	stop(): Promise<void>;
}

/** Starts `sandbox/main.mts` on a free port. */
export async function startSandbox(args: readonly string[]): Promise<Sandbox> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'sandbox/main.mts', '--port', '0', '--quiet', ...args],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	const { v4 } = JSON.parse(line) as { v4: string };
	return {
		v4,
		async control<T>(path: string, body?: object): Promise<T> {
			const response = await fetch(`${v4}/_control/${path}`, {
				method: body ? 'POST' : 'GET',
				headers: { 'content-type': 'application/json' },
				body: body && JSON.stringify(body),
			});
			const text = await response.text();
			if (!response.ok) throw new Error(`/_control/${path}: ${response.status} ${text}`);
			return (text ? JSON.parse(text) : undefined) as T;
		},
		async stop() {
			child.kill();
			await once(child, 'exit');
		},
	};
}
