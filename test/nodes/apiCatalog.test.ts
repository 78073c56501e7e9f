import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { operationOf } from '../../drchrono/catalog';
import { AREAS } from '../../drchrono/client/connection';
import { fieldsOfOperation, mapperFields } from '../../nodes/DrChronoApi/mapper';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;
let credential: CredentialData;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 30, now: '2026-11-22T09:00:00-05:00' });
	practice = await practiceOf(sandbox);
	credential = await credentialFor(sandbox, 'v4', { areas: Object.keys(AREAS) });
}, 60_000);

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await resetCalls(sandbox);
});

async function run(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	wish: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'drChronoApi',
		parameters: { resource, operation, ...parameters },
		credential,
		...wish,
	});
}

function mapped(value: IDataObject) {
	return { mappingMode: 'defineBelow', value };
}

describe('the fields of the panel', () => {
	const fieldOf = (resource: string, name: string, id: string) =>
		mapperFields(operationOf(resource, name)!).fields.find((field) => field.id === id);

	test('have the widget, the values and the words that a person needs', () => {
		expect(fieldOf('problems', 'create', 'doctor')).toMatchObject({
			displayName: 'Provider (ID)',
			required: true,
			removed: false,
			type: 'string',
		});
		expect(fieldOf('problems', 'create', 'status')).toMatchObject({
			type: 'options',
			removed: true,
			options: expect.arrayContaining([{ name: 'Active', value: 'active' }]),
		});
		expect(fieldOf('patients', 'create', 'date_of_birth')).toMatchObject({ type: 'dateTime' });
		expect(fieldOf('patients', 'update', 'gender')).toMatchObject({ required: false });
		expect(fieldOf('appointments', 'list', 'since')).toMatchObject({
			displayName: 'Changed Since (One of These Is Needed)',
		});
		expect(fieldOf('documents', 'create', 'document')).toMatchObject({
			displayName: 'Document (Input Field)',
			type: 'string',
		});
	});

	test('begin with those that are required', () => {
		const required = mapperFields(operationOf('patients', 'create')!).fields.map(
			(field) => field.required,
		);
		expect(required.indexOf(false)).toBe(2);
		expect(required.lastIndexOf(true)).toBe(1);
	});

	test('are those of what is chosen', async () => {
		const parameters: Record<string, string> = { resource: 'insurances', operation: 'getMany' };
		const functions = {
			getCurrentNodeParameter: (name: string) => parameters[name],
		} as unknown as ILoadOptionsFunctions;
		const { fields } = await fieldsOfOperation.call(functions);
		expect(fields.map(({ id }) => id)).toEqual(['payer_type', 'term']);
		parameters.operation = 'fly';
		expect((await fieldsOfOperation.call(functions)).fields).toEqual([]);
	});
});

