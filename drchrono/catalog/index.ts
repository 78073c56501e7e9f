/**
 * Every resource and operation of DrChrono's v4 API as data: what it takes, what it answers, what
 * opens it. Facts alone; nodes and dialects make requests of them.
 */
import type { Operation, OperationName, Resource } from './model';
import { RESOURCE_FACTS } from './names';
import { buildResource } from './resources';

export type { Outline } from './resources';
export { operationNames, outlineOf } from './resources';
export { RESOURCE_FACTS as resourceFacts } from './names';

export type { ListWish } from './list';
export { listPlanOf } from './list';
export type {
	BulkList,
	Choice,
	Field,
	FieldType,
	Operation,
	OperationName,
	Owner,
	Resource,
} from './model';
export { confinementOf, type Confinement } from './confinement';
export type { BodyExtras, Values } from './request';
export { bodyOf, fieldsOf, needsZone, queryOf, requestOf } from './request';

const built = new Map<string, Resource | undefined>();

/** All resources, in the alphabetical order of their labels. */
export function resources(): readonly Resource[] {
	return Object.keys(RESOURCE_FACTS)
		.map((name) => resourceOf(name) as Resource)
		.sort((one, other) => (one.singular < other.singular ? -1 : 1));
}

/** A resource by its name in the API, e.g. `allergies`; put together on first use. */
export function resourceOf(name: string): Resource | undefined {
	if (!built.has(name)) built.set(name, buildResource(name));
	return built.get(name);
}

/** An operation of a resource; `undefined` where the API has no such one. */
export function operationOf(resource: string, name: OperationName): Operation | undefined {
	return resourceOf(resource)?.operations.find((operation) => operation.name === name);
}

/**
 * The operation of a route template, e.g. `GET /api/allergies/{id}`; both requests of a bulk list are
 * the plain list's.
 */
export function operationAt(method: string, route: string): Operation | undefined {
	const [, , path = ''] = route.split('/');
	const isBulk = resourceOf(path) === undefined && path.endsWith('_list');
	if (isBulk) {
		const list = operationOf(path.replace(/_list$/, ''), 'list');
		const sides = [list?.bulk?.prepare, list?.bulk?.look];
		return sides.some((side) => side?.method === method && side.route === route) ? list : undefined;
	}
	return resourceOf(path)?.operations.find(
		({ endpoint }) => endpoint.method === method && endpoint.route === route,
	);
}
