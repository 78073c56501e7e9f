import type { FastifyReply, FastifyRequest } from 'fastify';
import { RawJson, Refusal, type Answer } from './answer.mts';
import type { Fault } from './faults.mts';
import type { LogEntry } from './log.mts';
import type { Grant } from './oauth/grants.mts';
import type { World } from './world.mts';

/** One request on its way through the sandbox. */
export interface Exchange {
	readonly world: World;
	readonly dialect: LogEntry['dialect'];
	readonly method: string;
	readonly path: string;
	readonly search: string;
	readonly query: ReadonlyMap<string, string>;
	/** As it came: a parameter that was repeated is a list. */
	readonly rawQuery: Readonly<Record<string, string | string[]>>;
	readonly origin: string;
	readonly route: string;
	readonly effect: LogEntry['effect'];
	readonly started: number;
	readonly at: string;
	clientId: string | null;
	grant: Grant | undefined;
	faults: readonly Fault[];
	violations: LogEntry['violations'];
	body: unknown;
	headers: Record<string, string>;
}

declare module 'fastify' {
	interface FastifyRequest {
		exchange: Exchange;
	}
}

/** Starts the record of a request; `route` is `METHOD /path/template`. */
export function open(
	world: World,
	request: FastifyRequest,
	kind: Pick<Exchange, 'dialect' | 'route' | 'effect'>,
): Exchange {
	const [path = '', search = ''] = request.url.split('?', 2);
	const rawQuery = request.query as Record<string, string | string[]>;
	const query = new Map<string, string>();
	for (const name in rawQuery) {
		const value = rawQuery[name];
		query.set(name, Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? ''));
	}
	return {
		...kind,
		world,
		method: request.method,
		path,
		search,
		query,
		rawQuery,
		origin: `http://${request.headers.host ?? 'localhost'}`,
		started: performance.now(),
		at: world.clock.iso(),
		clientId: null,
		grant: undefined,
		faults: [],
		violations: [],
		body: undefined,
		headers: {},
	};
}

const HTML_PAGE =
	'<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Please wait.</body></html>';
const GATEWAY_PAGE = '<html><body><h1>Server Error</h1></body></html>';

function find(exchange: Exchange, kind: Fault['kind']): Fault | undefined {
	return exchange.faults.find((fault) => fault.kind === kind);
}

/** Lets the faults act that come before the request does: an answer ends it, `cut` drops it. */
export async function suffer(exchange: Exchange): Promise<Answer | 'cut' | undefined> {
	const delay = find(exchange, 'delay');
	if (delay) await new Promise((resolve) => setTimeout(resolve, delay.ms ?? 1000));
	if (find(exchange, 'dropBefore')) return 'cut';
	const html = find(exchange, 'html200');
	if (html) return { status: 200, type: 'text/html', body: HTML_PAGE, headers: html.headers };
	const redirect = find(exchange, 'redirect');
	if (redirect) {
		const location = `${exchange.origin}${exchange.path}${exchange.search ? `?${exchange.search}` : ''}`;
		return { status: redirect.status ?? 302, headers: { location, ...redirect.headers } };
	}
	const fault = find(exchange, 'status') ?? find(exchange, 'body');
	if (!fault) return undefined;
	const status = fault.status ?? (fault.kind === 'status' ? 500 : 200);
	const body = fault.body ?? (status >= 500 ? GATEWAY_PAGE : undefined);
	return {
		status,
		body,
		type: typeof body === 'string' ? 'text/html' : undefined,
		headers: fault.headers,
	};
}

function payload(answer: Answer): { type: string | undefined; bytes: string | Buffer } {
	const { body } = answer;
	if (body === undefined) return { type: answer.type, bytes: '' };
	if (body instanceof RawJson)
		return { type: answer.type ?? 'application/json', bytes: body.bytes() };
	if (typeof body === 'string' || Buffer.isBuffer(body)) return { type: answer.type, bytes: body };
	return { type: answer.type ?? 'application/json', bytes: JSON.stringify(body) };
}

function record(exchange: Exchange, status: number): void {
	const { world } = exchange;
	world.log.add({
		at: exchange.at,
		dialect: exchange.dialect,
		method: exchange.method,
		path: exchange.path,
		route: exchange.route,
		query: exchange.rawQuery,
		status,
		ms: Math.round((performance.now() - exchange.started) * 100) / 100,
		clientId: exchange.clientId,
		effect: exchange.effect,
		...(exchange.body !== undefined && { body: exchange.body }),
		...(exchange.faults.length > 0 && { fault: exchange.faults.map(({ kind }) => kind).join(' ') }),
		violations: exchange.violations,
	});
}

/** Cuts the connection without an answer. */
export function cut(exchange: Exchange, reply: FastifyReply): void {
	record(exchange, 0);
	reply.hijack();
	reply.raw.destroy();
}

/** Object storage tells a file's length before it: a file that breaks off is shorter than was said. */
function breakOff(reply: FastifyReply, half: string | Buffer, length: number): void {
	reply.hijack();
	reply.raw.writeHead(reply.statusCode, {
		...(reply.getHeaders() as Record<string, string>),
		'content-length': String(length),
	});
	reply.raw.write(half, () => reply.raw.destroy());
}

/** Logs and sends an answer, as far as the faults allow. */
export function send(exchange: Exchange, reply: FastifyReply, answer: Answer): FastifyReply | void {
	if (find(exchange, 'dropAfter')) return cut(exchange, reply);
	record(exchange, answer.status);
	const { type, bytes } = payload(answer);
	reply.code(answer.status);
	reply.header('date', new Date(exchange.world.clock.now()).toUTCString());
	if (type) reply.header('content-type', type);
	for (const [name, value] of Object.entries({
		...exchange.headers,
		...answer.headers,
		...find(exchange, 'headers')?.headers,
	}))
		reply.header(name, value);
	if (find(exchange, 'truncate') && bytes.length > 1) {
		const half = bytes.slice(0, Math.floor(bytes.length / 2));
		return exchange.effect === 'file' ? breakOff(reply, half, bytes.length) : reply.send(half);
	}
	if (bytes === '') {
		if (answer.status === 204 && type) reply.header('content-length', '0');
		return reply.send();
	}
	return reply.send(bytes);
}

/** Runs a handler and turns what it throws into an answer. */
export async function settle(handler: () => Answer | Promise<Answer>): Promise<Answer> {
	try {
		return await handler();
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		throw error;
	}
}
