/** The contract of both dialects, made ready: shared lists resolved, deviations applied, routes built. */
import { readFileSync } from 'node:fs';
import { corrected } from './deviations.mts';
import * as guide from './guide.mts';
import type {
	ContractData,
	Dialect,
	Field,
	FieldData,
	Operation,
	OperationData,
	Parameter,
	ParameterData,
	RequestBody,
	Schema,
	SchemaData,
} from './model.mts';
import { refineField, refineParameter } from './refinements.mts';
import { Routes } from './route.mts';

export interface Contract {
	/** The vendor's document as data, before any correction. */
	documented: ContractData;
	operations: Record<Dialect, readonly Operation[]>;
	routes: Record<Dialect, Routes>;
	/** Of both dialects; the guide's begin with `Guide`. */
	schemas: ReadonlyMap<string, Schema>;
}

type Lists = ContractData['enums'];

const setOf = <T,>(values: readonly T[] | undefined) => (values ? new Set(values) : undefined);

const listOf = (values: FieldData['enum'], lists: Lists) =>
	typeof values === 'string' ? lists[values] : values;

class Schemas {
	readonly all = new Map<string, Schema>();
	readonly #data: Record<string, SchemaData>;
	readonly #lists: Lists;
	readonly #refined: boolean;

	constructor(data: Record<string, SchemaData>, lists: Lists, refined: boolean) {
		this.#data = data;
		this.#lists = lists;
		this.#refined = refined;
		for (const name of Object.keys(data)) this.get(name);
	}

	get(name: string): Schema {
		const known = this.all.get(name);
		if (known) return known;
		const data = this.#data[name];
		if (!data) throw new Error(`no such schema: ${name}`);
		const fields = new Map<string, Field>();
		const schema: Schema = {
			name,
			required: data.required ?? [],
			verbose: data.verbose ?? [],
			fields,
		};
		// Known before its fields are made, as schemas may refer to each other in a circle.
		this.all.set(name, schema);
		for (const [field, value] of this.fields(name, data.fields)) fields.set(field, value);
		return schema;
	}

