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
	firstName: 'Canaryfirst',
	lastName: 'Canarylast',
	street: '17 Canarystreet',
	city: 'Canarycity',
	email: 'canary-email-52c1@example.com',
	dateOfBirth: '1907-11-23',
} as const;

const clientSecret = 'canary-client-secret-4a9c';
const auditKey = 'canary-audit-key-70be';
const webhookSecret = 'canary-webhook-secret-e3d8';

/** What the workflows do, each with what the caller of its webhook sends. */
const works = {
	book: {
		node: 'drChronoAppointment',
		parameters: {
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
	},
	list: {
		node: 'drChronoAppointment',
		parameters: {
			operation: 'getMany',
			when: 'custom',
			from: '2027-05-03',
			to: '2027-05-28',
			returnAll: true,
			options: {
				add: ['externalId', 'isoTimes'],
				includeDetails: '={{ $json.body.details === true }}',
			},
		},
	},
	register: {
		node: 'drChronoPatient',
		parameters: {
			operation: 'create',
			firstName: '={{ $json.body.firstName }}',
			lastName: '={{ $json.body.lastName }}',
			dateOfBirth: '={{ $json.body.dateOfBirth }}',
			gender: 'Female',
			provider: '={{ $json.body.provider }}',
			additionalFields: {
				street: '={{ $json.body.street }}',
				city: '={{ $json.body.city }}',
				email: '={{ $json.body.email }}',
			},
		},
	},
	find: {
		node: 'drChronoPatient',
		parameters: {
			operation: 'getMany',
			returnAll: true,
			filters: {
				firstName: '={{ $json.body.firstName }}',
				lastName: '={{ $json.body.lastName }}',
				dateOfBirth: '={{ $json.body.dateOfBirth }}',
			},
		},
	},
	findAll: {
		node: 'drChronoPatient',
		parameters: { operation: 'getMany', returnAll: true, filters: {} },
	},
} as const;

type Work = keyof typeof works;

interface Case {
	name: string;
	work: Work;
	/** What the caller of the webhook sends over what works. */
	input?: Record<string, unknown>;
	/** What the server does instead of answering; see the sandbox's `faults`. */
	fault?: Record<string, unknown>;
	/** Whether the execution ends with an error. */
	fails: boolean;
}

const words = `${free.body} is taken by another patient`;

const cases: readonly Case[] = [
	{ name: 'created', work: 'book', fails: false },
	{
		name: 'a field refused',
		work: 'book',
		fault: { kind: 'status', status: 400, body: { reason: [words], notes: [words] } },
		fails: true,
	},
	{
		name: 'an overlap',
		work: 'book',
		fault: { kind: 'status', status: 409, body: { detail: words } },
		fails: true,
	},
	{
		name: 'not permitted',
		work: 'book',
		fault: { kind: 'status', status: 403, body: { detail: words } },
		fails: true,
	},
	{
		name: 'a server in trouble',
		work: 'book',
		fault: { kind: 'status', status: 500, body: `<h1>${words}</h1>` },
		fails: true,
	},
	{ name: 'cut off', work: 'book', fault: { kind: 'dropAfter' }, fails: true },
	{ name: 'no id', work: 'book', input: { patient: free.input }, fails: true },
	{ name: 'no time', work: 'book', input: { start: free.input }, fails: true },
	{ name: 'an unknown patient', work: 'book', input: { patient: '999999999' }, fails: true },
	{ name: 'listed', work: 'list', fails: false },
	{ name: 'listed with details', work: 'list', input: { details: true }, fails: false },
	{
		name: 'not found',
		work: 'list',
		fault: { kind: 'status', status: 404, body: { detail: words } },
		fails: true,
	},
	{
		name: 'a list that is none',
		work: 'list',
		fault: { kind: 'body', body: `{"results": [{"notes": "${words}"`, times: 9 },
		fails: true,
	},
	{
		name: 'a redirect elsewhere',
		work: 'list',
		fault: { kind: 'redirect', headers: { location: `http://127.0.0.1:9/${free.body}` }, times: 9 },
		fails: true,
	},
	{ name: 'registered', work: 'register', fails: false },
	{ name: 'found', work: 'find', fails: false },
	{ name: 'found among all', work: 'findAll', fails: false },
	{ name: 'no e-mail address', work: 'register', input: { email: free.input }, fails: true },
	{ name: 'no day of birth', work: 'register', input: { dateOfBirth: free.input }, fails: true },
	{
		name: 'somebody refused',
		work: 'register',
		fault: { kind: 'status', status: 400, body: { first_name: [words], email: [words] } },
		fails: true,
	},
	{
		name: 'nobody found, in HTML',
		work: 'find',
		fault: { kind: 'status', status: 404, body: `<p>${words}</p>` },
		fails: true,
	},
];

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
		const names = Object.keys(works) as Work[];
		const workflows = names.map((name) => {
			const { node, parameters } = works[name];
			return chain(name, [webhook(name), drchrono(node, 'DrChrono', parameters)], credential);
		});
		const ids = await n8n.importWorkflows(...workflows);
		for (const id of ids) await n8n.publish(id);

		const server = await n8n.start({ level: 'debug' });
		await server.signUp();
		for (const id of ids) await server.live(id);
		const executions: Execution[] = [];
		const runs = new Map<Work, number>();
		for (const [index, { name, work, input, fault, fails }] of cases.entries()) {
			if (fault) await sandbox.control('POST', 'faults', { times: 1, route: '*', ...fault });
			const answer: Response = await fetch(`${server.url}/webhook/${work}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					...free,
					patient: patientId,
					provider: provider.id,
					office: office?.id,
					start: `2027-05-${String(3 + index).padStart(2, '0')}T10:00:00`,
					...input,
				}),
			});
			assert.equal(answer.status, fails ? 500 : 200, name);
			const run = (runs.get(work) ?? 0) + 1;
			runs.set(work, run);
			const [execution] = await server.executions(ids[names.indexOf(work)]!, run);
			assert.ok(execution);
			assert.equal(execution.status, fails ? 'error' : 'success', name);
			executions.push(execution);
			await sandbox.control('DELETE', 'faults');
		}
		await server.stop();

		const secrets: Record<string, string> = {
			...free,
			// Names of their own, or a stored e-mail address would hide the one that is sent.
			...Object.fromEntries(
				Object.entries(canaries).map(([name, value]) => [`stored ${name}`, value]),
			),
			clientSecret,
			auditKey,
			webhookSecret,
			accessToken: token.access_token!,
			refreshToken: token.refresh_token!,
		};
		// The canaries were really there: in what was sent, and in what workflows got.
		const sent = JSON.stringify((await sandbox.requests()).map(({ body }) => body));
		for (const value of [free.reason, free.notes, free.externalId, free.lastName]) {
			assert.ok(sent.includes(value));
		}
		const got = JSON.stringify(executions);
		for (const value of [free.reason, free.email, canaries.first_name!]) {
			assert.ok(got.includes(value));
		}

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
