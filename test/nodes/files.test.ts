/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode, type CredentialData, type NodeResult, type NodeRun } from '../support/n8n';
import { calls, practiceOf, resetCalls, stored, type Practice } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { breakOff, file, redirect, refuse, startStorage, type Storage } from '../support/storage';

let sandbox: Sandbox;
let storage: Storage;
let practice: Practice;
let credential: CredentialData;

beforeAll(async () => {
	[sandbox, storage] = await Promise.all([startSandbox({ patients: 20 }), startStorage()]);
	practice = await practiceOf(sandbox);
});

afterAll(async () => {
	await Promise.all([sandbox?.stop(), storage?.stop()]);
});

beforeEach(async () => {
	await sandbox.control('faults', undefined, 'DELETE');
	credential = await credentialFor(sandbox, 'v4', { timeZone: 'America/New_York' });
	await resetCalls(sandbox);
});

/** A JPEG as far as its first bytes go, too large for one chunk. */
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200_000, 'n8n')]);
const SIGNATURE = 'Signature=SECRETSIGNATURE';

async function run(
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await runNode({ node: 'drChronoPatient', parameters, credential, ...more });
}

const getPhoto = async (more: Partial<NodeRun> = {}) =>
	await run({ operation: 'getPhoto', patient: practice.patient }, more);

/** What the store has for a patient's photo, from now on. */
async function linkTo(link: string | null): Promise<void> {
	await sandbox.control(`store/patients/${practice.patient}`, { patient_photo: link }, 'PATCH');
}

async function linkToStorage(path = '/photo'): Promise<void> {
	await linkTo(`${storage.origin}${path}?${SIGNATURE}`);
}

const binaryOf = ({ outputs }: NodeResult): IBinaryData | undefined =>
	outputs[0]?.[0]?.binary?.data;

const bytesOf = (result: NodeResult) => Buffer.from(binaryOf(result)?.data ?? '', 'base64');

/** Everything of a run that is logged or shown. */
const traces = ({ log, error, hints }: NodeResult) =>
	JSON.stringify({ log, hints, error: { ...error, text: String(error?.message) } });

