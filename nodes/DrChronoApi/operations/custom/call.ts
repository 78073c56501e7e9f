import { AREAS, type Connection } from '../../../../drchrono/client/connection';
import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { ApiRequest, Area, Effect, HttpMethod } from '../../../../drchrono/client/request';
import { requestAt, type Place } from '../../../../drchrono/custom/place';
import { isConfined } from '../../../../drchrono/privacy/confine';
import type { Session } from '../../../shared/session';
import { textOf, type Parameters } from '../../../shared/parameters';

/** A call that a person wrote, as far as it may be sent. */
export interface Call {
	request: ApiRequest;
	place: Place;
}

/**
 * Reads method, path and query. What a call does goes by method and path alone, so that a change
 * cannot pass for a read; and a credential that is confined, or that does not cover what nobody knows,
 * makes none.
 */
export function callOf(
	{ connection }: Session,
	parameters: Parameters,
	methodField: string,
	effect: Effect,
): Outcome<Call> {
	if (isConfined(connection)) return failed(confined());
	const method = String(parameters.raw(methodField)) as HttpMethod;
	const call = requestAt(
		connection.dialect,
		connection.baseUrl,
		method,
		parameters.text('path') ?? '',
	);
	if (!call.ok) return call;
	const { request, place } = call.value;
	if (effect === 'read' && request.endpoint.effect !== 'read') return failed(changes());
	const uncovered = place.area === undefined ? firstUncovered(connection) : undefined;
	if (uncovered !== undefined) return failed(unknownPath(AREAS[uncovered]));
	const query = { ...request.query, ...queryGiven(parameters) };
	return success({ request: { ...request, query }, place });
}

function queryGiven(parameters: Parameters): Record<string, string> {
	const { parameters: given } = parameters.collection('query') as {
		parameters?: Array<{ name?: unknown; value?: unknown }>;
	};
	return Object.fromEntries(
		(given ?? []).flatMap(({ name, value }) => {
			const [key, text] = [textOf(name), textOf(value)];
			return key === undefined || text === undefined ? [] : [[key, text]];
		}),
	);
}

function firstUncovered({ areas }: Connection): Area | undefined {
	return (Object.keys(AREAS) as Area[]).find((area) => !areas.has(area));
}

function confined(): Failure {
	return {
		kind: 'not-allowed',
		sentence:
			'This DrChrono credential is confined to some providers or offices, so it makes no custom calls',
		advice:
			'Nothing was sent. Choose the kind of record from the list, or use a credential that is not confined.',
		field: 'Path',
	};
}

function changes(): Failure {
	return {
		kind: 'invalid-input',
		sentence: 'This call would change something, and it was chosen to read',
		advice: "Choose the operation 'Write' for it. Nothing was sent.",
		field: 'Method',
	};
}

function unknownPath(area: string): Failure {
	return {
		kind: 'not-allowed',
		sentence:
			'Nobody knows which area this path belongs to, and this DrChrono credential does not cover all of them',
		advice: `Nothing was sent. Use a credential whose 'Areas' are all chosen; '${area}' is missing.`,
		field: 'Areas',
	};
}
