/** The body of a request against the fields of its operation. */
import type { Field, Operation, RequestBody } from './model.mts';
import type { Report, Request } from './request.mts';
import { checkField } from './value.mts';

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

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

/** Adds to the report what is wrong with the body. */
export function checkBody(operation: Operation, request: Request, report: Report): void {
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
