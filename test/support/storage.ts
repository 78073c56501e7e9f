/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StorageAnswer = (response: ServerResponse, request: IncomingMessage) => void;

/** An object store as temporary links lead to it, with its bad days. */
export interface Storage {
	/** Origin, e.g. `http://127.0.0.1:40000`. */
	origin: string;
	/** What came in, oldest first. */
	requests: Array<{ url: string; headers: IncomingMessage['headers'] }>;
	/** One answer for each request to come; the last one stays. */
	answer(...answers: StorageAnswer[]): void;
	stop(): Promise<void>;
}

/** Starts a store on a free port of loopback; always `stop()` it. */
export async function startStorage(): Promise<Storage> {
	let answers: StorageAnswer[] = [refuse(404)];
	const requests: Storage['requests'] = [];
	const server = createServer((request, response) => {
		requests.push({ url: request.url ?? '', headers: request.headers });
		const [next] = answers.length > 1 ? answers.splice(0, 1) : answers;
		next?.(response, request);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		answer: (...wanted) => {
			requests.length = 0;
			answers = wanted;
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A file, without a useful type as storage hosts serve them. */
export function file(bytes: Uint8Array, headers: Record<string, string> = {}): StorageAnswer {
	return (response) => {
		response.writeHead(200, {
			'content-type': 'binary/octet-stream',
			'content-length': bytes.length,
			...headers,
		});
		response.end(bytes);
	};
}

/** A refusal in the store's own words. */
export function refuse(status: number, body = '<Error><Code>AccessDenied</Code></Error>') {
	return (response: ServerResponse) => {
		response.writeHead(status, { 'content-type': 'application/xml' });
		response.end(body);
	};
}

/** A file that breaks off in the middle. */
export function breakOff(bytes: Uint8Array): StorageAnswer {
	return (response) => {
		response.writeHead(200, { 'content-length': bytes.length });
		response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
	};
}

export function redirect(location: string): StorageAnswer {
	return (response) => response.writeHead(307, { location }).end();
}
