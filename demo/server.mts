import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { end } from './command.mts';
import { executionOf, unflatten, type Execution } from './execution.mts';
import type { Workflow } from './n8n.mts';

export interface Owner {
	email: string;
	password: string;
}

export interface ServerOptions {
	command: [node: string, n8n: string, command: string];
	folder: string;
	/** Path of its output files, without the ending. */
	log: string;
	env: NodeJS.ProcessEnv;
	port: number;
	/** Port between n8n and the process that runs Code nodes. */
	broker: number;
}

/** A running n8n. */
export interface Server {
	/** Like `http://127.0.0.1:5678`. */
	url: string;
	/** Resolves when the process ends, by itself or by `stop`. */
	ended: Promise<void>;
	/** Makes the owner, so that the editor can be opened; later REST calls are the owner's. */
	signUp(): Promise<Owner>;
	/** The same with the owner that an earlier server of this n8n has made. */
	signIn(owner: Owner): Promise<void>;
	/** Headers of the owner's session. */
	session(): Record<string, string>;
	/** A call of the editor's REST API, as the owner. Rejects unless it is answered with 2xx. */
	rest<T>(method: string, path: string, body?: unknown): Promise<T>;
	/**
	 * Resolves when the triggers of a published workflow live, which n8n sees to after its start;
	 * rejects with the reason if one of them cannot.
	 */
	live(workflowId: string): Promise<void>;
	/** Adds a workflow, as a new one, and publishes it; resolves with its id when its triggers live. */
	publish(workflow: Workflow): Promise<string>;
	/** Executions of a workflow, newest first, once there are as many and all have ended. */
	executions(workflowId: string, count: number): Promise<Execution[]>;
	stop(): Promise<void>;
}

/** Milliseconds that n8n may take to start, or an execution to end. */
const patience = 180_000;

/** Starts n8n and resolves when the editor answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const url = `http://127.0.0.1:${options.port}`;
	const out = await open(`${options.log}.out`, 'w');
	const err = await open(`${options.log}.err`, 'w');
	const [node, ...args] = options.command;
	const child = spawn(node, args, {
		cwd: options.folder,
		env: {
			...options.env,
			N8N_PORT: String(options.port),
			N8N_RUNNERS_BROKER_PORT: String(options.broker),
			N8N_EDITOR_BASE_URL: url,
			N8N_WEBHOOK_URL: `${url}/`,
			N8N_SECURE_COOKIE: 'false',
		},
		stdio: ['ignore', out.fd, err.fd],
	});
	await Promise.all([out.close(), err.close()]);
	let running = true;
	const ended = new Promise<void>((resolve) => {
		const done = () => {
			running = false;
			resolve();
		};
		child.once('exit', done);
		child.once('error', done);
	});
	const output = async () =>
		`${await readFile(`${options.log}.out`, 'utf8')}${await readFile(`${options.log}.err`, 'utf8')}`;

	try {
		await until(async () => {
			const said = await output();
			if (!running) throw new Error(`n8n ended while it started:\n${said.slice(-2000)}`);
			return said.includes('Editor is now accessible');
		}, 'n8n has not started');
	} catch (error) {
		await end(child);
		throw error;
	}

	let cookie = '';
	const session = () => ({
		...(cookie && { cookie }),
		// n8n ties a session to the browser that opened it.
		'browser-id': 'n8n-nodes-drchrono',
	});
	const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
		const send = async (): Promise<Response> =>
			await fetch(`${url}/rest${path}`, {
				method,
				headers: {
					'content-type': 'application/json',
					...session(),
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		// A busy n8n closes idle connections just as they are used again.
		const response = await send().catch(async (error: unknown) => {
			if (method !== 'GET') throw error;
			return await send();
		});
		if (!response.ok) {
			throw new Error(`n8n answered ${response.status} to ${method} /rest${path}`);
		}
		return response;
	};
	const rest = async <T,>(method: string, path: string, body?: unknown): Promise<T> =>
		((await (await call(method, path, body)).json()) as { data: T }).data;

	const live = async (workflowId: string): Promise<void> => {
		await until(async () => {
			const { status, triggers } = await rest<{
				status: string;
				triggers: Array<{ errorMessage: string | null }>;
			}>('GET', `/workflows/${workflowId}/publication-status`);
			if (status === 'failed' || status === 'partial') {
				const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
				throw new Error(`A trigger of workflow ${workflowId} is dead: ${reasons.join('; ')}`);
			}
			return status === 'published';
		}, `workflow ${workflowId} is not live`);
	};

	return {
		url,
		ended,
		session,
		rest,
		async signUp() {
			const owner = {
				email: 'owner@example.com',
				// n8n wants a digit and a capital in it.
				password: `Demo1-${randomBytes(9).toString('base64url')}`,
			};
			const names = { firstName: 'Demo', lastName: 'Owner' };
			cookie = cookieOf(await call('POST', '/owner/setup', { ...owner, ...names }));
			return owner;
		},
		async signIn({ email, password }) {
			cookie = cookieOf(await call('POST', '/login', { emailOrLdapLoginId: email, password }));
		},
		live,
		async publish(workflow) {
			const { id, versionId } = await rest<{ id: string; versionId: string }>(
				'POST',
				'/workflows',
				{ ...workflow, id: undefined },
			);
			await rest('POST', `/workflows/${id}/activate`, { versionId });
			await live(id);
			return id;
		},
		async executions(workflowId, count) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			let ids: string[] = [];
			await until(async () => {
				const { results } = await rest<{ results: Array<{ id: string; stoppedAt?: string }> }>(
					'GET',
					`/executions?filter=${filter}&limit=100`,
				);
				const finished = results.filter(({ stoppedAt }) => stoppedAt);
				ids = finished.map(({ id }) => id);
				return finished.length >= count && finished.length === results.length;
			}, `workflow ${workflowId} has not ended ${count} times`);
			return await Promise.all(
				ids.map(async (id) => {
					const { data, status } = await rest<{ data: string; status: string }>(
						'GET',
						`/executions/${id}`,
					);
					return executionOf({ status, data: unflatten(data) });
				}),
			);
		},
		async stop() {
			await end(child);
			await ended;
		},
	};
}

function cookieOf(response: Response): string {
	return response.headers
		.getSetCookie()
		.map((header) => header.split(';')[0])
		.join('; ');
}

async function until(condition: () => Promise<boolean>, otherwise: string): Promise<void> {
	const deadline = performance.now() + patience;
	while (!(await condition())) {
		if (performance.now() > deadline) throw new Error(`${otherwise} in ${patience / 1000} s.`);
		await pause(100);
	}
}
