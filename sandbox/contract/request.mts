/** A request as it is checked, and the report of what is wrong with it. */
import type { Dialect, Violation } from './model.mts';
import type { Fault } from './value.mts';

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

/** Collects violations of one operation. */
export class Report {
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
