import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run, type Finished } from './command.mts';
import { executionOf, isRunData, type Execution } from './execution.mts';
import { environment, newUserFolder } from './home.mts';
import { installAsN8nDoes } from './package.mts';
import { freePort } from './port.mts';
import { startServer, type Server } from './server.mts';
import type { Runtime } from './setup.mts';

/** A credential in the clear; n8n encrypts it on import. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

/** The part of a node's description that `export:nodes` is asked for. */
export interface NodeDescription {
	name: string;
	displayName: string;
	properties: unknown[];
	[field: string]: unknown;
}

/** One line that n8n logged. */
interface LogLine {
	level: string;
	message: string;
}

/** A workflow id of the shape that n8n makes: longer ones are taken for invalid ones. */
export function newId(): string {
	return randomBytes(8).toString('hex');
}

/** An n8n of its own, in a temporary user folder, with a package in it. */
export class N8n {
	private commands = 0;

	private readonly servers: Server[] = [];

	private constructor(
		private readonly runtime: Runtime,
		/** Its user folder. */
		readonly folder: string,
		private readonly env: NodeJS.ProcessEnv,
	) {}

	/**
	 * @param tarball package to install as n8n's GUI installer does
	 * @param env settings over those of `environment`
	 */
	static async create(
		runtime: Runtime,
		{ tarball, env = {} }: { tarball: string; env?: NodeJS.ProcessEnv },
	): Promise<N8n> {
		const folder = await newUserFolder(runtime);
		try {
			await installAsN8nDoes(tarball, path.join(folder, '.n8n'));
			await mkdir(path.join(folder, 'logs'));
		} catch (error) {
			await rm(folder, { recursive: true, force: true });
			throw error;
		}
		return new N8n(runtime, folder, { ...environment(folder), ...env });
	}

	/** Runs a command of n8n to its end, whatever it ends with. `log`: what it logged. */
	async cli(...args: string[]): Promise<Finished & { log: LogLine[] }> {
		const name = `${String(++this.commands).padStart(3, '0')}-${args[0]!.replace(':', '-')}`;
		const log = path.join(this.folder, 'logs', `${name}.log`);
		const env = {
			...this.env,
			N8N_LOG_OUTPUT: 'file',
			N8N_LOG_FILE_LOCATION: log,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		};
		const finished = await run(this.runtime.node, [this.runtime.command, ...args], {
			cwd: this.folder,
			env,
			timeout: 300_000,
		});
		await writeFile(path.join(this.folder, 'logs', `${name}.out`), finished.stdout);
		await writeFile(path.join(this.folder, 'logs', `${name}.err`), finished.stderr);
		return { ...finished, log: linesOf(await readFile(log, 'utf8').catch(() => '')) };
	}

	async importCredential(credential: Credential): Promise<void> {
		await this.importCredentials(credential);
	}

	async importCredentials(...credentials: readonly Credential[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	/** Imports workflows and returns their ids, which are made up where there is none. */
	async importWorkflows(...workflows: readonly Workflow[]): Promise<string[]> {
		const named = workflows.map((workflow) => ({ ...workflow, id: workflow.id ?? newId() }));
		await this.import('workflow', named);
		return named.map(({ id }) => id);
	}

	async importWorkflow(workflow: Workflow): Promise<string> {
		const [id] = await this.importWorkflows(workflow);
		return id!;
	}

	/** Runs a workflow that starts with a Manual Trigger in a process of its own. */
	async execute(id: string): Promise<Execution & { took: number }> {
		const { log, took } = await this.must('execute', `--id=${id}`, '--rawOutput');
		for (const { message } of log) {
			if (!message.startsWith('{')) continue;
			const raw: unknown = JSON.parse(message);
			if (isRunData(raw)) return { ...executionOf(raw), took };
		}
		throw new Error(`n8n ran workflow ${id} but left no run data.`);
	}

	/** Publishes a workflow: its triggers live from the next start on. */
	async publish(id: string): Promise<void> {
		await this.must('publish:workflow', `--id=${id}`);
	}

	/** The resolved description of every node that n8n has loaded. */
	async exportNodes(): Promise<NodeDescription[]> {
		const file = path.join(this.folder, 'nodes.json');
		await this.must('export:nodes', `--output=${file}`);
		return JSON.parse(await readFile(file, 'utf8')) as NodeDescription[];
	}

	/**
	 * Starts the editor and the triggers.
	 *
	 * @param port wanted port; any other if that is taken, any at all without it
	 * @param level of the log
	 */
	async start({ port = 0, level = 'info' } = {}): Promise<Server> {
		const server = await startServer({
			command: [this.runtime.node, this.runtime.command, 'start'],
			folder: this.folder,
			log: path.join(this.folder, 'logs', `${String(++this.commands).padStart(3, '0')}-start`),
			env: { ...this.env, N8N_LOG_LEVEL: level },
			port: await freePort(port),
			broker: await freePort(),
		});
		this.servers.push(server);
		return server;
	}

	/** Everything that n8n's processes have written until now: output, log files, event log. */
	async logs(): Promise<string> {
		const home = path.join(this.folder, '.n8n');
		const files = [
			...(await filesIn(path.join(this.folder, 'logs'))),
			...(await filesIn(home)).filter((file) => file.endsWith('.log')),
		];
		return (await Promise.all(files.map(async (file) => await readFile(file, 'utf8')))).join('\n');
	}

	/** Stops its servers and removes its user folder. */
	async dispose(): Promise<void> {
		await Promise.all(this.servers.map(async (server) => await server.stop()));
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}

	private async import(
		kind: 'credentials' | 'workflow',
		content: readonly unknown[],
	): Promise<void> {
		const file = path.join(this.folder, `import-${kind}.json`);
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		try {
			const { log } = await this.must(`import:${kind}`, `--input=${file}`);
			if (
				!log.some(({ message }) => message.startsWith(`Successfully imported ${content.length} `))
			) {
				throw new Error(`n8n did not import the ${kind}:\n${textOf(log)}`);
			}
		} finally {
			await rm(file, { force: true });
		}
	}

	private async must(...args: string[]): Promise<Finished & { log: LogLine[] }> {
		const finished = await this.cli(...args);
		// A workflow that ends with an error makes `execute` exit with 1, and is a result.
		if (finished.code === 0 || (args[0] === 'execute' && !finished.timedOut)) return finished;
		throw new Error(
			`"n8n ${args.join(' ')}" ended with ${finished.code}:\n${textOf(finished.log)}`,
		);
	}
}

function linesOf(log: string): LogLine[] {
	return log
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.map((line) => JSON.parse(line) as LogLine);
}

function textOf(log: readonly LogLine[]): string {
	return log
		.filter(({ level }) => level === 'error' || level === 'warn')
		.map(({ message }) => message)
		.join('\n');
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => path.join(folder, entry.name));
}
