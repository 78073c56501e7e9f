import type { DialectName } from './names';

/** Where each dialect's OAuth endpoints begin, below the base URL (wire.md §1.1, guide.md). */
const ROOTS: Readonly<Record<DialectName, string>> = { v4: '/o/', guide: '/oauth/' };

/**
 * What the expression yields where the base URL is neither https nor this machine. n8n sends the
 * client secret before any node runs, so only an address that cannot be called keeps it here.
 */
const REFUSED = 'base-url-must-begin-with-https';

/** n8n expression of the authorization URL over the credential's own fields. */
export function authUrlExpression(): string {
	return expression('authorize');
}

/** n8n expression of the token URL over the credential's own fields. */
export function tokenUrlExpression(): string {
	return expression('token');
}

/** Mirrors `isSafeBaseUrl`; a test holds the two together. */
function expression(endpoint: 'authorize' | 'token'): string {
	const safe =
		'/^(https:\\/\\/[a-z0-9.-]+|http:\\/\\/(localhost|127\\.0\\.0\\.1|\\[::1\\]))(:\\d+)?(\\/[^\\s?#@]*)?$/i';
	return (
		`={{ ${safe}.test($self["baseUrl"]) ? $self["baseUrl"].replace(/\\/+$/, "") + ` +
		`($self["dialect"] === "guide" ? "${ROOTS.guide}" : "${ROOTS.v4}") + "${endpoint}/" : "${REFUSED}" }}`
	);
}
