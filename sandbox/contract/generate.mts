/**
 * `npm run contract -- <openapi.yml>`: reduces the vendor's OpenAPI document to the facts that a request
 * can be checked against and writes them to `v4.json` beside this file. Nothing the vendor worded
 * (descriptions, summaries, titles, examples) is taken along. The same input gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { format } from './layout.mts';
import type {
	ContractData,
	FieldData,
	FieldType,
	Format,
	Method,
	OperationData,
	ParameterData,
	RequestData,
	ResponseData,
	SchemaData,
} from './model.mts';

interface SourceSchema {
	$ref?: string;
	type?: string;
	format?: string;
	readOnly?: boolean;
	nullable?: boolean;
	enum?: unknown[];
	required?: string[];
	minimum?: string;
	maximum?: string;
	properties?: Record<string, SourceSchema>;
	items?: SourceSchema;
	'x-verbose-required'?: string[];
}

interface SourceContent {
	content?: Record<string, { schema?: SourceSchema }>;
	required?: boolean;
}

interface SourceOperation {
	operationId: string;
	tags?: string[];
	security?: Array<Record<string, string[]>>;
	parameters?: Array<{
		name: string;
		in: 'query' | 'path';
		required?: boolean;
		schema: SourceSchema;
	}>;
	requestBody?: SourceContent;
	responses?: Record<string, SourceContent>;
	'x-permissions'?: string[];
	'x-practice-access'?: string;
}

interface Source {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, Record<string, SourceOperation>>;
	components: {
		schemas: Record<string, SourceSchema>;
		securitySchemes: Record<string, { flows: Record<string, { scopes: Record<string, string> }> }>;
	};
}

/** The methods in the order in which they are written. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The document says `bool` once where it means `boolean`. */
const TYPES: Record<string, FieldType> = { bool: 'boolean' };

/** Value lists longer than this stand once, under a name of their own. */
const LONG_LIST = 12;

const FORMATS: Record<string, Format> = { 'date-time': 'datetime', date: 'date' };

class SharedLists {
	readonly lists: Record<string, string[]> = {};
	readonly #names = new Map<string, string>();

	/** The list itself when short, else the name under which it is shared; named after its first user. */
	share(name: string, values: string[]): string | string[] {
		if (values.length <= LONG_LIST) return values;
		const key = JSON.stringify(values);
		const known = this.#names.get(key);
		if (known !== undefined) return known;
		let free = name;
		for (let n = 2; free in this.lists; n++) free = `${name}${n}`;
		this.#names.set(key, free);
		this.lists[free] = values;
		return free;
	}
}

function typeOf(schema: SourceSchema): FieldType {
	if (schema.type) return TYPES[schema.type] ?? (schema.type as FieldType);
	return schema.properties ? 'object' : schema.enum ? 'string' : 'any';
}

/** One list in the document holds a list as its value; only plain values can be compared. */
const plain = (values: unknown[]) =>
	values.filter((value): value is string => typeof value === 'string');

const refName = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

function fieldOf(name: string, schema: SourceSchema, lists: SharedLists): FieldData {
	if (schema.$ref) return { type: 'object', ref: refName(schema.$ref) };
	const field: FieldData = { type: typeOf(schema) };
	const values = plain(schema.enum ?? []);
	if (values.length > 0) field.enum = lists.share(name, values);
	if (schema.readOnly) field.readOnly = true;
	if (schema.nullable) field.nullable = true;
	if (schema.format === 'binary') field.type = 'file';
	else if (schema.format && FORMATS[schema.format]) field.format = FORMATS[schema.format];
	if (schema.required && schema.required.length > 0) field.required = schema.required;
	if (schema.properties) field.fields = fieldsOf(name, schema.properties, lists);
	if (schema.items) field.items = fieldOf(name, schema.items, lists);
	return field;
}

function fieldsOf(
	owner: string,
	properties: Record<string, SourceSchema>,
	lists: SharedLists,
): Record<string, FieldData> {
	return Object.fromEntries(
		Object.keys(properties)
			.sort()
			.map((name) => [name, fieldOf(`${owner}.${name}`, properties[name]!, lists)]),
	);
}

function schemaOf(name: string, schema: SourceSchema, lists: SharedLists): SchemaData {
	const verbose = schema['x-verbose-required'] ?? [];
	return {
		...(schema.required?.length ? { required: schema.required } : {}),
		...(verbose.length ? { verbose: [...verbose].sort() } : {}),
		fields: fieldsOf(name, schema.properties ?? {}, lists),
	};
}

function parameterOf(
	parameter: NonNullable<SourceOperation['parameters']>[number],
	lists: SharedLists,
): ParameterData {
	const { schema } = parameter;
	const values = plain(schema.enum ?? []);
	return {
		name: parameter.name,
		in: parameter.in,
		type: typeOf(schema),
		...(parameter.required ? { required: true } : {}),
		...(values.length ? { enum: lists.share(parameter.name, values) } : {}),
		...(schema.minimum === undefined ? {} : { minimum: Number(schema.minimum) }),
		...(schema.maximum === undefined ? {} : { maximum: Number(schema.maximum) }),
	};
}

