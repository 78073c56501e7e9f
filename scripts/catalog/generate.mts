/**
 * `npm run catalog -- <openapi.yml>`: writes `drchrono/catalog/v4.data.ts` from the vendor's OpenAPI
 * document, which the project does not need afterwards.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

import { reduce } from './reduce.mts';
import type { Source } from './source.mts';
import { moduleOf } from './write.mts';

const TARGET = fileURLToPath(new URL('../../drchrono/catalog/v4.data.ts', import.meta.url));

const [path] = process.argv.slice(2);
if (path === undefined) {
	console.error('Usage: npm run catalog -- <openapi.yml>');
	process.exit(1);
}

// Scalars stay the text that they are: the document has codes such as 08 without quotes, which YAML
// would read as the number 8.
const source = parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as Source;
const data = reduce(source);
const text = moduleOf(data);
writeFileSync(TARGET, text);
console.log(
	`${data.source.paths} paths, ${data.source.operations} operations, ${text.length} bytes`,
);
