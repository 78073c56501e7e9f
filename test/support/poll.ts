import { randomUUID } from 'crypto';
import 'reflect-metadata';
import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { OneCredential, type CredentialData } from './n8n';

/** A node that polls. */
export type PollingNode = INodeType & {
	poll: NonNullable<INodeType['poll']>;
};

/** A published workflow with one polling trigger. */
export interface PublishedWish {
	node: PollingNode;
	parameters?: IDataObject;
	credential: CredentialData | OneCredential;
	/** Id of the credential. */
	credentialId?: string;
}

export interface Tick {
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** Milliseconds that n8n allows for the poll. */
	budget?: number;
}

/**
 * A published workflow as n8n's default engine treats it (n8n.md §2.1): static data lives in memory, is
 * stored when a poll hands something out and when the workflow is (de)activated, and is read back from
 * there when n8n starts.
 */
export class Published {
	/** Every line that the trigger wrote to n8n's log. */
	readonly log: string[] = [];

	/** Static data as the database has it. */
	stored = '{}';

	name = 'Appointments';

	parameters: IDataObject;

	credentialId: string;

	credential: OneCredential;

	/** The node's id; a workflow has no two of the same. */
	private readonly id = randomUUID();

	private workflow!: Workflow;

	constructor(private readonly wish: PublishedWish) {
		this.parameters = wish.parameters ?? {};
		this.credentialId = wish.credentialId ?? 'credential';
		const { credential } = wish;
		this.credential =
			credential instanceof OneCredential ? credential : new OneCredential(credential);
		this.start();
	}

	/** n8n starts anew, or the workflow is edited and published again: what was not stored is gone. */
	start(): void {
		const type = `n8n-nodes-drchrono.${this.wish.node.description.name}`;
		const nodeTypes = {
			getByName: () => this.wish.node,
			getByNameAndVersion: () => this.wish.node,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		this.workflow = new Workflow({
			id: 'workflow',
			name: 'Test',
			active: true,
			nodeTypes,
			connections: {},
			staticData: JSON.parse(this.stored) as IDataObject,
			nodes: [
				{
					id: this.id,
					name: this.name,
					type,
					typeVersion: 1,
					position: [0, 0],
					parameters: this.parameters as INode['parameters'],
					credentials: { drChronoOAuth2Api: { id: this.credentialId, name: 'DrChrono' } },
				},
			],
		});
	}

	/** Edits the workflow and publishes it again. */
	edit(change: () => void): void {
		this.store();
		change();
		this.start();
	}

	/** The first poll, which n8n makes when the workflow is published. */
	async activate(): Promise<IDataObject[] | null> {
		const items = await this.tick({ activation: 'activate' });
		this.store();
		return items;
	}

	/** One poll; the JSON of its items, `null` for nothing. */
	async tick({ mode = 'trigger', activation = 'activate', budget = 300_000 }: Tick = {}): Promise<
		IDataObject[] | null
	> {
		const node = Object.values(this.workflow.nodes)[0]!;
		const context = new PollContext(
			this.workflow,
			node,
			{ credentialsHelper: this.credential } as never,
			mode,
			activation,
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
			() => budget,
		);
		const write = (level: string) => (message: string) => void this.log.push(`${level} ${message}`);
		const logger = { error: write('error'), warn: write('warn'), info: write('info') };
		Object.defineProperty(context, 'logger', { value: { ...logger, debug: write('debug') } });
		const output = (await this.wish.node.poll.call(context as IPollFunctions)) as
			| INodeExecutionData[][]
			| null;
		if (output === null) return null;
		if (mode !== 'manual') this.store();
		return (output[0] ?? []).map(({ json }) => json);
	}

	private store(): void {
		this.stored = JSON.stringify(this.workflow.staticData);
	}
}
