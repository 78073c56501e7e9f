import type { Failure } from '../failure';
import { failed, type Outcome } from '../outcome';
import type { Endpoint } from '../request';

/** The method and route of an endpoint, as failures name it. */
function routeOf(endpoint: Endpoint): string {
	return `${endpoint.method} ${endpoint.route}`;
}

/** An answer of a list that cannot be read or must not be followed. */
export function malformed(endpoint: Endpoint, sentence: string): Outcome<never> {
	return failed(
		failure(
			'malformed',
			endpoint,
			sentence,
			'Run it again. If it stays, report it with the route.',
		),
	);
}

/** A list that the server will not give whole. */
export function incomplete(endpoint: Endpoint, sentence: string): Outcome<never> {
	return failed(
		failure('incomplete', endpoint, sentence, 'Run it again, or ask for a shorter list.'),
	);
}

/** A bulk job that the server gave up, or never finished. */
export function jobFailed(endpoint: Endpoint, sentence: string): Outcome<never> {
	return failed(
		failure('unavailable', endpoint, sentence, 'Run it again later, or ask for a shorter list.'),
	);
}

/** The execution was cancelled between two requests. */
export function cancelled(endpoint: Endpoint): Outcome<never> {
	return failed(
		failure(
			'cancelled',
			endpoint,
			'The execution was cancelled before the list was read to its end',
			'Run it again to read the list.',
		),
	);
}

/** A position that another list gave. */
export function foreignPosition(endpoint: Endpoint): Outcome<never> {
	return failed(
		failure(
			'invalid-input',
			endpoint,
			'The list cannot be taken up where it was left, because it was another list',
			'Start the list anew.',
		),
	);
}

function failure(
	kind: Failure['kind'],
	endpoint: Endpoint,
	sentence: string,
	advice: string,
): Failure {
	return { kind, sentence, advice, route: routeOf(endpoint) };
}
