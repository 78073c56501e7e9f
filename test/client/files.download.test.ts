import { Client } from '../../drchrono/client/client';
import { connectionOf, type Connection } from '../../drchrono/client/connection';
import type { FileWish } from '../../drchrono/client/files';
import { success, type Outcome } from '../../drchrono/client/outcome';
import { Throttle } from '../../drchrono/client/throttle';
import type {
	HttpRequest,
	IncomingFile,
	TransportFault,
	TransportResult,
} from '../../drchrono/client/transport';
import { dialectOf } from '../../drchrono/dialects';
import { VirtualClock } from './virtual-clock';

const API = 'https://app.drchrono.com';
const LINK = 'https://s3.example.com/patients/photo.pdf?Signature=SECRET';
const PDF = Buffer.from('%PDF-1.7 and so on');

/** A world of one client whose network is scripted: the last answer stays. */
function world(answers: TransportResult[], fields: object = {}) {
	const clock = new VirtualClock();
	const requests: HttpRequest[] = [];
	const log: string[] = [];
	const connection = unwrapped(connectionOf({ baseUrl: API, allScopes: true, ...fields }));
	const dialect = dialectOf('v4');
	const settings = {
		rules: dialect.windows(connection.limits),
		processes: 1,
		reservePerHour: 40,
		releaseMs: 600_000,
	};
	const throttle = new Throttle(settings, clock);
	const client = new Client(
		{
			connection,
			dialect,
			clock,
			throttle,
			transport: {
				async send(request) {
					requests.push(request);
					const [next] = answers.length > 1 ? answers.splice(0, 1) : answers;
					return next!;
				},
			},
			random: () => 0,
			log: (line) => log.push(line),
		},
		{ lane: 'read', waitAtMostMs: 60_000 },
	);
	const download = async (wish: Partial<FileWish<string>> = {}) => {
		const running = client.download<string>({
			of: dialect.patients.get,
			link: async () => success(LINK),
			maxBytes: 1_000_000,
			save: async ({ content }) => (await gathered(content)).toString('latin1'),
			...wish,
		});
		const start = clock.now();
		await clock.run();
		const outcome = await running;
		return { outcome, waited: clock.now() - start };
	};
	return { client, clock, requests, log, throttle, download };
}

function unwrapped(outcome: Outcome<Connection>): Connection {
	if (!outcome.ok) throw new TypeError(outcome.failure.sentence);
	return outcome.value;
}

async function gathered(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of content) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** A file that comes in whole, or ends as said after its first half. */
function file(bytes: Uint8Array, headers = {}, ending: ReturnType<IncomingFile['end']> = 'whole') {
	let end: ReturnType<IncomingFile['end']>;
	async function* content() {
		if (ending === 'whole') yield bytes;
		else yield bytes.subarray(0, bytes.length / 2);
		end = ending;
		if (ending !== 'whole') throw new RangeError(ending);
	}
	const dropped = jest.fn();
	const incoming: IncomingFile = {
		head: bytes,
		content: content(),
		end: () => end,
		tail: () => bytes.subarray(-256),
		drop: dropped,
	};
	return Object.assign(response(200, headers, incoming), { dropped });
}

function response(status: number, headers = {}, incoming?: IncomingFile): TransportResult {
	return { kind: 'response', response: { status, headers, text: '', file: incoming } };
}

const fault = (kind: TransportFault): TransportResult => ({ kind: 'fault', fault: kind });

test('hands the file over with what it is, without the token', async () => {
	const { download, requests } = world([file(PDF)]);
	const seen: unknown[] = [];
	const { outcome } = await download({
		save: async ({ mimeType, extension, at, content }) => {
			seen.push({ mimeType, extension, name: at.pathname });
			return (await gathered(content)).toString();
		},
	});
	expect(outcome).toEqual(success(PDF.toString()));
	expect(seen).toEqual([
		{ mimeType: 'application/pdf', extension: '.pdf', name: '/patients/photo.pdf' },
	]);
	expect(requests).toEqual([
		expect.objectContaining({ authenticated: false, expect: 'file', maxBytes: 1_000_000 }),
	]);
});

test.each([
	['a lost connection', fault('lost')],
	['a timeout', fault('timeout')],
	['no connection', fault('refused')],
	['503', response(503)],
	['a throttled store', response(429)],
	['a web page', file(Buffer.from('<html>'), { 'content-type': 'text/html; charset=utf-8' })],
	['a file that breaks off', file(PDF, {}, 'lost')],
	['a file that stalls', file(PDF, {}, 'timeout')],
])('%s is tried again after 1, 2 and 4 seconds', async (_, bad) => {
	const { download, requests } = world([
		bad,
		structuredCloneOf(bad),
		structuredCloneOf(bad),
		file(PDF),
	]);
	const { outcome, waited } = await download();
	expect(outcome).toEqual(success(PDF.toString()));
	expect(requests).toHaveLength(4);
	expect(waited).toBe(7000);
});

