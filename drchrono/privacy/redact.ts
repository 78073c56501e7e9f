import type { Json, JsonObject } from '../client/request';

/**
 * Words that make a field a social security number, in both dialects and in simplified output:
 * v4's `social_security_number`, `subscriber_social_security`, `auto_accident_subscriber_social_security`
 * (wire.md App. B), the guide's `ssn`, `socialSecurityNumber`.
 */
const SENSITIVE_WORDS = /(^|_)ssn(_|$)|social_security/;

/** Names repeat with every record, so each is judged once; bounded, as names may come from outside. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 5000;

/** Whether a field of this name holds a social security number. Takes snake case and camel case. */
export function isSensitiveField(name: string): boolean {
	const known = judged.get(name);
	if (known !== undefined) return known;
	const snake = name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replace(/[\s-]+/g, '_')
		.toLowerCase();
	const sensitive = SENSITIVE_WORDS.test(snake);
	if (judged.size >= MOST_JUDGED) judged.clear();
	judged.set(name, sensitive);
	return sensitive;
}

/**
 * Masks social security numbers at any depth to their last four digits, `***-**-1234`. Does not change
 * what it is given; shares every part that needs no mask with it, and returns it as it is where none does.
 */
export function maskSsn<T extends Json | undefined>(value: T): T {
	return mask(value, false) as T;
}

function mask(value: Json | undefined, sensitive: boolean): Json | undefined {
	if (typeof value === 'object' && value !== null) {
		return Array.isArray(value) ? maskList(value, sensitive) : maskObject(value, sensitive);
	}
	return sensitive && (typeof value === 'string' || typeof value === 'number')
		? maskValue(String(value))
		: value;
}

function maskList(list: Json[], sensitive: boolean): Json[] {
	const masked = list.map((item) => mask(item, sensitive) ?? null);
	return masked.some((item, index) => item !== list[index]) ? masked : list;
}

function maskObject(object: JsonObject, sensitive: boolean): JsonObject {
	let copy: JsonObject | undefined;
	// Every field of every record passes here, and `for in` costs a quarter of `Object.entries`.
	for (const key in object) {
		const before = object[key];
		const after = mask(before, sensitive || isSensitiveField(key));
		if (after === before) continue;
		copy ??= { ...object };
		copy[key] = after;
	}
	return copy ?? object;
}

/** An empty string is DrChrono's way to say "none" (wire.md §12.2) and stays. */
function maskValue(value: string): string {
	if (value.trim() === '') return value;
	const digits = value.replace(/\D/g, '');
	return `***-**-${digits.length >= 4 ? digits.slice(-4) : '****'}`;
}
