import type { Json, JsonObject } from '../request';

/** The object that wraps a page, or `undefined` where the answer is something else. */
export function envelopeOf(json: Json): JsonObject | undefined {
	return isObject(json) ? json : undefined;
}

/**
 * The records of a page. The wire says `results`, the vendor's OpenAPI says `data` (wire.md §2).
 * `undefined` if there is no list, or one of anything but objects.
 */
export function recordsOf(envelope: JsonObject): JsonObject[] | undefined {
	const list = envelope.results ?? envelope.data;
	return Array.isArray(list) && list.every(isObject) ? list : undefined;
}

/** A whole number that is not negative, or `undefined`. */
export function countOf(json: Json | undefined): number | undefined {
	return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 ? json : undefined;
}

export function isObject(json: Json | undefined): json is JsonObject {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
