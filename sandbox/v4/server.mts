import type { FastifyInstance } from 'fastify';
import type { Answer } from '../answer.mts';
import { HTML } from '../answer.mts';
import { readBody } from '../body.mts';
import { violations } from '../violations.mts';
import { cut, open, send, settle, suffer, type Exchange } from '../request.mts';
import type { World } from '../world.mts';
import type { Call } from './call.mts';
import { notFound } from './call.mts';
import { resolve, type Target } from './resources.mts';
import { isRead, serve } from './routes.mts';

/** The recorded 401, the same on every path (wire.md 5.4). */
const UNAUTHORIZED: Answer = {
	status: 401,
	type: HTML,
	body: 'Authorization failed.',
	headers: {
		'www-authenticate':
			'Bearer error="invalid_token",error_description="The access token is invalid."',
	},
};

/** Headers that every recorded answer carries (wire.md 5.4). */
const COMMON_HEADERS: Readonly<Record<string, string>> = {
	vary: 'User-Agent, Authorization, Cookie',
	'cache-control': 'no-cache',
	'x-frame-options': 'SAMEORIGIN',
	'x-content-type-options': 'nosniff',
};

/** The 429 of v4: seconds in the text, no rate headers (wire.md 5.4). */
export function throttled(world: World, wait: number): Answer {
	const headers =
		world.switches.get('retryAfter') === 'present'
			? { 'retry-after': String(Math.ceil(wait)) }
			: undefined;
	return {
		status: 429,
		type: 'application/json',
		body: `{"detail":"Request was throttled. Expected available in ${Math.max(0, wait).toFixed(1)} seconds."}`,
		headers,
	};
}

/** Token and limits, in the server's order; an answer ends the request. */
function enter(exchange: Exchange, authorization: string | undefined): Answer | undefined {
	const { world } = exchange;
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	exchange.grant = token ? world.grants.find(token, 'v4') : undefined;
	if (!exchange.grant) return UNAUTHORIZED;
	exchange.clientId = exchange.grant.clientId;
	const verdict = world.limits.takeV4(exchange.clientId);
	return verdict.allowed ? undefined : throttled(world, verdict.wait);
}

/** Answers a list from memory while nothing changed that it could show. */
function remembered(call: Call, target: Target, serve: () => Answer): Answer {
	const { world, grant, method, origin, path, search } = call;
	if (method !== 'GET' || target.id !== undefined || target.resource?.contract.shape !== 'cursor')
		return serve();
	return world.pages.get(`${grant.access} ${origin} ${path}?${search}`, serve);
}

/** Serves `/api/*`. */
export function v4Routes(app: FastifyInstance, world: World): void {
	app.all(
		'/api/*',
		{
			onRequest: async (request, reply) => {
				const target = resolve(request.method, request.url.split('?', 1)[0] ?? '');
				const { method } = request;
				const exchange = open(world, request, {
					dialect: 'v4',
					route: target.route,
					effect: isRead(method, target) ? 'read' : 'write',
				});
				request.exchange = exchange;
				Object.assign(exchange.headers, COMMON_HEADERS);
				const refused = enter(exchange, request.headers.authorization);
				if (refused) return send(exchange, reply, refused);
				exchange.faults = world.faults.strike(exchange.route, method, exchange.path);
				const early = await suffer(exchange);
				if (early === 'cut') return cut(exchange, reply);
				if (early) return send(exchange, reply, early);
			},
		},
		async (request, reply) => {
			const { exchange } = request;
			const target = resolve(exchange.method, exchange.path);
			const parsed = await readBody(request);
			exchange.body = parsed.body;
			exchange.violations = violations(exchange, parsed);
			const answer = await settle(() => {
				const { resource } = target;
				const { grant } = exchange;
				const user = world.store
					.table('users')
					.ordered()
					.find(({ username }) => username === grant?.username);
				if (!resource || !grant || !user) throw notFound();
				const call: Call = {
					world,
					method: exchange.method,
					path: exchange.path,
					origin: exchange.origin,
					query: exchange.query,
					search: exchange.search,
					resource,
					grant,
					user,
					body: parsed.body,
					contentType: parsed.contentType,
					files: parsed.files,
					sign: (reference) => world.uploads.link(exchange.origin, reference),
				};
				return remembered(call, target, () => serve(call, target));
			});
			return send(exchange, reply, answer);
		},
	);
}