describe('Get Patient Photo', () => {
	test('brings the photo behind the temporary link, in one call, as what it is', async () => {
		const someone = (await stored(sandbox, 'patients')).find(({ patient_photo }) => patient_photo);
		const { access_token } = credential.oauthTokenData as { access_token: string };
		const record = await fetch(`${sandbox.v4}/api/patients/${someone?.id}`, {
			headers: { authorization: `Bearer ${access_token}` },
		});
		const { patient_photo } = (await record.json()) as { patient_photo: string };
		const photo = Buffer.from(await (await fetch(patient_photo)).arrayBuffer());
		await resetCalls(sandbox);

		const result = await getPhoto({
			parameters: { operation: 'getPhoto', patient: { mode: 'list', value: String(someone?.id) } },
		} as Partial<NodeRun>);
		expect(result.error).toBeUndefined();
		expect(result.items).toEqual([
			{ id: someone?.id, has_photo: true, patient_photo_date: someone?.patient_photo_date },
		]);
		expect(binaryOf(result)).toMatchObject({
			mimeType: 'image/jpeg',
			fileName: `patient-${someone?.id}-photo.jpg`,
		});
		expect(bytesOf(result).equals(photo)).toBe(true);
		expect((await calls(sandbox)).byRoute).toMatchObject({ 'GET /api/patients/{id}': 1 });
	});

	test('the token does not travel to the file store, and the link not to the log', async () => {
		await linkToStorage();
		storage.answer(file(PHOTO));
		const result = await getPhoto();
		expect(result.error).toBeUndefined();
		expect(bytesOf(result).equals(PHOTO)).toBe(true);
		expect(storage.requests).toHaveLength(1);
		expect(storage.requests[0]?.headers.authorization).toBeUndefined();
		expect(result.log.join('\n')).toContain('GET /api/patients/{id} file 200');
		expect(traces(result)).not.toContain('SECRETSIGNATURE');
		expect(traces(result)).not.toContain(storage.origin);
	});

	test.each([
		['nothing', null],
		['the word None', 'None'],
		['an empty text', ''],
	])('a patient with %s for a photo comes out without a file', async (_, link) => {
		await linkTo(link);
		const result = await getPhoto();
		expect(result.error).toBeUndefined();
		expect(result.items[0]).toMatchObject({ id: Number(practice.patient), has_photo: false });
		expect(binaryOf(result)).toBeUndefined();
	});

	test('a link that has ended is looked up anew', async () => {
		await linkToStorage('/old');
		storage.answer((response, request) => {
			void linkToStorage('/new').then(() => refuse(403)(response));
			expect(request.url).toContain('/old');
		}, file(PHOTO));
		const result = await getPhoto();
		expect(result.error).toBeUndefined();
		expect(bytesOf(result).equals(PHOTO)).toBe(true);
		expect(storage.requests.map(({ url }) => url.split('?')[0])).toEqual(['/old', '/new']);
		expect(await calls(sandbox)).toMatchObject({ reads: 2 });
	});

	test('a link that is refused for good is told without the link', async () => {
		await linkToStorage();
		storage.answer(refuse(403, `<Error>${SIGNATURE}</Error>`));
		const result = await getPhoto();
		expect(result.error?.message).toContain('does not accept its link to the file');
		expect(storage.requests).toHaveLength(2);
		expect(traces(result)).not.toContain('SECRETSIGNATURE');
	});

	test('a redirect is followed, but not to where the link would travel in the clear', async () => {
		await linkToStorage();
		storage.answer(redirect('/elsewhere'), file(PHOTO));
		expect(bytesOf(await getPhoto()).equals(PHOTO)).toBe(true);
		storage.answer(redirect('http://files.example.com/photo'));
		const result = await getPhoto();
		expect(result.error?.message).toContain('not safe to follow');
		expect(storage.requests).toHaveLength(1);
	});

	test.each(['http://files.example.com/a', 'ftp://127.0.0.1/a', 'https://me:pw@example.com/a'])(
		'a link such as %s is not followed',
		async (link) => {
			await linkTo(link);
			expect((await getPhoto()).error?.message).toContain('not safe to follow');
		},
	);

	test('a file beyond the limit is refused by its announced length, unread', async () => {
		await linkToStorage();
		storage.answer((response) => {
			response.writeHead(200, { 'content-length': 60 * 1024 * 1024 });
			response.write(PHOTO);
		});
		const result = await getPhoto();
		expect(result.error?.message).toBe('The file is larger than the 50 MB that this node takes');
		expect(storage.requests).toHaveLength(1);
	});

	test('a file that never ends is cut off while it comes in', async () => {
		await linkToStorage();
		let sent = 0;
		const closed = new Promise<void>((resolve) => {
			storage.answer((response) => {
				response.writeHead(200, { 'content-type': 'image/jpeg' });
				const more = () => {
					if (response.destroyed) return resolve();
					sent += PHOTO.length;
					response.write(PHOTO, more);
				};
				response.on('close', resolve);
				more();
			});
		});
		const result = await getPhoto();
		expect(result.error?.message).toContain('larger than the 50 MB');
		await closed;
		expect(sent).toBeGreaterThan(50 * 1024 * 1024);
		expect(sent).toBeLessThan(60 * 1024 * 1024);
		expect(storage.requests).toHaveLength(1);
	});

	test('cancelling the execution lets go of the file', async () => {
		await linkToStorage();
		const cancel = new AbortController();
		const closed = new Promise<void>((resolve) => {
			storage.answer((response) => {
				response.on('close', resolve);
				response.writeHead(200, { 'content-length': PHOTO.length });
				response.write(PHOTO.subarray(0, 100_000), () => cancel.abort());
			});
		});
		const result = await getPhoto({ cancel: cancel.signal });
		await closed;
		expect(result.items).toEqual([]);
		expect(storage.requests).toHaveLength(1);
	});

	test('a credential confined to other providers gets no photo', async () => {
		await linkToStorage();
		storage.answer(file(PHOTO));
		credential = { ...credential, onlyProviders: '999' };
		const { error } = await getPhoto();
		expect(error?.message).toContain('confined to other providers');
		expect(storage.requests).toHaveLength(0);
	});

	test('with a store on disk the photo goes there as a stream; one that broke off, once more', async () => {
		const directory = await mkdtemp(join(tmpdir(), 'drchrono-files-'));
		const requireAsCore = createRequire(require.resolve('n8n-core'));
		const { Container } = requireAsCore('@n8n/di') as typeof import('@n8n/di');
		const { BinaryDataService } = await import('n8n-core');
		const service = Container.get(BinaryDataService) as unknown as {
			config: { mode: string; localStoragePath: string };
			mode: string;
			managers: object;
			init(): Promise<void>;
		};
		const before = { mode: service.mode, managers: { ...service.managers } };
		const config = { ...service.config };
		try {
			Object.assign(service.config, { mode: 'filesystem', localStoragePath: directory });
			await service.init();
			await linkToStorage();
			storage.answer(breakOff(PHOTO), file(PHOTO));
			const result = await getPhoto();
			expect(result.error).toBeUndefined();
			expect(binaryOf(result)).toMatchObject({ data: 'filesystem-v2', mimeType: 'image/jpeg' });
			const files = await readdir(directory, { recursive: true, withFileTypes: true });
			const contents = await Promise.all(
				files
					.filter((entry) => entry.isFile())
					.map(async (entry) => await readFile(join(entry.parentPath, entry.name))),
			);
			expect(contents.some((content) => content.equals(PHOTO))).toBe(true);
		} finally {
			Object.assign(service, before);
			Object.assign(service.config, config);
			await rm(directory, { recursive: true });
		}
	});
});

