import type { Clock } from '../clock';
import { failureOf } from '../errors';
import type { Failure } from '../failure';
import { failed, success, type Outcome } from '../outcome';
import type { Endpoint } from '../request';
import { certaintyOf, retryDecision } from '../retry';
import type { HttpResponse, IncomingFile, TransportFault, TransportResult } from '../transport';
import { mishap, tooLarge, type MISHAPS } from './failures';
import { kindOf, type FileKind } from './kind';
import { followable } from './link';

/** A file that somebody wants. */
export interface FileWish<T> {
	/** Reads the record that carries the link. Stands for the file in log lines and failures. */
	of: Endpoint;
	/**
	 * Gives the link as the record has it now, `null` if it has none. Asked again once the store
	 * refuses the link: links end after an hour, the record then has a new one (wire.md §6).
	 */
	link: () => Promise<Outcome<string | null>>;
	/** True if there must be a file, as after an upload: its link may come a little later (wire.md §6). */
	awaited?: boolean;
	/** Largest file that is taken, in bytes. */
	maxBytes: number;
	/**
	 * Whether a file that ends like this is whole, where its kind tells: a server or a proxy may end an
	 * answer early without a sign.
	 */
	isWhole?: (tail: string) => boolean;
	/** Takes the file as it comes in. May be called again, from the first byte, if it broke off. */
	save: (file: ArrivingFile) => Promise<T>;
}

/** A file on its way: what it is, and its bytes, which can be read once. */
export interface ArrivingFile extends FileKind {
	content: AsyncIterable<Uint8Array>;
	/** Where it was found in the end; its path may end in a name. */
	at: URL;
}

/** What a download needs of the client. */
export interface Downloader {
	/** One trip to where the file is. */
	fetch: (url: URL) => Promise<Outcome<{ result: TransportResult; retryAt?: number }>>;
	baseUrl: string;
	clock: Clock;
	random: () => number;
	signal?: AbortSignal;
	waitAtMostMs: number;
}

/** Waits before an awaited link is looked for again, in milliseconds. */
const LOOK_AGAIN_MS = [1000, 2000, 4000] as const;

/** Addresses that may follow one another. A store sends on at most once, to a region of its own. */
const MOST_REDIRECTS = 3;

/** A link that has expired is refused with 403; one to a file that is gone with 404 or 410. */
const STALE: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);

const MISHAP_OF_FAULT: Readonly<Record<Fault, keyof typeof MISHAPS>> = {
	refused: 'storeUnreachable',
	lost: 'brokeOff',
	timeout: 'tooSlow',
	credential: 'storeUnreachable',
};

type Fault = Exclude<TransportFault, 'cancelled'>;

/** How one try ended, where it did not end well. */
export interface Mischance {
	failure: Failure;
	/** The link is to blame: look it up anew. */
	stale?: boolean;
	/** May pass by itself. */
	passing?: boolean;
	retryAt?: number;
}

export type Try<T> = { ok: true; value: T } | { ok: false; mischance: Mischance };

/**
 * Brings the file behind a record's temporary link. The access token does not go with it. What may
 * pass by itself is tried again as any read is, and a link that the store refuses is looked up anew,
 * once.
 *
 * @returns what `save` made of the file; `null` if the record has none
 */
export async function download<T>(
	wish: FileWish<T>,
	downloader: Downloader,
): Promise<Outcome<T | null>> {
	for (let looks = 1; ; looks++) {
		const link = await linkOf(wish, downloader);
		if (!link.ok || link.value === null) return link as Outcome<null>;
		const url = followable(link.value, downloader.baseUrl, downloader.baseUrl);
		if (!url) return failed(mishap('unsafeLink', wish.of));

		const brought = await untilSettled(wish, downloader, url);
		if (brought.ok) return success(brought.value);
		if (!brought.mischance.stale || looks > 1) return failed(brought.mischance.failure);
	}
}

/** The link as it stands; one that is awaited is looked for again. */
async function linkOf(
	{ link, awaited, of }: FileWish<unknown>,
	{ clock, signal }: Downloader,
): Promise<Outcome<string | null>> {
	for (const pause of [...LOOK_AGAIN_MS, null]) {
		const found = await link();
		if (!found.ok || found.value !== null || !awaited) return found;
		if (pause === null) break;
		await clock.pause(pause, signal);
		if (signal?.aborted) return failed(failureOf('cancelled'));
	}
	return failed(mishap('notThereYet', of));
}

