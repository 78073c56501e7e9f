import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../answer.mts';
import { HTML } from '../answer.mts';
import { cut, open, send, suffer, type Exchange } from '../request.mts';
import { throttled } from '../v4/server.mts';
import type { World } from '../world.mts';
import { consentPage } from './consent.mts';
import type { Dialect, Grant } from './grants.mts';
import { parseScope } from './scopes.mts';

/** Where each dialect has its OAuth endpoints. */
const PATHS: Readonly<Record<Dialect, { authorize: string; token: string; revoke?: string }>> = {
	v4: { authorize: '/o/authorize/', token: '/o/token/', revoke: '/o/revoke_token/' },
	guide: { authorize: '/guide/oauth/authorize/', token: '/guide/oauth/token/' },
};

type Fields = Readonly<Record<string, string>>;

function isLoopback(uri: string): boolean {
	try {
		const { hostname } = new URL(uri);
		return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	} catch {
		return false;
	}
}

const page = (status: number, text: string): Answer => ({ status, type: HTML, body: text });

function back(uri: string, parameters: Record<string, string | undefined>): Answer {
	const url = new URL(uri);
	for (const [name, value] of Object.entries(parameters))
		if (value !== undefined) url.searchParams.set(name, value);
	return { status: 302, headers: { location: url.toString() } };
}

/** The OAuth token response (wire.md 1.2). */
export function tokenResponse(grant: Grant): Record<string, unknown> {
	return {
		access_token: grant.access,
		token_type: 'Bearer',
		expires_in: grant.lifetime,
		refresh_token: grant.refresh,
		scope: [...grant.scopes].join(' '),
	};
}

/** Whether an authorization request is in order, and if not, what to answer. */
function checkAuthorize(world: World, fields: Fields): Answer | { scopes: string[] } {
	const { client_id: clientId = '', redirect_uri: uri = '', state } = fields;
	if (!world.grants.app(clientId)) return page(400, 'Unknown client_id.');
	if (!isLoopback(uri)) return page(400, 'Mismatching redirect URI.');
	if (fields.response_type !== 'code')
		return back(uri, { error: 'unsupported_response_type', state });
	const refuseAny = world.switches.get('scopeParameter') === 'refuseAny' && fields.scope;
	const scopes = refuseAny ? null : parseScope(fields.scope);
	if (!scopes) return back(uri, { error: 'invalid_scope', state });
	return { scopes };
}

function authorize(world: World, dialect: Dialect, fields: Fields, decided: boolean): Answer {
	const checked = checkAuthorize(world, fields);
	if (!('scopes' in checked)) return checked;
	const { client_id: clientId = '', redirect_uri: uri = '', state, user = '' } = fields;
	const users = world.store.table('users').ordered();
	if (!decided) {
		const hidden: Record<string, string> = {};
		for (const name of ['response_type', 'client_id', 'redirect_uri', 'scope', 'state'])
			if (fields[name] !== undefined) hidden[name] = fields[name];
		return page(
			200,
			consentPage({
				action: PATHS[dialect].authorize,
				application: world.grants.app(clientId)?.name ?? clientId,
				scopes: checked.scopes,
				users,
				hidden,
			}),
		);
	}
	if (fields.decision !== 'allow') return back(uri, { error: 'access_denied', state });
	if (!users.some(({ username }) => username === user)) return page(400, 'Unknown user.');
	const { scopes } = checked;
	const code = world.grants.authorize({
		clientId,
		username: user,
		dialect,
		scopes,
		redirectUri: uri,
	});
	return back(uri, { code, state });
}

/** Client id and secret from the body, the query (both documented), or HTTP Basic (by switch). */
function clientOf(
	world: World,
	fields: Fields,
	authorization: string | undefined,
): string | undefined {
	let { client_id: clientId = '', client_secret: clientSecret = '' } = fields;
	const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
	if (basic && !clientSecret && world.switches.get('basicAtToken') === 'accept') {
		const [name = '', password = ''] = Buffer.from(basic, 'base64').toString().split(':', 2);
		clientId = decodeURIComponent(name);
		clientSecret = decodeURIComponent(password);
	}
	const app = world.grants.app(clientId);
	return app && app.clientSecret === clientSecret ? clientId : undefined;
}

function token(exchange: Exchange, fields: Fields, authorization: string | undefined): Answer {
	const { world } = exchange;
	const refused = (error: string): Answer => ({
		status: Number(world.switches.get('tokenErrorStatus')),
		body: { error },
	});
	const clientId = clientOf(world, fields, authorization);
	if (!clientId) return refused('invalid_client');
	exchange.clientId = clientId;
	const quota = world.switches.get('tokenQuota');
	if (quota !== 'none') {
		const verdict = world.limits.takeV4(quota === 'own' ? `${clientId} (token)` : clientId);
		if (!verdict.allowed) return throttled(world, verdict.wait);
	}
	if (fields.grant_type === 'authorization_code') {
		const grant = world.grants.exchange(fields.code ?? '', clientId, fields.redirect_uri ?? '');
		return grant ? { status: 200, body: tokenResponse(grant) } : refused('invalid_grant');
	}
	if (fields.grant_type === 'refresh_token') {
		const grant = world.grants.refresh(fields.refresh_token ?? '', clientId);
		return grant ? { status: 200, body: tokenResponse(grant) } : refused('invalid_grant');
	}
	return { status: 400, body: { error: 'unsupported_grant_type' } };
}

function revoke(exchange: Exchange, fields: Fields, authorization: string | undefined): Answer {
	const clientId = clientOf(exchange.world, fields, authorization);
	if (!clientId) return { status: 401, body: { error: 'invalid_client' } };
	exchange.clientId = clientId;
	exchange.world.grants.revoke(fields.token ?? '', clientId);
	return { status: 200, body: '' };
}

function fieldsOf(request: FastifyRequest, exchange: Exchange): Fields {
	return { ...Object.fromEntries(exchange.query), ...(request.body as Fields | undefined) };
}

type Handler = (exchange: Exchange, fields: Fields, authorization: string | undefined) => Answer;

function endpoint(world: World, path: string, handler: Handler) {
	return async (request: FastifyRequest, reply: FastifyReply) => {
		const exchange = open(world, request, {
			dialect: 'oauth',
			route: `${request.method} ${path}`,
			effect: 'token',
		});
		exchange.faults = world.faults.strike(exchange.route, request.method, exchange.path);
		const early = await suffer(exchange);
		if (early === 'cut') return cut(exchange, reply);
		if (early) return send(exchange, reply, early);
		const fields = fieldsOf(request, exchange);
		return send(exchange, reply, handler(exchange, fields, request.headers.authorization));
	};
}

/** Serves the OAuth endpoints of both dialects. The consent page is not part of the request log. */
export function oauthRoutes(app: FastifyInstance, world: World): void {
	for (const [dialect, paths] of Object.entries(PATHS) as Array<
		[Dialect, (typeof PATHS)[Dialect]]
	>) {
		const consent = (decided: boolean) => (request: FastifyRequest, reply: FastifyReply) => {
			const fields = { ...(request.query as Fields), ...(request.body as Fields | undefined) };
			const answer = authorize(world, dialect, fields, decided);
			for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
			if (answer.type) reply.type(answer.type);
			return reply.code(answer.status).send(answer.body ?? '');
		};
		app.get(paths.authorize, consent(false));
		app.post(paths.authorize, consent(true));
		app.post(paths.token, endpoint(world, paths.token, token));
		if (paths.revoke) app.post(paths.revoke, endpoint(world, paths.revoke, revoke));
	}
}
