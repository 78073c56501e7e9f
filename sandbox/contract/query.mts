/** The query of a request against the parameters of its operation. */
import type { Operation } from './model.mts';
import type { Query, Report, Request } from './request.mts';
import { checkParameter } from './value.mts';

/** Longest window of appointments in days, unless it lies wholly before yesterday. */
const LONGEST_WINDOW_DAYS = 190;

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

/** Adds to the report what is wrong with the query. */
export function checkQuery(operation: Operation, request: Request, report: Report): void {
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
