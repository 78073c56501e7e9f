import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { end } from './command.mts';
import type { Credential } from './n8n.mts';
import { root } from './paths.mts';

/** A record as the sandbox stores it. */
export interface StoredRecord {
	id: number | string;
	[field: string]: unknown;
}

/** One request that the sandbox answered. */
export interface LoggedRequest {
	seq: number;
	method: string;
	path: string;
	route: string;
	status: number;
	body?: unknown;
	violations: unknown[];
}

export interface Counters {
	/** Calls of the API; calls of the token endpoint count in `token` alone. */
	total: number;
	reads: number;
	writes: number;
	byRoute: Record<string, number>;
	byStatus: Record<string, number>;
	/** Requests that the real server would not have understood as meant. */
	violations: number;
	token: number;
}

/** An OAuth token response. */
export interface Token {
	access_token: string;
	refresh_token?: string;
	expires_in?: number;
	scope?: string;
	token_type?: string;
}

/** How the sandbox is started; see `sandbox/main.mts`. */
export interface SandboxOptions {
	patients?: number;
	seed?: number;
	/** ISO time with offset at which its clock starts; now, if absent. */
	now?: string;
	port?: number;
}

/** A DrChrono in a process of its own, and its remote control. */
export class Sandbox {
	private constructor(
		/** Base URL of the v4 dialect, and of the control. */
		readonly url: string,
		/** Base URL of the guide dialect. */
		private readonly guideUrl: string,
		private readonly stopProcess: () => Promise<void>,
	) {}

	static async start({ patients = 60, seed = 1, now, port = 0 }: SandboxOptions = {}) {
		const child = spawn(
			process.execPath,
			[
				'--import',
				'tsx',
				path.join(root, 'sandbox/main.mts'),
				`--port=${port}`,
				`--patients=${patients}`,
				`--seed=${seed}`,
				...(now ? [`--now=${now}`] : []),
				'--quiet',
			],
			{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		let complaint = '';
		child.stderr.on('data', (data: Buffer) => (complaint = `${complaint}${data}`.slice(-2000)));
		const first = await new Promise<string>((resolve, reject) => {
			createInterface({ input: child.stdout }).once('line', resolve);
			child.once('error', reject);
			child.once('exit', (code) =>
				reject(new Error(`The sandbox ended with ${code} as it started:\n${complaint}`)),
			);
		});
		child.stdout.resume();
		const { v4, guide } = JSON.parse(first) as { v4: string; guide: string };
		return new Sandbox(v4, guide, async () => await end(child));
	}

	async stop(): Promise<void> {
		await this.stopProcess();
	}

	/** A call of the control interface. */
	async control<T>(method: string, route: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/_control/${route}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!response.ok) {
			const said = await response.text();
			throw new Error(`The sandbox answered ${response.status} to ${method} ${route}: ${said}`);
		}
		return (response.status === 204 ? undefined : await response.json()) as T;
	}

	async token(options: Record<string, unknown> = {}): Promise<Token> {
		return await this.control('POST', 'token', options);
	}

	async counters(): Promise<Counters> {
		return await this.control('GET', 'counters');
	}

	async resetCounters(): Promise<void> {
		await this.control('POST', 'counters/reset', {});
	}

	async requests(): Promise<LoggedRequest[]> {
		return (await this.control<{ requests: LoggedRequest[] }>('GET', 'requests')).requests;
	}

	/** All records of a resource, named as in v4. */
	async records(resource: string): Promise<StoredRecord[]> {
		return (await this.control<{ records: StoredRecord[] }>('GET', `store/${resource}`)).records;
	}

	/** Puts records into the store, past all checks. */
	async put(
		resource: string,
		records: ReadonlyArray<Record<string, unknown>>,
	): Promise<StoredRecord[]> {
		return await this.control('POST', `store/${resource}`, records);
	}

	/** A connected n8n credential for this sandbox. */
	async credential(
		{ id = 'drchronoSandbox1', name = 'DrChrono (sandbox)', data = {} }: Partial<Credential> = {},
		token: Record<string, unknown> = {},
	): Promise<Credential> {
		return {
			id,
			name,
			type: 'drChronoOAuth2Api',
			data: {
				dialect: 'v4',
				baseUrl: this.url,
				clientId: 'sandbox-client',
				clientSecret: 'sandbox-secret',
				oauthTokenData: await this.token(token),
				...data,
			},
		};
	}

	/** The same for the guide dialect. */
	async guideCredential(like: Partial<Credential> = {}): Promise<Credential> {
		const data = { dialect: 'guide', baseUrl: this.guideUrl };
		return await this.credential({ ...like, data }, { dialect: 'guide' });
	}

	/** What the guide dialect answers to a GET. */
	async guide<T>(path: string): Promise<T> {
		const { access_token } = await this.token({ dialect: 'guide' });
		const response = await fetch(`${this.guideUrl}/${path}`, {
			headers: { authorization: `Bearer ${access_token}` },
		});
		if (!response.ok) throw new Error(`The sandbox answered ${response.status} to GET ${path}`);
		return (await response.json()) as T;
	}
}
