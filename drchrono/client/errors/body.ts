import type { Json, JsonObject } from '../request';
import type { HttpResponse } from '../transport';

/**
 * What a body turned out to be.
 *
 * - `json`: parsed
 * - `empty`: nothing, or only blanks
 * - `page`: HTML, from the server's edge or a proxy in front of it
 * - `text`: plain text, as DrChrono's 401 (wire.md §5.4)
 * - `truncated`: began as JSON and did not end as JSON
 */
export type Body =
	| { shape: 'json'; json: Json }
	| { shape: 'empty' | 'page' | 'truncated' }
	| { shape: 'text'; text: string };

/** One thing the server did not like, in its own words: never shown, only compared with known patterns. */
export interface Complaint {
	/** Path of the field in the API's names, `primary_insurance.subscriber_state`; absent where none is named. */
	field?: string;
	message: string;
}

/** More than a person would read, and a bound on what a hostile body can cost. */
const MOST_COMPLAINTS = 20;
const DEEPEST = 6;
const LONGEST_MESSAGE = 300;

/** Keys that wrap the complaints: v4's `detail`, the guide's `errors` and `error`, OAuth's `error`. */
const ENVELOPES = ['errors', 'error', 'detail'];

/** Keys that stand for the record as a whole, as Django REST framework names them. */
const WHOLE_RECORD = new Set(['non_field_errors', '__all__', 'detail', 'error', 'errors']);

/** Names of the API are snake case; anything else that stands as a key may be somebody's data. */
const FIELD_NAME = /^[a-z][a-z0-9_]{0,59}$/;

/** Tells what the body of an answer is. The content type is not asked: v4 sends its 401 text as HTML. */
export function readBody(response: Pick<HttpResponse, 'text'>): Body {
	const text = response.text.replace(/^\uFEFF/, '').trim();
	if (text === '') return { shape: 'empty' };
	try {
		return { shape: 'json', json: JSON.parse(text) as Json };
	} catch {
		if (text.startsWith('<')) return { shape: 'page' };
		return /^[[{"]/.test(text) ? { shape: 'truncated' } : { shape: 'text', text };
	}
}

/**
 * Collects the complaints of an answer that refuses, whichever of the server's shapes it has:
 * object of arrays, object of strings, nested objects, bare array, `{"detail"}`, `{"errors":{…}}`,
 * `{"error"}`, `AsyncResourceError`, plain text (wire.md §5.4, guide.md *Errors*).
 *
 * @returns at most 20 complaints, each message cut to 300 characters; none for HTML or nothing
 */
export function complaintsOf(body: Body): Complaint[] {
	if (body.shape === 'text') return [{ message: body.text.slice(0, LONGEST_MESSAGE) }];
	if (body.shape !== 'json') return [];
	const found: Complaint[] = [];
	collect(unwrapped(body.json), [], found);
	return found;
}

/** The OAuth code of `{"error":"invalid_grant"}`; the guide's `{"error":"Some sentence"}` has none. */
export function oauthCodeOf(body: Body): string | undefined {
	if (body.shape !== 'json' || !isObject(body.json)) return undefined;
	const code = body.json.error;
	return typeof code === 'string' && FIELD_NAME.test(code) ? code : undefined;
}

/** Of `{"status":"Failed","uuid":"…","detail":"…"}` only `detail` complains. */
function unwrapped(json: Json): Json {
	if (!isObject(json)) return json;
	const wrapped = ENVELOPES.filter((key) => json[key] !== undefined);
	return wrapped.length > 0 ? wrapped.map((key) => json[key] ?? null) : json;
}

function collect(value: Json | undefined, path: readonly string[], found: Complaint[]): void {
	if (found.length >= MOST_COMPLAINTS || path.length > DEEPEST) return;
	if (typeof value === 'string') {
		const field = path.length > 0 ? path.join('.') : undefined;
		found.push({ field, message: value.slice(0, LONGEST_MESSAGE) });
	} else if (Array.isArray(value)) {
		for (const item of value) collect(item, path, found);
	} else if (isObject(value)) {
		for (const [key, inner] of Object.entries(value)) {
			const names = FIELD_NAME.test(key) && !WHOLE_RECORD.has(key);
			collect(inner, names ? [...path, key] : path, found);
		}
	}
}

function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
