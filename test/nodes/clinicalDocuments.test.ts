import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import {
	calls,
	practiceOf,
	resetCalls,
	stored,
	type Practice,
	type StoreRecord,
} from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let practice: Practice;
let credential: CredentialData;

const AREAS = {
	areas: ['clinical', 'demographics', 'scheduling', 'practice'],
	timeZone: 'America/New_York',
};

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 3 });
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await sandbox?.stop();
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	await sandbox.control('switches', { documentAtFirst: 'null', metatags: 'text' });
	credential = await credentialFor(sandbox, 'v4', AREAS);
	await resetCalls(sandbox);
});

async function run(parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'drChronoClinicalDocument',
		parameters: { resource: 'document', ...parameters } as NodeRun['parameters'],
		credential,
		...more,
	});
}

const documents = async () => await stored(sandbox, 'documents');

let sheets = 0;

/** A PDF as far as its first bytes go, and like no other. */
function pdf(): Buffer {
	sheets += 1;
	return Buffer.from(`%PDF-1.7\nsheet ${sheets}\n%%EOF`);
}

function inputOf(bytes: Buffer, more: Partial<IBinaryData> = {}): INodeExecutionData[] {
	const data = bytes.toString('base64');
	return [{ json: {}, binary: { data: { data, mimeType: 'application/pdf', ...more } } }];
}

async function upload(
	input: INodeExecutionData[],
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await run(
		{
			operation: 'upload',
			patient: practice.patient,
			provider: practice.provider,
			description: 'Referral letter',
			...parameters,
		},
		{ input, ...more },
	);
}

const download = async (document: unknown) =>
	await run({ operation: 'download', document } as IDataObject);

const bytesOf = ({ outputs }: NodeResult) =>
	Buffer.from(outputs[0]?.[0]?.binary?.data?.data ?? '', 'base64');

const tagsOf = ({ metatags }: StoreRecord): string[] =>
	typeof metatags === 'string' ? (JSON.parse(metatags) as string[]) : (metatags as string[]);

