import { Refusal } from '../answer.mts';

const NAMES: Readonly<Record<number, string>> = {
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not found',
	405: 'method not allowed',
	429: 'rate limit exceeded',
	500: 'internal error',
};

/** `{"error":"…"}` of guide.md, "Errors". */
export function failure(status: number): Refusal {
	return new Refusal({ status, body: { error: NAMES[status] ?? 'error' } });
}

/** `{"errors":{"field":["…"]}}`, status 400. */
export function invalidFields(errors: Record<string, string[]>): Refusal {
	return new Refusal({ status: 400, body: { errors } });
}
