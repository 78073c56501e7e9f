jest.mock('../../nodes/shared/clock', () => jest.requireActual('./clock'));
import { DrChronoAppointment } from '../../nodes/DrChronoAppointment/DrChronoAppointment.node';
import { Baseline, campaign, casesOf, type Case } from './campaign';
import { DEFECTS, withDefect, type Defect } from './defects';
import { ROWS, type Row } from './rows';
import { Stage } from './stage';

/** A run of one row with and without the defect, on a busy machine, in milliseconds. */
const DEFECT_MS = 120_000;

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start('v4');
});

afterAll(async () => {
	await stage?.stop();
});

function rowOf({ node, operation }: Defect): Row {
	return ROWS.find((row) => row.node === node && row.operation === operation)!;
}

function caseOf(defect: Defect, cases: readonly Case[]): Case {
	const { fault, spread, request = 0, onError = 'stopWorkflow' } = defect;
	const found = cases.find(
		(one) =>
			one.kind.name === fault &&
			one.spread === spread &&
			one.request === request &&
			one.onError === onError,
	);
	if (!found) throw new TypeError(`no such case: ${defect.name}`);
	return found;
}

test.each(DEFECTS.map((defect) => [defect.name, defect] as const))(
	'the oracle notices: %s',
	async (_, defect) => {
		const row = rowOf(defect);
		const healthy = new DrChronoAppointment();
		const baseline = await Baseline.of(stage, row, healthy);
		const one = caseOf(defect, casesOf(row, baseline, stage.elsewhere.origin));

		expect(await campaign(stage, row, baseline, [one], healthy)).toEqual([]);
		const damaged = withDefect(healthy, defect.tampering());
		const verdicts = await campaign(stage, row, baseline, [one], damaged);
		const complaints = verdicts.flatMap((verdict) => verdict.complaints);
		expect(complaints).toContainEqual(expect.stringMatching(defect.complaint));
	},
	DEFECT_MS,
);
