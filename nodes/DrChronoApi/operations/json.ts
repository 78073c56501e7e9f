import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';

/**
 * What a JSON field of the panel holds, as text or as an expression made it; nothing is an empty object.
 * The parser's own words would quote the text, which may hold patients' data.
 */
export function jsonOf(raw: unknown, label: string): Outcome<Json> {
	if (typeof raw !== 'string') return success((raw ?? {}) as Json);
	if (raw.trim() === '') return success({});
	try {
		return success(JSON.parse(raw) as Json);
	} catch {
		return failed(invalid(label, 'is not valid JSON', 'Correct it.'));
	}
}

/** The same where it has to be an object. */
export function jsonObjectOf(raw: unknown, label: string): Outcome<JsonObject> {
	const json = jsonOf(raw, label);
	if (!json.ok) return json;
	const { value } = json;
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return success(value);
	return failed(invalid(label, 'is not a JSON object', 'Write it as {"name": "value"}.'));
}

function invalid(label: string, what: string, advice: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' ${what}`,
		advice: `${advice} Nothing was sent.`,
		field: label,
	};
}
