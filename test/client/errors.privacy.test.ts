import * as fc from 'fast-check';
import { classify, type About } from '../../drchrono/client/errors';
import { complaintsOf, readBody } from '../../drchrono/client/errors/body';
import type { Outcome } from '../../drchrono/client/outcome';
import type { ApiResponse, Area, Endpoint, HttpMethod } from '../../drchrono/client/request';
import type { TransportResult } from '../../drchrono/client/transport';
import { toNodeError } from '../../nodes/shared/toError';

/** Values as patients have them, made so that no sentence of ours holds one by chance. */
const CANARIES = [
	'Qzysmith',
	'QZYSMITH-Doe',
	'qzy smith',
	'qzysmith',
	'1983-07-29',
	'078-05-1120',
	'078051120',
	'+1 650 555 0199',
	'qzy.smith@example.org',
	'41 Qzy Street\nApt. 5',
	'<b>qzysmith</b>',
	'Łucja “Qzy” O’Neil',
];
const canary = fc.constantFrom(...CANARIES);

/** What a server says around a value, from the known messages to ones made up to trip the patterns. */
const message = fc.oneof(
	canary,
	canary.map((c) => `"${c}" is not a valid choice.`),
	canary.map((c) => `Invalid pk "${c}" - object does not exist.`),
	canary.map((c) => `${c} must be an integer`),
	canary.map((c) => `This field is required. (${c})`),
	canary.map((c) => `Ensure this field has no more than 100 characters, not "${c}".`),
	canary.map((c) => `Potential duplicate patient(s) found. ${c}`),
	canary.map((c) => `Appointment overlaps with ${c.replace(/\d/g, '')}, ${c}`),
	canary.map((c) => `Request was throttled for ${c}. Expected available in 30.0 seconds.`),
	canary.map((c) => `office not valid: ${c}`),
	canary.map((c) => `invalid_grant ${c}`),
	fc.constant('This field may not be null.'),
);

/** Keys as the API has them, and ones that are somebody's data. */
const key = fc.oneof(
	fc.constantFrom('doctor', 'detail', 'error', 'errors', 'non_field_errors', 'uuid', 'status'),
	canary.filter((c) => !/^[a-z][a-z0-9_]*$/.test(c)),
);

const { body } = fc.letrec((tie) => ({
	body: fc.oneof(
		{ depthSize: 'small' },
		message,
		fc.array(tie('body'), { maxLength: 3 }),
		fc.dictionary(key, tie('body'), { maxKeys: 4 }),
		fc.constantFrom(null, 7, true),
	),
}));

const text = fc.oneof(
	body.map((value) => JSON.stringify(value)),
	body.map((value) => JSON.stringify(value).slice(0, -1)),
	message,
	message.map((inner) => `<html><body>${inner}</body></html>`),
	fc.constant(''),
);

const headers = fc.record(
	{
		'www-authenticate': canary.map((c) => `Bearer error="${c}"`),
		'retry-after': canary,
		location: canary.map((c) => `https://elsewhere.example/?name=${encodeURIComponent(c)}`),
		warning: canary.map((c) => `299 - "deprecated ${c}"`),
	},
	{ requiredKeys: [] },
);

const result: fc.Arbitrary<TransportResult> = fc.oneof(
	fc
		.record({
			status: fc.constantFrom(200, 201, 302, 400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 502),
			headers: headers as fc.Arbitrary<Record<string, string>>,
			text,
		})
		.map((response) => ({ kind: 'response' as const, response })),
	message.map((detail) => ({ kind: 'fault' as const, fault: 'credential' as const, detail })),
);

const about: fc.Arbitrary<About> = fc.record({
	endpoint: fc.record({
		method: fc.constantFrom<HttpMethod>('GET', 'POST', 'PATCH', 'DELETE'),
		route: fc.constant('/api/patients/{id}'),
		effect: fc.constantFrom('read', 'write'),
		area: fc.constantFrom<Area>('scheduling', 'demographics', 'clinical', 'practice'),
		category: fc.constant('all'),
	}) as fc.Arbitrary<Endpoint>,
	dialect: fc.constantFrom('v4', 'guide'),
	now: fc.constant(1_795_000_000_000),
});

type Classify = (result: TransportResult, about: About) => Outcome<ApiResponse>;

/** No canary in any corner of the failure, nor of what n8n is told. */
function keepsCanariesIn(classifier: Classify) {
	return fc.property(result, about, (came, context) => {
		const outcome = classifier(came, context);
		if (outcome.ok) return;
		const seen =
			JSON.stringify(outcome.failure) + everythingIn(toNodeError(NODE, outcome.failure, 2));
		const found = CANARIES.filter(
			(value) => seen.includes(value) || seen.includes(JSON.stringify(value).slice(1, -1)),
		);
		expect(found).toEqual([]);
	});
}

const NODE = {
	id: '1',
	name: 'DrChrono Patient',
	type: 'n8n-nodes-drchrono.drChronoPatient',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: { lastName: 'Qzysmith' },
};

/** Every own property of an error and its causes, stack and all; not only what `JSON.stringify` shows. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.getOwnPropertyNames(value)
		.map((name) => `${name} ${everythingIn((value as Record<string, unknown>)[name], seen)}`)
		.join('\n');
}

describe('nothing that was sent or received is told', () => {
	const runs = { numRuns: 1000, seed: 20261122 };

	test('whatever the server answers', () => {
		fc.assert(keepsCanariesIn(classify), runs);
	});

	/** Seeded defects: the property has to notice each. */
	const defects: Record<string, Classify> = {
		"the server's text passed on": altered((failure, text) => ({
			...failure,
			sentence: complaintsOf(readBody({ text }))[0]?.message ?? failure.sentence,
		})),
		'any key taken for a field': altered((failure, text) => {
			const parsed = readBody({ text });
			const json = parsed.shape === 'json' ? parsed.json : null;
			return { ...failure, field: Object.keys(json ?? {})[0] };
		}),
		'plain text passed on': altered((failure, text) => ({
			...failure,
			advice: text.startsWith('{') ? failure.advice : text,
		})),
	};

	test.each(Object.entries(defects))('the property notices: %s', (_, defect) => {
		expect(fc.check(keepsCanariesIn(defect), runs).failed).toBe(true);
	});

	test('the look into an error sees causes, stacks and parameters of a node', () => {
		const leaky = new TypeError('outer', { cause: { response: { data: 'Qzysmith' } } });
		expect(everythingIn(leaky)).toContain('Qzysmith');
		expect(everythingIn({ node: NODE })).toContain('Qzysmith');
	});
});

function altered(
	change: (
		failure: Extract<Outcome<never>, { ok: false }>['failure'],
		text: string,
	) => Extract<Outcome<never>, { ok: false }>['failure'],
): Classify {
	return (came, context) => {
		const outcome = classify(came, context);
		if (outcome.ok || came.kind !== 'response') return outcome;
		return { ok: false, failure: change(outcome.failure, came.response.text) };
	};
}
