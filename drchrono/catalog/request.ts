import { failed, success, type Outcome } from '../client/outcome';
import type { ApiRequest, FilePart, Json, JsonObject, Query, RequestBody } from '../client/request';
import type { Field, Operation } from './model';
import { invalid, isBlank, isInstant, valueOf } from './values';

/** Values by field name, as a person gave them: text, numbers, JSON; what is blank is not sent. */
export type Values = Readonly<Record<string, unknown>>;

/** What goes into a body beside the plain values. */
export interface BodyExtras {
	/** IANA zone of the practice, for times that come with another one. Default: none may. */
	zone?: string;
	/** Files by field name. */
	files?: Readonly<Record<string, FilePart>>;
	/** Names of fields that are to be emptied. */
	empty?: readonly string[];
	/** Fields that the catalog does not know, sent as they are. */
	unknown?: JsonObject;
}

/** Whether any of the values is a time with a zone of its own, so that the practice's is needed. */
export function needsZone(fields: readonly Field[], values: Values): boolean {
	return fields.some((field) => isInstant(field, values[field.name]));
}

/**
 * The query of an operation: types, listed values, required parameters, and those of which one has to
 * be given (wire.md §3.1) are checked before anything is sent.
 */
export function queryOf(operation: Operation, values: Values, zone = 'UTC'): Outcome<Query> {
	return checkedQuery(operation.query, operation.oneOf, values, zone);
}

/** Everything that a person can give an operation: its parameters, and the fields of its body. */
export function fieldsOf({ query, body = [] }: Operation): readonly Field[] {
	const both = (field: Field, others: readonly Field[]) =>
		others.find(({ name }) => name === field.name);
	return [
		...query.filter((field) => !both(field, body)),
		...body.map((field) => (both(field, query)?.required ? { ...field, required: true } : field)),
	];
}

/**
 * A whole request of values that are parameters, fields of the body, or both: some operations want the
 * same in the two places.
 *
 * @param id of the record, where the path or a parameter names one
 */
export function requestOf(
	operation: Operation,
	id: string | undefined,
	values: Values,
	extras: BodyExtras = {},
): Outcome<ApiRequest> {
	const { endpoint, query: parameters, body: fields = [] } = operation;
	const all: Values = id === undefined ? values : { id, ...values };
	const known = new Set([...parameters, ...fields].map(({ name }) => name));
	const given = (taken: readonly Field[]) =>
		Object.fromEntries(
			Object.entries(all).filter(
				([name]) =>
					taken.some((field) => field.name === name) || (!known.has(name) && name !== 'id'),
			),
		);
	const query = queryOf(operation, given(parameters), extras.zone);
	if (!query.ok) return query;
	const body = bodyOf(operation, given(fields), extras);
	if (!body.ok) return body;
	const { patient } = all;
	return success({
		endpoint,
		...(id !== undefined && endpoint.route.includes('{id}') && { path: { id } }),
		query: query.value,
		body: body.value,
		...(isBlank(patient) ? {} : { subject: { patient: String(patient) } }),
	});
}

/** The same for any set of parameters, such as those of a bulk list. */
export function checkedQuery(
	fields: readonly Field[],
	oneOf: Operation['oneOf'],
	values: Values,
	zone = 'UTC',
): Outcome<Query> {
	const checked = checkedValues(fields, values, zone);
	if (!checked.ok) return checked;
	const lacking = missingOf(fields, oneOf, checked.value);
	if (lacking) return failed(lacking);
	return success(
		Object.fromEntries(
			Object.entries(checked.value).map(([name, value]) => [name, inQuery(value)]),
		),
	);
}

/**
 * The body of a write: JSON, or multipart where a file goes along (wire.md §5.1: nested values only in
 * JSON, files only in multipart). A create and a replacement need their required fields.
 *
 * @returns no body where the operation takes none
 */
