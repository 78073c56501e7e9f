/**
 * Why a request or an operation did not succeed.
 *
 * - `invalid-input`: the person's input is wrong; found before sending
 * - `not-allowed`: the credential's own access, areas, providers or offices forbid it; nothing was sent
 * - `not-in-dialect`: the API dialect has no such thing; nothing was sent
 * - `unauthorized`: 401, the token is dead
 * - `scope`: the token lacks an OAuth scope
 * - `permission`: the DrChrono user lacks an in-app permission
 * - `not-found`: 404
 * - `rejected`: 400, the server refused a field or a parameter
 * - `conflict`: 409 (overlap, duplicate, locked)
 * - `throttled`: quota is used up and the person did not want to wait (any longer)
 * - `unavailable`: 5xx, HTML instead of JSON
 * - `network`: no connection, or it was lost
 * - `timeout`: no answer in time
 * - `malformed`: an answer that cannot be read (truncated JSON, an unknown envelope)
 * - `incomplete`: a list that cannot be proven whole
 * - `doubtful`: a write whose effect is unknown
 * - `cancelled`: the execution was cancelled
 */
export type FailureKind =
	| 'invalid-input'
	| 'not-allowed'
	| 'not-in-dialect'
	| 'unauthorized'
	| 'scope'
	| 'permission'
	| 'not-found'
	| 'rejected'
	| 'conflict'
	| 'throttled'
	| 'unavailable'
	| 'network'
	| 'timeout'
	| 'malformed'
	| 'incomplete'
	| 'doubtful'
	| 'cancelled';

/**
 * A failure as plain data. Holds no patient data: no values that were sent or received, no bodies,
 * no query strings. `field` is a field's name, `route` a template such as `GET /api/patients/{id}`.
 */
export interface Failure {
	kind: FailureKind;
	/** What happened: one sentence without a full stop, fit for the person at the screen. */
	sentence: string;
	/** What to do next: one or two sentences. */
	advice: string;
	/** HTTP status, when there was an answer. */
	status?: number;
	/** Name of the field or parameter at fault, as the API calls it. */
	field?: string;
	/** Method and route template of the request at fault. */
	route?: string;
	/** Milliseconds since the epoch from which the same request may succeed. */
	retryAt?: number;
	/** Id of the record in the way (an overlapping appointment), never of a patient. */
	conflictsWith?: string;
}
