import type { JsonObject } from '../client/request';

/** A filter that is applied here because the server has none, or may not keep to it. */
export type Test = (record: JsonObject) => boolean;

/** One filter of several; none if there is none. */
export function allOf(tests: ReadonlyArray<Test | undefined>): Test | undefined {
	const given = tests.filter((test) => test !== undefined);
	return given.length === 0 ? undefined : (record) => given.every((test) => test(record));
}

/** The filter, if it is wanted. */
export function when<T>(
	wanted: T | undefined,
	test: (wanted: T) => Test | undefined,
): Test | undefined {
	return wanted === undefined ? undefined : test(wanted);
}
