import * as fc from 'fast-check';
import {
	fingerprint,
	seal,
	unseal,
	type Binding,
	type Continuation,
} from '../../drchrono/client/continuation';
import type { Json } from '../../drchrono/client/request';

const runs = { numRuns: 100, seed: 20261122 };
const secret = 'a secret of the credential';
const binding: Binding = { query: fingerprint({ patient: 4711 }), application: 'client-id' };
const state: Continuation = {
	position: {
		place: { url: 'https://app.drchrono.com/api/appointments?patient=4711' },
		seen: '9h,1,1,',
	},
	done: 3,
	left: 9,
};

/** JSON as it comes back from a text: without -0. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

const sentenceOf = (token: string, by: string = secret, to: Binding = binding) => {
	const opened = unseal(token, by, to);
	return opened.ok ? opened.value : `${opened.failure.kind}: ${opened.failure.sentence}`;
};

const foreign =
	'invalid-input: The continuation token was made for another query or credential, or is damaged';
const broken = 'invalid-input: The continuation token is damaged or not one at all';

describe('a continuation token', () => {
	test('gives back what was sealed', () => {
		fc.assert(
			fc.property(
				json,
				fc.nat(),
				fc.option(fc.nat(), { nil: undefined }),
				(position, done, left) => {
					const token = seal({ position, done, left }, secret, binding);
					expect(unseal(token, secret, binding)).toEqual({
						ok: true,
						value: { position, done, left },
					});
				},
			),
			runs,
		);
	});

	test('is text that fits into any field, and another one each time', () => {
		const tokens = [seal(state, secret, binding), seal(state, secret, binding)];
		tokens.forEach((token) => expect(token).toMatch(/^[\w-]+$/));
		expect(tokens[0]).not.toBe(tokens[1]);
		expect(sentenceOf(` ${tokens[0]}\n`)).toEqual(state);
	});

	test('shows nothing of the query', () => {
		const token = seal(state, secret, binding);
		const bytes = Buffer.from(token, 'base64url').toString('latin1');
		for (const word of ['4711', 'appointments', 'seen']) {
			expect(token).not.toContain(word);
			expect(bytes).not.toContain(word);
		}
	});

	test.each<[string, string, Binding]>([
		['another query', secret, { ...binding, query: fingerprint({ patient: 4712 }) }],
		['another application', secret, { ...binding, application: 'other' }],
		['another secret', 'another', binding],
		[
			'the two parts of the binding the other way round',
			secret,
			{ query: binding.application, application: binding.query },
		],
	])('does not open for %s', (_, by, to) => {
		expect(sentenceOf(seal(state, secret, binding), by, to)).toBe(foreign);
	});

	/** Whether a token opens although one of its bits was changed. */
	const refusesDamage = (open: typeof unseal) =>
		fc.property(fc.nat(), fc.nat({ max: 7 }), (place, bit) => {
			const bytes = Buffer.from(seal(state, secret, binding), 'base64url');
			bytes[place % bytes.length]! ^= 1 << bit;
			const opened = open(bytes.toString('base64url'), secret, binding);
			expect(!opened.ok && opened.failure.kind).toBe('invalid-input');
		});

	test('does not open when a single bit is changed', () => {
		fc.assert(refusesDamage(unseal), runs);
	});

	test('notices: a token that is opened without its signature', () => {
		const careless: typeof unseal = () => ({ ok: true, value: state });
		expect(fc.check(refusesDamage(careless), runs).failed).toBe(true);
	});

	test.each([
		['nothing', ''],
		['a short text', 'abc'],
		['a text that is cut off', seal(state, secret, binding).slice(0, 30)],
	])('is refused when it is %s', (_, token) => {
		expect(sentenceOf(token)).toBe(broken);
	});

	test('of another version says so', () => {
		const bytes = Buffer.from(seal(state, secret, binding), 'base64url');
		bytes[0] = 2;
		expect(sentenceOf(bytes.toString('base64url'))).toBe(
			'invalid-input: The continuation token was made by another version of this package',
		);
	});
});

describe('a fingerprint', () => {
	const shuffled = (value: Json): Json => {
		if (Array.isArray(value)) return value.map(shuffled);
		if (typeof value !== 'object' || value === null) return value;
		const turned = Object.entries(value).reverse();
		return Object.fromEntries(turned.map(([name, part]) => [name, shuffled(part ?? null)]));
	};

	/** The same for the same query however it is written, and for no other. */
	const tellsQueriesApart = (print: (query: Json) => string) =>
		fc.property(json, json, (one, other) => {
			expect(print(shuffled(one))).toBe(print(one));
			const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
			expect(print(one) === print(other)).toBe(same);
			expect(print([one, other])).not.toBe(print([[one, other]]));
		});

	const sorted = (value: Json): Json => {
		if (Array.isArray(value)) return value.map(sorted);
		if (typeof value !== 'object' || value === null) return value;
		const names = Object.keys(value).sort();
		return names.map((name) => [name, sorted(value[name] ?? null)]);
	};

	test('is the same for the same query, and for no other', () => {
		fc.assert(tellsQueriesApart(fingerprint), runs);
	});

	test.each<[string, (query: Json) => string]>([
		['an order of keys that counts', (query) => JSON.stringify(query)],
		['lists that are flattened', (query) => JSON.stringify([query].flat(9))],
	])('notices: %s', (_, print) => {
		expect(fc.check(tellsQueriesApart(print), { ...runs, numRuns: 1000 }).failed).toBe(true);
	});

	test('takes a missing value for none, and keeps the order of lists', () => {
		expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
		expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
		expect(fingerprint({ a: null })).not.toBe(fingerprint({}));
	});

	test('tells nothing of the query', () => {
		expect(fingerprint({ last_name: 'Doe' })).toMatch(/^[\w-]{43}$/);
	});
});
