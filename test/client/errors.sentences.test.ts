import { KNOWN_MESSAGES, UNKNOWN_MESSAGE } from '../../drchrono/client/errors/messages';
import { SITUATIONS, type Situation } from '../../drchrono/client/errors/sentences';
import { failureOf, fill } from '../../drchrono/client/errors/wording';
import { toNodeError } from '../../nodes/shared/toError';

const node = {
	id: '1',
	name: 'DrChrono Appointment',
	type: 'n8n-nodes-drchrono.drChronoAppointment',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const everyText = [
	...(Object.keys(SITUATIONS) as Situation[]).map((situation) =>
		failureOf(
			situation,
			{ route: 'GET /api/patients', retryAt: 1_795_000_000_000, conflictsWith: '7' },
			'clinical',
		),
	),
	...[...KNOWN_MESSAGES, UNKNOWN_MESSAGE].flatMap(({ says, saysOfMany = says, advice }) =>
		[says, saysOfMany].map((sentence) => ({
			kind: 'rejected' as const,
			sentence: fill(sentence, { subject: "'Cell Phone' (cell_phone)", limit: '100' }),
			advice: fill(advice, { it: "'Cell Phone' (cell_phone)" }),
		})),
	),
];

describe('what people read (n8n UX guidelines)', () => {
	test.each(everyText.map((failure) => [failure.sentence, failure] as const))(
		'%s',
		(_, failure) => {
			const { sentence, advice } = failure;
			expect(sentence).toMatch(/^(['A-Z]|n8n ).*[^.\s]$/);
			expect(advice).toMatch(/^['A-Z].*\.$/);
			expect(`${sentence} ${advice}`).not.toMatch(/\b(errors?|problems?|failures?|mistakes?)\b/i);
			expect(`${sentence} ${advice}`).not.toMatch(/[{}]|undefined|null|NaN/);
		},
	);

	test.each(everyText.map((failure) => [failure.sentence, failure] as const))(
		'n8n shows it as it is: %s',
		(_, failure) => {
			// n8n replaces messages that contain a Node.js code, even inside a word ("prEEXISTing").
			const error = toNodeError(node, failure);
			expect(error.message).toBe(failure.sentence);
			expect(error.description).toBe(failure.advice);
		},
	);
});
