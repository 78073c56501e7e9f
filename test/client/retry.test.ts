import * as fc from 'fast-check';
import { classify } from '../../drchrono/client/errors';
import type { Failure, FailureKind } from '../../drchrono/client/failure';
import type { Endpoint } from '../../drchrono/client/request';
import {
	certaintyOf,
	doubtful,
	isDoneAfterDoubt,
	isRepeatable,
	lastWord,
	leavesDoubt,
	retryDecision,
	type Certainty,
	type RetryCase,
} from '../../drchrono/client/retry';
import type { TransportResult } from '../../drchrono/client/transport';

const NOW = 1_795_000_000_000;
const write = { effect: 'write', area: 'scheduling', category: 'all' } as const;
const create: Endpoint = { ...write, method: 'POST', route: '/api/appointments', creates: true };
const update: Endpoint = { ...write, method: 'PATCH', route: '/api/appointments/{id}' };
const replace: Endpoint = { ...update, method: 'PUT' };
const remove: Endpoint = { ...update, method: 'DELETE' };
const read: Endpoint = { ...create, method: 'GET', effect: 'read', creates: undefined };
const job: Endpoint = { ...read, method: 'POST', route: '/api/appointments_list' };

function failure(kind: FailureKind, facts: Partial<Failure> = {}): Failure {
	return { kind, sentence: 'It is so', advice: 'Do that.', ...facts };
}

function decide(facts: Partial<RetryCase>) {
	return retryDecision({
		attempt: 0,
		endpoint: read,
		outcome: failure('unavailable', { status: 500 }),
		certainty: 'unknown',
		now: NOW,
		random: () => 0,
		...facts,
	});
}

describe('what is sent again', () => {
	const passing: FailureKind[] = ['network', 'timeout', 'unavailable', 'malformed'];
	const settled: FailureKind[] = [
		'invalid-input',
		'not-allowed',
		'not-in-dialect',
		'unauthorized',
		'scope',
		'permission',
		'not-found',
		'rejected',
		'conflict',
		'incomplete',
		'doubtful',
		'cancelled',
	];

	test.each(passing)('%s, up to three times', (kind) => {
		expect([0, 1, 2, 3].map((attempt) => decide({ attempt, outcome: failure(kind) }))).toEqual([
			{ again: true, afterMs: 1000 },
			{ again: true, afterMs: 2000 },
			{ again: true, afterMs: 4000 },
			{ again: false },
		]);
	});

	test.each(settled)('%s, never', (kind) => {
		expect(decide({ outcome: failure(kind), certainty: 'not-sent' })).toEqual({ again: false });
	});

	test('jitter adds up to a half', () => {
		expect(decide({ random: () => 0.999 })).toEqual({ again: true, afterMs: 1500 });
	});

	const rows: Array<[string, Endpoint, Certainty, boolean | undefined, boolean]> = [
		['a read', read, 'unknown', undefined, true],
		['a POST that only prepares a list', job, 'unknown', undefined, true],
		['a PUT', replace, 'unknown', undefined, true],
		['a PATCH', update, 'unknown', undefined, true],
		['a DELETE', remove, 'unknown', undefined, true],
		['a create that may have happened', create, 'unknown', undefined, false],
		['a create that was never sent', create, 'not-sent', undefined, true],
		['a create that was turned down', create, 'refused-by-server', undefined, true],
		['a create that was looked up first', create, 'unknown', true, true],
		['a POST of unknown effect', { ...create, creates: undefined }, 'unknown', undefined, false],
		['a POST that makes no record', { ...create, creates: false }, 'unknown', undefined, true],
		['an update that the caller knows better', update, 'unknown', false, false],
	];

	test.each(rows)('%s', (_, endpoint, certainty, idempotent, again) => {
		expect(decide({ endpoint, certainty, idempotent }).again).toBe(again);
		expect(leavesDoubt(endpoint, certainty, idempotent)).toBe(!again);
	});
});

