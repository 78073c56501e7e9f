import { interruption } from './interruption.mts';
import { N8n } from './n8n.mts';
import { pack } from './package.mts';
import { Sandbox, type SandboxOptions } from './sandbox.mts';
import { setUp, type Runtime } from './setup.mts';

/** The package, packed, an n8n to put it in, and a DrChrono to talk to. */
export class Stage {
	private readonly instances: N8n[] = [];

	private constructor(
		readonly runtime: Runtime,
		/** Path of the packed package. */
		readonly tarball: string,
		readonly sandbox: Sandbox,
	) {}

	/** Sets n8n up, builds and packs the package and starts the sandbox. */
	static async build(say: (line: string) => void, sandbox: SandboxOptions = {}): Promise<Stage> {
		const runtime = await setUp(say);
		const tarball = await pack();
		return new Stage(runtime, tarball, await Sandbox.start(sandbox));
	}

	/** An n8n of its own with the package installed; `strike` removes it. */
	async n8n(env?: NodeJS.ProcessEnv): Promise<N8n> {
		const n8n = await N8n.create(this.runtime, { tarball: this.tarball, env });
		this.instances.push(n8n);
		return n8n;
	}

	/** Has an interrupted process strike before it ends, with 130 as shells have it. */
	strikeOnInterrupt(): void {
		void interruption().then(async () => {
			await this.strike();
			process.exit(130);
		});
	}

	/** Stops and removes all of it. */
	async strike(): Promise<void> {
		await Promise.allSettled(this.instances.map(async (n8n) => await n8n.dispose()));
		await this.sandbox.stop();
	}
}
