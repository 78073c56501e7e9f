import type { IExecuteFunctions } from 'n8n-workflow';

import { HEAD_BYTES } from '../../drchrono/client/files';
import type { IncomingFile, TransportFault } from '../../drchrono/client/transport';

/** A Node stream, as n8n's helpers give and take them; `stream` itself may not be imported here. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Uint8Array
>;

/** Bytes of a file's end that are looked at. */
const TAIL_BYTES = 256;

/** What stands in a refusal is short. */
const MOST_TEXT = 4096;

/** Makes a stream of an iterable; the class of every Node stream has it. */
type StreamClass = {
	from(bytes: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): ByteStream;
};

/** The beginning of a body as text; the rest is let go. */
export async function textOfStream(body: ByteStream): Promise<string> {
	let text = '';
	for await (const chunk of body) {
		text += Buffer.from(chunk as Uint8Array).toString('utf8');
		if (text.length >= MOST_TEXT) break;
	}
	return text.slice(0, MOST_TEXT);
}

/**
 * A body as a file that is read at most to `maxBytes` and looked into at its beginning. Nothing but
 * its two ends is held in memory.
 *
 * @param stop ends the file when it is aborted
 * @param endedBy why `stop` was aborted
 * @throws what the body throws before its first kilobyte is there
 */
export async function incomingFile(
	body: ByteStream,
	maxBytes: number,
	stop: AbortSignal,
	endedBy: () => TransportFault | undefined,
): Promise<IncomingFile> {
	let end: ReturnType<IncomingFile['end']>;
	const abort = () => body.destroy(new Error('stopped'));
	stop.addEventListener('abort', abort, { once: true });
	body.once('error', () => (end ??= endedBy() ?? 'lost'));
	body.once('close', () => stop.removeEventListener('abort', abort));

	let tail: Uint8Array = new Uint8Array();
	const passed = (chunk: Uint8Array) => {
		tail = Buffer.concat([tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
	};
	const bytes = counted(body, maxBytes, passed, (how) => (end ??= how));
	const first = await beginning(bytes);
	const StreamOf = body.constructor as unknown as StreamClass;
	return {
		head: Buffer.concat(first),
		content: StreamOf.from(joined(first, bytes), { objectMode: false }),
		end: () => end,
		tail: () => tail,
		drop: () => void body.destroy(),
	};
}

type Bytes = AsyncGenerator<Uint8Array, void, void>;

async function* counted(
	body: ByteStream,
	maxBytes: number,
	passed: (chunk: Uint8Array) => void,
	ended: (how: 'whole' | 'too-large') => void,
): Bytes {
	// The beginning must get through, so that the reader of the content meets the end of it.
	let left = Math.max(maxBytes, HEAD_BYTES);
	for await (const chunk of body) {
		left -= (chunk as Uint8Array).length;
		passed(chunk as Uint8Array);
		yield chunk as Uint8Array;
		if (left < 0) {
			ended('too-large');
			throw new RangeError('The file is too large');
		}
	}
	ended('whole');
}

async function beginning(bytes: Bytes): Promise<Uint8Array[]> {
	const first: Uint8Array[] = [];
	for (let length = 0; length < HEAD_BYTES; ) {
		const { done, value } = await bytes.next();
		if (done) break;
		first.push(value);
		length += value.length;
	}
	return first;
}

async function* joined(first: readonly Uint8Array[], rest: Bytes): Bytes {
	yield* first;
	yield* rest;
}