async function untilSettled<T>(
	wish: FileWish<T>,
	downloader: Downloader,
	url: URL,
): Promise<Try<T>> {
	const { clock, random, signal, waitAtMostMs } = downloader;
	for (let attempt = 0; ; attempt++) {
		const brought = await once(wish, downloader, url);
		if (brought.ok || !brought.mischance.passing) return brought;
		const { failure, retryAt } = brought.mischance;
		const decision = retryDecision({
			attempt,
			endpoint: { ...wish.of, method: 'GET', effect: 'read' },
			outcome: failure,
			certainty: 'unknown',
			retryAt,
			now: clock.now(),
			waitAtMostMs,
			random,
		});
		if (!decision.again) return brought;
		await clock.pause(decision.afterMs, signal);
		if (signal?.aborted) return mischance(failureOf('cancelled'));
	}
}

/** One try: follows redirects, and hands the file over. */
async function once<T>(wish: FileWish<T>, downloader: Downloader, start: URL): Promise<Try<T>> {
	const { of } = wish;
	let url = start;
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		const trip = await downloader.fetch(url);
		if (!trip.ok) return mischance(trip.failure);
		const { result, retryAt } = trip.value;
		if (result.kind === 'fault') return ofFault(result.fault, of);

		const { response } = result;
		const onward = response.headers.location;
		if (response.status >= 300 && response.status < 400 && onward !== undefined) {
			response.file?.drop();
			const next = followable(onward, url.href, downloader.baseUrl);
			if (!next) return mischance(mishap('unsafeLink', of));
			url = next;
			continue;
		}
		if (response.status >= 200 && response.status < 300 && response.file) {
			return await handOver(wish, response, response.file, url);
		}
		return refused(result, of, retryAt);
	}
	return mischance(mishap('tooManyRedirects', of));
}

/** Hands over a file that came, to its end. */
export async function handOver<T>(
	{ of, maxBytes, save, isWhole }: Pick<FileWish<T>, 'of' | 'maxBytes' | 'save' | 'isWhole'>,
	response: HttpResponse,
	file: IncomingFile,
	at: URL,
): Promise<Try<T>> {
	if (Number(response.headers['content-length']) > maxBytes) {
		file.drop();
		return mischance(tooLarge(of, maxBytes));
	}
	const declared = response.headers['content-type'] ?? '';
	const kind = kindOf(file.head, declared);
	// A store names no useful type; what calls itself a page and is one comes from something in between.
	if (kind.mimeType === 'text/html' && declared.startsWith('text/html')) {
		file.drop();
		return passing(mishap('webPage', of));
	}
	try {
		const value = await save({ ...kind, content: file.content, at });
		const ending = Buffer.from(file.tail()).toString('utf8');
		if (isWhole && !isWhole(ending)) return passing(mishap('brokeOff', of));
		return { ok: true, value };
	} catch {
		const end = file.end();
		if (end === 'too-large') return mischance(tooLarge(of, maxBytes));
		if (end === undefined || end === 'whole') return mischance(mishap('notStored', of));
		return ofFault(end, of);
	}
}

function refused(result: TransportResult, of: Endpoint, retryAt: number | undefined): Try<never> {
	if (result.kind !== 'response') return passing(mishap('brokeOff', of));
	const { status } = result.response;
	if (status === 429 && retryAt !== undefined) {
		return { ok: false, mischance: { failure: throttled(of, retryAt), passing: true, retryAt } };
	}
	const stale = STALE.has(status);
	if (stale) return { ok: false, mischance: { failure: mishap('expired', of, status), stale } };
	const mayPass = certaintyOf(result) === 'unknown' || status === 429;
	const failure = mishap('storeDown', of, status);
	return mayPass ? passing(failure) : mischance(failure);
}

function ofFault(fault: TransportFault, of: Endpoint): Try<never> {
	if (fault === 'cancelled') return mischance(failureOf('cancelled'));
	return passing(mishap(MISHAP_OF_FAULT[fault], of));
}

function throttled(of: Endpoint, retryAt: number): Failure {
	return failureOf('throttledUntil', { status: 429, route: `${of.method} ${of.route}`, retryAt });
}

function mischance(failure: Failure): Try<never> {
	return { ok: false, mischance: { failure } };
}

function passing(failure: Failure): Try<never> {
	return { ok: false, mischance: { failure, passing: true } };
}
