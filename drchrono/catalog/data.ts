import type { CatalogData } from './model';
import { V4_DATA } from './v4.data';

let parsed: CatalogData | undefined;

/** The generated data, read on first use: most executions never need it. */
export function catalogData(): CatalogData {
	parsed ??= JSON.parse(V4_DATA) as CatalogData;
	return parsed;
}
