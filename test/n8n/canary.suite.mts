import assert from 'node:assert/strict';
import { errors, hints, type Execution } from '../../demo/execution.mts';
import type { Credential } from '../../demo/n8n.mts';
import type { Sandbox } from '../../demo/sandbox.mts';
import { test } from './suite.mts';
import { chain, drchrono, webhook } from './workflow.mts';

/** Values that nobody but DrChrono and the workflow's own items may ever hold. */
const free = {
	reason: 'canary-reason-6b1f',
	notes: 'canary-notes-c27d',
	externalId: 'canary-booking-83ae',
	input: 'canary-input-19f4',
	body: 'canary-body-d5e0',
} as const;

const clientSecret = 'canary-client-secret-4a9c';
const auditKey = 'canary-audit-key-70be';
const webhookSecret = 'canary-webhook-secret-e3d8';

interface Case {
	name: string;
	operation: 'create' | 'getMany';
	/** What the caller of the webhook sends over what works. */
	input?: Record<string, unknown>;
	/** What the server does instead of answering; see the sandbox's `faults`. */
	fault?: Record<string, unknown>;
	/** Whether the execution ends with an error. */
	fails: boolean;
}

const words = `${free.body} is taken by another patient`;

const cases: readonly Case[] = [
	{ name: 'created', operation: 'create', fails: false },
	{
		name: 'a field refused',
		operation: 'create',
		fault: { kind: 'status', status: 400, body: { reason: [words], notes: [words] } },
		fails: true,
	},
	{
		name: 'an overlap',
		operation: 'create',
		fault: { kind: 'status', status: 409, body: { detail: words } },
		fails: true,
	},
	{
		name: 'not permitted',
		operation: 'create',
		fault: { kind: 'status', status: 403, body: { detail: words } },
		fails: true,
	},
	{
		name: 'a server in trouble',
		operation: 'create',
		fault: { kind: 'status', status: 500, body: `<h1>${words}</h1>` },
		fails: true,
	},
	{ name: 'cut off', operation: 'create', fault: { kind: 'dropAfter' }, fails: true },
	{ name: 'no id', operation: 'create', input: { patient: free.input }, fails: true },
	{ name: 'no time', operation: 'create', input: { start: free.input }, fails: true },
	{ name: 'an unknown patient', operation: 'create', input: { patient: '999999999' }, fails: true },
	{ name: 'listed', operation: 'getMany', fails: false },
	{ name: 'listed with details', operation: 'getMany', input: { details: true }, fails: false },
	{
		name: 'not found',
		operation: 'getMany',
		fault: { kind: 'status', status: 404, body: { detail: words } },
		fails: true,
	},
	{
		name: 'a list that is none',
		operation: 'getMany',
		fault: { kind: 'body', body: `{"results": [{"notes": "${words}"`, times: 9 },
		fails: true,
	},
	{
		name: 'a redirect elsewhere',
		operation: 'getMany',
		fault: { kind: 'redirect', headers: { location: `http://127.0.0.1:9/${free.body}` }, times: 9 },
		fails: true,
	},
];

const parameters: Readonly<Record<Case['operation'], Record<string, unknown>>> = {
	create: {
		operation: 'create',
		patient: '={{ $json.body.patient }}',
		provider: '={{ $json.body.provider }}',
		start: '={{ $json.body.start }}',
		duration: 30,
		office: '={{ $json.body.office }}',
		examRoom: 1,
		additionalFields: {
			reason: '={{ $json.body.reason }}',
			notes: '={{ $json.body.notes }}',
			externalId: '={{ $json.body.externalId }}',
		},
	},
	getMany: {
		operation: 'getMany',
		from: '2027-05-03',
		to: '2027-05-28',
		returnAll: true,
		options: {
			add: ['externalId', 'isoTimes'],
			includeDetails: '={{ $json.body.details === true }}',
		},
	},
};

/** What the sandbox itself needs in order to work with a patient. */
const kept = new Set(['id', 'doctor', 'created_at', 'updated_at', 'patient_status']);

