import { failed } from '../../client/outcome';
import type { Chart, ChartKind } from '../clinical';
import { notInDialect } from '../unsupported';

const NAMES: Readonly<Record<ChartKind, string>> = {
	problem: "The resource 'Problem'",
	medication: "The resource 'Medication'",
	allergy: "The resource 'Allergy'",
	vaccine: "The resource 'Vaccine'",
};

/** The guide has no discrete lists of a chart: what there is stands in the text of notes (guide.md). */
export const chart: Chart = (kind) => failed(notInDialect(NAMES[kind], 'v4', 'guide'));