export function bodyOf(
	operation: Operation,
	values: Values,
	{ zone = 'UTC', files = {}, empty = [], unknown = {} }: BodyExtras = {},
): Outcome<RequestBody | undefined> {
	const { body: fields, name, oneOfBody } = operation;
	if (!fields) return success(undefined);
	const plain = fields.filter((field) => field.type !== 'file');
	const checked = checkedValues(plain, values, zone, fields);
	if (!checked.ok) return checked;
	const emptied = emptiedOf(fields, empty);
	if (!emptied.ok) return emptied;

	const value = { ...unknown, ...checked.value, ...emptied.value };
	if (name !== 'update') {
		const lacking = missingOf(fields, oneOfBody, { ...value, ...files });
		if (lacking) return failed(lacking);
	}
	return operation.takesForm || Object.keys(files).length > 0
		? multipartOf(fields, value, files)
		: success({ kind: 'json', value });
}

/** The values that are not blank, as the server wants them; a name that is no field is refused. */
function checkedValues(
	fields: readonly Field[],
	values: Values,
	zone: string,
	known: readonly Field[] = fields,
): Outcome<JsonObject> {
	const checked: JsonObject = {};
	for (const [name, value] of Object.entries(values)) {
		if (isBlank(value)) continue;
		const field = fields.find((one) => one.name === name);
		if (!field) {
			if (known.some((one) => one.name === name)) continue;
			return failed(
				invalid(
					{ label: name },
					'is not a field of this operation',
					'Remove it, or choose another field.',
				),
			);
		}
		const outcome = valueOf(field, value, zone);
		if (!outcome.ok) return outcome;
		checked[name] = outcome.value;
	}
	return success(checked);
}

function missingOf(
	fields: readonly Field[],
	oneOf: Operation['oneOf'],
	given: Readonly<Record<string, unknown>>,
) {
	const lacking = fields.find(({ name, required }) => required && given[name] === undefined);
	if (lacking) return invalid(lacking, 'is empty', 'DrChrono needs it: fill it in.');
	const group = oneOf.find((names) => names.every((name) => given[name] === undefined));
	if (!group) return undefined;
	const labels = group.map((name) => fields.find((field) => field.name === name)?.label ?? name);
	const last = labels.pop() ?? '';
	const choice = [labels.map((label) => `'${label}'`).join(', '), `'${last}'`]
		.filter((part) => part !== '')
		.join(' or ');
	return {
		...invalid({ label: labels[0] ?? last }, 'is empty', 'Fill in one of them.'),
		sentence: `DrChrono needs ${choice}`,
	};
}

/** Text is emptied by an empty text, everything else by `null`. */
function emptiedOf(fields: readonly Field[], names: readonly string[]): Outcome<JsonObject> {
	const emptied: JsonObject = {};
	for (const name of names) {
		const field = fields.find((one) => one.name === name);
		if (!field) {
			return failed(invalid({ label: name }, 'is not a field of this operation', 'Remove it.'));
		}
		emptied[name] = field.type === 'text' ? '' : null;
	}
	return success(emptied);
}

function multipartOf(
	fields: readonly Field[],
	value: JsonObject,
	files: Readonly<Record<string, FilePart>>,
): Outcome<RequestBody> {
	const parts: Record<string, string> = {};
	for (const [name, part] of Object.entries(value)) {
		if (typeof part === 'object' && part !== null) {
			const field = fields.find((one) => one.name === name) ?? { label: name };
			return failed(
				invalid(
					field,
					'cannot be sent together with a file',
					'Send the file in a step of its own.',
				),
			);
		}
		parts[name] = String(part ?? '');
	}
	const stranger = Object.keys(files).find(
		(name) => !fields.some((field) => field.name === name && field.type === 'file'),
	);
	if (stranger !== undefined) {
		return failed(invalid({ label: stranger }, 'takes no file', 'Choose another field.'));
	}
	return success({ kind: 'multipart', fields: parts, files: { ...files } });
}

function inQuery(value: Json | undefined): string | number | boolean {
	if (Array.isArray(value)) return value.map(String).join(',');
	return typeof value === 'object' || value === undefined ? JSON.stringify(value) : value;
}
