import { RawJson } from '../answer.mts';
import type { Row } from '../store/table.mts';
import type { Resource } from './resources.mts';

const FILE_REFERENCE = /"file:([^"]+)"/g;

const plainTexts = new WeakMap<Row, string>();
const verboseTexts = new WeakMap<Row, string>();

/** A row without the keys that only `verbose=true` brings (wire.md 2). */
export function project(resource: Resource, row: Row, verbose: boolean): Row {
	if (verbose || resource.verbose.length === 0) return row;
	const plain: Record<string, unknown> = { ...row };
	for (const key of resource.verbose) delete plain[key];
	return plain;
}

/** A row as JSON text, remembered as long as the row lives. */
function text(resource: Resource, row: Row, verbose: boolean): string {
	const cache = verbose || resource.verbose.length === 0 ? verboseTexts : plainTexts;
	let json = cache.get(row);
	if (json === undefined) {
		json = JSON.stringify(project(resource, row, verbose));
		cache.set(row, json);
	}
	return json;
}

/** JSON of one row; `sign` turns a file reference into a link. */
export function encodeRow(
	resource: Resource,
	row: Row,
	verbose: boolean,
	sign: (reference: string) => string,
): string {
	const json = text(resource, row, verbose);
	if (!json.includes('"file:')) return json;
	return json.replace(FILE_REFERENCE, (_, reference: string) => JSON.stringify(sign(reference)));
}

/** A list page: keys in the recorded order previous, results, next (wire.md 2). */
export function envelope(
	rows: readonly string[],
	previous: string | null,
	next: string | null,
): RawJson {
	return new RawJson(
		`{"previous":${JSON.stringify(previous)},"results":[${rows.join(',')}],"next":${JSON.stringify(next)}}`,
	);
}
