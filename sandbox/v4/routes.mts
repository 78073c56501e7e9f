import { type Answer } from '../answer.mts';
import type { Method } from '../contract/model.mts';
import { Refusal } from '../answer.mts';
import { flag, notFound, type Call } from './call.mts';
import { envelope } from './encode.mts';
import { admit } from './gate.mts';
import { list } from './list.mts';
import type { resolve } from './resources.mts';
import { create, destroy, detail, update } from './write.mts';

export type Target = ReturnType<typeof resolve>;

/** Whether a v4 request only reads: the POST of a bulk list does (wire.md 4). */
export function isRead(method: string, target: Target): boolean {
	return method === 'GET' || method === 'HEAD' || /_list$/.test(target.resource?.name ?? '');
}

function refuseMethod(method: string, allowed: Iterable<string>): Refusal {
	return new Refusal({
		status: 405,
		body: { detail: `Method "${method}" not allowed.` },
		headers: { allow: [...allowed, 'HEAD', 'OPTIONS'].join(', ') },
	});
}

/** Answers a v4 request whose token is good; `call.resource` is that of `target`. */
export function serve(call: Call, target: Target): Answer {
	const { resource } = call;
	const method = (call.method === 'HEAD' ? 'GET' : call.method) as Method;
	const known =
		target.action !== undefined
			? resource.actions.get(target.action)
			: target.id !== undefined
				? resource.item
				: resource.collection;
	if (!known?.has(method) && target.id !== 'current') throw refuseMethod(method, known ?? []);
	const sees = admit(call.world, resource, call.grant, call.user, !isRead(method, target));
	if (target.id === 'current') return current(call);
	if (sees === 'empty') {
		if (target.id !== undefined) throw notFound();
		return { status: 200, body: envelope([], null, null) };
	}
	if (target.action !== undefined) throw notFound();
	if (target.id === undefined) return method === 'GET' ? list(call) : create(call);
	if (method === 'GET') return detail(call, target.id, flag(call, 'verbose'));
	return method === 'DELETE' ? destroy(call, target.id) : update(call, target.id);
}

/** `GET /api/users/current`: the signed-in user, or a redirect there (wire.md 1.4). */
function current(call: Call): Answer {
	const id = String(call.user.id);
	if (call.world.switches.get('usersCurrent') === 'redirect')
		return { status: 302, headers: { location: `${call.origin}/api/users/${id}` } };
	return detail(call, id, false);
}