describe('Get Patient C-CDA', () => {
	const ROUTE = 'GET /api/patients/{id}/ccda';

	const getCcda = async (more: Partial<NodeRun> = {}) =>
		await run({ operation: 'getCcda', patient: practice.patient }, more);

	/** What a chart exports as, straight from the sandbox. */
	async function chart(): Promise<string> {
		const { access_token } = credential.oauthTokenData as { access_token: string };
		const answer = await fetch(`${sandbox.v4}/api/patients/${practice.patient}/ccda`, {
			headers: { authorization: `Bearer ${access_token}` },
		});
		await resetCalls(sandbox);
		return withoutTime(await answer.text());
	}

	/** The document tells when it was made. */
	const withoutTime = (xml: string) => xml.replace(/<effectiveTime value="\d+"\/>/, '');

	const xmlOf = (result: NodeResult) => withoutTime(bytesOf(result).toString('utf8'));

	test('brings the chart as an XML file, in one call', async () => {
		const expected = await chart();
		const result = await getCcda();
		expect(result.error).toBeUndefined();
		expect(result.items).toEqual([{ id: practice.patient }]);
		expect(binaryOf(result)).toMatchObject({
			mimeType: 'application/xml',
			fileName: `patient-${practice.patient}-ccda.xml`,
		});
		expect(expected).toContain('<ClinicalDocument');
		expect(xmlOf(result)).toBe(expected);
		expect(await calls(sandbox)).toMatchObject({ total: 1, reads: 1, violations: 0 });
		expect(result.log.join('\n')).toContain(`${ROUTE} 200`);
	});

	test.each<[string, object]>([
		['an export that breaks off', { kind: 'truncate' }],
		['a connection that is lost', { kind: 'dropBefore' }],
		['a server that cannot just now', { kind: 'status', status: 502, body: 'Bad Gateway' }],
		['a web page in its place', { kind: 'html200' }],
	])('%s is asked for again, and comes whole', async (_, fault) => {
		const expected = await chart();
		await sandbox.control('faults', { route: ROUTE, times: 1, ...fault });
		const result = await getCcda();
		expect(result.error).toBeUndefined();
		expect(xmlOf(result)).toBe(expected);
	});

	test.each<[string, number, object | string, RegExp]>([
		[
			'a missing permission',
			403,
			{ detail: 'You may not.' },
			/does not let this credential|may not do this/,
		],
		['an unknown patient', 404, { detail: 'Not found.' }, /no such record/],
	])('%s is told as anywhere else', async (_, status, body, sentence) => {
		await sandbox.control('faults', { route: ROUTE, kind: 'status', status, body });
		const result = await getCcda();
		expect(result.error?.message).toMatch(sentence);
		expect(binaryOf(result)).toBeUndefined();
	});

	test('used up calls are told with the time at which they return', async () => {
		// An application of its own: what its throttle learns must not hold up the other tests.
		credential = await credentialFor(sandbox, 'v4', { clientId: 'used-up' });
		await sandbox.control('faults', {
			route: ROUTE,
			kind: 'status',
			status: 429,
			body: { detail: 'Request was throttled. Expected available in 1800.0 seconds.' },
		});
		const parameters = {
			operation: 'getCcda',
			patient: practice.patient,
			options: { ifCallsRunOut: 'fail' },
		};
		const { error } = await run(parameters);
		expect(error?.message).toMatch(/used up its calls|no more calls/);
	});

	test('an expired token is renewed on the way', async () => {
		const expected = await chart();
		credential = await credentialFor(sandbox, 'v4', {}, { expiresIn: 1 });
		await sandbox.control('clock', { advance: 10 });
		const result = await getCcda();
		expect(result.error).toBeUndefined();
		expect(xmlOf(result)).toBe(expected);
	});

	test('a credential confined to other providers gets no chart', async () => {
		credential = { ...credential, onlyProviders: '999' };
		const { error } = await getCcda();
		expect(error?.message).toContain('confined to other providers');
		expect((await calls(sandbox)).byRoute).not.toHaveProperty(ROUTE);
	});

	test('nothing of the chart is in the log', async () => {
		const { last_name } = (await stored(sandbox, 'patients')).find(
			({ id }) => String(id) === practice.patient,
		)!;
		expect(traces(await getCcda())).not.toContain(String(last_name));
	});
});

