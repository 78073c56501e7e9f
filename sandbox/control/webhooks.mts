import type { FastifyInstance } from 'fastify';
import { ping } from '../webhooks/announce.mts';
import { GUIDE_EVENTS, V4_EVENTS } from '../webhooks/events.mts';
import type { Delivery, Webhook } from '../webhooks/hub.mts';
import type { World } from '../world.mts';
import { bodyOf, ControlError } from './errors.mts';

type Params = { id: string };

function find(world: World, { id }: Params): Webhook {
	const hook = world.webhooks.find(Number(id));
	if (!hook) throw new ControlError('no webhook with this id', 404);
	return hook;
}

function show(world: World, hook: Webhook) {
	const deliveries = world.webhooks
		.deliveries(hook.id)
		.map(({ body: _body, ...delivery }) => delivery);
	return { ...hook, deliveries };
}

const shown = ({ body: _body, ...delivery }: Delivery) => delivery;

/** `/_control/webhooks`: what the vendor has a settings page for. */
export function webhookRoutes(app: FastifyInstance, world: World): void {
	app.get('/_control/webhooks', () => ({
		webhooks: world.webhooks.all().map((hook) => show(world, hook)),
		events: { v4: V4_EVENTS, guide: GUIDE_EVENTS },
		secondsPerHour: world.webhooks.secondsPerHour,
	}));
	app.post('/_control/webhooks', (request, reply) => {
		const { url, secret, events, practiceGroup, dialect = 'v4' } = bodyOf(request);
		if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:/.test(url))
			throw new ControlError('url must be an http or https URL');
		if (typeof secret !== 'string' || secret === '') throw new ControlError('secret is needed');
		if (dialect !== 'v4' && dialect !== 'guide') throw new ControlError('dialect is v4 or guide');
		const known = dialect === 'v4' ? V4_EVENTS : GUIDE_EVENTS;
		const wanted = (events ?? known) as string[];
		const strange = wanted.filter((event) => !known.includes(event) && event !== 'PING');
		if (strange.length > 0) throw new ControlError(`unknown events: ${strange.join(', ')}`);
		const hook = world.webhooks.register({
			url,
			secret,
			events: wanted,
			dialect,
			practiceGroup: practiceGroup === undefined ? undefined : Number(practiceGroup),
		});
		return reply.code(201).send(show(world, hook));
	});
	app.post('/_control/webhooks/settings', (request) => {
		const seconds = Number(bodyOf(request).secondsPerHour);
		if (!(seconds >= 0)) throw new ControlError('secondsPerHour must be a number from 0');
		world.webhooks.secondsPerHour = seconds;
		return { secondsPerHour: seconds };
	});
	app.delete('/_control/webhooks', (_request, reply) => {
		world.webhooks.clear();
		return reply.code(204).send();
	});
	app.delete<{ Params: Params }>('/_control/webhooks/:id', (request, reply) => {
		world.webhooks.remove(find(world, request.params).id);
		return reply.code(204).send();
	});
	app.post<{ Params: Params }>('/_control/webhooks/:id/verify', (request) =>
		world.webhooks.verify(find(world, request.params)),
	);
	app.post<{ Params: Params }>('/_control/webhooks/:id/ping', async (request) => {
		const delivery = ping(world, find(world, request.params));
		await world.webhooks.settled();
		return shown(delivery);
	});
	app.post<{ Params: Params }>('/_control/webhooks/:id/redeliver', async (request) => {
		const hook = find(world, request.params);
		const wanted = bodyOf(request).delivery;
		const deliveries = world.webhooks.deliveries(hook.id);
		const delivery =
			wanted === undefined ? deliveries.at(-1) : deliveries.find(({ id }) => id === Number(wanted));
		if (!delivery) throw new ControlError('no such delivery', 404);
		const sent = world.webhooks.redeliver(hook, delivery);
		await world.webhooks.settled();
		return shown(sent);
	});
}
