import type { LabResultDraft } from '../../../../drchrono/records/lab';
import { chartLists } from '../../../shared/chartList';

/** The results of a patient's chart, each found by what a draft says of it, as this execution knows them. */
export const chartOf = chartLists<LabResultDraft>({
	list: ({ dialect }, patient) => dialect.labs.results.list({ patient }),
	isSought: ({ dialect }, record, draft) => dialect.labs.results.isSame(record, draft),
	lookAgainMs: [0, 2000, 4000],
});
