import type { Area, Endpoint } from '../request';

/** Which of DrChrono's two gates shut: the token's scope, the user's in-app permission, or who knows. */
export type Gate = 'scope' | 'permission' | 'either';

/**
 * A permission that opens much of an area, as DrChrono's staff permissions call it: the OpenAPI's
 * `x-permissions`, in the words of the keys that `/api/users/current` lists (wire.md §1.3, §1.4).
 */
export const PERMISSION_OF_AREA: Readonly<Record<Area, string>> = {
	scheduling: 'Access Scheduling',
	demographics: 'Create and Update Patients',
	insurance: 'Create and Update Patients',
	clinical: 'Access Clinical Notes',
	billing: 'Access Billing',
	practice: 'Settings',
	messages: 'Access to Message Center',
};

/**
 * Tells the gates of a 403 apart, which v4 answers with the same text (wire.md §1.3). A token with none
 * of the scopes that open the endpoint lacks scope; one that has them all is held up by the user's
 * permissions; with some of them (lists of scopes mean "any of", but appointment profiles were seen to
 * want `settings` beside `calendar`) or with nothing known, it may be either.
 *
 * @param granted scopes of the token, as far as the server told
 * @param bases scope names without `:read` and `:write` that the dialect knows to open the endpoint
 */
export function shutGate(
	endpoint: Pick<Endpoint, 'effect'>,
	granted: readonly string[] | undefined,
	bases: readonly string[] | undefined,
): Gate {
	if (!granted?.length || !bases?.length) return 'either';
	const suffixes = endpoint.effect === 'write' ? ['write'] : ['read', 'write'];
	const held = bases.filter((base) =>
		suffixes.some((suffix) => granted.includes(`${base}:${suffix}`)),
	);
	if (held.length === 0) return 'scope';
	return held.length === bases.length ? 'permission' : 'either';
}
