/** The 11 scope bases of v4, each with `:read` and `:write` (wire.md 1.3). */
export const SCOPE_BASES = [
	'user',
	'calendar',
	'patients',
	'patients:summary',
	'billing',
	'billing:patient-payment',
	'clinical',
	'labs',
	'messages',
	'tasks',
	'settings',
] as const;

export const ALL_SCOPES: readonly string[] = SCOPE_BASES.flatMap((base) => [
	`${base}:read`,
	`${base}:write`,
]);

/** Splits a scope parameter; null when a name in it is unknown. Absent or empty means all. */
export function parseScope(text: string | undefined): string[] | null {
	const names = (text ?? '').split(/[\s+]+/).filter(Boolean);
	if (names.length === 0) return [...ALL_SCOPES];
	return names.every((name) => ALL_SCOPES.includes(name)) ? names : null;
}

/** Whether any of the bases is held: for reading either kind will do, for writing `:write`. */
export function holds(
	scopes: ReadonlySet<string>,
	bases: readonly string[],
	write: boolean,
): boolean {
	return bases.some(
		(base) => scopes.has(`${base}:write`) || (!write && scopes.has(`${base}:read`)),
	);
}
