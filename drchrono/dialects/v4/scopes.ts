import { USUAL_AREAS, type Access } from '../../client/connection';
import type { Area, Effect, Endpoint } from '../../client/request';

/**
 * OAuth scope bases per area; each exists as `:read` and `:write`.
 * The lists of the vendor's OpenAPI mean "any of" (wire.md §1.3), so an area asks for all of its own
 * and is usable with one of them.
 */
export const SCOPE_BASES: Readonly<Record<Area, readonly string[]>> = {
	scheduling: ['calendar'],
	demographics: ['patients', 'patients:summary'],
	insurance: ['patients'],
	clinical: ['clinical', 'labs'],
	billing: ['billing', 'billing:patient-payment'],
	practice: ['user', 'settings'],
	messages: ['messages', 'tasks'],
};

/**
 * What an area asks for, beside its own scopes: the documents of a chart are opened by the patients' scope
 * (wire.md App. A), and are none of what a credential for booking should reach.
 */
const ASKED: Readonly<Record<Area, readonly string[]>> = {
	...SCOPE_BASES,
	clinical: [...SCOPE_BASES.clinical, 'patients'],
};

/** Needed by every credential: who am I, and the doctors with their time zones. */
export const ALWAYS = 'user:read';

/** The scopes a credential asks for, space separated, as OAuth wants them. */
export function scopeFor(areas: readonly Area[], access: Access): string {
	const suffixes = access === 'read' ? ['read'] : ['read', 'write'];
	const scopes = areas.flatMap((area) =>
		ASKED[area].flatMap((base) => suffixes.map((suffix) => `${base}:${suffix}`)),
	);
	return [...new Set([ALWAYS, ...scopes])].join(' ');
}

/**
 * Endpoints that ask for another scope than their area's: the first three were seen to answer 403 with
 * `calendar:read` alone (wire.md §1.3), documents are documented so (App. A).
 */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
	'/api/appointment_profiles': ['settings'],
	'/api/appointment_templates': ['settings'],
	'/api/reminder_profiles': ['settings'],
	'/api/documents': ['patients'],
};

/** Bases of the scopes any of which opens an endpoint, as far as is known. */
export function scopeBases({ route, area }: Pick<Endpoint, 'route' | 'area'>): readonly string[] {
	const collection = route.split('/').slice(0, 3).join('/');
	return EXCEPTIONS[collection] ?? SCOPE_BASES[area];
}

/**
 * Whether a token may do this at all. A token whose scopes the server did not tell may.
 * A write scope lets one read as well (wire.md §1.3).
 */
export function scopeCovers(
	granted: readonly string[] | undefined,
	area: Area,
	effect: Effect,
): boolean {
	if (!granted) return true;
	if (effect === 'read' && area === 'practice') return true;
	const suffixes = effect === 'write' ? ['write'] : ['read', 'write'];
	return SCOPE_BASES[area].some((base) =>
		suffixes.some((suffix) => granted.includes(`${base}:${suffix}`)),
	);
}

/**
 * The same rule as `scopeFor`, as an n8n expression over a credential's own fields: n8n computes the
 * scope when the person connects. Empty (all scopes) where *All Scopes* is on: n8n always sends the
 * parameter, and an empty one means all to the server, as none at all does (wire.md §1.2).
 */
export function scopeExpression(): string {
	const bases = JSON.stringify(ASKED);
	const usual = JSON.stringify(USUAL_AREAS);
	return (
		`={{ $self["allScopes"] ? "" : [...new Set(["${ALWAYS}"].concat(` +
		`(($self["areas"] || []).length ? $self["areas"] : ${usual}).flatMap((area) => ((${bases})[area] || []).flatMap((base) => ` +
		`$self["access"] === "read" ? [base + ":read"] : [base + ":read", base + ":write"]))))].join(" ") }}`
	);
}