function responseOf(contentType: string, schema: SourceSchema): ResponseData {
	if (contentType !== 'application/json') return { contentType, shape: 'file' };
	if (schema.$ref) return { contentType, shape: 'record', schema: refName(schema.$ref) };
	const properties = schema.properties ?? {};
	const [key, list] = Object.entries(properties).find(([, value]) => value.items) ?? [];
	if (list?.items?.$ref) {
		return {
			contentType,
			shape: properties['uuid'] ? 'bulk' : 'cursor',
			key: key!,
			schema: refName(list.items.$ref),
			...(properties['pagination'] ? { pagination: true } : {}),
		};
	}
	return { contentType, shape: properties['uuid'] ? 'job' : 'record' };
}

function requestOf(name: string, body: SourceContent, lists: SharedLists): RequestData {
	const contents = Object.entries(body.content ?? {});
	const schema = contents[0]?.[1].schema;
	return {
		contentTypes: contents.map(([contentType]) => contentType),
		...(body.required ? { required: true } : {}),
		...(schema?.$ref
			? { schema: refName(schema.$ref) }
			: schema
				? { body: schemaOf(name, schema, lists) }
				: {}),
	};
}

/** Practice settings are named in quotes inside a sentence; only the names are facts. */
const sharingOf = (sentence: string) =>
	[...sentence.matchAll(/"(\w+)"/g)].map((match) => match[1]!);

function operationOf(
	method: (typeof METHODS)[number],
	route: string,
	source: SourceOperation,
	lists: SharedLists,
): OperationData {
	const responses: Record<string, ResponseData> = {};
	for (const [status, { content }] of Object.entries(source.responses ?? {})) {
		for (const [contentType, { schema }] of Object.entries(content ?? {})) {
			if (schema && Number(status) < 300) responses[status] = responseOf(contentType, schema);
		}
	}
	const scopes = Object.values(source.security?.[0] ?? {})[0] ?? [];
	const sharing = sharingOf(source['x-practice-access'] ?? '');
	return {
		method: method.toUpperCase() as Method,
		path: route,
		id: source.operationId,
		...(source.tags?.[0] ? { tag: source.tags[0] } : {}),
		...(scopes.length ? { scopes } : {}),
		...(source['x-permissions']?.length ? { permissions: source['x-permissions'] } : {}),
		...(sharing.length ? { sharing } : {}),
		...(source.parameters?.length
			? { parameters: source.parameters.map((parameter) => parameterOf(parameter, lists)) }
			: {}),
		...(source.requestBody
			? { request: requestOf(source.operationId, source.requestBody, lists) }
			: {}),
		statuses: Object.keys(source.responses ?? {})
			.map(Number)
			.sort((a, b) => a - b),
		...(Object.keys(responses).length ? { responses } : {}),
	};
}

/**
 * The contract in the vendor's document.
 * @param text the document, YAML or JSON
 */
export function contractOf(text: string): ContractData {
	// Numbers stay as they are written: codes like 08 stand bare among the values of text fields.
	const source = parse(text, { schema: 'failsafe', customTags: ['null', 'bool'] }) as Source;
	const lists = new SharedLists();
	const schemas = Object.fromEntries(
		Object.keys(source.components.schemas)
			.sort()
			.map((name) => [name, schemaOf(name, source.components.schemas[name]!, lists)]),
	);
	const paths = Object.keys(source.paths).sort();
	const operations = paths.flatMap((route) =>
		METHODS.flatMap((method) => {
			const operation = source.paths[route]![method];
			return operation ? [operationOf(method, route, operation, lists)] : [];
		}),
	);
	const flows = Object.values(source.components.securitySchemes).flatMap((scheme) =>
		Object.values(scheme.flows),
	);
	return {
		source: {
			title: source.info.title,
			version: source.info.version,
			openapi: source.openapi,
			paths: paths.length,
			operations: operations.length,
			schemas: Object.keys(schemas).length,
		},
		scopes: [...new Set(flows.flatMap((flow) => Object.keys(flow.scopes)))].sort(),
		enums: lists.lists,
		operations,
		schemas,
	};
}

function main(file: string | undefined): void {
	if (!file) throw new Error('usage: npm run contract -- <openapi.yml>');
	const contract = contractOf(readFileSync(file, 'utf8'));
	const target = path.join(path.dirname(fileURLToPath(import.meta.url)), 'v4.json');
	writeFileSync(target, format(contract));
	const { paths, operations, schemas } = contract.source;
	console.log(`v4.json: ${paths} paths, ${operations} operations, ${schemas} schemas`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	main(process.argv[2]);
}
