import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FAULT_KINDS, type FaultRequest } from '../faults.mts';
import { tokenResponse } from '../oauth/routes.mts';
import { parseScope } from '../oauth/scopes.mts';
import { DEFAULT_APP, type Rebuild, type World } from '../world.mts';
import { bodyOf, ControlError } from './errors.mts';
import { storeRoutes } from './store.mts';
import { webhookRoutes } from './webhooks.mts';
import type { Dialect } from '../oauth/grants.mts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Only this machine may steer the sandbox. */
async function guardLoopback(request: FastifyRequest, reply: FastifyReply): Promise<void> {
	if (!LOOPBACK.test(request.ip))
		await reply.code(403).send({ error: 'control is for loopback only' });
}

/** Serves `/_control/*`. */
export function controlRoutes(app: FastifyInstance, world: World): void {
	app.register(async (control) => {
		control.addHook('onRequest', guardLoopback);
		control.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
			const status = error instanceof RangeError ? 400 : (error.statusCode ?? 500);
			return reply.code(status).send({ error: error.message });
		});
		tokenRoutes(control, world);
		logRoutes(control, world);
		stateRoutes(control, world);
		limitRoutes(control, world);
		loadRoutes(control, world);
		storeRoutes(control, world);
		webhookRoutes(control, world);
	});
}

function tokenRoutes(app: FastifyInstance, world: World): void {
	app.post('/_control/token', (request) => {
		const body = bodyOf(request);
		const clientId = String(body.clientId ?? DEFAULT_APP.clientId);
		if (!world.grants.app(clientId)) throw new ControlError(`no application ${clientId}`, 404);
		const scopes = parseScope(body.scope as string | undefined);
		if (!scopes) throw new ControlError('unknown scope');
		const users = world.store.table('users').ordered();
		const username = String(body.user ?? users[0]?.username);
		if (!users.some((user) => user.username === username))
			throw new ControlError(
				`no user ${username}; there are ${users.map((user) => String(user.username)).join(', ')}`,
				404,
			);
		const dialect = (body.dialect ?? 'v4') as Dialect;
		if (!['v4', 'guide'].includes(dialect)) throw new ControlError('dialect is v4 or guide');
		const lifetime = body.expiresIn === undefined ? undefined : Number(body.expiresIn);
		return tokenResponse(world.grants.issue({ clientId, username, dialect, scopes, lifetime }));
	});
	app.post('/_control/apps', (request, reply) => {
		const { clientId, clientSecret, name } = bodyOf(request);
		if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
			throw new ControlError('clientId and clientSecret are needed');
		const app = world.grants.register(clientId, clientSecret, name as string | undefined);
		return reply.code(201).send({ clientId: app.clientId, name: app.name });
	});
	app.get('/_control/apps', () => ({
		apps: world.grants.apps().map(({ clientId, name }) => ({ clientId, name })),
	}));
	app.post<{ Params: { clientId: string } }>('/_control/apps/:clientId/revoke', (request) => ({
		revoked: world.grants.revokeApp(request.params.clientId),
	}));
	app.get('/_control/users', () => ({
		users: world.store
			.table('users')
			.ordered()
			.map(({ id, username, practice_group }) => ({ id, username, practiceGroup: practice_group })),
	}));
}

function logRoutes(app: FastifyInstance, world: World): void {
	app.get<{ Querystring: { after?: string } }>('/_control/requests', (request) => ({
		requests: world.log.after(Number(request.query.after ?? 0) || 0),
	}));
	streamRoute(app, world);
	app.get('/_control/counters', () => world.log.counters());
	app.post('/_control/counters/reset', () => {
		world.log.reset();
		return world.log.counters();
	});
}

/** Tells the console of every request as it is answered: its `seq`, as a server-sent event. */
function streamRoute(app: FastifyInstance, world: World): void {
	app.get('/_control/requests/stream', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-cache',
		});
		reply.raw.write(': listening\n\n');
		const stop = world.log.watch(({ seq }) => reply.raw.write(`data: ${seq}\n\n`));
		request.raw.once('close', stop);
	});
}

