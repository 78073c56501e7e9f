/**
 * Runs the contract in a process of its own, for tests that jest loads as CommonJS: one JSON call per
 * line on stdin, one JSON answer per line on stdout.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
	checkRecord,
	checkRequest,
	deviations,
	exampleRecord,
	loadContract,
	matchPath,
	operations,
	resourceOf,
	resources,
	type Dialect,
	type ExampleOptions,
	type Request,
} from '../../sandbox/contract/check.mts';
import { contractOf } from '../../sandbox/contract/generate.mts';
import { categories } from '../../sandbox/contract/guide.mts';
import { format } from '../../sandbox/contract/layout.mts';

const contract = loadContract();

/** A deviation that changes nothing when its turn comes is stale. */
function idleDeviations(): string[] {
	const data = structuredClone(contract.documented);
	return deviations.flatMap(({ where, apply }) => {
		if (!apply) return [];
		const before = JSON.stringify(data);
		apply(data);
		return JSON.stringify(data) === before ? [where] : [];
	});
}

function resourceFacts(name: string, dialect?: Dialect) {
	const resource = resourceOf(contract, name, dialect);
	if (!resource) return undefined;
	const { schema, filters, actions, list, read, create, update, patch, remove, ...rest } = resource;
	const methods = { list, read, create, update, patch, remove };
	return {
		...rest,
		schema: schema?.name,
		filters: [...filters.keys()],
		actions: actions.map((action) => `${action.method} ${action.path}`),
		methods: Object.entries(methods).flatMap(([method, found]) => (found ? [method] : [])),
	};
}

const calls = {
	checkRequest: (request: Request) => checkRequest(contract, request),
	checkRequests: (requests: Request[]) => requests.map((one) => checkRequest(contract, one)),
	checkRecord: (schema: string, record: Record<string, unknown>) =>
		checkRecord(contract, schema, record),
	exampleRecord: (schema: string, id: number, options?: ExampleOptions) =>
		exampleRecord(contract, schema, id, options),
	matchPath: (method: string, path: string, dialect?: Dialect) => {
		const match = matchPath(contract, method, path, dialect);
		return match && { ...match, operation: match.operation?.id };
	},
	operations: (dialect?: Dialect) =>
		operations(contract, dialect).map(({ id, method, path, scopes, success, response }) => ({
			id,
			method,
			path,
			scopes,
			success,
			response,
		})),
	schemas: () => [...contract.schemas.keys()],
	resource: resourceFacts,
	resources: (dialect?: Dialect) => resources(contract, dialect).map(({ name }) => name),
	deviations: () =>
		deviations.map(({ apply, ...row }) => ({ ...row, applied: apply !== undefined })),
	idleDeviations,
	categories: () => categories,
	regenerate: (file: string) => format(contractOf(readFileSync(file, 'utf8'))),
	reduce: (text: string) => contractOf(text),
};

for await (const line of createInterface({ input: process.stdin })) {
	const [name, ...values] = JSON.parse(line) as [keyof typeof calls, ...unknown[]];
	try {
		const call = calls[name] as (...values: unknown[]) => unknown;
		process.stdout.write(`${JSON.stringify({ value: call(...values) })}\n`);
	} catch (error) {
		process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
	}
}