/** The same once more: a file can be read only once. */
function structuredCloneOf(result: TransportResult): TransportResult {
	const incoming = result.kind === 'response' ? result.response.file : undefined;
	if (result.kind !== 'response' || !incoming) return result;
	const { head } = incoming;
	const isPage = head[0] === 0x3c;
	return file(head, result.response.headers, isPage ? 'whole' : 'lost');
}

test('what does not pass ends after four tries, in words without the link', async () => {
	const { download, requests, log } = world([response(503)]);
	const { outcome } = await download();
	expect(outcome).toMatchObject({
		ok: false,
		failure: { kind: 'unavailable', status: 503, route: 'GET /api/patients/{id}' },
	});
	expect(requests).toHaveLength(4);
	expect(JSON.stringify(outcome)).not.toMatch(/SECRET|s3/);
	expect(log).toHaveLength(4);
	expect(log.join()).toContain('GET /api/patients/{id} file 503');
	expect(log.join()).not.toMatch(/SECRET|s3/);
});

test.each([400, 403, 404, 410])('after %i the link is looked up anew, once', async (status) => {
	const { download, requests } = world([response(status), file(PDF)]);
	let looks = 0;
	const link = async () => success(`https://s3.example.com/${++looks}`);
	expect((await download({ link })).outcome).toEqual(success(PDF.toString()));
	expect(requests.map(({ url }) => url)).toEqual([
		'https://s3.example.com/1',
		'https://s3.example.com/2',
	]);

	const refusing = world([response(status)]);
	const { outcome } = await refusing.download();
	expect(outcome).toMatchObject({ failure: { kind: 'unavailable', status } });
	expect(refusing.requests).toHaveLength(2);
});

test('a record without a link has no file, and the failure of a look-up stays what it is', async () => {
	const { download, requests } = world([file(PDF)]);
	expect((await download({ link: async () => success(null) })).outcome).toEqual(success(null));
	const failure = { kind: 'scope' as const, sentence: 's', advice: 'a' };
	const { outcome } = await download({ link: async () => ({ ok: false, failure }) });
	expect(outcome).toEqual({ ok: false, failure });
	expect(requests).toHaveLength(0);
});

test('the link of a file just sent may come later', async () => {
	const links = [null, null, LINK];
	const { download } = world([file(PDF)]);
	const late = await download({ awaited: true, link: async () => success(links.shift() ?? null) });
	expect(late).toEqual({ outcome: success(PDF.toString()), waited: 3000 });
	const never = await download({ awaited: true, link: async () => success(null) });
	expect(never.outcome).toMatchObject({ failure: { kind: 'unavailable' } });
	expect(never.waited).toBe(7000);
});

test('a file beyond the limit is dropped unread, or once it turns out to be', async () => {
	const announced = file(PDF, { 'content-length': '2000000' });
	const { outcome } = await world([announced]).download();
	expect(outcome).toMatchObject({ failure: { kind: 'rejected' } });
	expect(announced.dropped).toHaveBeenCalled();

	const { download, requests } = world([file(PDF, {}, 'too-large')]);
	expect((await download()).outcome).toMatchObject({
		failure: { kind: 'rejected', sentence: expect.stringContaining('1 MB') },
	});
	expect(requests).toHaveLength(1);
});

test('n8n that cannot store the file is not the fault of the network', async () => {
	const { download, requests } = world([file(PDF)]);
	const save = async (): Promise<string> => await Promise.reject(new RangeError('disk full'));
	expect((await download({ save })).outcome).toMatchObject({
		failure: { sentence: 'n8n could not store the file' },
	});
	expect(requests).toHaveLength(1);
});

test('redirects are followed over https, at most three, without the token', async () => {
	const onward = (location: string) => response(307, { location });
	const { download, requests } = world([
		onward('/b'),
		onward('https://eu.example.com/c'),
		file(PDF),
	]);
	expect((await download()).outcome.ok).toBe(true);
	expect(requests.map(({ url }) => url)).toEqual([
		LINK,
		'https://s3.example.com/b',
		'https://eu.example.com/c',
	]);
	const circle = world([onward('/again')]);
	expect((await circle.download()).outcome).toMatchObject({ failure: { kind: 'unavailable' } });
	expect(circle.requests).toHaveLength(4);
	const clear = world([onward('http://s3.example.com/d')]);
	expect((await clear.download()).outcome).toMatchObject({ failure: { kind: 'malformed' } });
	expect(clear.requests).toHaveLength(1);
});

test('only a link to the API itself counts as a call', async () => {
	const elsewhere = world([file(PDF)]);
	await elsewhere.download();
	expect(elsewhere.throttle.state().left).toBe(500);
	expect(elsewhere.client.calls).toBe(0);
	const here = world([file(PDF)]);
	await here.download({ link: async () => success(`${API}/media/1`) });
	expect(here.throttle.state().left).toBe(499);
	expect(here.client.calls).toBe(1);
});

test('a credential without the area of the record gets no file of it', async () => {
	const { download, requests } = world([file(PDF)], { allScopes: false, areas: ['billing'] });
	expect((await download()).outcome).toMatchObject({ failure: { kind: 'not-allowed' } });
	expect(requests).toHaveLength(0);
});
