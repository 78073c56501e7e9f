/** A word of an API's paths, such as `line_items`; anything else may be an id. */
export const WORD = /^[a-z][a-z_]*$/;

/**
 * The segments of a path as a template, and the values of its placeholders: templates are logged, and
 * ids must not be.
 *
 * @param isWord whether a segment is part of the API's own vocabulary
 */
export function templateOf(
	segments: readonly string[],
	isWord: (segment: string, index: number) => boolean,
): { parts: string[]; path: Record<string, string> } {
	const path: Record<string, string> = {};
	const parts = segments.map((segment, index) => {
		if (segment === '' || isWord(segment, index)) return segment;
		const placeholder = index === 0 ? 'id' : `id${index + 1}`;
		path[placeholder] = decodeURIComponent(segment);
		return `{${placeholder}}`;
	});
	return { parts, path };
}
