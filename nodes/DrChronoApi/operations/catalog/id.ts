import type { Operation } from '../../../../drchrono/catalog';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import { textOf, type Parameters } from '../../../shared/parameters';

/** Ids are digits, but for users' and virtual occurrences' (wire.md §3.4), payers' have letters too. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const LABEL = 'Record ID';

/** The id of the record that an operation is about; none where it is about no single one. */
export function idGiven(
	{ endpoint, query }: Operation,
	parameters: Parameters,
): Outcome<string | undefined> {
	const isNeeded = endpoint.route.includes('{id}') || query.some(({ name }) => name === 'id');
	if (!isNeeded) return success(undefined);
	const id = textOf(parameters.raw('id'));
	if (id !== undefined && ID.test(id)) return success(id);
	return failed({
		kind: 'invalid-input',
		sentence: id === undefined ? `'${LABEL}' is empty` : `'${LABEL}' is not an ID`,
		advice: 'Give the ID that a list hands out for the record. Nothing was sent.',
		field: LABEL,
	});
}
