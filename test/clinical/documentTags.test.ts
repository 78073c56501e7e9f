import {
	contentTag,
	guardTags,
	isKey,
	keyTag,
	metatagsOf,
	tagsOf,
} from '../../drchrono/clinical/documentTags';

test.each<[string, never, string[]]>([
	['JSON text', '["Referral","n8n:77"]' as never, ['Referral', 'n8n:77']],
	['an array', ['Referral'] as never, ['Referral']],
	['plain text', 'Referral, Form' as never, ['Referral', 'Form']],
	['nothing', null as never, []],
	['an empty text', '' as never, []],
	['a number as JSON', '5' as never, ['5']],
])('tags are read from %s', (_, metatags, tags) => {
	expect(tagsOf(metatags)).toEqual(tags);
});

test('tags go in as JSON text, each once, and come back as they were', () => {
	expect(metatagsOf(['a', 'b "c"', 'a'])).toBe('["a","b \\"c\\""]');
	expect(tagsOf(metatagsOf(['a', 'b "c"']))).toEqual(['a', 'b "c"']);
});

test('a file is known by its content, a document of another system by its ID', () => {
	const one = contentTag(Buffer.from('one'));
	expect(one).toMatch(/^n8n:[0-9a-f]{16}$/);
	expect(contentTag(Buffer.from('one'))).toBe(one);
	expect(contentTag(Buffer.from('two'))).not.toBe(one);
	expect(guardTags(['Form', one, keyTag('report-77')])).toEqual([one, 'n8n:report-77']);
});

test.each([['a,b'], ['a"b'], ['a]b'], ['a\nb'], ['x'.repeat(101)]])(
	'%j is no ID for a tag',
	(key) => {
		expect(isKey(key)).toBe(false);
	},
);

test('usual IDs are', () => {
	expect(['report-77', 'A/B 12.3', '{uuid}'].every(isKey)).toBe(true);
});
