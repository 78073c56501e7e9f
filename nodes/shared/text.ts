/**
 * A body as text. n8n hands out a string where it was asked for one, but some hosts parse JSON on the
 * way; then it is written out again.
 */
export function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
	return JSON.stringify(body);
}
