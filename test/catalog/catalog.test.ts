import { operationAt, operationOf, resources } from '../../drchrono/catalog';
import { catalogData } from '../../drchrono/catalog/data';
import { ADDITIONS, DEVIATIONS } from '../../drchrono/catalog/deviations';
import type { Field, Operation } from '../../drchrono/catalog/model';
import { RESOURCE_FACTS } from '../../drchrono/catalog/names';
import { scopeFor } from '../../drchrono/dialects/v4/scopes';

const data = catalogData();
const keys = Object.keys(data.operations);
const operations = resources().flatMap((resource) => resource.operations);

function nameOf({ resource, name }: Operation): string {
	return `${resource} ${name}`;
}

function deep(fields: readonly Field[]): Field[] {
	return fields.flatMap((field) => [field, ...deep(field.fields ?? [])]);
}

describe('the generated data', () => {
	test('has every path and operation of the document', () => {
		expect(data.source).toEqual({
			title: 'DrChrono EHR REST API',
			version: 'v4 - Hunt Valley',
			paths: 168,
			operations: 327,
		});
		expect(keys).toHaveLength(327);
		expect(new Set(keys.map((key) => key.split(' ')[1])).size).toBe(168);
	});

	test('refers only to lists and records that it has', () => {
		const text = JSON.stringify(data);
		const lists = [...text.matchAll(/"values":"([^"]+)"/g)].map(([, name]) => name!);
		const records = [...text.matchAll(/"(?:record|body)":"([^"]+)"/g)].map(([, name]) => name!);
		expect(lists.filter((name) => !(name in data.lists))).toEqual([]);
		expect(records.filter((name) => !(name in data.records))).toEqual([]);
		expect(records.length).toBeGreaterThan(100);
	});

	test('keeps codes as the text that they are', () => {
		const { values } = data.records.PatientVaccineRecord!.fields.record_source!;
		const list = typeof values === 'string' ? data.lists[values] : values;
		expect(list).toEqual(['00', '01', '02', '03', '04', '05', '06', '07', '08']);
	});

	test('requires only fields that there are', () => {
		const strange = Object.entries(data.records).flatMap(([name, { required = [], fields }]) =>
			required.filter((field) => !(field in fields)).map((field) => `${name}.${field}`),
		);
		expect(strange).toEqual([]);
	});
});

describe('deviations', () => {
	test('each is about an operation that there is', () => {
		const all = [...keys, ...Object.keys(ADDITIONS)];
		const idle = DEVIATIONS.filter(({ of }) => !all.some((key) => of.test(key)));
		expect(idle.map(({ because }) => because)).toEqual([]);
	});

	test('none adds an operation that the document has', () => {
		expect(Object.keys(ADDITIONS).filter((key) => keys.includes(key))).toEqual([]);
	});

	test('each names the section that proves it', () => {
		expect(DEVIATIONS.filter(({ source }) => !/^(§\d+(\.\d+)?|App\. [AB])$/.test(source))).toEqual(
			[],
		);
	});
});

describe('resources', () => {
	test('every operation is one of a resource, but for those that are none', () => {
		const missing = [...keys, ...Object.keys(ADDITIONS)].filter((key) => {
			const [method, route] = key.split(' ') as [string, string];
			return operationAt(method, route) === undefined;
		});
		expect(missing.sort()).toEqual([
			'DELETE /api/appointments_list/{id}',
			'GET /api/appointments_list/{id}',
			'PATCH /api/appointments_list/{id}',
			'PUT /api/appointments_list/{id}',
		]);
		const bulk = operations.filter((operation) => operation.bulk);
		expect(operations.length + 2 * bulk.length + missing.length).toBe(327 + 3);
	});

	test('every resource has operations of different names', () => {
		for (const { name, operations: own } of resources()) {
			const names = own.map((operation) => operation.name);
			expect([name, names.length > 0]).toEqual([name, true]);
			expect([name, new Set(names).size]).toEqual([name, names.length]);
		}
	});

	test('labels tell resources apart', () => {
		const labels = Object.values(RESOURCE_FACTS).map(({ singular }) => singular);
		expect(new Set(labels).size).toBe(labels.length);
	});

	test('the lists that are prepared in bulk are eight', () => {
		const bulk = operations.filter((operation) => operation.bulk);
		expect(bulk.map(({ resource }) => resource).sort()).toEqual([
			'appointments',
			'clinical_note_field_values',
			'clinical_notes',
			'eligibility_checks',
			'line_items',
			'patients',
			'prescription_messages',
			'transactions',
		]);
		for (const { bulk: sides } of bulk) {
			expect([sides?.prepare.method, sides?.prepare.effect]).toEqual(['POST', 'read']);
			expect([sides?.look.method, sides?.look.effect]).toEqual(['GET', 'read']);
		}
	});

	test('only GET reads, and only a POST creates by itself', () => {
		const mislabelled = operations.filter(
			({ endpoint }) => (endpoint.method === 'GET') !== (endpoint.effect === 'read'),
		);
		expect(mislabelled.map(nameOf)).toEqual([]);
		const odd = operations.filter(
			({ endpoint }) => (endpoint.method === 'POST') !== (endpoint.creates === true),
		);
		expect(odd.map(nameOf).sort()).toEqual([
			'consent_forms applyToAppointment',
			'consent_forms unapplyFromAppointment',
			'medications appendToPharmacyNote',
			'yellow_notepad create',
		]);
	});

	test('the scopes that an area asks for open what is in it', () => {
		const shut = operations.filter(({ scopes, endpoint }) => {
			const granted = scopeFor([endpoint.area], 'read')
				.split(' ')
				.map((scope) => scope.replace(/:read$/, ''));
			return scopes.length > 0 && !scopes.some((scope) => granted.includes(scope));
		});
		expect([...new Set(shut.map(({ resource }) => resource))]).toEqual([]);
	});
});

describe('fields', () => {
	const fields = operations.flatMap(({ query, body = [], record }) =>
		deep([...query, ...body, ...record]),
	);

	test('each has a label in title case and one sentence', () => {
		const strange = fields.filter(
			({ label, description }) =>
				!/^[A-Z0-9][^_]*$/.test(label) || description === '' || description.endsWith('.'),
		);
		expect(strange.map(({ name }) => name)).toEqual([]);
	});

	test('choices of a field have different values and no empty name', () => {
		const strange = fields.filter(
			({ choices = [] }) =>
				new Set(choices.map(({ value }) => value)).size < choices.length ||
				choices.some(({ name }) => name === ''),
		);
		expect(strange.map(({ name }) => name)).toEqual([]);
	});

	test('a body has nothing that only the server sets', () => {
		const fixed = operations.flatMap((operation) =>
			(operation.body ?? [])
				.filter(({ readOnly }) => readOnly)
				.map(({ name }) => `${nameOf(operation)}.${name}`),
		);
		expect(fixed).toEqual([]);
	});

	test('files go where the server takes files', () => {
		const takers = operations.filter(({ body = [] }) => body.some(({ type }) => type === 'file'));
		expect([...new Set(takers.map(({ resource }) => resource))].sort()).toEqual([
			'amendments',
			'consent_forms',
			'documents',
			'eobs',
			'lab_documents',
			'messages',
			'patients',
			'signed_consent_forms',
		]);
	});

	test('a person calls things by their names', () => {
		const patient = operationOf('patients', 'create')?.body ?? [];
		const labels = Object.fromEntries(patient.map(({ name, label }) => [name, label]));
		expect(labels).toMatchObject({
			date_of_birth: 'Date of Birth',
			doctor: 'Provider',
			disable_sms_messages: 'Disable SMS Messages',
		});
	});
});
