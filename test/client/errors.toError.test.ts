import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure, FailureKind } from '../../drchrono/client/failure';
import { toNodeError } from '../../nodes/shared/toError';

const NOW = 1_795_000_000_000;
const node = {
	id: 'a1',
	name: 'DrChrono Patient',
	type: 'n8n-nodes-drchrono.drChronoPatient',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: { lastName: 'Qzysmith' },
};

function failure(kind: FailureKind, facts: Partial<Failure> = {}): Failure {
	return {
		kind,
		sentence: `What happened to ${kind}`,
		advice: 'How to get unstuck.',
		route: 'GET /api/patients/{id}',
		...facts,
	};
}

const seconds = (count: number) => NOW + count * 1000;

describe("n8n's errors", () => {
	const rows: Array<[Failure, typeof NodeApiError | typeof NodeOperationError, unknown]> = [
		[failure('unauthorized', { status: 401 }), NodeApiError, { cause: 'credential-invalid' }],
		[failure('scope', { status: 403 }), NodeApiError, { cause: 'configuration-invalid' }],
		[failure('permission', { status: 403 }), NodeApiError, { cause: 'configuration-invalid' }],
		[failure('not-found', { status: 404 }), NodeApiError, { cause: 'configuration-invalid' }],
		[failure('rejected', { status: 400 }), NodeApiError, { cause: 'configuration-invalid' }],
		[failure('conflict', { status: 409 }), NodeApiError, undefined],
		[
			failure('throttled', { status: 429, retryAt: seconds(7) }),
			NodeApiError,
			{ cause: 'rate-limited', retryAfterMs: 7000 },
		],
		[
			failure('throttled', { status: 429, retryAt: seconds(2295) }),
			NodeApiError,
			{ cause: 'quota-exhausted', resetsAtEpochMs: seconds(2295) },
		],
		[failure('throttled'), NodeApiError, { cause: 'rate-limited', retryAfterMs: undefined }],
		[
			failure('unavailable', { status: 503, retryAt: seconds(30) }),
			NodeApiError,
			{ cause: 'temporarily-unavailable', retryAfterMs: 30_000 },
		],
		[failure('network'), NodeApiError, { cause: 'temporarily-unavailable' }],
		[failure('timeout'), NodeApiError, { cause: 'temporarily-unavailable' }],
		[failure('malformed', { status: 200 }), NodeApiError, { cause: 'temporarily-unavailable' }],
		[failure('incomplete'), NodeOperationError, { cause: 'temporarily-unavailable' }],
		[failure('invalid-input'), NodeOperationError, { cause: 'configuration-invalid' }],
		[failure('not-allowed'), NodeOperationError, { cause: 'configuration-invalid' }],
		[failure('not-in-dialect'), NodeOperationError, { cause: 'configuration-invalid' }],
		[failure('doubtful'), NodeOperationError, undefined],
		[failure('cancelled'), NodeOperationError, undefined],
	];

	test.each(rows.map(([given, type, declared]) => [given.kind, given, type, declared] as const))(
		'%s',
		(_, given, type, declared) => {
			const error = toNodeError(node, given, 3, NOW);
			expect(error).toBeInstanceOf(type);
			expect(error.message).toBe(given.sentence);
			expect(error.description).toBe(given.advice);
			expect(error.context.itemIndex).toBe(3);
			expect(error.failure).toEqual(declared);
			expect(error.cause).toBeUndefined();
			expect(error.messages).toEqual([]);
			if (error instanceof NodeApiError) {
				expect(error.httpCode).toBe(given.status === undefined ? null : String(given.status));
			}
		},
	);

	test('a failure of no item names none', () => {
		expect(toNodeError(node, failure('network')).context).not.toHaveProperty('itemIndex', 0);
		expect(toNodeError(node, failure('network')).context.itemIndex).toBeUndefined();
	});

	test("the node's parameters stay behind, its name and type do not", () => {
		const error = toNodeError(node, failure('rejected', { status: 400 }), 0, NOW);
		expect(error.node).toEqual({ ...node, parameters: {} });
		expect(node.parameters).toEqual({ lastName: 'Qzysmith' });
	});

	test('what n8n stores is the sentence, the advice and the item', () => {
		const error = toNodeError(node, failure('not-found', { status: 404 }), 3, NOW);
		expect(JSON.parse(JSON.stringify(error))).toEqual({
			message: 'What happened to not-found',
			description: 'How to get unstuck.',
			name: 'NodeApiError',
			timestamp: expect.any(Number),
			context: { itemIndex: 3 },
		});
	});
});
