import type { RequestBody } from '../../drchrono/client/request';

/**
 * A multipart body as bytes, so that n8n can send it again after a token refresh: it does not resend
 * form-data streams (n8n-core `hasSingleUseBody`). The platform does the encoding.
 */
export async function encodeMultipart(
	body: Extract<RequestBody, { kind: 'multipart' }>,
): Promise<{ contentType: string; bytes: Buffer }> {
	const form = new FormData();
	for (const [name, value] of Object.entries(body.fields)) form.append(name, value);
	for (const [name, file] of Object.entries(body.files)) {
		form.append(name, new Blob([Buffer.from(file.bytes)], { type: file.mimeType }), file.fileName);
	}
	const encoded = new Response(form);
	return {
		contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
		bytes: Buffer.from(await encoded.arrayBuffer()),
	};
}