function stateRoutes(app: FastifyInstance, world: World): void {
	app.post('/_control/reset', (request) => {
		const body = bodyOf(request) as Rebuild;
		world.rebuild(body);
		return { patients: world.store.table('patients').size, now: world.clock.iso() };
	});
	app.get('/_control/switches', () => world.switches.report());
	app.post('/_control/switches', (request) => {
		world.setSwitches(bodyOf(request));
		return world.switches.report();
	});
	app.post('/_control/faults', (request, reply) => {
		const body = bodyOf(request) as unknown as FaultRequest;
		if (!FAULT_KINDS.includes(body.kind))
			throw new ControlError(`kind is one of ${FAULT_KINDS.join(', ')}`);
		return reply.code(201).send({ id: world.faults.add(body).id });
	});
	app.get('/_control/faults', () => ({ faults: world.faults.all() }));
	app.delete('/_control/faults', (_request, reply) => {
		world.faults.clear();
		return reply.code(204).send();
	});
	const clock = () => ({ now: world.clock.iso(), frozen: world.clock.frozen });
	app.get('/_control/clock', clock);
	app.post('/_control/clock', (request) => {
		const { now, advance, freeze } = bodyOf(request);
		if (freeze === true) world.clock.freeze(true);
		if (now !== undefined) world.clock.set(String(now));
		if (advance !== undefined) world.clock.advance(Number(advance));
		if (freeze === false) world.clock.freeze(false);
		return clock();
	});
}

const JOB_STATES = ['Complete', 'Failed', 'Canceled', 'Error'] as const;

function loadRoutes(app: FastifyInstance, world: World): void {
	app.post('/_control/load', (request) => {
		const { perMinute, clientId = DEFAULT_APP.clientId } = bodyOf(request);
		const rate = Number(perMinute);
		if (!(rate >= 0)) throw new ControlError('perMinute must be a number from 0');
		world.limits.burden(String(clientId), rate);
		return { clientId, perMinute: rate };
	});
	app.get('/_control/usage', () => ({
		cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
		memoryMb: Math.round(process.memoryUsage().rss / 1e6),
	}));
	app.get('/_control/bulk', () => world.jobs.plan);
	app.post('/_control/bulk', (request) => {
		const { polls, seconds, state } = bodyOf(request);
		const plan = world.jobs.plan;
		if (polls !== undefined) plan.polls = Number(polls);
		if (seconds !== undefined) plan.seconds = Number(seconds);
		if (state !== undefined) {
			const known = JOB_STATES.find((one) => one === state);
			if (!known) throw new ControlError(`state is one of ${JOB_STATES.join(', ')}`);
			plan.state = known;
		}
		return plan;
	});
}

const NUMBERS = ['perHour', 'perSecond', 'windowSeconds'] as const;

function limitRoutes(app: FastifyInstance, world: World): void {
	const report = () => ({
		v4: world.limits.v4,
		guide: world.limits.guide,
		apps: world.limits.report(),
	});
	app.get('/_control/limits', report);
	app.post('/_control/limits', (request) => {
		const body = bodyOf(request);
		for (const name of NUMBERS) {
			if (body[name] === undefined) continue;
			const value = Number(body[name]);
			if (!(value > 0)) throw new ControlError(`${name} must be a number above 0`);
			world.limits.v4[name] = value;
		}
		if (body.enabled !== undefined) {
			world.limits.v4.enabled = body.enabled === true;
			world.limits.guide.enabled = body.enabled === true;
		}
		if (body.guide !== undefined) {
			const { categories, ...rest } = body.guide as Record<string, unknown>;
			Object.assign(world.limits.guide, rest);
			Object.assign(world.limits.guide.categories, categories);
		}
		if (body.used !== undefined)
			world.limits.use(String(body.clientId ?? DEFAULT_APP.clientId), Number(body.used));
		return report();
	});
}
