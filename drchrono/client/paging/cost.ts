import { lastPage, mostLooks } from './bulk-job';

/** What the number of calls for a list depends on. */
export interface ListSize {
	/** Estimate of the records in the list. */
	records: number;
	/** Records on a page of the plain list. */
	listPageSize: number;
	/** Records on a page of the bulk list. */
	bulkPageSize: number;
	/** Looks after which a read gives up on unfinished jobs. Default: that of `bulk-job.ts`. */
	patience?: number;
	/** Looks at unfinished jobs to reckon with. Default: the most there can be, so that no job is too slow. */
	looks?: number;
}

/**
 * Which way of reading costs fewer calls: the plain list one per page, the bulk list two per page
 * (`POST` and `GET`) and the looks at jobs that are not ready. The plain list where they are equal.
 */
export function cheapestStrategy(size: ListSize): 'list' | 'bulk' {
	const list = Math.max(1, Math.ceil(size.records / size.listPageSize));
	const jobs = lastPage(size.records, size.bulkPageSize);
	if (jobs === undefined) return 'list';
	const looks = size.looks ?? mostLooks(jobs, size.patience);
	return 2 * jobs + looks < list ? 'bulk' : 'list';
}
