/** Reads lists of any length, whichever way the API pages them. `pages.ts` holds the guarantee. */
export { parallelism } from './ahead';
export { cheapestPages, type BulkWay, type ChoicePlan } from './cheapest';
export { collect, type Collected } from './collect';
export { cheapestStrategy, type ListSize } from './cost';
export { MAY_BE_INCOMPLETE, pages, type PagesOptions } from './pages';
export type { ListPlan, PagingStrategy } from './plan';
export { BEGINNING } from './progress';
