import { failed, success, type Outcome } from '../outcome';
import type { ApiResponse, Endpoint, Json } from '../request';
import type { HttpResponse, TransportResult } from '../transport';
import type { About } from './about';
import { readBody, type Body } from './body';
import { faultOf } from './fault';
import { refusalOf } from './refusal';
import type { Situation } from './sentences';
import { failureOf } from './wording';

/** A 2xx that is none: the edge is known to answer 200 with a web page (wire.md §5.6). */
const SITUATION_OF_SHAPE: Readonly<Record<Exclude<Body['shape'], 'json'>, Situation>> = {
	empty: 'noData',
	page: 'webPage',
	text: 'notData',
	truncated: 'truncated',
};

/**
 * Turns what came back into an answer that was understood, or a failure in plain words. Nothing of the
 * server's own text gets into the failure: known messages are re-worded, unknown ones are left out.
 *
 * @param result what the transport brought back
 * @param about the request, without anything that was sent
 * @returns the answer with its JSON; `null` for one without a body
 */
export function classify(result: TransportResult, about: About): Outcome<ApiResponse> {
	if (result.kind === 'fault') return failed(faultOf(result.fault, result.detail ?? '', about));
	const { status } = result.response;
	return status >= 200 && status < 300
		? answerOf(result.response, about.endpoint)
		: failed(refusalOf(result.response, about));
}

function answerOf(response: HttpResponse, endpoint: Endpoint): Outcome<ApiResponse> {
	const { status, headers } = response;
	const body = readBody(response);
	if (body.shape === 'json' && saysSomething(body.json, endpoint)) {
		return success({ status, headers, json: body.json });
	}
	if (body.shape === 'empty' && mayBeEmpty(status, endpoint)) {
		return success({ status, headers, json: null });
	}
	const route = `${endpoint.method} ${endpoint.route}`;
	const situation = body.shape === 'json' ? 'noData' : SITUATION_OF_SHAPE[body.shape];
	return failed(failureOf(situation, { status, route }));
}

/** An object without a field is no record; a create answers with the record, or with a list of some. */
function saysSomething(json: Json, { creates }: Endpoint): boolean {
	if (typeof json !== 'object' || json === null) return creates !== true;
	return Object.keys(json).length > 0 || (Array.isArray(json) && creates !== true);
}

/** PUT, PATCH and DELETE answer with nothing (wire.md §5.1); a read or a create that does hides something. */
function mayBeEmpty(status: number, { effect, creates }: Endpoint): boolean {
	return status === 204 || (effect === 'write' && creates !== true);
}
