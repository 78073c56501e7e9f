import { readSources, type Source } from './sources';

/** Places where a rule of the linter or a type is switched off, as `path:line`. */
function exceptionsIn(sources: readonly Source[]): string[] {
	return sources.flatMap(({ path, text }) =>
		text.split('\n').flatMap((line, index) => {
			const found = /eslint-(disable|enable)|@ts-(ignore|expect-error|nocheck)/.test(line);
			return found ? [`${path}:${index + 1}`] : [];
		}),
	);
}

// n8n's scanner does not heed such comments, and a reader should not have to.
test('nothing is switched off in what is shipped', () => {
	expect(exceptionsIn(readSources(['nodes', 'credentials', 'drchrono']))).toEqual([]);
});

test.each([
	'/* eslint-disable no-console */',
	'// eslint-disable-next-line no-control-regex',
	'call(); // eslint-disable-line',
	'// @ts-expect-error',
	'/* @ts-ignore */',
	'// @ts-nocheck',
])('%s is noticed', (comment) => {
	const text = `const one = 1;\n${comment}\n`;
	expect(exceptionsIn([{ path: 'drchrono/a.ts', text }])).toEqual(['drchrono/a.ts:2']);
});