describe('429', () => {
	const throttled = failure('throttled', { status: 429, retryAt: NOW + 90_000 });
	const refused = { outcome: throttled, certainty: 'refused-by-server' as const };

	test("a create goes out again, by the server's word", () => {
		expect(decide({ ...refused, endpoint: create })).toEqual({ again: true, afterMs: 90_000 });
	});

	test('the throttle may know better', () => {
		expect(decide({ ...refused, retryAt: NOW + 5_000 })).toEqual({ again: true, afterMs: 5_000 });
	});

	test('a word that has run out means at once', () => {
		expect(decide({ ...refused, retryAt: NOW - 1 })).toEqual({ again: true, afterMs: 0 });
	});

	test('without a word, 1, 2, 4 and on by 4 seconds', () => {
		const outcome = failure('throttled', { status: 429 });
		const waits = [0, 1, 2, 3].map((attempt) => decide({ ...refused, outcome, attempt }));
		expect(waits.map((wait) => wait.again && wait.afterMs)).toEqual([1000, 2000, 4000, 4000]);
	});

	test.each([
		[89_999, false],
		[90_000, true],
		[0, false],
	])('whoever waits %d ms at most: %s', (waitAtMostMs, again) => {
		expect(decide({ ...refused, waitAtMostMs }).again).toBe(again);
	});

	test('an outage is no wait for quota', () => {
		expect(decide({ waitAtMostMs: 0 }).again).toBe(true);
	});

	test('a server that is stuck is left after ten times', () => {
		expect(decide({ ...refused, attempt: 9 }).again).toBe(true);
		expect(decide({ ...refused, attempt: 10 }).again).toBe(false);
	});
});

describe('an outage with a word', () => {
	test.each([
		[500, 1000],
		[30_000, 30_000],
	])('%d ms is waited for', (wait, afterMs) => {
		const outcome = failure('unavailable', { status: 503, retryAt: NOW + wait });
		expect(decide({ outcome })).toEqual({ again: true, afterMs });
	});

	test('an hour is not', () => {
		const outcome = failure('unavailable', { status: 503, retryAt: NOW + 3_600_000 });
		expect(decide({ outcome })).toEqual({ again: false });
	});
});

describe('whether the server acted', () => {
	const response = (status: number): TransportResult => ({
		kind: 'response',
		response: { status, headers: {}, text: '' },
	});

	test.each([
		[200, 'unknown'],
		[201, 'unknown'],
		[302, 'refused-by-server'],
		[303, 'unknown'],
		[400, 'refused-by-server'],
		[401, 'refused-by-server'],
		[408, 'unknown'],
		[409, 'refused-by-server'],
		[429, 'refused-by-server'],
		[500, 'unknown'],
		[502, 'unknown'],
		[503, 'unknown'],
	])('%d: %s', (status, certainty) => {
		expect(certaintyOf(response(status))).toBe(certainty);
	});

	test.each([
		['refused', 'not-sent'],
		['credential', 'not-sent'],
		['lost', 'unknown'],
		['timeout', 'unknown'],
		['cancelled', 'unknown'],
	] as const)('%s: %s', (fault, certainty) => {
		expect(certaintyOf({ kind: 'fault', fault })).toBe(certainty);
	});
});

describe('doubt', () => {
	test('keeps status and route, and says what to look at', () => {
		const lost = failure('unavailable', { status: 502, route: 'POST /api/patients' });
		expect(doubtful(lost)).toEqual({
			kind: 'doubtful',
			sentence:
				'It is not known whether DrChrono carried out POST /api/patients: no readable answer came back',
			advice: expect.stringMatching(/^Look in DrChrono .*external ID/),
			status: 502,
			route: 'POST /api/patients',
		});
	});

	test.each([
		[
			'a change without an answer',
			update,
			'unknown',
			true,
			/not known whether the change was made$/,
		],
		[
			'a removal without an answer',
			remove,
			'unknown',
			true,
			/not known whether the change was made$/,
		],
		[
			'a refusal after a lost answer',
			update,
			'refused-by-server',
			true,
			/earlier try may have been/,
		],
		['a refusal', update, 'refused-by-server', false, /^s$/],
		['a read', read, 'unknown', true, /^s$/],
		['a create without an answer', create, 'unknown', true, /^It is not known whether DrChrono/],
	] as const)('the last word on %s', (_, endpoint, certainty, earlier, sentence) => {
		const lost = { ...failure('network'), sentence: 's', advice: 'a' };
		const last = lastWord(endpoint, lost, certainty, earlier);
		expect(last.sentence).toMatch(sentence);
	});

	test('a DELETE whose first answer got lost is done when the record is gone', () => {
		expect(isDoneAfterDoubt(remove, failure('not-found', { status: 404 }))).toBe(true);
		expect(isDoneAfterDoubt(remove, failure('permission', { status: 403 }))).toBe(false);
		expect(isDoneAfterDoubt(update, failure('not-found', { status: 404 }))).toBe(false);
	});

	test('repeatable is what leaves the server as it is', () => {
		expect([read, job, replace, update, remove, create].map((it) => isRepeatable(it))).toEqual([
			true,
			true,
			true,
			true,
			true,
			false,
		]);
	});
});

