import type {
	IBinaryData,
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
} from 'n8n-workflow';

import { DrChronoClinicalDocument } from '../../nodes/DrChronoClinicalDocument/DrChronoClinicalDocument.node';
import { listSearch } from '../../nodes/shared/lookups';
import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

interface StoredNote {
	appointment: number;
	patient: number;
	signee: { locked_by: string | null };
	clinical_note_sections: Array<{
		name: string;
		values: Array<{ id: number; clinical_note_field: number; value: string }>;
	}>;
}

let sandbox: Sandbox;
let practice: Practice;
let credential: CredentialData;
let notes: StoredNote[];

const AREAS = {
	areas: ['clinical', 'demographics', 'scheduling', 'practice'],
	timeZone: 'America/New_York',
};

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3 });
	practice = await practiceOf(sandbox);
	notes = await storedNotes();
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	await sandbox.control('switches', { clinicalNoteId: 'appointment' });
	credential = await credentialFor(sandbox, 'v4', AREAS);
	await resetCalls(sandbox);
});

async function storedNotes(): Promise<StoredNote[]> {
	const { records } = await sandbox.control<{ records: StoredNote[] }>('store/clinical_notes');
	return records;
}

async function run(parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoClinicalDocument',
		parameters: { resource: 'note', ...parameters } as NodeRun['parameters'],
		credential,
		...more,
	});
}

const appointmentsOf = ({ items }: NodeResult) =>
	items.map(({ appointment }) => Number(appointment)).sort();

const isLocked = ({ signee }: StoredNote) => signee.locked_by !== null;

async function visitOf(appointment: number) {
	const visits = await stored(sandbox, 'appointments');
	return visits.find(({ id }) => String(id) === String(appointment))!;
}

const binaryOf = ({ outputs }: NodeResult, item = 0): IBinaryData | undefined =>
	outputs[0]?.[item]?.binary?.data;

