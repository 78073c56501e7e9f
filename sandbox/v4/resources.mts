import {
	exampleRecord,
	loadContract,
	resources as contractResources,
	type Field,
	type Match,
	type Resource as ContractResource,
} from '../contract/check.mts';
import { SPECIALS, type Special } from './specials.mts';

/** One v4 resource: what the contract says of it, with how this server treats it. */
export interface Resource extends Special {
	readonly name: string;
	readonly contract: ContractResource;
	readonly fields: ReadonlyMap<string, Field>;
	readonly required: readonly string[];
	readonly verbose: readonly string[];
	/** Names of the query parameters of the list. */
	readonly filters: ReadonlySet<string>;
	readonly scopes: readonly string[];
	readonly permissions: readonly string[];
}

export const CONTRACT = loadContract();

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

function build(contract: ContractResource): Resource {
	const special: Special = SPECIALS[contract.name] ?? {};
	return {
		...special,
		name: contract.name,
		contract,
		fields: contract.schema?.fields ?? NO_FIELDS,
		required: contract.create?.body?.required ?? contract.update?.body?.required ?? [],
		verbose: contract.verboseKeys,
		filters: new Set(contract.filters.keys()),
		scopes: contract.scopes,
		permissions: contract.permissions,
	};
}

/** Every v4 resource by name. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map(
	contractResources(CONTRACT, 'v4').map((contract) => [contract.name, build(contract)]),
);

/** A resource that is known to exist. */
export function resourceNamed(name: string): Resource {
	const resource = RESOURCES.get(name);
	if (!resource) throw new Error(`the contract has no resource ${name}`);
	return resource;
}

/** Where a v4 request goes: its route and resource; neither when the API has no such path. */
export interface Target {
	readonly route: string;
	readonly match: Match | undefined;
	readonly resource: Resource | undefined;
	readonly id: string | undefined;
}

export function resolve(method: string, path: string): Target {
	const match = CONTRACT.routes.v4.match(method === 'HEAD' ? 'GET' : method, path);
	return {
		route: `${method} ${match?.route ?? '/api/*'}`,
		match,
		resource: match ? RESOURCES.get(match.route.split('/')[2] ?? '') : undefined,
		id: match ? Object.values(match.params)[0] : undefined,
	};
}

/** A made-up full record of a rarely used resource, with references to records that exist. */
export function example(
	resource: Resource,
	id: number,
	values: Record<string, unknown>,
	now: string,
): Record<string, unknown> | undefined {
	const name = resource.contract.schema?.name;
	return name ? exampleRecord(CONTRACT, name, id, { values, now }) : undefined;
}
