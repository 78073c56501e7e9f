import { AREAS, type Connection } from './connection';
import type { Failure } from './failure';
import type { Area, Effect, Endpoint } from './request';

/** Tells whether a token's scopes cover an area; each dialect has its own names for them. */
export type ScopeRule = (
	granted: readonly string[] | undefined,
	area: Area,
	effect: Effect,
) => boolean;

/**
 * What the credential itself forbids, found before anything is sent: its access, its areas, and the
 * scopes its token was really granted (changing areas keeps the old token until it is reconnected).
 *
 * @returns why not, or nothing if the request may go
 */
export function guard(
	endpoint: Pick<Endpoint, 'effect' | 'area'>,
	connection: Pick<Connection, 'access' | 'areas' | 'grantedScopes'>,
	scopeCovers: ScopeRule,
): Failure | undefined {
	if (endpoint.effect === 'write' && connection.access === 'read') {
		return {
			kind: 'not-allowed',
			sentence: 'This DrChrono credential is read only',
			advice:
				"Nothing was sent. To change data, set 'Access' of the credential to 'Read and Write' and connect it again.",
			field: 'Access',
		};
	}
	const area = AREAS[endpoint.area];
	if (!connection.areas.has(endpoint.area)) {
		return {
			kind: 'not-allowed',
			sentence: `This DrChrono credential does not cover the area '${area}'`,
			advice: `Nothing was sent. Add '${area}' to 'Areas' of the credential and connect it again.`,
			field: 'Areas',
		};
	}
	if (!scopeCovers(connection.grantedScopes, endpoint.area, endpoint.effect)) {
		return {
			kind: 'scope',
			sentence: `The connected DrChrono account has not granted the area '${area}' to this credential yet`,
			advice:
				'Nothing was sent. Open the credential and reconnect it, so that DrChrono asks for the areas chosen now.',
			field: 'Areas',
		};
	}
	return undefined;
}