describe('records', () => {
	test('come to the limit, in one call', async () => {
		const { items, error } = await run('patients', 'getMany', { limit: 4 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('come with details where those are asked for', async () => {
		const id = practice.patient;
		const plain = await run('patients', 'get', { id });
		expect(plain.items[0]).not.toHaveProperty('primary_insurance');
		const detailed = await run('patients', 'get', { id, options: { includeDetails: true } });
		expect(detailed.items[0]).toHaveProperty('primary_insurance');
	});

	test('show the last four digits of a social security number', async () => {
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ social_security_number: '123-45-6789' },
			'PATCH',
		);
		const { items } = await run('patients', 'get', { id: practice.patient });
		expect(items[0]?.social_security_number).toBe('***-**-6789');
	});

	test('are made of the fields of the input item that the API knows', async () => {
		const { doctor, id } = (await stored(sandbox, 'patients'))[0]!;
		const { items, error } = await run(
			'problems',
			'create',
			{ fields: { mappingMode: 'autoMapInputData', value: null } },
			{ items: [{ doctor, patient: id, name: 'Asthma', id: 5, colour: 'red' } as IDataObject] },
		);
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ name: 'Asthma', status: 'active' });
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test('are not changed by a change of nothing', async () => {
		const { error } = await run('patients', 'update', {
			id: practice.patient,
			fields: mapped({ nick_name: '' }),
		});
		expect(error?.message).toContain('nothing to change');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('have fields emptied that are named so', async () => {
		await sandbox.control(`store/patients/${practice.patient}`, { nick_name: 'Bo' }, 'PATCH');
		const { items } = await run('patients', 'update', {
			id: practice.patient,
			options: { emptyFields: 'nick_name' },
		});
		expect(items).toEqual([{ id: practice.patient, changed: ['nick_name'] }]);
		const patient = (await stored(sandbox, 'patients')).find(
			({ id }) => String(id) === practice.patient,
		);
		expect(patient?.nick_name).toBe('');
	});

	test('are asked for by an ID alone', async () => {
		const { error } = await run('patients', 'get', { id: '../doctors' });
		expect(error?.message).toContain("'Record ID' is not an ID");
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('with a time of another zone are sent in the clock of their provider', async () => {
		const { items, error } = await run('schedule_blocks', 'create', {
			fields: mapped({
				provider: practice.provider,
				office: practice.office,
				start_time: '2027-03-01T17:00:00Z',
				end_time: '2027-03-01T18:00:00Z',
			}),
		});
		expect(error).toBeUndefined();
		expect(String(items[0]?.start_time)).toContain('2027-03-01T12:00:00');
	});

	test('with a time of another zone are not sent where nobody knows whose clock counts', async () => {
		const fields = mapped({ start_time: '2027-03-01T17:00:00Z' });
		const [block] = await stored(sandbox, 'schedule_blocks');
		const { error } = await run('schedule_blocks', 'update', { id: String(block!.id), fields });
		expect(error?.message).toContain("'Start Time' comes with a zone of its own");
		expect((await calls(sandbox)).writes).toBe(0);
	});
});

describe('the other dialect', () => {
	test('has no catalog, and nothing is sent', async () => {
		const guide = await credentialFor(sandbox, 'guide');
		const { error } = await run('allergies', 'getMany', {}, { credential: guide });
		expect(error?.message).toContain("'Allergies' exists in DrChrono API v4 only");
		expect((await calls(sandbox)).total).toBe(0);
	});
});

describe('an AI agent', () => {
	const tool = { node: 'drChronoApiTool' };

	test('reads', async () => {
		const { error } = await run('doctors', 'getMany', {}, tool);
		expect(error).toBeUndefined();
	});

	test.each(['create', 'update', 'replace', 'delete'])('does not %s', async (operation) => {
		const parameters = { id: practice.patient, fields: mapped({ nick_name: 'Bo' }) };
		const { error } = await run('patients', operation, parameters, tool);
		expect(error?.message).toContain('An AI agent may not change records');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('does what a person allowed', async () => {
		const { items } = await run(
			'patients',
			'update',
			{
				id: practice.patient,
				fields: mapped({ nick_name: 'Bo' }),
				allowChangesByAi: true,
			},
			tool,
		);
		expect(items).toEqual([{ id: practice.patient, changed: ['nick_name'] }]);
	});
});

describe('a credential confined to one provider', () => {
	let confined: CredentialData;
	let mine: IDataObject;
	let others: IDataObject;

	beforeAll(async () => {
		confined = { ...credential, onlyProviders: practice.provider };
		const patients = (await stored(sandbox, 'patients')) as IDataObject[];
		mine = patients.find(({ doctor }) => String(doctor) === practice.provider)!;
		others = patients.find(({ doctor }) => String(doctor) !== practice.provider)!;
	});

	const as = () => ({ credential: confined });

	test('hands out its own records alone, and asks the server for no others', async () => {
		const { items } = await run('patients', 'getMany', { returnAll: true }, as());
		expect(items.length).toBeGreaterThan(0);
		expect(new Set(items.map(({ doctor }) => String(doctor)))).toEqual(
			new Set([practice.provider]),
		);
		const { requests } = await sandbox.control<{ requests: Array<{ query: IDataObject }> }>(
			'requests',
		);
		expect(requests[0]?.query.doctor).toBe(practice.provider);
	});

	test('lets the server tell where the records do not', async () => {
		const { error } = await run('clinical_notes', 'getMany', { limit: 5 }, as());
		expect(error).toBeUndefined();
		const { requests } = await sandbox.control<{ requests: Array<{ query: IDataObject }> }>(
			'requests',
		);
		expect(requests[0]?.query.doctor).toBe(practice.provider);
	});

	test.each([
		['tasks', 'getMany', {}],
		['task_notes', 'update', { text: 'Text' }],
		['task_notes', 'create', { task: 1, text: 'Text' }],
	])('is refused where nobody can tell: %s %s', async (resource, operation, fields) => {
		const { error } = await run(resource, operation, { id: '1', fields: mapped(fields) }, as());
		expect(error?.message).toContain('do not say which provider they belong to');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('reads and changes no record of others', async () => {
		const id = String(others.id);
		const read = await run('patients', 'get', { id }, as());
		expect(read.error?.message).toContain('confined to other providers');
		const changed = await run(
			'patients',
			'update',
			{ id, fields: mapped({ nick_name: 'Bo' }) },
			as(),
		);
		expect(changed.error?.message).toContain('confined to other providers');
		const removed = await run('patients', 'delete', { id }, as());
		expect(removed.error?.message).toContain('confined to other providers');
		const exported = await run('patients', 'ccda', { id }, as());
		expect(exported.error?.message).toContain('confined to other providers');
		expect((await calls(sandbox)).writes).toBe(0);
	});

	test('changes its own, and gives them to nobody else', async () => {
		const id = String(mine.id);
		const changed = await run(
			'patients',
			'update',
			{ id, fields: mapped({ nick_name: 'Bo' }) },
			as(),
		);
		expect(changed.items).toEqual([{ id, changed: ['nick_name'] }]);
		const given = await run(
			'patients',
			'update',
			{ id, fields: mapped({ doctor: others.doctor as number }) },
			as(),
		);
		expect(given.error?.message).toContain('confined to other providers');
	});

	test('creates no record without its provider', async () => {
		const { error } = await run(
			'appointment_profiles',
			'create',
			{ fields: mapped({ name: 'A', color: '#000000', online_scheduling: false }) },
			as(),
		);
		expect(error?.message).toContain('a new record has to name its provider');
		expect((await calls(sandbox)).total).toBe(0);
	});

	test('looks up what belongs to nobody', async () => {
		const { error } = await run(
			'insurances',
			'getMany',
			{ filters: mapped({ payer_type: 'emdeon' }) },
			as(),
		);
		expect(error).toBeUndefined();
	});
});
