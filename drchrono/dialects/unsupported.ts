import type { Failure } from '../client/failure';
import { DIALECTS, type DialectName } from './names';

/** A field, filter or operation that one dialect lacks; found before anything is sent. */
export function notInDialect(what: string, has: DialectName, lacks: DialectName): Failure {
	return {
		kind: 'not-in-dialect',
		sentence: `${what} exists in ${DIALECTS[has]} only, and this credential speaks ${DIALECTS[lacks]}`,
		advice: `Nothing was sent. Leave it out, or use a credential whose 'Dialect' is ${DIALECTS[has]}.`,
	};
}

/** The first of the given fields that has a value although the dialect lacks it. */
export function firstUnsupported(
	fields: Readonly<Record<string, unknown>>,
	has: DialectName,
	lacks: DialectName,
): Failure | undefined {
	for (const [label, value] of Object.entries(fields)) {
		if (value !== undefined && value !== false) return notInDialect(`'${label}'`, has, lacks);
	}
	return undefined;
}
