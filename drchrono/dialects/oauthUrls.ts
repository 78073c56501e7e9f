import type { DialectName } from './names';

/** Where each dialect's OAuth endpoints begin, below the base URL (wire.md §1.1, guide.md). */
const ROOTS: Readonly<Record<DialectName, string>> = { v4: '/o/', guide: '/oauth/' };

/**
 * What the expression yields where the base URL is neither https nor this machine. n8n sends the
 * client secret before any node runs, so only an address that cannot be called keeps it here.
 */
const REFUSED = 'base-url-must-begin-with-https';

/** Mirrors `isSafeBaseUrl`, as an expression has to have it; a test holds the two together. */
const SAFE =
	'/^(https:\\/\\/[a-z0-9.-]+|http:\\/\\/(localhost|127\\.0\\.0\\.1|\\[::1\\]))(:\\d+)?(\\/[^\\s?#@]*)?$/i';

/** n8n expression of the authorization URL over the credential's own fields. */
export function authUrlExpression(): string {
	return expression('authorize');
}

/** n8n expression of the token URL over the credential's own fields. */
export function tokenUrlExpression(): string {
	return expression('token');
}

/** n8n expression of the one host to which n8n's own nodes, such as HTTP Request, may send the token. */
export function hostExpression(): string {
	return (
		`={{ ${SAFE}.test($self["baseUrl"]) ? ` +
		`$self["baseUrl"].split("/")[2].replace(/:\\d+$/, "").toLowerCase() : "${REFUSED}" }}`
	);
}

function expression(endpoint: 'authorize' | 'token'): string {
	return (
		`={{ ${SAFE}.test($self["baseUrl"]) ? $self["baseUrl"].replace(/\\/+$/, "") + ` +
		`($self["dialect"] === "guide" ? "${ROOTS.guide}" : "${ROOTS.v4}") + "${endpoint}/" : "${REFUSED}" }}`
	);
}
