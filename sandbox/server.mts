import Fastify, { type FastifyInstance } from 'fastify';
import { acceptBodies } from './body.mts';
import { consoleRoutes } from './console/routes.mts';
import { controlRoutes } from './control/routes.mts';
import { fileRoutes } from './files/routes.mts';
import { guideRoutes } from './guide/server.mts';
import { oauthRoutes } from './oauth/routes.mts';
import { v4Routes } from './v4/server.mts';
import type { World } from './world.mts';
import { send } from './request.mts';

/** A server over a world: v4, guide, OAuth and control. */
export async function buildServer(world: World): Promise<FastifyInstance> {
	const app = Fastify({
		bodyLimit: 100 * 1024 * 1024,
		routerOptions: { maxParamLength: 500 },
		forceCloseConnections: true,
	});
	await acceptBodies(app);
	app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
		const status = error.statusCode ?? 500;
		const body = { detail: error.message };
		if (!request.exchange) return reply.code(status).send({ error: error.message });
		return send(request.exchange, reply, { status, body });
	});
	v4Routes(app, world);
	guideRoutes(app, world);
	oauthRoutes(app, world);
	fileRoutes(app, world);
	controlRoutes(app, world);
	consoleRoutes(app);
	return app;
}
