import type { JsonObject } from '../../../../drchrono/client/request';
import type { Connection } from '../../../../drchrono/client/connection';
import { LEVELS, type Coverage, type PatientCoverage } from '../../../../drchrono/records/coverage';
import { emit } from '../../../shared/emit';
import type { Emitted } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';

/** How a person wants coverage to look. */
export interface Layout {
	perCoverage: boolean;
	simplify: boolean;
}

/** What *Output* and *Simplify* say. */
export function layoutOf(parameters: Parameters): Layout {
	return {
		perCoverage: parameters.raw('layout') === 'coverage',
		simplify: parameters.raw('simplify') !== false,
	};
}

/**
 * A patient's coverage as items: side by side in one, or in one each.
 *
 * @param more fields that stand beside the patient's
 */
export function layOut(
	{ patient, person, coverages }: PatientCoverage,
	{ perCoverage, simplify }: Layout,
	connection: Pick<Connection, 'showFullSsn'>,
	more: JsonObject = {},
): Emitted[] {
	const who: JsonObject = { patient, ...(simplify && person), ...more };
	if (perCoverage) {
		return coverages.map((coverage) =>
			emit({ ...who, ...nameOf(coverage), ...contentOf(coverage, simplify) }, connection),
		);
	}
	const sideBySide = Object.fromEntries(
		coverages.map((coverage) => [
			simplify || coverage.field === null ? coverage.level : coverage.field,
			contentOf(coverage, simplify),
		]),
	);
	const facts = simplify && {
		has_coverage: coverages.length > 0,
		levels: coverages.map(({ level }) => level),
	};
	return [emit({ ...who, ...facts, ...sideBySide }, connection)];
}

function contentOf({ essential, raw }: Coverage, simplify: boolean): JsonObject {
	return simplify ? essential : raw;
}

function nameOf({ level }: Coverage): JsonObject {
	return { level, level_name: (LEVELS as Record<string, string>)[level] ?? level };
}