	fields(owner: string, data: Record<string, FieldData>): Map<string, Field> {
		return new Map(
			Object.entries(data).map(([name, field]) => [name, this.#field(owner, name, field)]),
		);
	}

	#field(owner: string, name: string, data: FieldData): Field {
		const refined = this.#refined ? refineField(owner, name, data) : data;
		const { enum: values, fields, items, refused, ...rest } = refined;
		const nested = fields
			? this.fields(`${owner}.${name}`, fields)
			: data.ref
				? this.get(data.ref).fields
				: undefined;
		return {
			...rest,
			enum: setOf(listOf(values, this.#lists)),
			refused: setOf(refused),
			fields: nested,
			items: items && this.#field(`${owner}.${name}`, '[]', items),
		};
	}
}

/** `/api/patients/{id}/ccda` → resource `patients`, on one record, action `ccda`. */
function placeOf(dialect: Dialect, path: string) {
	const [resource = '', ...rest] = path
		.split('/')
		.filter((part) => part !== '')
		.slice(dialect === 'v4' ? 1 : 0);
	const action = rest.at(-1);
	const item = action === '{id}' || (resource === 'users' && action === 'current');
	return { resource, item, ...(action && !item ? { action } : {}) };
}

/**
 * The schema of the record that an operation takes. The document describes hardly any body; what a
 * resource gives is what it takes, less the read-only fields.
 */
function bodySchemaOf(operation: OperationData, all: readonly OperationData[]): string | undefined {
	if (operation.request) return operation.request.schema;
	const own = operation.responses?.['201']?.schema;
	if (own) return own;
	return all.find((other) => other.path === operation.path && other.method === 'GET')?.responses?.[
		'200'
	]?.schema;
}

/** Taken by v4 wherever a body is taken; nested values need JSON, files need multipart. */
const V4_CONTENT_TYPES = [
	'application/json',
	'application/x-www-form-urlencoded',
	'multipart/form-data',
];

function bodyOf(
	operation: OperationData,
	dialect: Dialect,
	action: boolean,
	all: readonly OperationData[],
	schemas: Schemas,
): RequestBody | undefined {
	if (operation.method === 'GET' || operation.method === 'DELETE') return undefined;
	const { request } = operation;
	const inline = request?.body;
	// Of the bodies that actions take nothing is documented: their answers tell of another thing.
	const name = action && !request ? undefined : bodySchemaOf(operation, all);
	const schema = name ? schemas.get(name) : undefined;
	const fields = inline ? schemas.fields(operation.id, inline.fields) : schema?.fields;
	const creates = operation.method === 'POST';
	// PUT changes what it names in the guide dialect (cancelling is PUT with a status alone).
	const whole = creates || (operation.method === 'PUT' && dialect === 'v4');
	const required = whole ? (inline?.required ?? schema?.required ?? []) : [];
	// Only the documents endpoint and the guide restrict the content type beyond what v4 takes anywhere.
	const exclusive = dialect === 'guide' || request?.contentTypes.includes('multipart/form-data');
	return {
		contentTypes: exclusive ? request!.contentTypes : V4_CONTENT_TYPES,
		empty: request !== undefined && request.contentTypes.length === 0,
		required: required.filter((field) => !fields?.get(field)?.readOnly),
		...(fields ? { fields } : {}),
		oneOf: operation.bodyOneOf ?? [],
		...(operation.maxRecords === undefined ? {} : { maxRecords: operation.maxRecords }),
	};
}

function parametersOf(
	operation: OperationData,
	place: 'query' | 'path',
	lists: Lists,
	refine: (parameter: ParameterData) => ParameterData,
): Map<string, Parameter> {
	const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
	return new Map(
		parameters.map((parameter) => {
			const { enum: values, ...rest } = refine(parameter);
			return [parameter.name, { ...rest, enum: setOf(listOf(values, lists)) }];
		}),
	);
}

function operationsOf(
	dialect: Dialect,
	data: readonly OperationData[],
	schemas: Schemas,
	lists: Lists,
): Operation[] {
	return data.map((operation): Operation => {
		const {
			parameters: _p,
			request: _r,
			responses,
			bodyOneOf: _b,
			maxRecords: _m,
			...rest
		} = operation;
		const place = placeOf(dialect, operation.path);
		const refine = (parameter: ParameterData) =>
			dialect === 'v4' ? refineParameter(place.resource, parameter) : parameter;
		const query = parametersOf(operation, 'query', lists, refine);
		const success = operation.statuses.find((status) => status >= 200 && status < 300);
		const withContent = Object.entries(responses ?? {})[0];
		const body = bodyOf(operation, dialect, place.action !== undefined, data, schemas);
		return {
			...rest,
			...place,
			dialect,
			scopes: operation.scopes ?? [],
			permissions: operation.permissions ?? [],
			sharing: operation.sharing ?? [],
			query,
			pathParameters: parametersOf(operation, 'path', lists, refine),
			requiredQuery: [...query.values()].filter((p) => p.required).map((p) => p.name),
			oneOf: operation.oneOf ?? [],
			absent: operation.absent ?? false,
			undocumented: operation.undocumented ?? false,
			...(body ? { body } : {}),
			...(withContent ? { response: withContent[1] } : {}),
			success: withContent ? Number(withContent[0]) : (success ?? 200),
		};
	});
}

let loaded: Contract | undefined;

/** The contract, read once per process. */
export function loadContract(): Contract {
	if (loaded) return loaded;
	const documented = JSON.parse(
		readFileSync(new URL('./v4.json', import.meta.url), 'utf8'),
	) as ContractData;
	const v4 = corrected(documented);
	const v4Schemas = new Schemas(v4.schemas, v4.enums, true);
	const guideSchemas = new Schemas(guide.schemas, {}, false);
	const operations = {
		v4: operationsOf('v4', v4.operations, v4Schemas, v4.enums),
		guide: operationsOf('guide', guide.operations, guideSchemas, {}),
	};
	loaded = {
		documented,
		operations,
		routes: {
			v4: new Routes('v4', operations.v4),
			guide: new Routes('guide', operations.guide),
		},
		schemas: new Map([...v4Schemas.all, ...guideSchemas.all]),
	};
	return loaded;
}
