import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { practiceOf, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/**
 * Values that stand in every field a patient, an appointment or a credential has, and that must not
 * turn up in a log line, an error or a hint.
 */
const CANARY = 'CANARY';

let sandbox: Sandbox;
let practice: Practice;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 20, seed: 3, now: '2026-11-16T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	await plantCanaries();
});

afterAll(async () => {
	await sandbox?.stop();
});

/** Puts canaries in every text field of a patient and its appointments in the store. */
async function plantCanaries(): Promise<void> {
	for (const resource of ['patients', 'appointments']) {
		const records = await stored(sandbox, resource);
		for (const record of records.slice(0, 5)) {
			const texts = Object.entries(record).filter(
				([name, value]) =>
					typeof value === 'string' && /name|notes|reason|address|city|email|phone/.test(name),
			);
			const planted = Object.fromEntries(texts.map(([name]) => [name, `${CANARY}${name}`]));
			await sandbox.control(`store/${resource}/${record.id}`, planted, 'PATCH');
		}
	}
}

/** Everything of a run that outlives it or is shown beside the data itself. */
function traces({ log, hints, error, outputs }: NodeResult): string {
	const itemErrors = outputs.flat().map((item) => ({
		shown: item.json.error,
		error: item.error && { ...item.error, message: item.error.message, stack: item.error.stack },
	}));
	const whole = error && { ...error, message: error.message, stack: error.stack };
	return JSON.stringify({ log, hints, error: whole, itemErrors });
}

async function credential(fields: CredentialData = {}): Promise<CredentialData> {
	return await credentialFor(sandbox, 'v4', {
		clientSecret: 'sandbox-secret',
		auditSecret: `${CANARY}audit-key`,
		webhookSecret: `${CANARY}webhook`,
		...fields,
	});
}

const patientFields = () => ({
	operation: 'create',
	firstName: `${CANARY}Jane`,
	lastName: `${CANARY}Demo`,
	dateOfBirth: '1980-02-03',
	gender: 'Female',
	provider: practice.provider,
	additionalFields: {
		email: `${CANARY}@example.com`,
		cellPhone: '(650) 555-0100',
		street: `${CANARY} Street 1`,
		city: `${CANARY}ville`,
		state: 'CA',
		zipCode: '95014',
	},
});

const bookingFields = () => ({
	operation: 'create',
	patient: practice.patient,
	provider: practice.provider,
	office: practice.office,
	examRoom: 1,
	start: '2027-03-02T03:00',
	duration: 20,
	additionalFields: {
		reason: `${CANARY} reason`,
		notes: `${CANARY} notes`,
		externalId: `${CANARY}-77`,
	},
});

/** What a server or a network may do, each with a body that repeats what was sent. */
const FAULTS: Array<[string, object | undefined]> = [
	['nothing wrong', undefined],
	[
		'400 that repeats a value',
		{ kind: 'status', status: 400, body: { first_name: [`"${CANARY}" is not a valid choice.`] } },
	],
	['400 as a bare list', { kind: 'status', status: 400, body: [`${CANARY} is wrong`] }],
	['401', { kind: 'status', status: 401, body: `Authorization failed. ${CANARY}` }],
	['403', { kind: 'status', status: 403, body: { detail: `${CANARY} may not` } }],
	['404', { kind: 'status', status: 404, body: { detail: `${CANARY} not found` } }],
	['409', { kind: 'status', status: 409, body: { detail: `Overlaps with ${CANARY}` } }],
	['200 with HTML', { kind: 'html200' }],
	['truncated JSON', { kind: 'truncate' }],
	['a lost answer', { kind: 'dropAfter' }],
];

describe.each(FAULTS)('%s', (_, fault) => {
	beforeEach(async () => {
		await sandbox.control('faults', undefined, 'DELETE');
		await sandbox.control('limits', { enabled: false });
	});

	async function underFault(run: NodeRun, route: string): Promise<string> {
		if (fault) await sandbox.control('faults', { route, times: 1, ...fault });
		return traces(await runNode(run));
	}

	test.each<[string, string, () => NodeRun['parameters'], string]>([
		['create patient', 'drChronoPatient', patientFields, 'POST /api/patients'],
		['create appointment', 'drChronoAppointment', bookingFields, 'POST /api/appointments'],
		[
			'get many patients by name',
			'drChronoPatient',
			() => ({
				operation: 'getMany',
				filters: { lastName: CANARY, email: `${CANARY}@example.com` },
			}),
			'GET /api/patients',
		],
		[
			'get many appointments',
			'drChronoAppointment',
			() => ({ operation: 'getMany', from: '2025-12-01', to: '2026-11-30', returnAll: true }),
			'GET /api/appointments',
		],
	])('%s leaves no trace', async (__, node, parameters, route) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const left = await underFault(
				{ node, parameters: parameters(), credential: await credential(), settings: { onError } },
				route,
			);
			expect(left).not.toContain(CANARY);
			expect(left).not.toContain('sandbox-secret');
			expect(left).not.toContain('1980-02-03');
			expect(left).not.toContain('555-0100');
		}
	});
});

test('the net has no hole: a canary in a hint would be found', () => {
	const caught = traces({
		log: [],
		hints: [`patient ${CANARY}`],
		outputs: [],
		items: [],
		run: {} as never,
	});
	expect(caught).toContain(CANARY);
});

test("patients' ids stand in the log as pseudonyms that change with the key", async () => {
	const logOf = async (fields: CredentialData) => {
		const { log } = await runNode({
			node: 'drChronoAppointment',
			parameters: { ...bookingFields(), start: '2027-03-02T05:00' },
			credential: await credential(fields),
		});
		return log.find((line) => line.includes('POST /api/appointments')) ?? '';
	};
	const one = await logOf({ auditSecret: 'one' });
	const other = await logOf({ auditSecret: 'other' });
	const pseudonym = /patient ([0-9a-f]{32})/;
	expect(one).toMatch(pseudonym);
	expect(one).not.toContain(practice.patient);
	expect(pseudonym.exec(one)?.[1]).not.toBe(pseudonym.exec(other)?.[1]);
});

test('social security numbers go out as their last four digits unless the credential says otherwise', async () => {
	const [patient] = await stored(sandbox, 'patients');
	await sandbox.control(
		`store/patients/${patient?.id}`,
		{ social_security_number: '987-65-4329' },
		'PATCH',
	);
	const read = async (fields: CredentialData) =>
		await runNode({
			node: 'drChronoPatient',
			parameters: { operation: 'getMany', returnAll: true },
			credential: await credential(fields),
		});
	const masked = await read({});
	expect(JSON.stringify(masked.items)).not.toContain('987-65');
	expect(masked.items.find(({ id }) => id === patient?.id)?.social_security_number).toBe(
		'***-**-4329',
	);
	const whole = await read({ showFullSsn: true });
	expect(whole.items.find(({ id }) => id === patient?.id)?.social_security_number).toBe(
		'987-65-4329',
	);
});
