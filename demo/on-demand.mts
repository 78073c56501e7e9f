import { newId, type Workflow } from './n8n.mts';
import type { Server } from './server.mts';
import type { Execution } from './execution.mts';

/** A published workflow that runs when it is called, instead of by the clock. */
export class OnDemand {
	private runs = 0;

	private constructor(
		private readonly server: Server,
		private readonly id: string,
		private readonly path: string,
	) {}

	/**
	 * Publishes the workflow with a webhook in place of its schedule, everything else as it is. Runs so
	 * are production runs, which keep what they remember; and they are saved, to be looked at.
	 *
	 * @param schedule name of the node that starts it by the clock
	 */
	static async publish(server: Server, workflow: Workflow, schedule: string): Promise<OnDemand> {
		const path = newId();
		const nodes = workflow.nodes.map((node) =>
			node.name === schedule
				? {
						...node,
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						webhookId: node.id,
						parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
					}
				: node,
		);
		const settings = { ...workflow.settings, saveDataSuccessExecution: 'all' };
		const id = await server.publish({ ...workflow, nodes, settings });
		return new OnDemand(server, id, path);
	}

	/** Runs it once and returns what happened. */
	async run(): Promise<Execution> {
		const answer = await fetch(`${this.server.url}/webhook/${this.path}`, { method: 'POST' });
		if (!answer.ok) throw new Error(`n8n answered ${answer.status} to a call of the workflow.`);
		const [newest] = await this.server.executions(this.id, ++this.runs);
		return newest!;
	}
}
