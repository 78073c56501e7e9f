import { success, type Outcome } from '../../drchrono/client/outcome';
import type { ApiRequest, ApiResponse, Json, JsonObject } from '../../drchrono/client/request';

/** A server that answers from a script, one answer a request. An `Outcome` is given as it is. */
export class Script {
	/** Requests as `METHOD /route?query`, or as the URL that was followed. */
	readonly log: string[] = [];

	constructor(private readonly answers: Array<Json | Outcome<ApiResponse>>) {}

	readonly send = async (request: ApiRequest): Promise<Outcome<ApiResponse>> => {
		const answer = this.answers[this.log.length];
		this.log.push(written(request));
		if (answer === undefined) throw new Error(`No answer is left for ${written(request)}`);
		return isOutcome(answer) ? answer : success({ status: 200, json: answer, headers: {} });
	};
}

/** Records with the ids from one to another, both included. */
export function rows(from: number, to: number): JsonObject[] {
	return Array.from({ length: to - from + 1 }, (_, index) => ({ id: from + index }));
}

function written({ endpoint, url, query = {} }: ApiRequest): string {
	if (url !== undefined) return `${endpoint.method} ${url}`;
	const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
	const text = pairs.map(([name, value]) => `${name}=${value}`).join('&');
	return `${endpoint.method} ${endpoint.route}${text && '?'}${text}`;
}

function isOutcome(answer: Json | Outcome<ApiResponse>): answer is Outcome<ApiResponse> {
	return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
