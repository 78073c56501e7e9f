/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the full campaign is asked for by an environment variable */
import { Baseline, campaign, casesOf, nameOf, sampleOf } from './campaign';
import { ROWS, titleOf } from './rows';
import { Stage, type Dialect } from './stage';

/** `CAMPAIGN=full npx jest test/campaign` runs all cases, anything else one in so many. */
const ONE_IN = process.env.CAMPAIGN === 'full' ? 1 : 7;

/** Longest that one row may take on a busy machine, in milliseconds. */
const ROW_MS = 600_000;

/** All rows of a dialect, each under every fault at every request. */
export function describeCampaign(dialect: Dialect): void {
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.start(dialect);
	});

	afterAll(async () => {
		await stage?.stop();
	});

	const rows = ROWS.filter(({ dialects }) => dialects.includes(dialect));
	test.each(rows.map((row) => [titleOf(row), row] as const))(
		'%s',
		async (_, row) => {
			const baseline = await Baseline.of(stage, row);
			const cases = sampleOf(casesOf(row, baseline, stage.elsewhere.origin), row, ONE_IN);
			const verdicts = await campaign(stage, row, baseline, cases);
			expect(
				verdicts.flatMap(({ case: one, complaints }) =>
					complaints.map((complaint) => `${nameOf(one)}: ${complaint}`),
				),
			).toEqual([]);
		},
		ROW_MS,
	);
}
