import type { FastifyInstance, FastifyRequest } from 'fastify';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';

export interface FilePart {
	readonly name: string;
	readonly mime: string;
	readonly bytes: Buffer;
}

export interface ParsedBody {
	readonly body: unknown;
	readonly contentType: string;
	readonly files: ReadonlyMap<string, FilePart>;
}

const LARGEST = 50 * 1024 * 1024;

/** Teaches the server JSON (an empty body is none), form and multipart bodies. */
export async function acceptBodies(app: FastifyInstance): Promise<void> {
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(Object.assign(new Error('JSON parse error'), { statusCode: 400 }), undefined);
		}
	});
	await app.register(formbody);
	await app.register(multipart, { limits: { fileSize: LARGEST } });
}

/** The body of a request, with files told apart from fields. */
export async function readBody(request: FastifyRequest): Promise<ParsedBody> {
	const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
	const files = new Map<string, FilePart>();
	if (!request.isMultipart()) return { body: request.body ?? undefined, contentType, files };
	const fields: Record<string, unknown> = {};
	for await (const part of request.parts()) {
		if (part.type === 'file')
			files.set(part.fieldname, {
				name: part.filename,
				mime: part.mimetype,
				bytes: await part.toBuffer(),
			});
		else fields[part.fieldname] = part.value;
	}
	return { body: fields, contentType, files };
}
