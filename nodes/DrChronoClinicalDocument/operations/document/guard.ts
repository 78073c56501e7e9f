import { chartLists } from '../../../shared/chartList';

/** The documents of a patient's chart, each found by its tag, as this execution knows them. */
export const chartOf = chartLists<string>({
	list: ({ dialect }, patient) => dialect.documents.list({ patient }),
	isSought({ dialect }, record, tag) {
		const { isArchived, tagsIn } = dialect.documents;
		return !isArchived(record) && tagsIn(record).includes(tag);
	},
	lookAgainMs: [0, 1000, 2000, 4000],
});
