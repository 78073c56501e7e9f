import type { CatalogData } from '../../drchrono/catalog/model.ts';

/**
 * The data as a module: one line for each record, operation and list, so that a newer document can be
 * compared with the one before. It is text until it is asked for, because most executions never do.
 */
export function moduleOf(data: CatalogData): string {
	const json = [
		'{',
		`"source":${JSON.stringify(data.source)},`,
		section('lists', data.lists, ','),
		section('records', data.records, ','),
		section('operations', data.operations, ''),
		'}',
	].join('\n');
	if (/[`]|\$\{/.test(json)) throw new RangeError('the data cannot stand in a template literal');
	return `${HEADER}export const V4_DATA = String.raw\`${json}\`;\n`;
}

const HEADER = `/**
 * Every path and operation of DrChrono's v4 API as facts, in JSON (\`CatalogData\`). Generated from the
 * vendor's OpenAPI document by \`npm run catalog\`; what the server does otherwise is in
 * \`deviations.ts\`.
 */
`;

function section(name: string, entries: Readonly<Record<string, unknown>>, end: string): string {
	const lines = Object.entries(entries).map(
		([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
	);
	return `"${name}":{\n${lines.join(',\n')}\n}${end}`;
}