/** The record with a canary in every text; they are added to `canaries` by the text's name. */
function sung(
	record: Record<string, unknown>,
	canaries: Record<string, string>,
	path = '',
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(record)
			.filter(([field]) => !kept.has(field))
			.map(([field, value]) => {
				const name = `${path}${field}`;
				if (typeof value === 'string' || value === null) {
					canaries[name] = `canary-${name}-${Object.keys(canaries).length}x`;
					return [field, canaries[name]];
				}
				return isRecord(value) ? [field, sung(value, canaries, `${name}-`)] : [field, value];
			}),
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A patient whose every text is a canary, and the canaries. */
async function patient(
	sandbox: Sandbox,
	doctor: unknown,
): Promise<{ id: string; canaries: Record<string, string> }> {
	const [blank] = await sandbox.put('patients', [{ doctor, first_name: 'x', last_name: 'x' }]);
	assert.ok(blank);
	const canaries: Record<string, string> = {};
	await sandbox.control('PATCH', `store/patients/${blank.id}`, {
		...sung(blank, canaries),
		date_of_birth: (canaries.date_of_birth = '1903-02-17'),
		social_security_number: (canaries.social_security_number = '901-23-4567'),
	});
	assert.ok(Object.keys(canaries).length > 80);
	return { id: String(blank.id), canaries };
}

export default [
	test('no patient data and no secret reaches a log, an error or a hint', async (stage) => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { blank: true });
		await sandbox.control('POST', 'apps', { clientId: 'canary-client', clientSecret });
		const [provider] = await sandbox.records('doctors');
		assert.ok(provider);
		const office = (await sandbox.records('offices')).find(({ doctor }) => doctor === provider.id);
		const { id: patientId, canaries } = await patient(sandbox, provider.id);
		const credential: Credential = await sandbox.credential(
			{ data: { clientId: 'canary-client', clientSecret, auditKey, webhookSecret } },
			{ clientId: 'canary-client' },
		);
		const token = credential.data.oauthTokenData as Record<string, string>;

		const n8n = await stage.n8n();
		await n8n.importCredential(credential);
		const operations = Object.keys(parameters) as Array<Case['operation']>;
		const ids = await n8n.importWorkflows(
			...operations.map((operation) =>
				chain(
					operation,
					[webhook(operation), drchrono('drChronoAppointment', 'DrChrono', parameters[operation])],
					credential,
				),
			),
		);
		for (const id of ids) await n8n.publish(id);

		const server = await n8n.start({ level: 'debug' });
		await server.signUp();
		const executions: Execution[] = [];
		const runs = { create: 0, getMany: 0 };
		for (const [index, { name, operation, input, fault, fails }] of cases.entries()) {
			if (fault) await sandbox.control('POST', 'faults', { times: 1, route: '*', ...fault });
			const answer: Response = await fetch(`${server.url}/webhook/${operation}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					...free,
					patient: patientId,
					provider: provider.id,
					office: office?.id,
					start: `2027-05-03T${String(8 + index).padStart(2, '0')}:00:00`,
					...input,
				}),
			});
			assert.equal(answer.status, fails ? 500 : 200, name);
			const id = ids[operations.indexOf(operation)]!;
			const [execution] = await server.executions(id, ++runs[operation]);
			assert.ok(execution);
			assert.equal(execution.status, fails ? 'error' : 'success', name);
			executions.push(execution);
			await sandbox.control('DELETE', 'faults');
		}
		await server.stop();

		const secrets: Record<string, string> = {
			...free,
			...canaries,
			clientSecret,
			auditKey,
			webhookSecret,
			accessToken: token.access_token!,
			refreshToken: token.refresh_token!,
		};
		// The canaries were really there: in what was sent, and in what workflows got.
		const sent = JSON.stringify((await sandbox.requests()).map(({ body }) => body));
		for (const value of [free.reason, free.notes, free.externalId]) assert.ok(sent.includes(value));
		assert.ok(JSON.stringify(executions).includes(free.reason));

		const places = {
			'the log': await n8n.logs(),
			'an error': JSON.stringify(executions.map(errors)),
			'a hint': JSON.stringify(executions.map(hints)),
		};
		assert.ok(places['the log'].includes('DrChrono POST /api/appointments 201'));
		assert.ok(places['the log'].includes('n8n.workflow.failed'));
		const found = Object.entries(places).flatMap(([place, text]) =>
			Object.entries(secrets)
				.filter(([, value]) => text.includes(value))
				.map(([secret]) => `${secret} in ${place}`),
		);
		assert.deepEqual(found, []);
	}),
];
