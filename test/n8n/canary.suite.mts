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
	/** Parameters over those of a call that works. */
	parameters?: Record<string, unknown>;
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
	{
		name: 'text instead of an id',
		operation: 'create',
		parameters: { patient: free.input },
		fails: true,
	},
	{
		name: 'text instead of a time',
		operation: 'create',
		parameters: { start: free.input },
		fails: true,
	},
	{
		name: 'an unknown patient',
		operation: 'create',
		parameters: { patient: '999999999' },
		fails: true,
	},
	{ name: 'listed', operation: 'getMany', fails: false },
	{
		name: 'listed with details',
		operation: 'getMany',
		parameters: { options: { includeDetails: true, add: ['externalId', 'isoTimes'] } },
		fails: false,
	},
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

/** A patient whose every text is a canary, and the canaries. */
async function patient(
	sandbox: Sandbox,
	doctor: unknown,
): Promise<{ id: string; canaries: Record<string, string> }> {
	const [blank] = await sandbox.put('patients', [{ doctor, first_name: 'x', last_name: 'x' }]);
	assert.ok(blank);
	const canaries = Object.fromEntries(
		Object.entries(blank)
			.filter(([field, value]) => typeof value === 'string' && !/_at$|^doctor$|^id$/.test(field))
			.map(([field], index) => [field, `canary-${field.replaceAll('_', '-')}-${index}x`]),
	);
	assert.ok(Object.keys(canaries).length > 40);
	canaries.date_of_birth = '1903-02-17';
	canaries.social_security_number = '901-23-4567';
	await sandbox.control('PATCH', `store/patients/${blank.id}`, canaries);
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
		const workflows = cases.map(({ name, operation, parameters }, index) =>
			chain(
				name,
				[
					webhook(`case-${index}`),
					drchrono('drChronoAppointment', 'DrChrono', {
						operation,
						...(operation === 'getMany'
							? { from: '2027-05-03', to: '2027-05-28', returnAll: true }
							: {
									patient: patientId,
									provider: String(provider.id),
									start: `2027-05-03T${String(8 + index).padStart(2, '0')}:00:00`,
									duration: 30,
									office: String(office?.id),
									examRoom: 1,
									additionalFields: {
										reason: '={{ $json.body.reason }}',
										notes: '={{ $json.body.notes }}',
										externalId: '={{ $json.body.externalId }}',
									},
								}),
						...parameters,
					}),
				],
				credential,
			),
		);
		const ids = await n8n.importWorkflows(...workflows);
		for (const id of ids) await n8n.publish(id);

		const server = await n8n.start({ level: 'debug' });
		await server.signUp();
		const executions: Execution[] = [];
		for (const [index, { name, fault, fails }] of cases.entries()) {
			if (fault) await sandbox.control('POST', 'faults', { times: 1, route: '*', ...fault });
			await fetch(`${server.url}/webhook/case-${index}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(free),
			});
			const [execution] = await server.executions(ids[index]!, 1);
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
