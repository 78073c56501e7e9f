/**
 * The contract as the sandbox uses it: is a request what the vendor's document, corrected by what is
 * known of the server, allows? A violation never changes an answer; it is counted and shown.
 */
import type { Contract } from './contract.mts';
import { checkField, checkParameter, type Fault } from './value.mts';
import type { Dialect, Field, Operation, RequestBody, Violation } from './model.mts';
import type { Match } from './route.mts';

export { loadContract, type Contract } from './contract.mts';
export { deviations, type Deviation } from './deviations.mts';
export { exampleRecord, type ExampleOptions } from './example.mts';
export { checkRecord } from './record.mts';
export { resourceOf, resources, type Resource } from './resources.mts';
export type * from './model.mts';
export type { Match } from './route.mts';

/** One value, or several when the parameter was repeated. */
export type Query = Record<string, string | readonly string[] | undefined>;

export interface Request {
	dialect: Dialect;
	method: string;
	/** Without query; in the guide dialect with or without `/guide` in front. */
	path: string;
	query?: Query;
	/** The parsed body; of a multipart form the plain fields as text and files as anything else. */
	body?: unknown;
	/** As sent, parameters (`; charset=…`) included. */
	contentType?: string;
	/** The server's date, YYYY-MM-DD, in the practice's zone; lets the 190 days be checked. */
	today?: string;
}

/** Longest window of appointments in days, unless it lies wholly before yesterday. */
const LONGEST_WINDOW_DAYS = 190;

/** Paths beside the API whose form is the OAuth standard's. */
const OAUTH: Record<Dialect, RegExp> = {
	v4: /^\/o\/(authorize|token|revoke_token)\/?$/,
	guide: /^(\/guide)?\/oauth\/(authorize|token)\/?$/,
};

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

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

class Report {
	readonly violations: Violation[] = [];
	readonly #operation: string;

	constructor(operation: string) {
		this.#operation = operation;
	}

	add(rule: string, subject: string, message: string): void {
		const where = subject ? `${this.#operation} ${subject}` : this.#operation;
		this.violations.push({ rule, where, message });
	}

	fault(place: 'query' | 'body', name: string, fault: Fault): void {
		this.add(`${place}.${fault.rule}`, name, `${name} ${fault.message}`);
	}
}

const valuesOf = (value: string | readonly string[]): readonly string[] =>
	typeof value === 'string' ? [value] : value;

const DAY = 86_400_000;

/** A window that ends before yesterday may be of any length. */
function isOverWide(range: string, today: string): boolean {
	const [first = '', last = ''] = range.split('/');
	const end = Date.parse(last);
	const days = (end - Date.parse(first)) / DAY;
	return days > LONGEST_WINDOW_DAYS && end >= Date.parse(today) - DAY;
}

function checkPageSize(operation: Operation, query: Query, report: Report): void {
	const asked = query['page_size'];
	if (!operation.pageSize || typeof asked !== 'string') return;
	const { max, verbose = max } = operation.pageSize;
	const limit = /^(true|1)$/i.test(String(query['verbose'])) ? verbose : max;
	if (Number(asked) > limit) {
		report.add('query.maximum', 'page_size', `page_size is clamped: at most ${limit}`);
	}
}

function checkQuery(operation: Operation, request: Request, report: Report): void {
	const query = request.query ?? {};
	let faults = 0;
	for (const name in query) {
		const value = query[name];
		if (value === undefined) continue;
		const parameter = operation.query.get(name);
		if (!parameter) {
			report.add('query.unknown', name, `${name} is not a parameter here and has no effect`);
			continue;
		}
		const values = valuesOf(value);
		if (values.length > 1 && parameter.type !== 'array') {
			report.add('query.repeated', name, `${name} may stand once`);
		}
		for (const text of values) {
			const fault = checkParameter(parameter, text);
			if (fault) {
				faults++;
				report.fault('query', name, fault);
			}
		}
		if (parameter.maximum !== undefined && name !== 'page_size') {
			if (Number(values[0]) > parameter.maximum) {
				report.add('query.maximum', name, `${name} must be at most ${parameter.maximum}`);
			}
		}
	}
	for (const name of operation.requiredQuery) {
		if (!query[name]) report.add('query.required', name, `${name} is required`);
	}
	const { oneOf } = operation;
	if (oneOf.length > 0 && !oneOf.some((names) => names.every((name) => query[name]))) {
		const choices = oneOf.map((names) => names.join(' and ')).join(', ');
		report.add('query.oneOf', '', `one of these is required: ${choices}`);
	}
	checkPageSize(operation, query, report);
	const range = query['date_range'];
	if (
		faults === 0 &&
		operation.resource === 'appointments' &&
		typeof range === 'string' &&
		request.today &&
		isOverWide(range, request.today)
	) {
		const message = `date_range spans more than ${LONGEST_WINDOW_DAYS} days`;
		report.add('query.window', 'date_range', message);
	}
}