describe('Get Many', () => {
	test('reads every note once, in the fewest calls', async () => {
		const result = await run({ operation: 'getMany', when: 'any', returnAll: true, format: 'raw' });
		expect(result.error).toBeUndefined();
		expect(appointmentsOf(result)).toEqual(notes.map(({ appointment }) => appointment).sort());
		const { total, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		expect(total).toBeLessThanOrEqual(Math.ceil(notes.length / 250) + 1);
	});

	test('in sections, with the names of fields and yes and no in words', async () => {
		const types = await sandbox.control<{ records: Array<Record<string, unknown>> }>(
			'store/clinical_note_field_types',
		);
		const typeOf = (id: number) => types.records.find((type) => type.id === id);
		const note = notes.find(({ clinical_note_sections: sections }) =>
			sections.some(({ values }) =>
				values.some(
					({ clinical_note_field: id, value }) =>
						typeOf(id)?.data_type === 'NullCheckbox' && value === '2',
				),
			),
		)!;
		await resetCalls(sandbox);
		const { items, error } = await run({
			operation: 'getMany',
			patient: String(note.patient),
			when: 'any',
			returnAll: true,
		});
		expect(error).toBeUndefined();
		const found = items.find(({ appointment }) => appointment === note.appointment);
		expect(found).toMatchObject({ patient: note.patient, locked: isLocked(note), archived: false });
		const sections = found?.sections as Array<{
			name: string;
			fields: Array<{ name: string; value: string }>;
		}>;
		const fields = sections.flatMap((section) => section.fields);
		const names = types.records.map(({ name }) => name);
		expect(fields.length).toBeGreaterThan(0);
		expect(fields.every(({ name, value }) => names.includes(name) && value !== '')).toBe(true);
		const ticked = note.clinical_note_sections
			.flatMap(({ values }) => values)
			.find(({ clinical_note_field: id, value }) => {
				return typeOf(id)?.data_type === 'NullCheckbox' && value === '2';
			})!;
		const name = String(typeOf(ticked.clinical_note_field)?.name);
		expect(fields).toContainEqual({ name, value: 'Yes' });
		// One call for the notes, one for the names of their fields.
		expect(await calls(sandbox)).toMatchObject({ total: 2, violations: 0 });
	});

	test('names of fields are read once for all items', async () => {
		const patients = [...new Set(notes.map(({ patient }) => patient))].slice(0, 4);
		const { error } = await run(
			{ operation: 'getMany', patient: '={{ $json.patient }}', when: 'any', format: 'text' },
			{ items: patients.map((patient) => ({ patient: String(patient) })) },
		);
		expect(error).toBeUndefined();
		const { byRoute } = await calls(sandbox);
		expect(byRoute['GET /api/clinical_note_field_types']).toBe(1);
		expect(byRoute['GET /api/clinical_notes']).toBe(patients.length);
	});

	test('as text, with everything that was written', async () => {
		const note = notes[0]!;
		const { items } = await run({
			operation: 'getMany',
			patient: String(note.patient),
			when: 'any',
			format: 'text',
			returnAll: true,
		});
		const found = items.find(({ appointment }) => appointment === note.appointment);
		expect(found?.text).toContain(note.clinical_note_sections[0]?.name);
		expect(found?.text).toContain(note.clinical_note_sections[0]?.values[0]?.value);
	});

	test('where the names of fields may not be read, values come without them and a hint says so', async () => {
		await sandbox.control('faults', {
			route: 'GET /api/clinical_note_field_types',
			kind: 'status',
			status: 403,
			body: { detail: 'You do not have permission to perform this action.' },
		});
		const { items, error, hints } = await run({ operation: 'getMany', when: 'any', limit: 1 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(JSON.stringify(items[0]?.sections)).toContain('"name":null');
		expect(hints.join()).toContain('names of the fields could not be read');
	});

	test('of some days: those of visits on these days, and no others', async () => {
		const days = { from: '2026-03-01', to: '2026-03-31' };
		const visits = await stored(sandbox, 'appointments');
		const dayOf = new Map(
			visits.map(({ id, scheduled_time }) => [String(id), String(scheduled_time)]),
		);
		const wanted = notes
			.filter(({ appointment }) => {
				const day = dayOf.get(String(appointment))?.slice(0, 10) ?? '';
				return day >= days.from && day <= days.to;
			})
			.map(({ appointment }) => appointment);
		const result = await run({
			operation: 'getMany',
			when: 'custom',
			from: days.from,
			to: days.to,
			returnAll: true,
			format: 'raw',
		});
		expect(result.error).toBeUndefined();
		expect(wanted.length).toBeGreaterThan(0);
		expect(appointmentsOf(result)).toEqual(wanted.sort());
	});

	test.each([
		['locked', true],
		['open', false],
	])('only %s ones', async (lockState, locked) => {
		const result = await run({
			operation: 'getMany',
			when: 'any',
			returnAll: true,
			format: 'raw',
			filters: { lockState },
		});
		expect(appointmentsOf(result)).toEqual(
			notes
				.filter((note) => isLocked(note) === locked)
				.map(({ appointment }) => appointment)
				.sort(),
		);
	});

	test('a credential confined to one provider gets the notes of that provider alone', async () => {
		const visits = await stored(sandbox, 'appointments');
		const own = new Set(
			visits
				.filter(({ doctor }) => String(doctor) === practice.provider2)
				.map(({ id }) => String(id)),
		);
		credential = { ...credential, onlyProviders: practice.provider2 };
		const result = await run({ operation: 'getMany', when: 'any', returnAll: true, format: 'raw' });
		expect(appointmentsOf(result)).toEqual(
			notes
				.map(({ appointment }) => appointment)
				.filter((appointment) => own.has(String(appointment)))
				.sort(),
		);
		const other = await run({
			operation: 'getMany',
			when: 'any',
			filters: { provider: practice.provider },
		});
		expect(other.error?.message).toContain('confined to other providers');
	});

	test('in the guide dialect they come with title and text', async () => {
		credential = await credentialFor(sandbox, 'guide', AREAS);
		const patient = notes[0]!.patient;
		const { items, error } = await run({
			operation: 'getMany',
			patient: String(patient),
			when: 'any',
			returnAll: true,
			format: 'text',
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(notes.filter((note) => note.patient === patient).length);
		for (const item of items) {
			expect(item).toMatchObject({ patient, title: expect.any(String), date: expect.any(String) });
			expect(String(item.text).startsWith(String(item.title))).toBe(true);
		}
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test.each<[string, IDataObject]>([
		['Changed Since', { changedSince: '2026-01-01T00:00:00' }],
		['Lock State', { lockState: 'open' }],
		['Office', { office: '500001' }],
	])('the filter %s is not in the guide dialect', async (label, filters) => {
		credential = await credentialFor(sandbox, 'guide', AREAS);
		const { error } = await run({ operation: 'getMany', when: 'any', filters });
		expect(error?.message).toContain(`'${label}' exists in DrChrono API v4 only`);
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('Get', () => {
	const get = async (appointment: unknown, more: IDataObject = {}) =>
		await run({ operation: 'get', appointment, format: 'raw', ...more } as IDataObject);

	test('reads the note of a visit in one call', async () => {
		const note = notes[1]!;
		const { items, error } = await get(note.appointment);
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ appointment: note.appointment, patient: note.patient });
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test("finds it among the patient's notes of that day where the server has no path to it", async () => {
		await sandbox.control('switches', { clinicalNoteId: 'none' });
		const note = notes[1]!;
		const { items, error } = await get(String(note.appointment));
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ appointment: note.appointment, patient: note.patient });
		expect(await calls(sandbox)).toMatchObject({ total: 3, violations: 0 });
	});

	test('a visit without a note is said to have none', async () => {
		const withNote = new Set(notes.map(({ appointment }) => String(appointment)));
		const visits = await stored(sandbox, 'appointments');
		const without = visits.find(
			({ id, patient, deleted_flag }) =>
				!withNote.has(String(id)) &&
				patient != null &&
				deleted_flag !== true &&
				/^\d+$/.test(String(id)),
		)!;
		const { error } = await get(String(without.id));
		expect(error?.message).toContain('has no clinical note');
	});

	test("a credential confined to another provider does not get one's notes", async () => {
		const note = notes[1]!;
		const visit = await visitOf(note.appointment);
		const other = [practice.provider, practice.provider2].find((id) => id !== String(visit.doctor));
		credential = { ...credential, onlyProviders: other };
		const { error, items } = await get(String(note.appointment));
		expect(items).toEqual([]);
		expect(error?.message).toContain('confined to other providers');
	});
});

describe('Get PDF', () => {
	test('brings the PDF behind the temporary link, in one call, without the link in the item', async () => {
		const note = notes.find(isLocked)!;
		const result = await run({ operation: 'getPdf', appointment: String(note.appointment) });
		expect(result.error).toBeUndefined();
		expect(result.items[0]).toMatchObject({
			appointment: String(note.appointment),
			patient: String(note.patient),
			locked: true,
			has_pdf: true,
		});
		expect(binaryOf(result)).toMatchObject({
			mimeType: 'application/pdf',
			fileName: `note-${note.appointment}.pdf`,
		});
		const bytes = Buffer.from(binaryOf(result)?.data ?? '', 'base64');
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(JSON.stringify(result.items)).not.toContain('Signature');
		expect((await calls(sandbox)).byRoute).toMatchObject({ 'GET /api/appointments/{id}': 1 });
	});

	test('an open note comes out without its file where only locked ones are wanted', async () => {
		const note = notes.find((one) => !isLocked(one))!;
		const result = await run({
			operation: 'getPdf',
			appointment: String(note.appointment),
			options: { onlyIfLocked: true },
		});
		expect(result.error).toBeUndefined();
		expect(result.items[0]).toMatchObject({ locked: false });
		expect(binaryOf(result)).toBeUndefined();
	});
});

describe('Get Many PDFs', () => {
	test('brings every locked note of some days, fifty visits a call', async () => {
		const visits = await stored(sandbox, 'appointments');
		const dayOf = new Map(
			visits.map(({ id, scheduled_time }) => [String(id), String(scheduled_time)]),
		);
		const wanted = notes
			.filter((note) => {
				const day = dayOf.get(String(note.appointment))?.slice(0, 10) ?? '';
				return isLocked(note) && day >= '2026-03-01' && day <= '2026-03-14';
			})
			.map(({ appointment }) => appointment);
		await resetCalls(sandbox);
		const result = await run({
			operation: 'getManyPdfs',
			when: 'custom',
			from: '2026-03-01',
			to: '2026-03-14',
			returnAll: true,
			filters: { lockState: 'locked' },
		});
		expect(result.error).toBeUndefined();
		expect(wanted.length).toBeGreaterThan(2);
		expect(appointmentsOf(result)).toEqual(wanted.sort());
		expect(result.items.map((_, item) => binaryOf(result, item)?.mimeType)).toEqual(
			wanted.map(() => 'application/pdf'),
		);
		const { byRoute, violations } = await calls(sandbox);
		expect(violations).toBe(0);
		const inDays = [...dayOf.values()].filter((day) => day >= '2026-03-01' && day < '2026-03-15');
		expect(byRoute['GET /api/appointments']).toBeLessThanOrEqual(Math.ceil(inDays.length / 50) + 1);
	});
});

describe('Set Field', () => {
	interface FieldType {
		id: number;
		clinical_note_template: number;
		data_type: string;
		allowed_values: string[];
		archived: boolean;
	}

	const set = async (parameters: IDataObject, more: Partial<NodeRun> = {}) =>
		await run({ operation: 'setField', ...parameters }, more);

	/** An open note and a filled field of it, of a certain kind. */
	async function openField(isWanted: (type: FieldType) => boolean) {
		const { records } = await sandbox.control<{ records: FieldType[] }>(
			'store/clinical_note_field_types',
		);
		for (const note of (await storedNotes()).filter((one) => !isLocked(one))) {
			for (const value of note.clinical_note_sections.flatMap(({ values }) => values)) {
				const type = records.find(({ id }) => id === value.clinical_note_field)!;
				if (isWanted(type)) return { note, type, value };
			}
		}
		throw new TypeError('no open note has such a field');
	}

	const plain = ({ data_type, allowed_values }: FieldType) =>
		data_type === 'String' && allowed_values.length === 0;

	const valueIn = async (appointment: number, field: number) =>
		(await stored(sandbox, 'clinical_note_field_values')).filter(
			(one) => one.appointment === appointment && one.clinical_note_field === field,
		);

	test('leaves what a clinician wrote, unless it may be replaced; then replaces it once', async () => {
		const { note, type, value } = await openField(plain);
		const wish = { appointment: String(note.appointment), field: type.id, value: 'From the form' };
		await resetCalls(sandbox);
		const kept = await set(wish);
		expect(kept.error).toBeUndefined();
		expect(kept.items[0]).toMatchObject({ action: 'kept' });
		expect(kept.hints.join()).toContain('Overwrite');
		expect(await calls(sandbox)).toMatchObject({ writes: 0, violations: 0 });
		expect((await valueIn(note.appointment, type.id))[0]?.value).toBe(value.value);

		const replaced = await set({ ...wish, overwrite: true });
		expect(replaced.items[0]).toMatchObject({ action: 'updated', changed: ['value'] });
		expect(replaced.hints.join()).toContain('reviewed by a clinician');
		expect(await calls(sandbox)).toMatchObject({ writes: 1, violations: 0 });
		const again = await set({ ...wish, overwrite: true });
		expect(again.items[0]).toMatchObject({ action: 'unchanged' });
		expect(await calls(sandbox)).toMatchObject({ writes: 1 });
		const values = await valueIn(note.appointment, type.id);
		expect(values.map((one) => one.value)).toEqual(['From the form']);
	});

	test('writes yes as DrChrono keeps it, and refuses what the field does not take', async () => {
		const { note, type } = await openField(({ data_type }) => data_type === 'NullCheckbox');
		const wish = { appointment: String(note.appointment), field: String(type.id), overwrite: true };
		await set({ ...wish, value: 'no' });
		const { error } = await set({ ...wish, value: 'Yes' });
		expect(error).toBeUndefined();
		expect((await valueIn(note.appointment, type.id))[0]?.value).toBe('2');
		await resetCalls(sandbox);
		const refused = await set({ ...wish, value: 'SECRET' });
		expect(refused.error?.message).toContain('must be yes, no or none');
		expect(JSON.stringify([refused.error?.description, refused.log])).not.toContain('SECRET');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});

	test('fills in a field that nobody filled in, and when run again does nothing', async () => {
		const { note, type } = await openField(plain);
		const [standing] = await valueIn(note.appointment, type.id);
		await sandbox.control(`store/clinical_note_field_values/${standing?.id}`, undefined, 'DELETE');
		const wish = { appointment: String(note.appointment), field: type.id, value: 'New' };
		const first = await set(wish);
		expect(first.error).toBeUndefined();
		expect(first.items[0]).toMatchObject({ action: 'created' });
		expect((await set(wish)).items[0]).toMatchObject({ action: 'unchanged' });
		expect(await valueIn(note.appointment, type.id)).toHaveLength(1);
	});

	test('a locked note is not changed, and the person learns why', async () => {
		const note = notes.find(isLocked)!;
		const [value] = note.clinical_note_sections.flatMap(({ values }) => values);
		const { error } = await set({
			appointment: String(note.appointment),
			field: value!.clinical_note_field,
			value: 'x',
			overwrite: true,
		});
		expect(error?.message).toMatch(/locked/i);
	});

	test('a field chosen from the list is written like one given by its ID', async () => {
		const { note, type, value } = await openField(plain);
		const { items, error } = await set({
			appointment: String(note.appointment),
			field: { mode: 'list', value: String(type.id) },
			value: value.value,
		});
		expect(error).toBeUndefined();
		expect(items[0]?.clinical_note_field).toBe(String(type.id));
	});

	test('the definition of a field is read once for all items', async () => {
		const { note, type } = await openField(plain);
		await resetCalls(sandbox);
		await set(
			{ appointment: String(note.appointment), field: type.id, value: '={{ $json.text }}' },
			{ items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
		);
		const { byRoute } = await calls(sandbox);
		expect(byRoute['GET /api/clinical_note_field_types/{id}']).toBe(1);
	});
});

test('the list of fields tells those of different templates apart, without given-up ones', async () => {
	let found: INodeListSearchItems[] = [];
	// The real helpers come with a node that is running, so the list is filled from within one.
	class Panel extends DrChronoClinicalDocument {
		async execute(): Promise<never[][]> {
			const functions = this as unknown as ILoadOptionsFunctions;
			found = (await listSearch.searchNoteFields.call(functions)).results;
			return [[]];
		}
	}
	const { error } = await run({}, { node: 'fieldPanel', nodeType: new Panel() });
	expect(error).toBeUndefined();
	const types = await stored(sandbox, 'clinical_note_field_types');
	expect(found.map(({ value }) => value).sort()).toEqual(
		types
			.filter(({ archived }) => archived !== true)
			.map(({ id }) => String(id))
			.sort(),
	);
	const [first] = types;
	expect(found).toContainEqual({
		name: `${String(first?.name)} – Template ${String(first?.clinical_note_template)}`,
		value: String(first?.id),
	});
});

test.each<[string, IDataObject]>([
	['get', { appointment: '400001' }],
	['getPdf', { appointment: '400001' }],
	['getManyPdfs', { when: 'last7Days' }],
	['setField', { appointment: '400001', field: '1', value: 'x' }],
])('%s is not in the guide dialect', async (operation, parameters) => {
	credential = await credentialFor(sandbox, 'guide', AREAS);
	const { error } = await run({ operation, ...parameters });
	expect(error?.message).toContain('exists in DrChrono API v4 only');
	expect(await calls(sandbox)).toMatchObject({ total: 0 });
});
