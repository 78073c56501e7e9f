import { classify, failureOf, type About } from './errors';
import { DOWNLOAD_TIMEOUT_MS, handOver, type FileWish } from './files';
import { failed, success, type Outcome } from './outcome';
import type { ApiResponse, Endpoint } from './request';
import type { TransportResult } from './transport';

/** Limit of one request, in milliseconds; uploads take up to a minute (wire.md §6). */
const REQUEST_TIMEOUT_MS = 60_000;

/** What an answer is read as. */
export interface Reading<T> {
	expect: 'text' | 'file';
	/** In place of the dialect's own. */
	headers?: Readonly<Record<string, string>>;
	/** Bound on the size of a file, in bytes. */
	maxBytes?: number;
	/** Limit of one request, in milliseconds. */
	timeoutMs: number;
	/** @returns `isFinal` where another try would end in the same way, whatever the failure's kind */
	read: (
		result: TransportResult,
		about: About,
	) => Promise<{ outcome: Outcome<T>; isFinal?: boolean }>;
	/** Stands for the answer to a DELETE that was carried out although its answer got lost. */
	nothing?: T;
}

/** JSON, or nothing where nothing is to be said. */
export const AS_JSON: Reading<ApiResponse> = {
	expect: 'text',
	timeoutMs: REQUEST_TIMEOUT_MS,
	read: async (result, about) => ({ outcome: classify(result, about) }),
	nothing: { status: 204, json: null, headers: {} },
};

/**
 * The file that an endpoint itself answers with. A refusal is read as any other.
 *
 * @param url of the request
 */
export function asFile<T>(
	of: Endpoint,
	url: string,
	wish: Pick<FileWish<T>, 'maxBytes' | 'save' | 'isWhole'>,
): Reading<T> {
	return {
		expect: 'file',
		// A file that was packed on the way tells another length than it has.
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		maxBytes: wish.maxBytes,
		timeoutMs: DOWNLOAD_TIMEOUT_MS,
		async read(result, about) {
			const response = result.kind === 'response' ? result.response : undefined;
			if (!response?.file) {
				const refused = classify(result, about);
				return { outcome: refused.ok ? failed(failureOf('noData')) : refused };
			}
			const taken = await handOver({ of, ...wish }, response, response.file, new URL(url));
			if (taken.ok) return { outcome: success(taken.value) };
			const { failure, passing } = taken.mischance;
			return { outcome: failed(failure), isFinal: passing !== true };
		},
	};
}
