/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- schemas are files */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { registeredNodes } from '../campaign/nodes';
import { ROWS, titleOf, type Row } from '../campaign/rows';
import { Stage } from '../campaign/stage';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeRun } from '../support/n8n';
import { stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/** JSON Schema, as far as the package uses it. */
interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const NODES = resolve(__dirname, '../../nodes');

/** What this node hands out is whatever the catalog's resource is. */
const FROM_CATALOG = 'drChronoApi';

const nodes = registeredNodes().filter(({ name }) => name !== FROM_CATALOG);
const all = nodes.flatMap(({ name, operations }) =>
	operations.map((operation) => `${name}, ${operation}`),
);
const versionOf = (node: string) => nodes.find(({ name }) => name === node)!.version;

/** The schema of an operation, where n8n looks for it for its editor. */
function schemaFor(title: string, version?: number): Schema {
	const [node = '', ...rest] = title.split(', ');
	const [operation, resource] = rest.reverse();
	const file = resolveOutputSchemaPath({
		nodeDir: resolve(NODES, `${node.charAt(0).toUpperCase()}${node.slice(1)}`),
		version: version ?? versionOf(node),
		resource,
		operation,
	});
	return JSON.parse(readFileSync(file!, 'utf8')) as Schema;
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** What a value has that its schema does not say, as paths; `null` fits everywhere. */
function strays(value: unknown, schema: Schema | undefined, path: string): string[] {
	if (!schema) return [`${path} is not in the schema`];
	if (value === null || schema.type === undefined) return [];
	const type = typeOf(value);
	if (type !== schema.type && !(type === 'integer' && schema.type === 'number')) {
		return [`${path} is ${type}, not ${schema.type}`];
	}
	if (Array.isArray(value)) {
		return value.flatMap((one) => strays(one, schema.items, `${path}[]`));
	}
	const { properties } = schema;
	if (type !== 'object' || !properties) return [];
	return Object.entries(value as object).flatMap(([name, one]) =>
		strays(one, properties[name], `${path}.${name}`),
	);
}

/** The sandbox keeps whatever a create carries or implies; in no record of the vendor's document. */
const KEPT_BY_SANDBOX = ['create.doctor is not in the schema'];

/** Operations that handed something out in this file's runs. */
const seen = new Set<string>();

async function expectAsSaid(wish: NodeRun): Promise<void> {
	const { resource, operation } = wish.parameters;
	const title = [wish.node, resource, operation].filter(Boolean).join(', ');
	const { items, error } = await runNode({
		...wish,
		settings: { typeVersion: versionOf(wish.node) },
	});
	expect(error?.message).toBeUndefined();
	const schema = schemaFor(title);
	const complaints = items.flatMap((item) => strays(item, schema, String(operation)));
	const kept = title === 'drChronoProvider, availabilityTemplate, create' ? KEPT_BY_SANDBOX : [];
	expect(new Set(complaints)).toEqual(new Set(kept));
	if (items.length > 0) seen.add(title);
}

describe('every operation has a schema', () => {
	test.each(all)('%s', (title) => {
		expect(Object.keys(schemaFor(title).properties ?? {})).not.toEqual([]);
	});

	test('in all versions of its node', () => {
		const appointments = all.filter((title) => title.startsWith('drChronoAppointment, '));
		expect(appointments.length).toBeGreaterThan(5);
		for (const title of appointments) expect(schemaFor(title, 1)).toEqual(schemaFor(title));
	});
});

test('what does not fit a schema is noticed', () => {
	const schema = {
		type: 'object',
		properties: {
			id: { type: 'integer' },
			tags: { type: 'array', items: { type: 'string' } },
			ratio: { type: 'number' },
		},
	};
	expect(strays({ id: 1, tags: ['a'], ratio: 2 }, schema, 'x')).toEqual([]);
	expect(strays({ id: null }, schema, 'x')).toEqual([]);
	expect(strays({ id: '1', tags: [1], ratio: 0.5, more: 0 }, schema, 'x')).toEqual([
		'x.id is string, not integer',
		'x.tags[] is integer, not string',
		'x.more is not in the schema',
	]);
});

/** Tables that the campaign's stage fills for every row. */
const BUILT_ANYWAY: ReadonlySet<string> = new Set(['patients', 'appointments']);

/** Parameters that decide what comes out; schemas are about their defaults. */
const CHOSEN: ReadonlySet<string> = new Set(['options', 'detail', 'format']);

describe('in the practice of the campaign', () => {
	let stage: Stage;
	let touched = true;

	beforeAll(async () => {
		stage = await Stage.start('v4');
	});

	afterAll(async () => {
		await stage?.stop();
	});

	async function build(): Promise<void> {
		await stage.build({ length: 'brief' });
		const beside = Object.keys(stage.scene.records).filter((table) => !BUILT_ANYWAY.has(table));
		await stage.build({ length: 'brief', beside });
		await stage.rewind();
		const [, , , first, second] = stage.scene.appointments;
		for (const id of [first, second]) {
			const status = { status: 'In Triage' };
			await stage.sandbox.control(`store/appointments/${id}`, status, 'PATCH');
		}
	}

	/** What the panel shows at first, wherever the campaign chose something else. */
	function defaults(parameters: IDataObject): IDataObject {
		const entries = Object.entries(parameters).filter(([name]) => !CHOSEN.has(name));
		return Object.fromEntries(entries);
	}

	const rows = ROWS.filter(
		({ node, dialects }) => node !== FROM_CATALOG && dialects.includes('v4'),
	);
	test.each(rows.map((row): [string, Row] => [titleOf(row), row]))(
		'%s',
		async (_, { node, resource, operation, effect, task }) => {
			if (touched) await build();
			touched = effect === 'write';
			const { parameters, items, input } = task(stage.scene, 'v4');
			await expectAsSaid({
				node,
				parameters: { ...(resource && { resource }), operation, ...defaults(parameters) },
				items,
				input,
				credential: await stage.credential(),
			});
		},
		60_000,
	);
});

describe('in a believable practice', () => {
	const NOW = '2026-11-22T09:00:00-05:00';
	const YEAR = { when: 'custom', from: '2025-11-23', to: '2026-11-22' };

	let sandbox: Sandbox;
	let credential: CredentialData;

	beforeAll(async () => {
		sandbox = await startSandbox({ patients: 60, seed: 3, now: NOW });
		const areas = ['clinical', 'demographics', 'insurance', 'practice', 'scheduling'];
		credential = await credentialFor(sandbox, 'v4', { areas, timeZone: 'America/New_York' });
	});

	afterAll(async () => {
		await sandbox?.stop();
	});

	const first = async (table: string): Promise<StoreRecord> => (await stored(sandbox, table))[0]!;
	const idOf = async (table: string) => String((await first(table)).id);

	const lists: Array<[node: string, parameters: IDataObject]> = [
		['drChronoAppointment', { operation: 'getMany', ...YEAR }],
		['drChronoAppointment', { operation: 'findNoShows', ...YEAR }],
		['drChronoPatient', { operation: 'getMany' }],
		['drChronoPatient', { operation: 'describeCustomFields' }],
		['drChronoInsurance', { resource: 'coverage', operation: 'getMany' }],
		['drChronoInsurance', { resource: 'coverage', operation: 'getForAppointments', ...YEAR }],
		['drChronoInsurance', { resource: 'authorization', operation: 'getMany' }],
		['drChronoInsurance', { resource: 'eligibility', operation: 'getMany', when: 'any' }],
		['drChronoInsurance', { resource: 'payer', operation: 'search', directory: 'emdeon' }],
		['drChronoClinicalDocument', { resource: 'note', operation: 'getMany', ...YEAR }],
		...['document', 'problem', 'medication', 'allergy', 'vaccine'].map(
			(resource): [string, IDataObject] => [
				'drChronoClinicalDocument',
				{ resource, operation: 'getMany' },
			],
		),
		...['provider', 'office', 'staff', 'user', 'userGroup', 'availabilityTemplate'].map(
			(resource): [string, IDataObject] => ['drChronoProvider', { resource, operation: 'getMany' }],
		),
		['drChronoVital', { operation: 'getMany', ...YEAR }],
		['drChronoVital', { operation: 'trend', ...YEAR }],
		['drChronoLabResult', { resource: 'chartResult', operation: 'getMany' }],
		['drChronoLabResult', { resource: 'order', operation: 'getMany' }],
		['drChronoLabResult', { resource: 'document', operation: 'getMany' }],
	];
	test.each(lists)('%s %j', async (node, parameters) => {
		await expectAsSaid({ node, parameters: { ...parameters, returnAll: true }, credential });
	});

	const labs = 'drChronoLabResult';
	test.each([
		['a result of a chart', 'chartResult', 'get', 'result', 'patient_lab_results'],
		['an order', 'order', 'get', 'order', 'lab_orders'],
		['a document of a laboratory', 'document', 'download', 'document', 'lab_documents'],
	])('%s', async (_, resource, operation, field, table) => {
		const parameters = { resource, operation, [field]: await idOf(table) };
		await expectAsSaid({ node: labs, parameters, credential });
	});

	test('results of an order', async () => {
		const order = String((await first('lab_results')).lab_order);
		const parameters = { resource: 'order', operation: 'getResults', order };
		await expectAsSaid({ node: labs, parameters, credential });
	});

	test('a new result', async () => {
		const { patient, ordering_doctor: provider } = await first('patient_lab_results');
		const parameters = {
			resource: 'chartResult',
			operation: 'create',
			patient: String(patient),
			provider: String(provider),
			test: 'Ferritin',
			value: '112',
			testedAt: '2026-11-20T08:30:00',
		};
		await expectAsSaid({ node: labs, parameters, credential });
	});

	test('vitals of a visit, read and recorded', async () => {
		const visits = await stored(sandbox, 'appointments');
		const appointment = String(visits.find(({ id }) => /^\d+$/.test(String(id)))!.id);
		const node = 'drChronoVital';
		const vitals = { pulse: '70', weight: '180' };
		const recorded = { operation: 'record', appointment, vitals };
		await expectAsSaid({ node, parameters: recorded, credential });
		await expectAsSaid({ node, parameters: { operation: 'get', appointment }, credential });
	});
});

test('every operation was seen handing something out', () => {
	expect(all.filter((title) => !seen.has(title))).toEqual([]);
});
