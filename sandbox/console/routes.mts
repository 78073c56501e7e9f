import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const PAGE = readFileSync(new URL('./index.html', import.meta.url), 'utf8');

/** Everything the page needs is in it; it may talk to nobody but this server. */
const POLICY =
	"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'";

/** Serves the console page. */
export function consoleRoutes(app: FastifyInstance): void {
	app.get('/', (_request, reply) =>
		reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(PAGE),
	);
}
