import type { Json, JsonObject } from '../client/request';
import type { Coverage, CoverageQuery } from './coverage';

/**
 * Keeps the records whose coverage is wanted, for what the server cannot filter by. None where
 * everything is wanted.
 *
 * @param coveragesOf the coverages that a record holds
 */
export function keepsCoverage(
	query: Pick<CoverageQuery, 'payerId' | 'planType' | 'level' | 'having'>,
	coveragesOf: (record: JsonObject) => readonly Coverage[],
): ((record: JsonObject) => boolean) | undefined {
	const { payerId, planType, level, having } = query;
	const asksForOne = payerId !== undefined || planType !== undefined || level !== undefined;
	if (!asksForOne && having === 'any') return undefined;
	return (record) => {
		const fitting = coveragesOf(record).filter(
			(coverage) =>
				(level === undefined || coverage.level === level) &&
				isEqual(coverage.essential.payer_id, payerId) &&
				isEqual(coverage.essential.plan_type, planType),
		);
		return having === 'without' ? fitting.length === 0 : fitting.length > 0;
	};
}

function isEqual(held: Json | undefined, wanted: string | undefined): boolean {
	return wanted === undefined || String(held ?? '').toLowerCase() === wanted.toLowerCase();
}
