import { dateOf, remaining, waitAsked } from '../../drchrono/client/throttle/word';

const NOW = Date.UTC(2026, 10, 22, 14, 21, 45);
const answer = (headers: Record<string, string>, text?: string) => ({ status: 429, headers, text });
const body = (wait: string) =>
	JSON.stringify({ detail: `Request was throttled. Expected available in ${wait}.` });

describe('the wait that a 429 asks for', () => {
	it.each([
		['v4 says it in the body', answer({}, body('2295.0 seconds')), 2_295_000],
		['fractions count', answer({}, body('0.4 seconds')), 400],
		['one second', answer({}, body('1 second')), 1_000],
		['the body before the header', answer({ 'retry-after': '9' }, body('3 seconds')), 3_000],
		['Retry-After in seconds', answer({ 'retry-after': '120' }), 120_000],
		['Retry-After as a date', answer({ 'retry-after': 'Sun, 22 Nov 2026 14:22:00 GMT' }), 15_000],
		['a date that has passed', answer({ 'retry-after': 'Sun, 22 Nov 2026 14:21:00 GMT' }), 0],
		[
			'the guide counts to an instant',
			answer({ 'x-ratelimit-reset': String((NOW + 42_000) / 1000) }),
			42_000,
		],
		['nothing is said', answer({}, '{"error":"rate limit"}'), undefined],
		['nothing that makes sense is said', answer({ 'retry-after': 'soon' }, '<html>'), undefined],
		['a negative number is no number', answer({ 'retry-after': '-1' }), undefined],
	])('%s', (_, said, wait) => {
		expect(waitAsked(said, NOW)).toBe(wait);
	});
});

describe('the calls that the server still allows', () => {
	it('are read with the instant until which they hold', () => {
		const headers = { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1795357600' };
		expect(remaining(answer(headers))).toEqual({ calls: 7, resetsAt: 1_795_357_600_000 });
	});

	it.each<Record<string, string>>([
		{},
		{ 'x-ratelimit-remaining': '7' },
		{ 'x-ratelimit-reset': '1795357600' },
		{ 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '1795357600' },
	])('are unknown from %j', (headers) => {
		expect(remaining(answer(headers))).toBeUndefined();
	});
});

describe('the date of an answer', () => {
	it('is read from Date', () => {
		expect(dateOf(answer({ date: 'Sun, 22 Nov 2026 14:21:45 GMT' }))).toBe(NOW);
	});

	it('is unknown without one, with one that is none, and from a cache', () => {
		expect(dateOf(answer({}))).toBeUndefined();
		expect(dateOf(answer({ date: 'yesterday' }))).toBeUndefined();
		expect(dateOf(answer({ date: 'Sun, 22 Nov 2026 14:21:45 GMT', age: '30' }))).toBeUndefined();
	});
});
