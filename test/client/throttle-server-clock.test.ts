import fc from 'fast-check';
import { drifted, learn, untold, type Lead } from '../../drchrono/client/throttle/server-clock';

const START = Date.UTC(2026, 10, 22, 14);

/** What `Date` says when the server's clock shows `server`. */
const cutOff = (server: number) => Math.floor(server / 1000) * 1000;

describe("the server's clock", () => {
	it("is the host's, give or take five seconds, before any answer", () => {
		expect(untold(START)).toEqual({ least: -5_000, most: 5_000, asOf: START });
	});

	it('is bounded by one answer to its second and the way there and back', () => {
		const lead = learn(untold(START), {
			sentAt: START,
			answeredAt: START + 400,
			date: START + 60_000,
		});
		expect(lead.least).toBe(60_000 - 400 - 250);
		expect(lead.most).toBe(60_000 + 1_000 + 250);
	});

	it('is always within the bounds, which only get narrower while nothing contradicts', () => {
		const answer = fc.record({ pause: fc.nat(60_000), there: fc.nat(2_000), back: fc.nat(2_000) });
		const lead = fc.integer({ min: -3_600_000, max: 3_600_000 });
		fc.assert(
			fc.property(lead, fc.array(answer, { minLength: 1 }), (truth, answers) => {
				let now = START;
				let known: Lead = untold(now);
				answers.forEach(({ pause, there, back }, index) => {
					const sentAt = now + pause;
					const date = cutOff(sentAt + there + truth);
					now = sentAt + there + back;
					const before = drifted(known, now);
					known = learn(known, { sentAt, answeredAt: now, date });
					expect(known.least).toBeLessThanOrEqual(truth);
					expect(known.most).toBeGreaterThanOrEqual(truth);
					const told = index > 0;
					if (told)
						expect(known.most - known.least).toBeLessThanOrEqual(before.most - before.least);
				});
			}),
		);
	});

	it('is learnt anew when an answer contradicts, because a clock was set', () => {
		const known = { least: -100, most: 100, asOf: START };
		const seen = { sentAt: START, answeredAt: START + 100, date: START - 3_600_000 };
		expect(learn(known, seen)).toEqual({
			least: -3_600_000 - 100 - 250,
			most: -3_600_000 + 1_000 + 250,
			asOf: START + 100,
		});
	});

	it('is known less well the longer ago it was seen', () => {
		const known = { least: -100, most: 100, asOf: START };
		expect(drifted(known, START + 3_600_000)).toEqual({
			least: -820,
			most: 820,
			asOf: START + 3_600_000,
		});
	});
});
