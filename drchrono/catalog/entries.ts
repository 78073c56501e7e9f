import type { HttpMethod } from '../client/request';
import { catalogData } from './data';
import { ADDITIONS, deviationsOf, type Deviation } from './deviations';
import type { RawField, RawOperation } from './model';

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE) (\/api\/([a-z0-9_]+)(\/.*)?)$/;

/** Names of operations by method, on a collection and on an item. */
const ON_COLLECTION: Readonly<Record<string, string>> = {
	GET: 'list',
	POST: 'create',
	PATCH: 'update',
};
const ON_ITEM: Readonly<Record<string, string>> = {
	GET: 'get',
	PUT: 'replace',
	PATCH: 'update',
	DELETE: 'delete',
};
const VERBS: Readonly<Record<string, string>> = { GET: 'get', POST: 'create', DELETE: 'delete' };

/** An operation of the data, merged with what is known beyond it. */
export interface Entry {
	key: string;
	method: HttpMethod;
	route: string;
	/** First part of the path below `/api`. */
	resource: string;
	/** The rest of it: empty, `/{id}`, `/{id}/ccda`. */
	rest: string;
	raw: RawOperation;
	deviations: readonly Deviation[];
}

let byResource: Map<string, Entry[]> | undefined;

/** Entries whose path begins with a name; all of the data is gone through once. */
export function entriesOf(resource: string): readonly Entry[] {
	if (!byResource) {
		byResource = new Map();
		for (const [key, raw] of Object.entries({ ...catalogData().operations, ...ADDITIONS })) {
			const entry = entryOf(key, raw);
			if (entry.deviations.some(({ drop }) => drop)) continue;
			byResource.set(entry.resource, [...(byResource.get(entry.resource) ?? []), entry]);
		}
	}
	return byResource.get(resource) ?? [];
}

/** What a person asks an entry for among the others of its resource. */
export function nameOf({ method, rest, raw }: Entry, siblings: readonly Entry[]): string {
	if (rest === '') {
		// A single record without an id of its own, such as the text of a note's section.
		const hasItems = siblings.some((sibling) => sibling.rest === '/{id}');
		if (method === 'GET' && raw.answers === 'record' && !hasItems) return 'get';
		return ON_COLLECTION[method] ?? method.toLowerCase();
	}
	if (rest === '/{id}') return ON_ITEM[method] ?? method.toLowerCase();
	const last = camelCase(rest.slice(rest.lastIndexOf('/') + 1));
	const alone = siblings.filter((sibling) => sibling.rest === rest).length === 1;
	return alone ? last : `${VERBS[method]}${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}

function camelCase(snake: string): string {
	return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function entryOf(key: string, raw: RawOperation): Entry {
	const [, method, route, resource, rest = ''] = ROUTE.exec(key) ?? [];
	const deviations = deviationsOf(key);
	return {
		key,
		method: method as HttpMethod,
		route: route ?? '',
		resource: resource ?? '',
		rest,
		raw: deviations.reduce(withDeviation, raw),
		deviations,
	};
}

/** The operation as the server has it: parameters and what it answers; the body needs the record. */
function withDeviation(raw: RawOperation, deviation: Deviation): RawOperation {
	const { answers = raw.answers, record = raw.record, scopes = raw.scopes } = deviation;
	return { ...raw, answers, record, scopes, query: merged(raw.query, deviation.query) };
}

function merged(
	fields: Readonly<Record<string, RawField>> = {},
	changes: Readonly<Record<string, RawField>> = {},
): Readonly<Record<string, RawField>> {
	const changed = Object.entries(changes).map(
		([name, change]) => [name, { ...fields[name], ...change }] as const,
	);
	return { ...fields, ...Object.fromEntries(changed) };
}