function upload(bytes: Buffer, more: Partial<IBinaryData> = {}): INodeExecutionData[] {
	const data = bytes.toString('base64');
	return [{ json: {}, binary: { data: { data, mimeType: 'image/jpeg', ...more } } }];
}

const setPhoto = async (
	input: INodeExecutionData[],
	parameters: object = {},
	more: Partial<NodeRun> = {},
) =>
	await run(
		{
			operation: 'setPhoto',
			patient: practice.patient,
			inputBinaryField: 'data',
			...parameters,
		} as NodeRun['parameters'],
		{ input, ...more },
	);

describe('Set Patient Photo', () => {
	test('sends the picture with its day, in one call, and it comes back as it was', async () => {
		const { items, error } = await setPhoto(upload(PHOTO, { fileName: '../Jane Doe.exe' }), {
			options: { takenOn: '2026-04-15' },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ id: practice.patient, changed: ['patient_photo', 'patient_photo_date'] },
		]);
		expect(await calls(sandbox)).toMatchObject({ total: 1, writes: 1, violations: 0 });
		const photo = await getPhoto();
		expect(bytesOf(photo).equals(PHOTO)).toBe(true);
		expect(photo.items[0]).toMatchObject({ patient_photo_date: '2026-04-15' });
	});

	test("without a day it is today's, in the practice's calendar", async () => {
		await sandbox.control(
			`store/patients/${practice.patient}`,
			{ patient_photo_date: null },
			'PATCH',
		);
		const days = [0, 1].map(() =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date()),
		);
		credential = { ...credential, timeZone: 'Pacific/Kiritimati' };
		const { error } = await setPhoto(upload(PHOTO));
		days.push(
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date()),
		);
		expect(error).toBeUndefined();
		const saved = (await stored(sandbox, 'patients')).find(
			({ id }) => String(id) === practice.patient,
		);
		expect(days).toContain(saved?.patient_photo_date);
	});

	test('an expired token is renewed, and the photo stored once', async () => {
		credential = await credentialFor(sandbox, 'v4', {}, { expiresIn: 1 });
		await sandbox.control('clock', { advance: 10 });
		await resetCalls(sandbox);
		const { error } = await setPhoto(upload(PHOTO), { options: { takenOn: '2026-04-16' } });
		expect(error).toBeUndefined();
		const { byStatus, token } = await calls(sandbox);
		expect(token).toBe(1);
		expect(byStatus).toMatchObject({ '204': 1, '401': 1 });
		credential = await credentialFor(sandbox);
		expect(bytesOf(await getPhoto()).equals(PHOTO)).toBe(true);
	});

	test.each<[string, INodeExecutionData[], object, RegExp]>([
		[
			'an item without a file',
			[{ json: {} }],
			{},
			/no file in the field that 'Input Binary Field'/,
		],
		[
			'a field that has none',
			upload(PHOTO),
			{ inputBinaryField: 'SECRETNAME' },
			/no file in the field that 'Input Binary Field'/,
		],
		[
			'no field',
			upload(PHOTO),
			{ inputBinaryField: '={{ $json.none }}' },
			/'Input Binary Field' is empty/,
		],
		['an empty file', upload(Buffer.alloc(0)), {}, /is empty/],
		[
			'a document that calls itself a picture',
			upload(Buffer.from('%PDF-1.7')),
			{},
			/is not a JPEG, PNG or GIF picture/,
		],
		['a huge file', upload(PHOTO, { bytes: 60 * 1024 * 1024 }), {}, /is larger than 50 MB/],
		['a day that is none', upload(PHOTO), { options: { takenOn: 'today' } }, /'Taken On'/],
		['no patient', upload(PHOTO), { patient: '={{ $json.none }}' }, /'Patient' is empty/],
	])('%s: nothing is sent', async (_, input, parameters, sentence) => {
		const result = await setPhoto(input, parameters);
		expect(result.error?.message).toMatch(sentence);
		expect(result.error?.description).toMatch(/Nothing was sent|Fill it in/);
		expect(traces(result)).not.toContain('SECRETNAME');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test('an AI agent may not set one, and a read-only credential neither', async () => {
		const agent = await setPhoto(upload(PHOTO), {}, { node: 'drChronoPatientTool' });
		expect(agent.error?.message).toContain('AI agent');
		credential = { ...credential, access: 'read' };
		expect((await setPhoto(upload(PHOTO))).error?.message).toContain('read only');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	});

	test("a credential confined to other providers may not set another's patient's", async () => {
		credential = { ...credential, onlyProviders: '999' };
		const { error } = await setPhoto(upload(PHOTO));
		expect(error?.message).toContain('confined to other providers');
		expect(await calls(sandbox)).toMatchObject({ writes: 0 });
	});
});

test.each(['getPhoto', 'setPhoto', 'getCcda'])(
	'%s is not in the guide dialect',
	async (operation) => {
		credential = await credentialFor(sandbox, 'guide');
		const result = await run(
			{ operation, patient: practice.patient, inputBinaryField: 'data' },
			{ input: upload(PHOTO) },
		);
		expect(result.error?.message).toContain('exists in DrChrono API v4 only');
		expect(await calls(sandbox)).toMatchObject({ total: 0 });
	},
);
