import { readFileSync } from 'node:fs';
import type { ContractData, FieldData, Method } from '../contract/model.mts';
import { SPECIALS, type Special } from './specials.mts';

/** One v4 resource: what the contract says of it, with what the wire is known to do differently. */
export interface Resource extends Special {
	readonly name: string;
	readonly collection: ReadonlySet<Method>;
	readonly item: ReadonlySet<Method>;
	/** Methods by name of what follows the id, as `ccda` in `/api/patients/{id}/ccda`. */
	readonly actions: ReadonlyMap<string, ReadonlySet<Method>>;
	readonly schema: string | undefined;
	readonly fields: Readonly<Record<string, FieldData>>;
	readonly required: readonly string[];
	readonly verbose: readonly string[];
	/** Names of the query parameters of the list. */
	readonly filters: readonly string[];
	readonly requiredFilters: readonly string[];
	readonly scopes: readonly string[];
	readonly permissions: readonly string[];
}

const contract = JSON.parse(
	readFileSync(new URL('../contract/v4.json', import.meta.url), 'utf8'),
) as ContractData;

/** Values of an enum that fields share by name. */
export function enumValues(field: FieldData): ReadonlyArray<string | number> | undefined {
	return typeof field.enum === 'string' ? contract.enums[field.enum] : field.enum;
}

const unique = (values: Iterable<string>) => [...new Set(values)];
const baseOf = (scope: string) => scope.replace(/:(read|write)$/, '');

/** `/api/users/{id}` and the like in pieces. */
function pieces(path: string): { name: string; item: boolean; action: string | undefined } {
	const [, , name = '', id, action] = path.split('/');
	return { name, item: id !== undefined, action };
}

function build(name: string): Resource {
	const operations = contract.operations.filter(({ path }) => pieces(path).name === name);
	const special: Special = SPECIALS[name] ?? {};
	const methods = (item: boolean, action?: string) =>
		new Set(
			operations
				.filter(({ path }) => pieces(path).item === item && pieces(path).action === action)
				.map(({ method }) => method),
		);
	const list = operations.find(
		({ method, path }) => method === 'GET' && !pieces(path).item && !pieces(path).action,
	);
	const schemaName =
		special.schema ??
		operations
			.flatMap(({ responses }) => Object.values(responses ?? {}))
			.find(({ schema }) => schema)?.schema;
	const schema = schemaName ? contract.schemas[schemaName] : undefined;
	const actionNames = unique(operations.flatMap(({ path }) => pieces(path).action ?? []));
	const query = (list?.parameters ?? []).filter((parameter) => parameter.in === 'query');
	return {
		...special,
		name,
		collection: methods(false),
		item: methods(true),
		actions: new Map(actionNames.map((action) => [action, methods(true, action)])),
		schema: schemaName,
		fields: { ...schema?.fields, ...special.extraFields },
		required: special.required ?? schema?.required ?? [],
		verbose: special.verbose ?? schema?.verbose ?? [],
		filters: query.map((parameter) => parameter.name),
		requiredFilters: query.filter((p) => p.required).map((p) => p.name),
		scopes: special.scopes ?? unique(operations.flatMap(({ scopes }) => scopes ?? []).map(baseOf)),
		permissions: unique(operations.flatMap(({ permissions }) => permissions ?? [])),
	};
}

/** Every v4 resource by name. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map(
	unique([
		...contract.operations.map(({ path }) => pieces(path).name),
		...Object.keys(SPECIALS),
	]).map((name) => [name, build(name)]),
);

/** The path template a v4 path falls under, with what it names; `*` for what the API lacks. */
export function resolve(path: string): {
	template: string;
	resource?: Resource;
	id?: string;
	action?: string;
} {
	const [, , name = '', id, action, more] = path.split('/');
	const resource = RESOURCES.get(name);
	if (!resource || id === '' || action === '' || more !== undefined)
		return { template: resource ? `/api/${name}/*` : '/api/*' };
	if (id === undefined) return { template: `/api/${name}`, resource };
	if (name === 'users' && id === 'current') return { template: '/api/users/current', resource, id };
	if (action === undefined) return { template: `/api/${name}/{id}`, resource, id };
	if (!resource.actions.has(action)) return { template: `/api/${name}/{id}/*` };
	return { template: `/api/${name}/{id}/${action}`, resource, id, action };
}
