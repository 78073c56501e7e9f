/**
 * `npx tsx scripts/catalog/docs.mts`: writes the tables of `docs/catalog.md` anew from the catalog;
 * with `--check` it only says whether they are as they should be.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { catalogData } from '../../drchrono/catalog/data.ts';
import { DEVIATIONS } from '../../drchrono/catalog/deviations.ts';
import { resources, type Operation, type Resource } from '../../drchrono/catalog/index.ts';
import { AREAS } from '../../drchrono/client/connection.ts';

const TARGET = fileURLToPath(new URL('../../docs/catalog.md', import.meta.url));

/** Operations that most resources have, as the panel calls them. */
const COMMON: Readonly<Record<string, string>> = {
	list: 'get many',
	get: 'get',
	create: 'create',
	update: 'update',
	replace: 'replace',
	delete: 'delete',
};

const now = readFileSync(TARGET, 'utf8');
const wanted = withTable(
	withTable(now, 'resources', resourceTable()),
	'deviations',
	deviationTable(),
);
if (process.argv.includes('--check')) {
	if (now !== wanted) {
		console.error('docs/catalog.md is not what the catalog says: npx tsx scripts/catalog/docs.mts');
		process.exitCode = 1;
	}
} else {
	writeFileSync(TARGET, wanted);
}

/** The text with what stands between two marks replaced. */
function withTable(text: string, name: string, table: string): string {
	const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end of ${name} -->)`);
	if (!marks.test(text)) throw new RangeError(`docs/catalog.md has no marks for ${name}`);
	return text.replace(marks, (_, before: string, after: string) => `${before}${table}\n${after}`);
}

function resourceTable(): string {
	const rows = resources().map((resource) =>
		row([
			`${resource.singular}`,
			`\`${resource.name}\``,
			AREAS[resource.area],
			resource.operations.map(({ name }) => COMMON[name] ?? `\`${name}\``).join(', '),
			filtersOf(resource),
			notesOf(resource),
		]),
	);
	return [
		row(['Resource', 'In the API', 'Area', 'Operations', 'Filters', 'Good to know']),
		row(['---', '---', '---', '---', '---', '---']),
		...rows,
	].join('\n');
}

function filtersOf({ operations }: Resource): string {
	const list = operations.find(({ name }) => name === 'list');
	const names = (list?.query ?? []).map(({ name, required }) => (required ? `**${name}**` : name));
	return names.join(', ');
}

function notesOf({ operations }: Resource): string {
	const list = operations.find(({ name }) => name === 'list');
	const remarks = operations.flatMap((operation) => operation.remarks);
	return [
		...new Set(remarks),
		...(list?.bulk ? ['read in bulk'] : []),
		...(operations.some(({ takesVerbose }) => takesVerbose) ? ['details'] : []),
		...(operations.some(hasFile) ? ['files'] : []),
	].join('; ');
}

function hasFile({ body = [] }: Operation): boolean {
	return body.some(({ type }) => type === 'file');
}

function deviationTable(): string {
	const keys = Object.keys(catalogData().operations);
	const rows = DEVIATIONS.map(({ of, because }) =>
		row([operationsIn(keys.filter((key) => of.test(key))), because]),
	);
	return [row(['Operations', 'What the server does']), row(['---', '---']), ...rows].join('\n');
}

/** Methods and paths of operations, each once. */
function operationsIn(keys: readonly string[]): string {
	const parts = keys.map((key) => key.split(' '));
	const methods = [...new Set(parts.map(([method]) => method))];
	const paths = [...new Set(parts.map(([, path]) => `\`${path}\``))];
	return `${methods.join(', ')} ${paths.join(', ')}`;
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}
