/**
 * Where the server is known to differ from the vendor's document, one row per difference. A row that
 * carries `apply` corrects the contract that requests are checked against; a row without one tells how
 * the server behaves and concerns those who read its answers.
 *
 * Confidence: `recorded` seen on the wire · `documented` said by the vendor elsewhere (articles,
 * changelog, prose of the reference) · `client` found in programs that run against the server ·
 * `inferred` concluded from the others.
 */
import { answers } from './deviations/answers.mts';
import { bulk } from './deviations/bulk.mts';
import type { Deviation } from './deviations/deviation.mts';
import { paths } from './deviations/paths.mts';
import { requests } from './deviations/requests.mts';
import type { ContractData } from './model.mts';

export type { Confidence, Deviation } from './deviations/deviation.mts';

export const deviations: readonly Deviation[] = [...answers, ...requests, ...bulk, ...paths];

/** The document's data with every correction applied; the argument is left as it was. */
export function corrected(documented: ContractData): ContractData {
	const contract = structuredClone(documented);
	for (const deviation of deviations) deviation.apply?.(contract);
	return contract;
}
