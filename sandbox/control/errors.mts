import type { FastifyRequest } from 'fastify';

export type Body = Readonly<Record<string, unknown>>;

/** A mistake in a control call, told in one sentence with status 400 or 404. */
export class ControlError extends Error {
	constructor(
		message: string,
		readonly statusCode = 400,
	) {
		super(message);
	}
}

/** The JSON body of a control call; none is an empty one. */
export const bodyOf = (request: FastifyRequest): Body => (request.body ?? {}) as Body;
