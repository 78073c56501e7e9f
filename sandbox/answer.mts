/** What a handler wants sent. A string or Buffer body goes out as it is, anything else as JSON. */
export interface Answer {
	readonly status: number;
	readonly body?: unknown;
	readonly type?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** JSON that was serialised already; its bytes are made once. */
export class RawJson {
	#bytes: Buffer | undefined;

	constructor(readonly text: string) {}

	bytes(): Buffer {
		this.#bytes ??= Buffer.from(this.text);
		return this.#bytes;
	}
}

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json';

export function ok(body: unknown): Answer {
	return { status: 200, body };
}

/** Thrown by handlers to end a request with an answer. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`refused with ${answer.status}`);
	}
}
