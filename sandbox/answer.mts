/** What a handler wants sent. A string or Buffer body goes out as it is, anything else as JSON. */
export interface Answer {
	readonly status: number;
	readonly body?: unknown;
	readonly type?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** JSON that was serialised already. */
export class RawJson {
	constructor(readonly text: string) {}
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
