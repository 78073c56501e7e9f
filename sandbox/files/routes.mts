import type { FastifyInstance } from 'fastify';
import type { Answer } from '../answer.mts';
import { cut, open, send, suffer } from '../request.mts';
import type { World } from '../world.mts';

/** Object storage answers in XML, and knows nothing of the API's tokens. */
const refusal = (status: number, code: string, message: string): Answer => ({
	status,
	type: 'application/xml',
	body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** Serves the temporary links: no useful content type, no Authorization header (wire.md 6). */
export function fileRoutes(app: FastifyInstance, world: World): void {
	app.get<{ Params: { '*': string }; Querystring: { Expires?: string; Signature?: string } }>(
		'/_files/*',
		async (request, reply) => {
			const reference = request.params['*'];
			const exchange = open(world, request, {
				dialect: 'files',
				route: `GET /_files/${reference.split('/', 1)[0]}/{id}`,
				effect: 'file',
			});
			exchange.faults = world.faults.strike(exchange.route, exchange.method, exchange.path);
			const early = await suffer(exchange);
			if (early === 'cut') return cut(exchange, reply);
			if (early) return send(exchange, reply, early);
			if (request.headers.authorization)
				return send(
					exchange,
					reply,
					refusal(400, 'InvalidArgument', 'Only one auth mechanism allowed'),
				);
			const { Expires: expires = '', Signature: signature = '' } = request.query;
			if (!world.uploads.accepts(reference, expires, signature))
				return send(exchange, reply, refusal(403, 'AccessDenied', 'Request has expired'));
			const bytes = await world.uploads.read(reference);
			if (!bytes)
				return send(exchange, reply, refusal(404, 'NoSuchKey', 'The key does not exist.'));
			return send(exchange, reply, { status: 200, type: 'binary/octet-stream', body: bytes });
		},
	);
}