describe('Upload', () => {
	test('puts the file into the chart, with its day and tags, and it comes back as it was', async () => {
		const file = pdf();
		const { items, error } = await upload(inputOf(file, { fileName: '../Jane Doe.exe' }), {
			additionalFields: { date: '2026-04-15T00:00:00', tags: 'Referral, Cardiology' },
		});
		expect(error).toBeUndefined();
		const saved = (await documents()).find(({ id }) => id === items[0]?.id);
		expect(saved).toMatchObject({
			patient: Number(practice.patient),
			doctor: Number(practice.provider),
			description: 'Referral letter',
			date: '2026-04-15',
			archived: false,
		});
		expect(tagsOf(saved!)).toEqual([
			'Referral',
			'Cardiology',
			expect.stringMatching(/^n8n:[0-9a-f]{16}$/),
		]);
		expect(items[0]?.action).toBe('created');
		// The guard, the upload, and a second look: the first answer has no link yet.
		expect(items[0]?.document).toMatch(/^http/);
		expect(await calls(sandbox)).toMatchObject({ total: 3, writes: 1, violations: 0 });
		expect(bytesOf(await download(items[0]?.id)).equals(file)).toBe(true);
	});

	test('without a day it is of today, as the calendar of the practice has it', async () => {
		const today = () =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date());
		credential = { ...credential, timeZone: 'Pacific/Kiritimati' };
		const days = [today()];
		const { items } = await upload(inputOf(pdf()));
		days.push(today());
		expect(days).toContain(items[0]?.date);
	});

	test.each(['text', 'array'])(
		'the same file again makes no second document (tags as %s)',
		async (metatags) => {
			await sandbox.control('switches', { metatags });
			const input = inputOf(pdf());
			const first = await upload(input);
			const before = await documents();
			await resetCalls(sandbox);
			const second = await upload(input, { description: 'Another name' });
			expect(second.error).toBeUndefined();
			expect(second.items[0]).toMatchObject({ id: first.items[0]?.id, action: 'existing' });
			expect(await documents()).toHaveLength(before.length);
			expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 0, violations: 0 });
		},
	);

	test('twice in one run makes one document, and the chart is read once', async () => {
		const file = pdf();
		const before = await documents();
		await resetCalls(sandbox);
		const { items } = await upload([...inputOf(file), ...inputOf(file), ...inputOf(pdf())]);
		expect(items.map(({ action }) => action)).toEqual(['created', 'existing', 'created']);
		expect(await documents()).toHaveLength(before.length + 2);
		expect((await calls(sandbox)).byRoute).toMatchObject({ 'GET /api/documents': 1 });
	});

	test('the ID of the other system decides where there is one, whatever the content', async () => {
		const more = { additionalFields: { externalId: 'report-77' } };
		const first = await upload(inputOf(pdf()), more);
		const second = await upload(inputOf(pdf()), more);
		expect(second.items[0]).toMatchObject({ id: first.items[0]?.id, action: 'existing' });
		const third = await upload(inputOf(pdf()), { ...more, ifThere: 'again' });
		expect(third.items[0]?.action).toBe('created');
		expect(third.items[0]?.id).not.toBe(first.items[0]?.id);
	});

	test('in the chart of another patient it is another document', async () => {
		const patients = await stored(sandbox, 'patients');
		const other = patients.find(({ id }) => String(id) !== practice.patient)!;
		const input = inputOf(pdf());
		const first = await upload(input);
		const second = await upload(input, { patient: String(other.id) });
		expect(second.items[0]).toMatchObject({ action: 'created', patient: other.id });
		expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
	});

	test('an upload whose answer got lost is found by its tag: once in the chart, and said so', async () => {
		const before = await documents();
		await sandbox.control('faults', { route: 'POST /api/documents', times: 1, kind: 'dropAfter' });
		const { items, error } = await upload(inputOf(pdf()));
		expect(error).toBeUndefined();
		expect(await documents()).toHaveLength(before.length + 1);
		expect((await documents()).map(({ id }) => id)).toContain(items[0]?.id);
		expect(items[0]?.action).toBe('created');
	});

	test('an upload that got lost on its way is in doubt, and running it again makes it once', async () => {
		const before = await documents();
		await sandbox.control('faults', { route: 'POST /api/documents', times: 1, kind: 'dropBefore' });
		const input = inputOf(pdf());
		const { error } = await upload(input);
		expect(error?.description).toContain('Run it again');
		expect(await documents()).toHaveLength(before.length);
		const again = await upload(input);
		expect(again.items[0]?.action).toBe('created');
		expect(await documents()).toHaveLength(before.length + 1);
	}, 20_000);

	test.each<[string, INodeExecutionData[], IDataObject, RegExp]>([
		['no file', [{ json: {} }], {}, /no file in the field/],
		['an empty file', inputOf(Buffer.alloc(0)), {}, /is empty/],
		[
			'a web page',
			inputOf(Buffer.from('<!doctype html><p>SECRET')),
			{},
			/is not a PDF, picture, text, XML or Word file/,
		],
		[
			'what nobody knows',
			inputOf(Buffer.from([0, 1, 2, 3, 0]), { mimeType: 'application/octet-stream' }),
			{},
			/is not a PDF/,
		],
		[
			'a huge file',
			inputOf(Buffer.from('%PDF-1.7'), { bytes: 60 * 1024 * 1024 }),
			{},
			/larger than 50 MB/,
		],
		[
			'an ID that is no tag',
			inputOf(Buffer.from('%PDF-1.7')),
			{ additionalFields: { externalId: 'SECRET,"x' } },
			/'External ID' cannot be kept/,
		],
		[
			'no description',
			inputOf(Buffer.from('%PDF-1.7')),
			{ description: '={{ $json.none }}' },
			/'Description' is empty/,
		],
	])('%s: nothing is sent', async (_, input, parameters, sentence) => {
		const result = await upload(input, parameters);
		expect(result.error?.message).toMatch(sentence);
		expect(JSON.stringify([result.error?.description, result.log])).not.toContain('SECRET');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('an AI agent may not upload, nor a credential confined to others', async () => {
		const agent = await upload(inputOf(pdf()), {}, { node: 'drChronoClinicalDocumentTool' });
		expect(agent.error?.message).toContain('AI agent');
		credential = { ...credential, onlyProviders: practice.provider2 };
		const { error } = await upload(inputOf(pdf()));
		expect(error?.message).toContain('confined to other providers');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});
});

