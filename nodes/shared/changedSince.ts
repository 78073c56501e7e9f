import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../drchrono/client/outcome';
import { momentOf, wallTime } from '../../drchrono/time/moment';
import type { Parameters } from './parameters';
import type { Session } from './session';

/** Entry of *Filters* for lists that DrChrono can give by their changes. */
export function changedSinceFilter(what: string): INodeProperties {
	return {
		displayName: 'Changed Since',
		name: 'changedSince',
		type: 'dateTime',
		default: '',
		description: `Only ${what} created or changed then or later (DrChrono API v4). A time without a zone counts as the practice's own.`,
	};
}

/**
 * The filter as a wall-clock time. Where an instant was given, the practice's clock that is furthest
 * behind counts, so that no change is missed (wire.md §3.3).
 */
export async function changedSinceOf(
	{ zones }: Session,
	parameters: Parameters,
): Promise<Outcome<string | undefined>> {
	const raw = parameters.collection('filters').changedSince;
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	const moment = momentOf(raw, 'Changed Since');
	if (!moment.ok) return moment;
	if (moment.value.kind === 'wall') return success(moment.value.wall);
	const all = await zones.everywhere();
	if (!all.ok) return all;
	const walls = all.value.zones.map((zone) => wallTime(moment.value, zone)).sort();
	return success(walls[0] ?? wallTime(moment.value, 'UTC-12'));
}
