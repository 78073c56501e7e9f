import type {
	CatalogData,
	RawField,
	RawOperation,
	RawRecord,
} from '../../drchrono/catalog/model.ts';
import type { Source, SourceOperation, SourceParameter, SourceSchema } from './source.mts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Parameters of every list that the client sets itself. */
const OF_PAGING = new Set(['cursor', 'page', 'page_size', 'order_by', 'verbose', 'uuid']);

/** Lists of values with more entries stand once, under a name of their own. */
const SHORT_LIST = 6;

/** Types by the document's words for them; text is not noted. */
const TYPES: Readonly<Record<string, RawField['type']>> = {
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	bool: 'boolean',
	object: 'object',
	array: 'list',
	file: 'file',
};

/**
 * Reduces the vendor's document to the facts that the package needs. Nothing that the vendor worded
 * is taken along. The same document gives the same data.
 */
export function reduce(source: Source): CatalogData {
	const lists = new Lists();
	const records = mapValues(source.components.schemas, (schema, name) =>
		recordOf(schema, name, lists),
	);
	const operations: Record<string, RawOperation> = {};
	for (const [path, item] of sorted(source.paths)) {
		for (const method of METHODS) {
			const operation = item[method];
			if (!operation) continue;
			const key = `${method.toUpperCase()} ${path}`;
			operations[key] = operationOf(source, path, method, operation, lists);
		}
	}
	return {
		source: {
			title: source.info.title,
			version: source.info.version,
			paths: Object.keys(source.paths).length,
			operations: Object.keys(operations).length,
		},
		lists: lists.byName,
		records,
		operations,
	};
}

/** Values that several fields share, each list once. */
class Lists {
	readonly byName: Record<string, string[]> = {};

	private readonly names = new Map<string, string>();

	/** The values themselves if they are few, else the name under which they stand. */
	add(values: string[], wanted: string): string[] | string {
		if (values.length <= SHORT_LIST) return values;
		const key = values.join('\n');
		const known = this.names.get(key);
		if (known !== undefined) return known;
		let name = wanted;
		for (let count = 2; name in this.byName; count++) name = `${wanted}${count}`;
		this.names.set(key, name);
		this.byName[name] = values;
		return name;
	}
}

function recordOf(schema: SourceSchema, name: string, lists: Lists): RawRecord {
	const { required = [], 'x-verbose-required': verbose = [] } = schema;
	return {
		...(required.length > 0 && { required }),
		...(verbose.length > 0 && { verbose: [...verbose].sort() }),
		fields: fieldsOf(schema, name, lists),
	};
}

function fieldsOf(schema: SourceSchema, owner: string, lists: Lists): Record<string, RawField> {
	return mapValues(schema.properties ?? {}, (field, name) =>
		fieldOf(field, `${owner}.${name}`, lists),
	);
}

function fieldOf(schema: SourceSchema, path: string, lists: Lists): RawField {
	if (schema.$ref) return { type: 'object', record: nameIn(schema.$ref) };
	const { items, properties, format } = schema;
	const values = (schema.enum ?? []).filter((value): value is string => typeof value === 'string');
	const type = typeOf(schema);
	return {
		...(type && { type }),
		...(format === 'date' && { format: 'date' as const }),
		...(format === 'date-time' && { format: 'datetime' as const }),
		...(values.length > 0 && { values: lists.add(values, path) }),
		...(schema.readOnly === 'true' && { readOnly: true as const }),
		...(properties && { fields: fieldsOf(schema, path, lists) }),
		...(items && { items: fieldOf(items, path, lists) }),
	};
}

function typeOf({ type, format, properties, enum: values }: SourceSchema): RawField['type'] {
	if (format === 'binary') return 'file';
	if (type !== undefined) return TYPES[type];
	if (properties) return 'object';
	return values ? undefined : 'any';
}

function operationOf(
	source: Source,
	path: string,
	method: string,
	operation: SourceOperation,
	lists: Lists,
): RawOperation {
	const answer = answerOf(operation);
	const query = queryOf(source, path, method, operation, lists);
	const body = METHODS_WITH_BODY.has(method) ? bodyOf(source, path, operation, lists) : undefined;
	const scopes = scopesOf(operation);
	const permissions = listOf(operation['x-permissions']);
	return {
		...answer,
		...(Object.keys(query).length > 0 && { query }),
		...(hasParameter(operation, 'verbose') && { verbose: true as const }),
		...(answer.answers === 'list' &&
			!hasParameter(operation, 'page_size') && { fixedPages: true as const }),
		...(body !== undefined && { body }),
		...(isForm(operation) && { form: true as const }),
		...(scopes.length > 0 && { scopes }),
		...(permissions.length > 0 && { permissions: [...permissions].sort() }),
	};
}

