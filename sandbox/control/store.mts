import type { FastifyInstance } from 'fastify';
import type { Row } from '../store/table.mts';
import { follow } from '../v4/appointments.mts';
import { blank } from '../v4/blank.mts';
import { RESOURCES } from '../v4/resources.mts';
import { merge } from '../v4/validate.mts';
import { doctorOf } from '../v4/filters.mts';
import type { World } from '../world.mts';
import { bodyOf, ControlError } from './errors.mts';

type Params = { resource: string; id: string };

/**
 * Takes out of a change `_silent` (leave `updated_at` alone) and `_guide` (fields that only the guide
 * dialect has, such as `external_id`).
 */
function split(body: Row): {
	silent: boolean;
	guide: Row | undefined;
	fields: Record<string, unknown>;
} {
	const { _silent, _guide, ...fields } = body;
	return { silent: _silent === true, guide: _guide as Row | undefined, fields };
}

function keepGuide(world: World, resource: string, id: unknown, guide: Row | undefined): void {
	if (!guide) return;
	const name = resource === 'patient_lab_results' ? 'lab_results' : resource;
	world.store.keepGuide(`${name}/${String(id)}`, guide);
}

function find(world: World, { resource, id }: Params): Row {
	const row = world.store.table(resource).get(id);
	if (!row) throw new ControlError(`no ${resource} with this id`, 404);
	return row;
}

function create(world: World, name: string, body: Row): Row {
	const { store } = world;
	const { guide, fields } = split(body);
	const resource = RESOURCES.get(name);
	const table = store.table(name);
	const now = store.stamp({ ...fields, doctor: doctorOf(store, fields) });
	const base = resource ? blank(resource) : {};
	const stamped: Record<string, unknown> = { ...base };
	for (const name of ['created_at', 'updated_at']) if (name in base) stamped[name] = now;
	const id = fields.id ?? table.nextId();
	const row: Record<string, unknown> = {
		...(resource ? merge(resource, stamped, fields) : fields),
		id: table.stringIds ? String(id) : id,
	};
	keepGuide(world, name, row.id, guide);
	if (name !== 'appointments') return store.create(name, row);
	return store.create(name, { ...follow(store, undefined, row, now), ...fields, id: row.id });
}

function change(world: World, name: string, before: Row, body: Row): Row {
	const { store } = world;
	const { silent, guide, fields } = split(body);
	keepGuide(world, name, before.id, guide);
	const resource = RESOURCES.get(name);
	const row = resource ? merge(resource, before, fields) : { ...before, ...fields };
	const now = store.stamp({ ...row, doctor: doctorOf(store, row) });
	if (!silent && 'updated_at' in row && fields.updated_at === undefined) row.updated_at = now;
	const done = name === 'appointments' && !silent ? follow(store, before, row, now) : row;
	return store.replace(name, before, done);
}

/** `/_control/store`: the records as they are, and changes to them that pass no check. */
export function storeRoutes(app: FastifyInstance, world: World): void {
	app.get('/_control/store', () => ({
		resources: world.store.names().map((name) => ({ name, size: world.store.table(name).size })),
	}));
	app.get<{ Params: Params; Querystring: { id?: string; limit?: string } }>(
		'/_control/store/:resource',
		(request) => {
			const table = world.store.table(request.params.resource);
			const { id, limit } = request.query;
			if (id !== undefined) {
				const row = table.get(id);
				return { records: row ? [row] : [], count: row ? 1 : 0 };
			}
			const rows = table.ordered();
			return {
				records: limit === undefined ? rows : rows.slice(0, Number(limit)),
				count: rows.length,
			};
		},
	);
	app.post<{ Params: Params }>('/_control/store/:resource', (request, reply) => {
		const body = request.body as Row | Row[];
		const { resource } = request.params;
		const made = Array.isArray(body)
			? body.map((one) => create(world, resource, one))
			: create(world, resource, body ?? {});
		return reply.code(201).send(made);
	});
	app.patch<{ Params: Params }>('/_control/store/:resource/:id', (request) =>
		change(world, request.params.resource, find(world, request.params), bodyOf(request)),
	);
	app.delete<{ Params: Params }>('/_control/store/:resource/:id', (request, reply) => {
		const row = find(world, request.params);
		world.store.remove(request.params.resource, row);
		return reply.code(204).send();
	});
}
