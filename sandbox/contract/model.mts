/**
 * The shape of the contract data: what an endpoint takes and gives, for both dialects.
 *
 * `v4.json` (written by `generate.mts`) and `guide.mts` hold it as plain JSON-like values; `check.mts`
 * joins them with the deviations into a {@link Contract} that answers quickly.
 */

export type Dialect = 'v4' | 'guide';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type FieldType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'object'
	| 'array'
	| 'file'
	| 'any';

/**
 * How the text of a value must look.
 * `date` YYYY-MM-DD · `usDate` M/D/YYYY · `moment` a date or a wall-clock date-time without zone ·
 * `datetime` a wall-clock date-time without zone · `instant` ISO 8601 with `Z` or an offset ·
 * `range` two dates joined by a slash, first not after last · `time` HH:MM[:SS] ·
 * `jsonArray` a JSON array written as text · `email` · `phone` · `uuid` · `decimal` ·
 * `timezone` an IANA (or old-style) zone name.
 */
export type Format =
	| 'date'
	| 'usDate'
	| 'moment'
	| 'datetime'
	| 'instant'
	| 'range'
	| 'time'
	| 'jsonArray'
	| 'email'
	| 'phone'
	| 'uuid'
	| 'decimal'
	| 'timezone';

/** One field as it stands in the data files; `enum` is a list of values or the name of a shared list. All enumerated fields are text. */
export interface FieldData {
	type: FieldType;
	enum?: string | string[];
	readOnly?: boolean;
	nullable?: boolean;
	format?: Format;
	/** Values the server is known to refuse although the type allows them. */
	refused?: string[];
	/** Values outside `enum` are legitimate (a practice may define its own). */
	open?: boolean;
	maxLength?: number;
	/** Zero is refused. */
	nonZero?: boolean;
	/** Another field that must be sent along with this one. */
	needs?: string;
	/** Further types the server takes for this field. */
	accepts?: FieldType[];
	ref?: string;
	required?: string[];
	fields?: Record<string, FieldData>;
	items?: FieldData;
}

export interface SchemaData {
	required?: string[];
	/** Fields the server sends only when `verbose=true` is asked for. */
	verbose?: string[];
	fields: Record<string, FieldData>;
}

export interface ParameterData {
	name: string;
	in: 'query' | 'path';
	type: FieldType;
	required?: boolean;
	enum?: string | string[];
	format?: Format;
	minimum?: number;
	maximum?: number;
}

/**
 * What comes back. `cursor`: previous, a list under `key`, next. `bulk`: status, uuid, a list under `key`.
 * `job`: the receipt of a bulk request. `offset`/`token`: the guide dialect's two kinds of list.
 * `record`: one object. `array`: a list without an envelope. `file`: something that is not JSON.
 */
export type Shape = 'record' | 'cursor' | 'bulk' | 'job' | 'offset' | 'token' | 'array' | 'file';

export interface ResponseData {
	contentType: string;
	shape: Shape;
	key?: string;
	schema?: string;
	/** The bulk answer tells count, pages and page. */
	pagination?: boolean;
}

export interface RequestData {
	contentTypes: string[];
	required?: boolean;
	schema?: string;
	body?: { required?: string[]; fields: Record<string, FieldData> };
}

export interface OperationData {
	method: Method;
	path: string;
	id: string;
	tag?: string;
	scopes?: string[];
	permissions?: string[];
	/** Practice settings under which colleagues' data is visible. */
	sharing?: string[];
	parameters?: ParameterData[];
	request?: RequestData;
	statuses: number[];
	responses?: Record<string, ResponseData>;
	/** Alternatives of which one must be complete, each a set of query parameters. */
	oneOf?: string[][];
	/** The same for the fields of a body. */
	bodyOneOf?: string[][];
	/** Largest page the server gives; `verbose` where it differs for verbose lists. */
	pageSize?: { max: number; verbose?: number };
	/** Longest array body, where an array is taken at all. */
	maxRecords?: number;
	/** Documented, but the server has no such thing. */
	absent?: boolean;
	/** Not in the vendor's document. */
	undocumented?: boolean;
}

export interface ContractData {
	source: {
		title: string;
		version: string;
		openapi: string;
		paths: number;
		operations: number;
		schemas: number;
	};
	scopes: string[];
	enums: Record<string, string[]>;
	operations: OperationData[];
	schemas: Record<string, SchemaData>;
}

/** A field made ready for checking. */
export interface Field extends Omit<FieldData, 'enum' | 'fields' | 'items' | 'refused'> {
	enum?: ReadonlySet<string>;
	refused?: ReadonlySet<string>;
	fields?: ReadonlyMap<string, Field>;
	items?: Field;
}

export interface Schema {
	name: string;
	required: readonly string[];
	verbose: readonly string[];
	fields: ReadonlyMap<string, Field>;
}

export interface Parameter extends Omit<ParameterData, 'enum'> {
	enum?: ReadonlySet<string>;
}

/** The body an operation takes; without `fields` nothing is known about it and nothing is checked. */
export interface RequestBody {
	contentTypes: readonly string[];
	/** Never a body: filters of a bulk request stand in the query. */
	empty: boolean;
	required: readonly string[];
	fields?: ReadonlyMap<string, Field>;
	oneOf: ReadonlyArray<readonly string[]>;
	/** Longest array body; absent: no array is taken. */
	maxRecords?: number;
}

export interface Operation
	extends Omit<OperationData, 'parameters' | 'request' | 'responses' | 'bodyOneOf' | 'maxRecords'> {
	dialect: Dialect;
	/** First part of the path: the name of the resource. */
	resource: string;
	/** What follows the record's id, for operations on one record that are not the record itself. */
	action?: string;
	/** The path ends in the record's id. */
	item: boolean;
	scopes: string[];
	permissions: string[];
	sharing: string[];
	query: ReadonlyMap<string, Parameter>;
	pathParameters: ReadonlyMap<string, Parameter>;
	requiredQuery: readonly string[];
	oneOf: string[][];
	absent: boolean;
	undocumented: boolean;
	body?: RequestBody;
	/** The successful answer that has content. */
	response?: ResponseData;
	/** Status of a successful answer. */
	success: number;
}

/** One way in which a request departs from the contract. Messages name fields, never their values. */
export interface Violation {
	rule: string;
	where: string;
	message: string;
}