function isForm({ requestBody }: SourceOperation): boolean {
	return requestBody?.content?.['multipart/form-data'] !== undefined;
}

const METHODS_WITH_BODY = new Set(['post', 'put', 'patch']);

function answerOf(operation: SourceOperation): Pick<RawOperation, 'answers' | 'record'> {
	const content = operation.responses?.['200']?.content ?? operation.responses?.['201']?.content;
	if (!content) return {};
	if (content['application/xml']) return { answers: 'xml' };
	const schema = content['application/json']?.schema;
	if (!schema) return {};
	if (schema.$ref) return { answers: 'record', record: nameIn(schema.$ref) };
	const rows = schema.properties?.data ?? schema.properties?.results;
	if (schema.properties?.uuid && !rows) return { answers: 'job' };
	const answers = schema.properties?.uuid ? 'job' : 'list';
	return { answers, ...(rows?.items?.$ref && { record: nameIn(rows.items.$ref) }) };
}

/**
 * The parameters that mean something. The document repeats the filters of a list on its item and its
 * writes, where they have no effect; required ones and those that the list has not are kept.
 */
function queryOf(
	source: Source,
	path: string,
	method: string,
	operation: SourceOperation,
	lists: Lists,
): Record<string, RawField> {
	const isList = method === 'get' && !path.includes('{id}');
	const isJob = path.endsWith('_list');
	const filters = isList || isJob ? new Set<string>() : filtersOf(source, path);
	const kept = listOf(operation.parameters).filter(
		({ name, in: place, required }) =>
			place === 'query' &&
			!OF_PAGING.has(name) &&
			(required === 'true' || !filters.has(name)) &&
			!(path.includes('{id}') && required !== 'true'),
	);
	return Object.fromEntries(
		kept
			.sort((one, other) => (one.name < other.name ? -1 : 1))
			.map((parameter) => [parameter.name, parameterOf(parameter, path, lists)]),
	);
}

function hasParameter({ parameters }: SourceOperation, wanted: string): boolean {
	return listOf(parameters).some(({ name }) => name === wanted);
}

function filtersOf(source: Source, path: string): Set<string> {
	const collection = path.split('/').slice(0, 3).join('/');
	const parameters = listOf(source.paths[collection]?.get?.parameters);
	return new Set(parameters.map(({ name }) => name));
}

function parameterOf(parameter: SourceParameter, path: string, lists: Lists): RawField {
	const field = fieldOf(parameter.schema, `${path}?${parameter.name}`, lists);
	return { ...field, ...(parameter.required === 'true' && { required: true as const }) };
}

/**
 * The body of a write. Most of the document's writes name none: they take the record that the
 * resource's list or the operation itself answers with.
 */
function bodyOf(
	source: Source,
	path: string,
	operation: SourceOperation,
	lists: Lists,
): RawOperation['body'] {
	const [content] = Object.values(operation.requestBody?.content ?? {});
	if (content?.schema?.$ref) return nameIn(content.schema.$ref);
	if (content?.schema?.properties) {
		const required = new Set(content.schema.required ?? []);
		return mapValues(fieldsOf(content.schema, path, lists), (field, name) => ({
			...field,
			...(required.has(name) && { required: true as const }),
		}));
	}
	if (path.endsWith('_list')) return undefined;
	const [, , resource] = path.split('/');
	const list = source.paths[`/api/${resource}`]?.get;
	return (list && answerOf(list).record) ?? answerOf(operation).record;
}

/** Bases of the scopes: `clinical:read` and `clinical:write` are `clinical`. */
function scopesOf({ security }: SourceOperation): string[] {
	const scopes = listOf(security).flatMap((way) => Object.values(way).flat());
	return [...new Set(scopes.map((scope) => scope.replace(/:(read|write)$/, '')))].sort();
}

/** A list; an empty one is text where the document gives the key without a value. */
function listOf<T>(value: T[] | string | undefined): T[] {
	return Array.isArray(value) ? value : [];
}

function nameIn(reference: string): string {
	return reference.slice(reference.lastIndexOf('/') + 1);
}

function sorted<T>(record: Record<string, T>): Array<[string, T]> {
	return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

function mapValues<T, U>(
	record: Record<string, T>,
	change: (value: T, key: string) => U,
): Record<string, U> {
	return Object.fromEntries(sorted(record).map(([key, value]) => [key, change(value, key)]));
}
