import type { Area, Endpoint } from '../client/request';

/** What a value is. `id` names a record, as digits in text or as a number (wire.md §3.4). */
export type FieldType =
	| 'text'
	| 'id'
	| 'integer'
	| 'decimal'
	| 'boolean'
	| 'day'
	| 'usDay'
	| 'time'
	| 'dayRange'
	| 'object'
	| 'list'
	| 'file'
	| 'any';

/** One of the values that a field takes. */
export interface Choice {
	value: string;
	/** In plain words; the value itself where it is plain. */
	name: string;
}

/** One field of a record, a body or a query. */
export interface Field {
	/** As the API calls it. */
	name: string;
	/** As a person calls it, in title case. */
	label: string;
	/** One sentence without a full stop. */
	description: string;
	type: FieldType;
	/** The values it takes, where they are known. */
	choices?: readonly Choice[];
	/** True if other values than the known ones are taken as well. */
	open?: boolean;
	/** True if a create or a call without it is refused. */
	required?: boolean;
	/** True if only the server sets it. */
	readOnly?: boolean;
	/** True if it comes with details (`verbose=true`) alone; the answer to a create always has it. */
	verbose?: boolean;
	/** Fields of an object, or of the objects in a list. */
	fields?: readonly Field[];
	/** What the entries of a list are, where they are no objects. */
	entries?: FieldType;
}

/**
 * What a kind of operation does. The first six are what most resources have; the others are the
 * resource's own, named after the last part of their path.
 */
export type OperationName =
	| 'list'
	| 'get'
	| 'create'
	| 'update'
	| 'replace'
	| 'delete'
	| (string & Record<never, never>);

/** What an operation answers; `any` where nobody has seen it. */
export type Answer = 'list' | 'record' | 'nothing' | 'xml' | 'any';

/** The same list prepared by the server in pages of a thousand (wire.md §4). */
export interface BulkList {
	/** Prepares a page (`POST`), which is a read. */
	prepare: Endpoint;
	/** Looks whether it is ready (`GET`). */
	look: Endpoint;
	pageSize: number;
	/** Field it can be ordered by that fits the order of the plain list. */
	orderBy: string;
	/** Filters of the plain list that it takes as well. */
	filters: readonly string[];
	/** Filters that it alone has. */
	ownFilters: readonly Field[];
	/** True if it can be asked for details. */
	takesVerbose: boolean;
}

/** One operation of the API. */
export interface Operation {
	resource: string;
	name: OperationName;
	endpoint: Endpoint;
	answers: Answer;
	/** Query parameters, without those of paging and `verbose`. */
	query: readonly Field[];
	/** Groups of query parameters of each of which one has to be given (wire.md §3.1). */
	oneOf: ReadonlyArray<readonly string[]>;
	/** Fields of the body; none where it takes no body. */
	body?: readonly Field[];
	/** True if the body goes as a form even without a file. */
	takesForm: boolean;
	/** Groups of fields of the body of each of which one has to be given. */
	oneOfBody: ReadonlyArray<readonly string[]>;
	/** Fields of the record that it answers with, where that is known. */
	record: readonly Field[];
	/** True if `verbose=true` adds fields to what it answers. */
	takesVerbose: boolean;
	/** True if a list takes the size of its pages. */
	takesPageSize: boolean;
	/** True if the list can be asked for what was created or changed since a time. */
	takesSince: boolean;
	bulk?: BulkList;
	/** Bases of the OAuth scopes any of which opens it (wire.md §1.3); empty where none is named. */
	scopes: readonly string[];
	/** Permissions within DrChrono that the signed-in user needs; the vendor's names. */
	permissions: readonly string[];
	/** What a person should know before using it. */
	remarks: readonly string[];
}

/** A kind of record, or what else the API has under one path. */
export interface Resource {
	/** The first part of its path below `/api`, e.g. `allergies`. */
	name: string;
	/** In words, in title case: `Allergy`, `Allergies`. */
	singular: string;
	plural: string;
	area: Area;
	operations: readonly Operation[];
	/** Where its records name their provider and office, if they do. */
	owner: Owner;
}

/** Fields that tell whose a record is. */
export interface Owner {
	provider?: string;
	office?: string;
	/** True if it belongs to no provider and no office, and holds nothing of a patient. */
	shared?: boolean;
}

/** A field as the generated data has it; `type` is `string` where it is absent. */
export interface RawField {
	type?: 'integer' | 'number' | 'boolean' | 'object' | 'list' | 'file' | 'any';
	format?: 'date' | 'datetime' | 'usDate';
	/** The values, or the name of the list that has them. */
	values?: readonly string[] | string;
	readOnly?: true;
	required?: true;
	fields?: Readonly<Record<string, RawField>>;
	items?: RawField;
	/** Name of the record that it holds. */
	record?: string;
}

export interface RawRecord {
	required?: readonly string[];
	verbose?: readonly string[];
	fields: Readonly<Record<string, RawField>>;
}

export interface RawOperation {
	answers?: 'list' | 'record' | 'xml' | 'job';
	record?: string;
	query?: Readonly<Record<string, RawField>>;
	/** True if it has the parameter `verbose`. */
	verbose?: true;
	/** True for a list whose pages have a size of their own. */
	fixedPages?: true;
	/** Name of the record whose writable fields the body takes, or the fields themselves. */
	body?: string | Readonly<Record<string, RawField>>;
	/** True if the body is `multipart/form-data`. */
	form?: true;
	scopes?: readonly string[];
	permissions?: readonly string[];
}

/** The vendor's document, reduced to facts by `npm run catalog`. */
export interface CatalogData {
	/** What it was made from, and how much of it there was. */
	source: { title: string; version: string; paths: number; operations: number };
	lists: Readonly<Record<string, readonly string[]>>;
	records: Readonly<Record<string, RawRecord>>;
	/** By method and path template, e.g. `GET /api/allergies/{id}`. */
	operations: Readonly<Record<string, RawOperation>>;
}
