import type { Complaint } from './body';
import { KNOWN_MESSAGES, TELLING_MESSAGES, UNKNOWN_MESSAGE, type KnownMessage } from './messages';
import type { Situation } from './sentences';
import { fill } from './wording';

/** Gives the name a person knows a field by, for a name of the API. */
export type FieldLabel = (apiField: string) => string | undefined;

/** Complaints of one kind, in our own words. */
export interface Remark {
	/** The first of the fields, as the API calls it. */
	field?: string;
	/** A sentence without a full stop, such as `'Provider' (doctor) and 'office' are required`. */
	says: string;
	advice: string;
}

/** More names than this would not be read. */
const MOST_NAMES = 4;

/** Query parameters, which v4 names at the start of the message: `template_id must be an integer`. */
const PARAMETER =
	/^(since|date|doctor|office|patient|status|page|[a-z_]{1,40}_(?:id|size|date|range|since)) (?=must|is|may|cannot)/;

/** Finds a message that settles what happened, with the appointment it names. */
export function toldBy(
	complaints: readonly Complaint[],
): { situation: Situation; record?: string } | undefined {
	for (const { message } of complaints) {
		const text = withoutQuotes(message);
		for (const { pattern, situation } of TELLING_MESSAGES) {
			const match = pattern.exec(text);
			if (match) return { situation, record: match.groups?.record };
		}
	}
	return undefined;
}

/**
 * Puts complaints in our own words, one remark for all fields that lack the same. The server's text is
 * only compared, never passed on: it likes to repeat what was sent (`"Smith" is not a valid choice.`).
 * A complaint that is neither known nor names a field leaves no remark.
 */
export function remarksOn(complaints: readonly Complaint[], fieldLabel?: FieldLabel): Remark[] {
	const groups = new Map<string, { known: KnownMessage; limit?: string; fields: string[] }>();
	for (const { field: named, message } of complaints) {
		const text = withoutQuotes(message);
		const field = named ?? PARAMETER.exec(text)?.[1];
		const known =
			KNOWN_MESSAGES.find(({ pattern }) => pattern.test(text)) ?? (field && UNKNOWN_MESSAGE);
		if (!known) continue;

		const limit = known.pattern.exec(text)?.groups?.limit;
		const key = `${known.says} ${limit}`;
		const group = groups.get(key) ?? { known, limit, fields: [] };
		if (field !== undefined && !group.fields.includes(field)) group.fields.push(field);
		groups.set(key, group);
	}
	return [...groups.values()].map(({ known, limit, fields }) => {
		const names = fields.map((field) => nameOf(field, fieldLabel));
		const says = (names.length > 1 && known.saysOfMany) || known.says;
		return {
			field: fields[0],
			says: fill(says, { subject: listed(names) ?? 'A value', limit }),
			advice: fill(known.advice, { it: listed(names) ?? 'the value' }),
		};
	});
}

/** What stands in quotes was sent by us, and must not be taken for the server's own words. */
function withoutQuotes(message: string): string {
	return message.replace(/".*"|".*$/s, '""');
}

/** `'Provider' (doctor)` where the node has a name for it, else `'doctor'`. */
function nameOf(field: string, fieldLabel?: FieldLabel): string {
	const label = fieldLabel?.(field);
	return label && label !== field ? `'${label}' (${field})` : `'${field}'`;
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 3 more`. */
function listed(names: readonly string[]): string | undefined {
	if (names.length <= 1) return names[0];
	const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names.slice(0, -1);
	const rest = names.slice(shown.length);
	return `${shown.join(', ')} and ${rest.length > 1 ? `${rest.length} more` : rest[0]}`;
}