describe('Get Many', () => {
	const getMany = async (parameters: IDataObject = {}) =>
		await run({ operation: 'getMany', returnAll: true, ...parameters });

	const idsOf = ({ items }: NodeResult) => items.map(({ id }) => id).sort();

	test("lists a patient's documents in one call", async () => {
		await upload(inputOf(pdf()));
		const wanted = (await documents()).filter(
			({ patient, archived }) => String(patient) === practice.patient && archived !== true,
		);
		await resetCalls(sandbox);
		const result = await getMany({ patient: practice.patient });
		expect(result.error).toBeUndefined();
		expect(idsOf(result)).toEqual(wanted.map(({ id }) => id).sort());
		expect(await calls(sandbox)).toMatchObject({ total: 1, violations: 0 });
	});

	test.each<[string, IDataObject, (record: StoreRecord) => boolean]>([
		[
			'by date',
			{ datedFrom: '2026-02-01', datedTo: '2026-06-30' },
			({ date }) => String(date) >= '2026-02-01' && String(date) <= '2026-06-30',
		],
		[
			'by tag in any case',
			{ tag: 'CARDIOLOGY' },
			(record) => tagsOf(record).includes('Cardiology'),
		],
		[
			'by a part of the description',
			{ description: 'FORM' },
			({ description }) => String(description).toLowerCase().includes('form'),
		],
	])('%s, filtered here with a hint', async (_, filters, isWanted) => {
		const wanted = (await documents()).filter((one) => one.archived !== true && isWanted(one));
		const result = await getMany({ filters });
		expect(result.error).toBeUndefined();
		expect(wanted.length).toBeGreaterThan(0);
		expect(idsOf(result)).toEqual(wanted.map(({ id }) => id).sort());
		expect(result.hints.join()).toContain('filtered here');
	});

	test('what changed since a time', async () => {
		const all = (await documents()).filter(({ archived }) => archived !== true);
		const since = all
			.map(({ updated_at }) => String(updated_at))
			.sort()
			.at(-3)!;
		const result = await getMany({ filters: { changedSince: since } });
		expect(idsOf(result)).toEqual(
			all
				.filter(({ updated_at }) => String(updated_at) >= since)
				.map(({ id }) => id)
				.sort(),
		);
	});

	test('a confined credential sees its own alone', async () => {
		credential = { ...credential, onlyProviders: practice.provider };
		const result = await getMany();
		const wanted = (await documents()).filter(
			({ doctor, archived }) => String(doctor) === practice.provider && archived !== true,
		);
		expect(idsOf(result)).toEqual(wanted.map(({ id }) => id).sort());
	});
});

describe('Update and Archive', () => {
	test('the new tags are there, and the one that guards against doubles stays', async () => {
		const input = inputOf(pdf());
		const [made] = (await upload(input, { additionalFields: { tags: 'Old' } })).items;
		const { items, error } = await run({
			operation: 'update',
			document: String(made?.id),
			updateFields: { description: 'Letter', tags: 'New' },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: String(made?.id), changed: ['description', 'metatags'] }]);
		const saved = (await documents()).find(({ id }) => id === made?.id)!;
		expect(saved.description).toBe('Letter');
		expect(tagsOf(saved)).toEqual(['New', expect.stringMatching(/^n8n:/)]);
		expect((await upload(input)).items[0]).toMatchObject({ id: made?.id, action: 'existing' });
		expect(await calls(sandbox)).toMatchObject({ violations: 0 });
	});

	test('a description alone takes one call', async () => {
		const [one] = (await documents()).filter(({ archived }) => archived !== true);
		await resetCalls(sandbox);
		await run({
			operation: 'update',
			document: String(one?.id),
			updateFields: { description: 'Renamed' },
		});
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
	});

	test('an archived document is out of sight, and may be uploaded anew', async () => {
		const input = inputOf(pdf());
		const [made] = (await upload(input)).items;
		await resetCalls(sandbox);
		const { items, error } = await run({ operation: 'archive', document: String(made?.id) });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ id: String(made?.id), archived: true }]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
		const kept = (await documents()).find(({ id }) => id === made?.id);
		expect(kept?.archived).toBe(true);
		const again = await upload(input);
		expect(again.items[0]?.action).toBe('created');
	});

	test('a confined credential changes and archives none of others', async () => {
		const other = (await documents()).find(
			({ doctor, archived }) => String(doctor) !== practice.provider && archived !== true,
		);
		credential = { ...credential, onlyProviders: practice.provider };
		for (const parameters of [
			{ operation: 'archive' },
			{ operation: 'download' },
			{ operation: 'update', updateFields: { description: 'x' } },
		]) {
			const { error } = await run({ ...parameters, document: String(other?.id) });
			expect(error?.message).toContain('confined to other providers');
		}
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});
});

test.each(['getMany', 'download', 'upload', 'update', 'archive'])(
	'%s is not in the guide dialect',
	async (operation) => {
		credential = await credentialFor(sandbox, 'guide', AREAS);
		const { error } = await run(
			{
				operation,
				document: '1',
				patient: practice.patient,
				provider: practice.provider,
				description: 'x',
				updateFields: { description: 'x' },
			},
			{ input: inputOf(pdf()) },
		);
		expect(error?.message).toContain('exists in DrChrono API v4 only');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	},
);