describe('no record doubled, whatever the network does', () => {
	/** What may befall one try: whether the server acts, and what comes back of it. */
	interface Event {
		acts: boolean;
		result: TransportResult;
	}
	const back = (status: number, text = ''): TransportResult => ({
		kind: 'response',
		response: { status, headers: {}, text },
	});
	const lost = (fault: 'lost' | 'timeout'): TransportResult => ({ kind: 'fault', fault });
	const event: fc.Arbitrary<Event> = fc.oneof(
		fc.constant({ acts: true, result: back(201, '{"id":"1"}') }),
		fc.constantFrom<Event>(
			{ acts: false, result: { kind: 'fault', fault: 'refused' } },
			{ acts: false, result: back(429, '{"detail":"Expected available in 1.0 seconds."}') },
			{ acts: false, result: back(400, '["No"]') },
			{ acts: false, result: { kind: 'fault', fault: 'credential', detail: 'token-endpoint' } },
		),
		fc
			.boolean()
			.chain((acts) =>
				fc.constantFrom<Event>(
					{ acts, result: lost('lost') },
					{ acts, result: lost('timeout') },
					{ acts, result: back(500) },
					{ acts, result: back(502, '<html>') },
					{ acts, result: back(200, '<html>') },
					{ acts, result: back(201, '{"id":"1') },
					{ acts, result: back(303) },
					{ acts, result: back(408) },
				),
			),
	);

	/** A dozen tries that go any which way, or all the same way. */
	const course = fc.oneof(
		fc.array(event, { minLength: 12, maxLength: 12 }),
		event.map((same) => Array.from({ length: 12 }, () => same)),
	);

	/** Sends a create until it is settled, as the client does. */
	function run(events: readonly Event[], decision: typeof retryDecision) {
		let records = 0;
		for (const [attempt, { acts, result }] of events.entries()) {
			if (acts) records += 1;
			const outcome = classify(result, { endpoint: create, dialect: 'v4', now: NOW });
			if (outcome.ok) return { records, told: 'done' };
			const certainty = certaintyOf(result);
			const next = decision({
				attempt,
				endpoint: create,
				outcome: outcome.failure,
				certainty,
				now: NOW,
				random: () => 0.5,
			});
			if (!next.again) return { records, told: leavesDoubt(create, certainty) ? 'doubt' : 'no' };
		}
		return { records, told: 'out of events' };
	}

	const atMostOneAndToldSo = (decision: typeof retryDecision) =>
		fc.property(course, (events) => {
			const { records, told } = run(events, decision);
			expect(records).toBeLessThanOrEqual(1);
			if (told === 'done') expect(records).toBe(1);
			if (told === 'no') expect(records).toBe(0);
			expect(told).not.toBe('out of events');
		});

	const runs = { numRuns: 2000, seed: 20261122 };

	test('a create leaves one record at most, and a plain "no" leaves none', () => {
		fc.assert(atMostOneAndToldSo(retryDecision), runs);
	});

	/** Seeded defects: the property has to notice each. */
	const defects: Record<string, typeof retryDecision> = {
		'doubt taken for refusal': (it) => retryDecision({ ...it, certainty: 'refused-by-server' }),
		'creates taken for updates': (it) => retryDecision({ ...it, endpoint: update }),
		'no end to repeats': (it) => retryDecision({ ...it, attempt: 0 }),
	};

	test.each(Object.entries(defects))('the property notices: %s', (_, defect) => {
		expect(fc.check(atMostOneAndToldSo(defect), runs).failed).toBe(true);
	});
});
