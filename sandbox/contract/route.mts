/** From the path of a request to the route that serves it, by a tree of path segments. */
import type { Dialect, Method, Operation } from './model.mts';

interface Node {
	fixed: Map<string, Node>;
	variable?: { name: string; node: Node };
	route?: Route;
}

/** What the server has under one path template. */
export interface Route {
	template: string;
	operations: Map<Method, Operation>;
	allowed: Method[];
}

/** A path, resolved: its template, the values of the template's parts, and what can be done there. */
export interface Match {
	route: string;
	params: Record<string, string>;
	/** The operation asked for; absent when the path does not know the method. */
	operation?: Operation;
	allowed: readonly Method[];
}

/** Paths that differ only in what they put in for `{…}` share a route; fixed segments win. */
export class Routes {
	readonly #root: Node = { fixed: new Map() };
	readonly #dialect: Dialect;

	constructor(dialect: Dialect, operations: readonly Operation[]) {
		this.#dialect = dialect;
		for (const operation of operations) this.#add(operation);
	}

	#add(operation: Operation): void {
		let node = this.#root;
		for (const segment of segments(operation.path)) {
			if (segment.startsWith('{')) {
				node.variable ??= { name: segment.slice(1, -1), node: { fixed: new Map() } };
				node = node.variable.node;
			} else {
				const next: Node = node.fixed.get(segment) ?? { fixed: new Map() };
				node.fixed.set(segment, next);
				node = next;
			}
		}
		if (operation.absent) return;
		node.route ??= { template: operation.path, operations: new Map(), allowed: [] };
		node.route.operations.set(operation.method, operation);
		node.route.allowed.push(operation.method);
	}

	/** @param path without query; in the guide dialect with or without the `/guide` in front. */
	match(method: string, path: string): Match | undefined {
		const local =
			this.#dialect === 'guide' && path.startsWith('/guide/') ? path.slice('/guide'.length) : path;
		const params: Record<string, string> = {};
		let node: Node | undefined = this.#root;
		for (const segment of segments(local)) {
			const next: Node | undefined = node.fixed.get(segment);
			if (next) node = next;
			else if (node.variable && segment !== '') {
				params[node.variable.name] = decode(segment);
				node = node.variable.node;
			} else return undefined;
		}
		if (!node.route) return undefined;
		const { template, operations, allowed } = node.route;
		const operation = operations.get(method as Method);
		return { route: template, params, allowed, ...(operation ? { operation } : {}) };
	}
}

/** The trailing slash counts: the two dialects differ in it. */
const segments = (path: string) => path.slice(1).split('/');

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
