import { createHmac } from 'crypto';
import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeTypes,
} from 'n8n-workflow';

import { DrChronoPatient } from '../../nodes/DrChronoPatient/DrChronoPatient.node';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import { calls, resetCalls, stored } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

const KEY = 'a-long-audit-key';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 30, seed: 5, now: '2026-11-16T09:00:00-05:00' });
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

async function credential(fields: CredentialData = {}): Promise<CredentialData> {
	return await credentialFor(sandbox, 'v4', { auditSecret: KEY, ...fields });
}

async function run(wish: Omit<NodeRun, 'node' | 'credential'>, fields: CredentialData = {}) {
	return await runNode({ node: 'drChronoPatient', credential: await credential(fields), ...wish });
}

const listing = (options: Record<string, unknown>) => ({
	operation: 'getMany',
	returnAll: true,
	options: options as never,
});

describe('the output Audit', () => {
	test('tells who did what to how many, with pseudonyms for the patients', async () => {
		const { outputs } = await run({ parameters: listing({ audit: true }) });
		const patients = await stored(sandbox, 'patients');
		expect(outputs).toHaveLength(2);
		expect(outputs[0]).toHaveLength(patients.length);
		expect(outputs[1]).toHaveLength(1);
		const { json } = outputs[1]![0]!;
		const hashes = patients
			.map(({ id }) => createHmac('sha256', KEY).update(`patient:${id}`).digest('hex'))
			.map((hash) => hash.slice(0, 32))
			.sort();
		expect(json).toMatchObject({
			action: 'Get many patients',
			effect: 'read',
			records: patients.length,
			patients: patients.length,
			patientHashes: hashes,
			fields: expect.arrayContaining(['date_of_birth', 'first_name', 'id']),
			failed: 0,
			partial: false,
			node: 'Node',
			workflowId: 'workflow',
			credentialId: 'credential',
			server: new URL(sandbox.v4).host,
		});
		expect(Date.parse(String(json.recordedAt))).not.toBeNaN();
		const written = JSON.stringify(json);
		for (const { first_name, last_name, email, id } of patients) {
			for (const value of [last_name, email, `"${id}"`, `:${id}`]) {
				if (typeof value === 'string' && value.length > 4) expect(written).not.toContain(value);
			}
			expect(written).not.toContain(`${String(first_name)} `);
		}
	});

	test('counts the patients of appointments once each', async () => {
		const parameters = { operation: 'getMany', returnAll: true, options: { audit: true } };
		const { outputs } = await runNode({
			node: 'drChronoAppointment',
			credential: await credential(),
			parameters,
		});
		const patients = new Set(outputs[0]!.map(({ json }) => json.patient).filter(Boolean));
		expect(outputs[0]!.length).toBeGreaterThan(0);
		expect(outputs[1]![0]!.json).toMatchObject({
			records: outputs[0]!.length,
			patients: patients.size,
		});
	});

	test('counts what failed', async () => {
		const [patient] = await stored(sandbox, 'patients');
		const { outputs } = await run({
			parameters: { operation: 'getPhoto', patient: '={{ $json.id }}', options: { audit: true } },
			items: [{ id: 'none' }, { id: String(patient!.id) }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[1]![0]!.json).toMatchObject({ failed: expect.any(Number), effect: 'read' });
		expect(outputs[1]![0]!.json.failed).toBeGreaterThan(0);
	});

	test('is the last of the outputs, and they are those that the node describes', async () => {
		const type = new DrChronoPatient();
		const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
		const described = (options: INodeParameters) => {
			const node: INode = {
				id: '1',
				name: 'Node',
				type: 'drChronoPatient',
				typeVersion: 1,
				position: [0, 0],
				parameters: { options },
			};
			const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
			return NodeHelpers.getNodeOutputs(workflow, node, type.description).map((output) =>
				typeof output === 'string' ? output : output.displayName,
			);
		};
		const later = { ifCallsRunOut: 'continue' };
		expect(described({})).toEqual(['main']);
		expect(described(later)).toEqual(['Done', 'Remaining']);
		expect(described({ audit: true })).toEqual(['Done', 'Audit']);
		expect(described({ ...later, audit: true })).toEqual(['Done', 'Remaining', 'Audit']);
		const { outputs } = await run({ parameters: listing({ ...later, audit: true }) });
		expect(outputs.map(({ length }) => length)).toEqual([30, 0, 1]);
	});
});

describe('a credential that requires the audit', () => {
	const required = { auditRequired: true };

	test.each([
		['without the output', {}, []],
		['with an output that leads nowhere', { audit: true }, [0]],
		['with another output connected', { audit: true, ifCallsRunOut: 'continue' }, [0, 1]],
	])('refuses an export %s before any call', async (_, options, connected) => {
		const { error } = await run({ parameters: listing(options), connected }, required);
		expect(error?.message).toContain("'Audit'");
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('lets it go where the output is connected', async () => {
		const { error, outputs } = await run(
			{ parameters: listing({ audit: true }), connected: [1] },
			required,
		);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(30);
	});

	test('asks nothing of a single record', async () => {
		const [patient] = await stored(sandbox, 'patients');
		const { error } = await run(
			{ parameters: { operation: 'getPhoto', patient: String(patient!.id) } },
			required,
		);
		expect(String(error?.message ?? '')).not.toContain('Audit');
		expect((await calls(sandbox)).total).toBeGreaterThan(0);
	});
});
