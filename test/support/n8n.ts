/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	Workflow,
	type IConnection,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
} from 'n8n-workflow';

import { DrChronoApi } from '../../nodes/DrChronoApi/DrChronoApi.node';
import { DrChronoAppointment } from '../../nodes/DrChronoAppointment/DrChronoAppointment.node';
import { DrChronoClinicalDocument } from '../../nodes/DrChronoClinicalDocument/DrChronoClinicalDocument.node';
import { DrChronoInsurance } from '../../nodes/DrChronoInsurance/DrChronoInsurance.node';
import { DrChronoLabResult } from '../../nodes/DrChronoLabResult/DrChronoLabResult.node';
import { DrChronoPatient } from '../../nodes/DrChronoPatient/DrChronoPatient.node';
import { DrChronoProvider } from '../../nodes/DrChronoProvider/DrChronoProvider.node';
import { DrChronoVital } from '../../nodes/DrChronoVital/DrChronoVital.node';

/** n8n-core brings its own copies of these two, and only those hold the logger that its nodes see. */
const requireAsCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireAsCore('@n8n/di') as typeof import('@n8n/di');
const { Logger } = requireAsCore('@n8n/backend-common') as typeof import('@n8n/backend-common');

/** The credential's fields, decrypted, with the OAuth token in `oauthTokenData`. */
export type CredentialData = Record<string, unknown>;

/** n8n's credential store, reduced to one credential; counts what a refresh stores. */
export class OneCredential extends (ICredentialsHelper as unknown as new () => object) {
	/** Tokens stored by refreshes, oldest first. */
	readonly stored: IDataObject[] = [];

	constructor(public data: CredentialData) {
		super();
	}

	getParentTypes(type: string): string[] {
		return type === 'drChronoOAuth2Api' ? ['oAuth2Api'] : [];
	}

	async authenticate(_data: unknown, _type: string, options: unknown) {
		return options;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getDecrypted() {
		return structuredClone(this.data);
	}

	async updateCredentialsOauthTokenData(_node: unknown, _type: string, data: CredentialData) {
		this.stored.push(data.oauthTokenData as IDataObject);
		this.data = { ...this.data, oauthTokenData: data.oauthTokenData };
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties() {
		return [];
	}
}

class Start {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	};

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

const NODES: INodeType[] = [
	new DrChronoApi(),
	new DrChronoAppointment(),
	new DrChronoClinicalDocument(),
	new DrChronoInsurance(),
	new DrChronoLabResult(),
	new DrChronoPatient(),
	new DrChronoProvider(),
	new DrChronoVital(),
];

/** As n8n's loader makes it: the same node under a name that ends in `Tool`. */
function toolTwin(node: INodeType): INodeType {
	const { name } = node.description;
	const description = { ...node.description, name: `${name}Tool` };
	return Object.assign(Object.create(Object.getPrototypeOf(node)), { ...node, description });
}

const TYPES: Record<string, unknown> = { 'test.start': new Start() };
for (const node of NODES.flatMap((plain) => [plain, toolTwin(plain)])) {
	TYPES[`n8n-nodes-drchrono.${node.description.name}`] = node;
}

const nodeTypes = {
	getByName: (name: string) => TYPES[name] as INodeType,
	getByNameAndVersion: (name: string) => TYPES[name] as INodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

export interface NodeRun {
	/** `drChronoAppointment`, `drChronoApi` … */
	node: string;
	parameters: IDataObject;
	credential: CredentialData | OneCredential;
	/** JSON of the input items; one empty item by default. */
	items?: IDataObject[];
	/** Whole input items, where JSON alone is not enough: with files, or what another run put out. */
	input?: INodeExecutionData[];
	/** A node of the test's own that goes by the name `node`. */
	nodeType?: INodeType;
	/** Further fields of the node, e.g. `onError`, `retryOnFail`. */
	settings?: Partial<INode>;
	/** Aborts the execution. */
	cancel?: AbortSignal;
	/** Outputs of the node that lead to another one; none by default. */
	connected?: readonly number[];
}

export interface NodeResult {
	/** JSON of what left the first output. */
	items: IDataObject[];
	/** Items of every output, with pairing and errors. */
	outputs: INodeExecutionData[][];
	/** What stopped the node, as n8n keeps it. */
	error?: { message: string; description?: string | null; [field: string]: unknown };
	hints: string[];
	/** Every line that went to n8n's log during the run. */
	log: string[];
	run: IRun;
}

/** Runs one node as n8n does: a workflow of a start node and this one, through n8n-core. */
export async function runNode(wish: NodeRun): Promise<NodeResult> {
	const type = `n8n-nodes-drchrono.${wish.node}`;
	if (wish.nodeType) TYPES[type] = wish.nodeType;
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Test',
		active: false,
		nodeTypes,
		connections: {
			Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
			Node: { main: leads(wish.connected ?? []) },
		},
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'test.start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Node',
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters: wish.parameters as INode['parameters'],
				credentials: { drChronoOAuth2Api: { id: 'credential', name: 'DrChrono' } },
				...wish.settings,
			},
			{
				id: '3',
				name: 'End',
				type: 'test.start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
	});
	const credential =
		wish.credential instanceof OneCredential ? wish.credential : new OneCredential(wish.credential);
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'workflow',
		nodes: [],
		connections: {},
	} as never);
	const additionalData = {
		hooks,
		credentialsHelper: credential,
		executionId: '1',
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: '',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: '',
		variables: {},
		setExecutionStatus() {},
		sendDataToUI() {},
		logAiEvent() {},
	};
	const items = wish.input ?? (wish.items ?? [{}]).map((json) => ({ json }));
	const executionData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.getNode('Start')!, data: { main: [items] }, source: null },
			],
		},
	} as never);

	const log = captureLog();
	try {
		const execution = new WorkflowExecute(additionalData as never, 'manual', executionData);
		const running = execution.processRunExecutionData(workflow);
		wish.cancel?.addEventListener('abort', () => running.cancel());
		const run = await running;
		const task = run.data.resultData.runData.Node?.[0];
		const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
		return {
			items: (outputs[0] ?? []).map(({ json }) => json),
			outputs,
			error: (run.data.resultData.error ?? task?.error) as NodeResult['error'],
			hints: (task?.hints ?? []).map(({ message }) => message),
			log: log.lines,
			run,
		};
	} finally {
		log.stop();
	}
}

function leads(outputs: readonly number[]): IConnection[][] {
	return Array.from({ length: Math.max(-1, ...outputs) + 1 }, (_, output) =>
		outputs.includes(output) ? [{ node: 'End', type: 'main', index: 0 }] : [],
	);
}

/** Puts a listening logger in n8n's place; `debug` and all, so that nothing said goes unheard. */
function captureLog(): { lines: string[]; stop(): void } {
	const original = Container.get(Logger);
	const lines: string[] = [];
	const write = (level: string) => (message: string, meta?: unknown) => {
		lines.push(`${level} ${message} ${meta === undefined ? '' : JSON.stringify(meta)}`.trim());
	};
	const listening = {
		error: write('error'),
		warn: write('warn'),
		info: write('info'),
		debug: write('debug'),
		scoped: () => listening,
	};
	Container.set(Logger, listening as never);
	return { lines, stop: () => Container.set(Logger, original) };
}
