import { deprecationHint, DeprecationHints } from '../../drchrono/client/deprecation';

const claims = { method: 'GET', route: '/claims/' } as const;

describe('the end of an endpoint', () => {
	const off = 'DrChrono has announced the end of GET /claims/ for 2027-01-31: ';
	const rows: Array<[string, Record<string, string>, string]> = [
		[
			'Sunset (RFC 8594)',
			{ sunset: 'Sun, 31 Jan 2027 23:59:59 GMT' },
			`${off}update this package, or set a newer 'API Version' in the credential`,
		],
		[
			'Sunset beside Deprecation (RFC 9745)',
			{ deprecation: '@1767225600', sunset: 'Sun, 31 Jan 2027 00:00:00 GMT' },
			off,
		],
		['a Warning with a date', { warning: '299 - "Deprecated API, removed on 2027-01-31"' }, off],
		[
			'Deprecation alone',
			{ deprecation: '@1767225600' },
			'DrChrono calls GET /claims/ outdated since 2026-01-01 and may switch it off: ',
		],
		[
			'Deprecation as an HTTP date (draft)',
			{ deprecation: 'Thu, 01 Jan 2026 00:00:00 GMT' },
			'DrChrono calls GET /claims/ outdated since 2026-01-01',
		],
		[
			'Deprecation: true (draft)',
			{ deprecation: 'true' },
			'DrChrono calls GET /claims/ outdated and',
		],
		[
			'a Sunset that is no date',
			{ sunset: 'soon' },
			'DrChrono calls GET /claims/ outdated and may switch it off',
		],
	];

	test.each(rows)('%s', (_, headers, start) => {
		const hint = deprecationHint(headers, claims, 'guide');
		expect(hint?.startsWith(start)).toBe(true);
		expect(hint).not.toMatch(/\.$|undefined|null/);
	});

	test.each([
		['nothing', {}],
		['Deprecation: false', { deprecation: 'false' }],
		['a Warning about a cache', { warning: '110 - "Response is Stale since 2026-01-01"' }],
	])('%s is no hint', (_, headers) => {
		expect(deprecationHint(headers as Record<string, string>, claims, 'guide')).toBeUndefined();
	});

	test('the text of a Warning is not passed on', () => {
		const hint = deprecationHint({ warning: '299 - "Deprecated for Mrs. Smith"' }, claims, 'v4');
		expect(hint).toBe(
			'DrChrono calls GET /claims/ outdated and may switch it off: update this package',
		);
	});
});

describe('hints of an execution', () => {
	test('one for each endpoint, in the order they came', () => {
		const hints = new DeprecationHints();
		const headers = { sunset: 'Sun, 31 Jan 2027 00:00:00 GMT' };
		hints.add({}, { method: 'GET', route: '/patients/' }, 'guide');
		hints.add(headers, claims, 'guide');
		hints.add(headers, { method: 'GET', route: '/patients/' }, 'guide');
		hints.add({ sunset: 'Mon, 01 Feb 2027 00:00:00 GMT' }, claims, 'guide');
		expect(hints.all().map((hint) => hint.split(':')[0])).toEqual([
			'DrChrono has announced the end of GET /claims/ for 2027-01-31',
			'DrChrono has announced the end of GET /patients/ for 2027-01-31',
		]);
	});
});
