/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another origin, which answers everything with a plausible empty list and remembers who came. */
export class Elsewhere {
	/** Method and path of every request that came here. */
	visits: string[] = [];

	private constructor(
		private readonly server: Server,
		readonly origin: string,
	) {}

	static async start(): Promise<Elsewhere> {
		const server = createServer((request, response) => {
			place.visits.push(`${request.method} ${request.url?.split('?')[0]}`);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end('{"previous":null,"results":[],"next":null,"next_token":null,"count":0,"id":1}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const place = new Elsewhere(server, `http://127.0.0.1:${port}`);
		return place;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
