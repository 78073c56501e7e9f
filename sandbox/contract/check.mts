/**
 * The contract as the sandbox uses it: is a request what the vendor's document, corrected by what is
 * known of the server, allows? A violation never changes an answer; it is counted and shown.
 */
import { checkBody } from './body.mts';
import type { Contract } from './contract.mts';
import type { Dialect, Operation, Violation } from './model.mts';
import { checkQuery } from './query.mts';
import { Report, type Request } from './request.mts';
import type { Match } from './route.mts';
import { checkParameter } from './value.mts';

export { loadContract, type Contract } from './contract.mts';
export { deviations, type Deviation } from './deviations.mts';
export { exampleRecord, type ExampleOptions } from './example.mts';
export { checkRecord } from './record.mts';
export type { Query, Request } from './request.mts';
export { resourceOf, resources, type Resource } from './resources.mts';
export type * from './model.mts';
export type { Match } from './route.mts';

/** Paths beside the API whose form is the OAuth standard's. */
const OAUTH: Record<Dialect, RegExp> = {
	v4: /^\/o\/(authorize|token|revoke_token)\/?$/,
	guide: /^(\/guide)?\/oauth\/(authorize|token)\/?$/,
};

/** All operations of a dialect, those the server turned out not to have left out. */
export function operations(contract: Contract, dialect: Dialect = 'v4'): Operation[] {
	return contract.operations[dialect].filter((operation) => !operation.absent);
}

/**
 * The route of a path, its parameters and the methods it knows; undefined for an unknown path.
 * v4 paths carry no trailing slash, those of the guide do.
 */
export function matchPath(
	contract: Contract,
	method: string,
	path: string,
	dialect: Dialect = 'v4',
): Match | undefined {
	return contract.routes[dialect].match(method, path);
}

/**
 * Every way in which a request departs from the contract; none for a request that a careful client sends.
 * @returns rules `path.unknown` `method.notAllowed` `path.type` · `query.` unknown, repeated, required,
 *   oneOf, type, enum, format, zone, range, window, minimum, maximum · `body.` unexpected, contentType,
 *   unknown, readOnly, required, null, oneOf, needs, type, enum, format, zone, length, zero, minimum, maximum
 */
export function checkRequest(contract: Contract, request: Request): Violation[] {
	const { dialect, path } = request;
	// HEAD is GET without the answer, OPTIONS asks for nothing; the server knows both everywhere.
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	if (method === 'OPTIONS' || OAUTH[dialect].test(path)) return [];
	const match = matchPath(contract, method, path, dialect);
	if (!match) {
		const message = 'the contract has no such path';
		return [{ rule: 'path.unknown', where: method, message }];
	}
	const report = new Report(`${method} ${match.route}`);
	const { operation } = match;
	if (!operation) {
		report.add('method.notAllowed', '', `allowed: ${match.allowed.join(', ')}`);
		return report.violations;
	}
	for (const [name, parameter] of operation.pathParameters) {
		const fault = checkParameter(parameter, match.params[name] ?? '');
		if (fault) report.add(`path.${fault.rule}`, name, `${name} ${fault.message}`);
	}
	checkQuery(operation, request, report);
	checkBody(operation, request, report);
	return report.violations;
}