/** A file of a multipart form: not text, or an object the server's parser made. */
const isFile = (value: unknown) => typeof value === 'object' && value !== null;

function checkFields(
	fields: ReadonlyMap<string, Field>,
	record: Record<string, unknown>,
	prefix: string,
	form: boolean,
	report: Report,
): void {
	for (const name in record) {
		const value = record[name];
		const place = prefix + name;
		const field = fields.get(name);
		if (!field) {
			report.add('body.unknown', place, `${place} is not a field here and is dropped`);
			continue;
		}
		if (field.readOnly) {
			report.add('body.readOnly', place, `${place} is read-only`);
			continue;
		}
		if (field.needs && record[field.needs] === undefined) {
			report.add('body.needs', place, `${place} needs ${field.needs} beside it`);
		}
		if (value === null || value === undefined || (form && value === '')) continue;
		if (form && isFile(value)) {
			if (field.type !== 'file') report.add('body.type', place, `${place} is not a file`);
			continue;
		}
		const fault = checkField(field, value, form);
		if (fault) {
			report.fault('body', place, fault);
			continue;
		}
		if (field.fields && !Array.isArray(value)) {
			checkFields(field.fields, value as Record<string, unknown>, `${place}.`, form, report);
		} else if (field.items && Array.isArray(value)) {
			checkItems(field.items, value, place, report);
		}
	}
}

function checkItems(item: Field, values: unknown[], place: string, report: Report): void {
	values.forEach((value, index) => {
		const here = `${place}[${index}]`;
		const fault = value === null ? undefined : checkField(item, value, false);
		if (fault) report.fault('body', here, fault);
		else if (item.fields && value !== null) {
			checkFields(item.fields, value as Record<string, unknown>, `${here}.`, false, report);
		}
	});
}

function checkOne(
	body: RequestBody,
	record: unknown,
	prefix: string,
	form: boolean,
	report: Report,
): void {
	if (!body.fields) return;
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		report.add('body.type', prefix, 'the body must be an object');
		return;
	}
	const values = record as Record<string, unknown>;
	for (const name of body.required) {
		const value = values[name];
		const place = prefix + name;
		if (value === undefined || (form && value === '')) {
			report.add('body.required', place, `${place} is required`);
		} else if (value === null && !body.fields.get(name)?.nullable) {
			report.add('body.null', place, `${place} must not be null`);
		}
	}
	const { oneOf } = body;
	const isSet = (name: string) => values[name] !== undefined && values[name] !== null;
	if (oneOf.length > 0 && !oneOf.some((names) => names.every(isSet))) {
		const choices = oneOf.map((names) => names.join(' and ')).join(', ');
		report.add('body.oneOf', prefix, `one of these is required: ${choices}`);
	}
	checkFields(body.fields, values, prefix, form, report);
}

const isEmpty = (body: unknown): boolean =>
	body === undefined ||
	body === null ||
	body === '' ||
	(typeof body === 'object' && Object.keys(body).length === 0);

function checkBody(operation: Operation, request: Request, report: Report): void {
	const { body } = operation;
	const sent = request.body;
	if (!body || body.empty) {
		if (!isEmpty(sent)) report.add('body.unexpected', '', 'takes no body');
		return;
	}
	if (isEmpty(sent) && !Array.isArray(sent)) {
		checkOne(body, {}, '', false, report);
		return;
	}
	const contentType = request.contentType?.split(';', 1)[0]!.trim().toLowerCase();
	if (contentType && !body.contentTypes.includes(contentType)) {
		const message = `the body must be ${body.contentTypes.join(' or ')}`;
		report.add('body.contentType', '', message);
	}
	const form = contentType !== undefined && FORMS.includes(contentType);
	if (!Array.isArray(sent)) {
		checkOne(body, sent, '', form, report);
		return;
	}
	if (body.maxRecords === undefined) {
		report.add('body.type', '', 'takes one record, not an array');
		return;
	}
	if (sent.length === 0) report.add('body.minimum', '', 'takes at least one record');
	if (sent.length > body.maxRecords) {
		report.add('body.maximum', '', `takes at most ${body.maxRecords} records per call`);
	}
	sent.forEach((record, index) => checkOne(body, record, `[${index}].`, form, report));
}

/**
 * Every way in which a request departs from the contract; none for a request that a careful client sends.
 * @returns rules `path.unknown` `method.notAllowed` `path.type` · `query.` unknown, repeated, required,
 *   oneOf, type, enum, format, zone, range, window, minimum, maximum · `body.` unexpected, contentType,
 *   unknown, readOnly, required, null, oneOf, needs, type, enum, format, zone, length, minimum, maximum
 */
export function checkRequest(contract: Contract, request: Request): Violation[] {
	const { dialect, method, path } = request;
	if (OAUTH[dialect].test(path)) return [];
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
