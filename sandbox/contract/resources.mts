/** What a server needs to know of a resource to answer for it without code of its own. */
import type { Contract } from './contract.mts';
import type { Dialect, Operation, Parameter, Schema, Shape } from './model.mts';

export interface Resource {
	/** First part of the path: `appointments`. */
	name: string;
	dialect: Dialect;
	/** Path of the collection. */
	path: string;
	/** Schema of a record; absent where nothing is documented. */
	schema?: Schema;
	list?: Operation;
	read?: Operation;
	create?: Operation;
	update?: Operation;
	patch?: Operation;
	remove?: Operation;
	/** Operations on a record beside these (`ccda`, `add_exam_room`), and PATCH of a collection. */
	actions: Operation[];
	/** How the collection answers; `record` where it is one object (work schedules, notepad). */
	shape?: Shape;
	/** Name of the list inside that answer. */
	key?: string;
	/** Filters of the list, paging and `verbose` left out. */
	filters: ReadonlyMap<string, Parameter>;
	/** Fields sent only when `verbose=true` is asked for. */
	verboseKeys: readonly string[];
	/** The list can be asked for what changed. */
	since: boolean;
	pageSize?: { max: number; verbose?: number };
	/** A bulk list: POST asks for it, GET by uuid brings it. */
	bulk: boolean;
	/** Families of scopes, any of which opens the resource: `calendar` for calendar:read and :write. */
	scopes: readonly string[];
	permissions: readonly string[];
	/** Practice settings under which colleagues' records are visible. */
	sharing: readonly string[];
}

const PAGING = new Set(['cursor', 'page_size', 'page', 'verbose', 'limit', 'offset', 'next_token']);

const familyOf = (scope: string) => scope.slice(0, scope.lastIndexOf(':'));

const unique = (values: string[]) => [...new Set(values)];

function resourceFrom(contract: Contract, own: Operation[]): Resource {
	const [first] = own as [Operation];
	const collection = (method: string) =>
		own.find((o) => !o.item && !o.action && o.method === method);
	const item = (method: string) => own.find((o) => o.item && !o.action && o.method === method);
	const list = collection('GET');
	const create = collection('POST');
	const read = item('GET');
	const bulk = first.dialect === 'v4' && create?.response?.shape === 'job';
	const schemaName = list?.response?.schema ?? read?.response?.schema ?? create?.response?.schema;
	const filters = [...((bulk ? create : list)?.query ?? [])].filter(([name]) => !PAGING.has(name));
	const standard = [list, create, read, item('PUT'), item('PATCH'), item('DELETE')];
	const schema = schemaName === undefined ? undefined : contract.schemas.get(schemaName);
	const pageSize = (bulk ? create : list)?.pageSize;
	return {
		name: first.resource,
		dialect: first.dialect,
		path: list?.path ?? create?.path ?? `/api/${first.resource}`,
		...(schema ? { schema } : {}),
		...(list ? { list } : {}),
		...(read ? { read } : {}),
		...(create ? { create } : {}),
		...(item('PUT') ? { update: item('PUT')! } : {}),
		...(item('PATCH') ? { patch: item('PATCH')! } : {}),
		...(item('DELETE') ? { remove: item('DELETE')! } : {}),
		actions: own.filter((operation) => !standard.includes(operation)),
		...(list?.response ? { shape: list.response.shape } : {}),
		...(list?.response?.key ? { key: list.response.key } : {}),
		filters: new Map(filters),
		verboseKeys: schema?.verbose ?? [],
		since: filters.some(([name]) => name === 'since' || name === 'updated_after'),
		...(pageSize ? { pageSize } : {}),
		bulk,
		scopes: unique(own.flatMap((operation) => operation.scopes.map(familyOf))),
		permissions: unique(own.flatMap((operation) => operation.permissions)),
		sharing: unique(own.flatMap((operation) => operation.sharing)),
	};
}

const cache = new WeakMap<Contract, Record<Dialect, Map<string, Resource>>>();

function resourcesOf(contract: Contract, dialect: Dialect): Map<string, Resource> {
	const known = cache.get(contract);
	if (known) return known[dialect];
	const build = (of: Dialect) => {
		const groups = new Map<string, Operation[]>();
		for (const operation of contract.operations[of]) {
			if (operation.absent) continue;
			const group = groups.get(operation.resource) ?? [];
			group.push(operation);
			groups.set(operation.resource, group);
		}
		return new Map([...groups].map(([name, own]) => [name, resourceFrom(contract, own)] as const));
	};
	const built = { v4: build('v4'), guide: build('guide') };
	cache.set(contract, built);
	return built[dialect];
}

/** Every resource of a dialect, in the order of the contract. */
export function resources(contract: Contract, dialect: Dialect = 'v4'): Resource[] {
	return [...resourcesOf(contract, dialect).values()];
}

/** @param name first part of the path, e.g. `appointments` */
export function resourceOf(
	contract: Contract,
	name: string,
	dialect: Dialect = 'v4',
): Resource | undefined {
	return resourcesOf(contract, dialect).get(name);
}
