import type { FastifyInstance } from 'fastify';
import { Refusal, type Answer } from '../answer.mts';
import { readBody } from '../body.mts';
import { violations } from '../violations.mts';
import type { Method } from '../contract/model.mts';
import { cut, open, send, settle, suffer, type Exchange } from '../request.mts';
import type { World } from '../world.mts';
import { locate, type Endpoint } from './endpoints.mts';
import { failure } from './errors.mts';
import { list } from './list.mts';
import { SOURCES } from './sources.mts';
import { create, destroy, update, type GuideCall } from './write.mts';

/** Token and both windows; every answer past the token tells what is left. */
function enter(
	exchange: Exchange,
	endpoint: Endpoint | undefined,
	authorization: string | undefined,
): Answer | undefined {
	const { world } = exchange;
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	exchange.grant = token ? world.grants.find(token, 'guide') : undefined;
	if (!exchange.grant) return failure(401).answer;
	exchange.clientId = exchange.grant.clientId;
	world.limits.guide.categories.encounters = encountersLimit(world);
	const verdict = world.limits.takeGuide(exchange.clientId, endpoint?.category ?? '*');
	exchange.headers['x-ratelimit-remaining'] = String(verdict.remaining);
	exchange.headers['x-ratelimit-reset'] = String(verdict.reset);
	return verdict.allowed ? undefined : failure(429).answer;
}

/** The guide's two readings of the encounters limit; a limit set by hand stays. */
function encountersLimit(world: World): number {
	const set = world.limits.guide.categories.encounters ?? 500;
	return set === 500 || set === 200 ? Number(world.switches.get('guideEncountersPerMinute')) : set;
}

function serve(exchange: Exchange, body: unknown): Answer {
	const { world, method, path, query } = exchange;
	const { endpoint, id } = locate(path);
	const source = endpoint ? SOURCES[endpoint.name] : undefined;
	if (!endpoint || !source) throw failure(404);
	const methods = id === undefined ? endpoint.collection : endpoint.item;
	if (!methods.includes(method as Method)) {
		const { answer } = failure(405);
		throw new Refusal({ ...answer, headers: { allow: methods.join(', ') } });
	}
	const link = (reference: string) => world.uploads.link(exchange.origin, reference);
	const call: GuideCall = { world, endpoint, source, body, link };
	if (method === 'POST') return create(call);
	if (method === 'PUT') return update(call, id);
	if (id === undefined)
		return world.pages.get(`guide ${exchange.origin} ${path}?${exchange.search}`, () =>
			list(world.store, endpoint, source, query, link),
		);
	if (method === 'DELETE') return destroy(call, id);
	const row = source.find(world.store, id);
	if (!row) throw failure(404);
	return { status: 200, body: source.record(world.store, row, link) };
}

/** Serves `/guide/*` but its OAuth endpoints. */
export function guideRoutes(app: FastifyInstance, world: World): void {
	app.all(
		'/guide/*',
		{
			onRequest: async (request, reply) => {
				const { method } = request;
				const { endpoint, template } = locate(request.url.split('?', 1)[0] ?? '');
				const exchange = open(world, request, {
					dialect: 'guide',
					route: `${method} ${template}`,
					effect: method === 'GET' ? 'read' : 'write',
				});
				request.exchange = exchange;
				const refused = enter(exchange, endpoint, request.headers.authorization);
				if (refused) return send(exchange, reply, refused);
				exchange.faults = world.faults.strike(exchange.route, method, exchange.path);
				const early = await suffer(exchange);
				if (early === 'cut') return cut(exchange, reply);
				if (early) return send(exchange, reply, early);
			},
		},
		async (request, reply) => {
			const { exchange } = request;
			const parsed = await readBody(request);
			const { body } = parsed;
			exchange.body = body;
			exchange.violations = violations(exchange, parsed);
			return send(exchange, reply, await settle(() => serve(exchange, body)));
		},
	);
}
