import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { success } from '../../drchrono/client/outcome';
import type { Endpoint, Json } from '../../drchrono/client/request';
import { fileFromBinary } from '../../nodes/shared/binary';
import { emit } from '../../nodes/shared/emit';
import type { EachOperation } from '../../nodes/shared/operation';
import { run } from '../../nodes/shared/runner';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 20 });
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	await resetCalls(sandbox);
});

const DOCUMENTS: Endpoint = {
	method: 'POST',
	route: '/api/documents',
	effect: 'write',
	area: 'clinical',
	category: 'all',
	creates: true,
};

/** A create with a file, through everything that a node's operation goes through. */
const uploadDocument: EachOperation = {
	value: 'upload',
	name: 'Upload Document',
	action: 'Upload document',
	description: 'Upload a document',
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	creates: true,
	properties: [],
	async each({ functions, session }, _parameters, item) {
		const document = await fileFromBinary(functions, item, 'data');
		if (!document.ok) return document;
		const fields = {
			doctor: practice.provider,
			patient: practice.patient,
			description: 'Letter',
			date: '2026-11-20',
			metatags: '["letter"]',
		};
		const answer = await session.client.request({
			endpoint: DOCUMENTS,
			body: { kind: 'multipart', fields, files: { document: document.value } },
		});
		if (!answer.ok) return answer;
		return success({ items: [emit(answer.value.json as Json, session.connection)] });
	},
};

const nodeType = {
	description: {
		displayName: 'Upload',
		name: 'upload',
		group: ['transform'],
		version: 1,
		defaults: { name: 'Upload' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: [
			{ displayName: 'Operation', name: 'operation', type: 'string', default: 'upload' },
		],
	},
	async execute(this: IExecuteFunctions) {
		return await run(this, [uploadDocument]);
	},
} as unknown as INodeType;

const LETTER = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'letter ')]);

async function upload(
	credential: CredentialData,
	bytes = LETTER,
	settings: NodeRun['settings'] = {},
): Promise<NodeResult> {
	const data = { data: bytes.toString('base64'), mimeType: 'application/pdf', fileName: 'a.pdf' };
	const input: INodeExecutionData[] = [{ json: {}, binary: { data } }];
	return await runNode({ node: 'upload', nodeType, parameters: {}, credential, input, settings });
}

const credential = async (token: object = {}) =>
	await credentialFor(sandbox, 'v4', { areas: ['clinical'] }, token);

/** Documents that an upload added: what really happened, whatever was answered. */
async function added(work: () => Promise<unknown>): Promise<number> {
	const before = (await stored(sandbox, 'documents')).length;
	await work();
	return (await stored(sandbox, 'documents')).length - before;
}

/** The bytes of a document as the server hands them out. */
async function contentOf(id: unknown): Promise<Buffer> {
	const { access_token } = await sandbox.token();
	const authorization = `Bearer ${access_token}`;
	const answer = await fetch(`${sandbox.v4}/api/documents/${String(id)}`, {
		headers: { authorization },
	});
	const { document } = (await answer.json()) as { document: string };
	return Buffer.from(await (await fetch(document)).arrayBuffer());
}

test('a file arrives as it was, with its fields, in one call', async () => {
	const { items, error } = await upload(await credential());
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({ description: 'Letter', patient: Number(practice.patient) });
	expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	expect((await contentOf(items[0]?.id)).equals(LETTER)).toBe(true);
});

test('with an expired token: renewed, sent again, and stored exactly once', async () => {
	const expired = await credential({ expiresIn: 1 });
	await sandbox.control('clock', { advance: 10 });
	let result: NodeResult | undefined;
	expect(await added(async () => (result = await upload(expired)))).toBe(1);
	expect(result?.error).toBeUndefined();
	const { token, byStatus } = await calls(sandbox);
	expect(token).toBe(1);
	expect(byStatus).toMatchObject({ '401': 1, '201': 1 });
	expect((await contentOf(result?.items[0]?.id)).equals(LETTER)).toBe(true);
});

test('a token that n8n knows to have ended is renewed before a large file is sent', async () => {
	const expired = await credential({ expiresIn: 1 });
	await sandbox.control('clock', { advance: 10 });
	const oauthTokenData = {
		...(expired.oauthTokenData as object),
		expires_in: 172_800,
		n8n_expires_at: '1000',
	};
	const settings = { credentials: { drChronoOAuth2Api: { id: 'ended', name: 'ended' } } };
	const large = Buffer.concat([LETTER, Buffer.alloc(8_000_000, 'x')]);
	let result: NodeResult | undefined;
	const work = async () => {
		result = await upload({ ...expired, oauthTokenData }, large, settings);
	};
	expect(await added(work)).toBe(1);
	expect(result?.error).toBeUndefined();
	const { token, byStatus } = await calls(sandbox);
	expect({ token, byStatus }).toEqual({
		token: 1,
		byStatus: expect.not.objectContaining({ '401': 1 }),
	});
});

test.each<[string, object, number]>([
	['an answer lost after the file was stored', { kind: 'dropAfter' }, 1],
	['a connection lost before', { kind: 'dropBefore' }, 0],
	['502, as large uploads get', { kind: 'status', status: 502 }, 0],
	['a web page with 200', { kind: 'html200' }, 0],
])('%s is doubtful: the upload is not sent again', async (_, fault, really) => {
	const connected = await credential();
	await sandbox.control('faults', { route: 'POST /api/documents', times: 1, ...fault });
	let result: NodeResult | undefined;
	expect(await added(async () => (result = await upload(connected)))).toBe(really);
	expect(result?.error?.message).toContain('It is not known whether DrChrono carried out');
	expect(await calls(sandbox)).toMatchObject({ writes: 1 });
});

test('a throttled upload surely did not happen, and is sent again', async () => {
	const connected = await credential();
	await sandbox.control('faults', {
		route: 'POST /api/documents',
		times: 1,
		kind: 'status',
		status: 429,
		body: { detail: 'Request was throttled. Expected available in 0.1 seconds.' },
	});
	let result: NodeResult | undefined;
	expect(await added(async () => (result = await upload(connected)))).toBe(1);
	expect(result?.error).toBeUndefined();
	expect((await contentOf(result?.items[0]?.id)).equals(LETTER)).toBe(true);
});

test('a file that the server finds too large is refused for good', async () => {
	const connected = await credential();
	await sandbox.control('faults', {
		route: 'POST /api/documents',
		times: 1,
		kind: 'status',
		status: 413,
		body: '<html>Request Entity Too Large</html>',
	});
	const { error } = await upload(connected);
	expect(error?.message).toBe('DrChrono does not take a request of this size');
	expect(await calls(sandbox)).toMatchObject({ writes: 1 });
});
