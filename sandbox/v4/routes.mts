import { Refusal, type Answer } from '../answer.mts';
import { bulkFetch, bulkStart } from './bulk.mts';
import { flag, notFound, type Call } from './call.mts';
import { envelope } from './encode.mts';
import { ENDPOINTS } from './endpoints.mts';
import { admit } from './gate.mts';
import { list } from './list.mts';
import type { Target } from './resources.mts';
import { create, destroy, detail, update } from './write.mts';

/** Whether a v4 request only reads: the POST of a bulk list does (wire.md 4). */
export function isRead(method: string, target: Target): boolean {
	return method === 'GET' || method === 'HEAD' || target.resource?.contract.bulk === true;
}

function refuseMethod(method: string, allowed: readonly string[]): Refusal {
	return new Refusal({
		status: 405,
		body: { detail: `Method "${method}" not allowed.` },
		headers: { allow: [...allowed, 'HEAD', 'OPTIONS'].join(', ') },
	});
}

/** Answers a v4 request whose token is good; `call.resource` is that of `target`. */
export function serve(call: Call, target: Target): Answer {
	const { match, id } = target;
	if (!match) throw notFound();
	if (!match.operation) throw refuseMethod(call.method, match.allowed);
	const { operation } = match;
	if (admit(call, operation, !isRead(call.method, target)) === 'empty') {
		if (id !== undefined) throw notFound();
		return { status: 200, body: envelope([], null, null) };
	}
	const special = ENDPOINTS[`${operation.method} ${operation.path}`];
	if (special) return special(call, id ?? '');
	if (call.resource.contract.bulk)
		return operation.method === 'POST' ? bulkStart(call) : bulkFetch(call);
	if (id === undefined) return operation.method === 'GET' ? list(call) : create(call);
	if (operation.method === 'GET') return detail(call, id, flag(call, 'verbose'));
	return operation.method === 'DELETE' ? destroy(call, id) : update(call, id);
}
