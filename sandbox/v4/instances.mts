import { RawJson, type Answer } from '../answer.mts';
import { addMinutes } from '../clock.mts';
import { flag, type Call } from './call.mts';
import { encodeRow } from './encode.mts';
import { asDate, queryError } from './filters.mts';
import { visibility } from './gate.mts';
import { isComposite } from './list.mts';
import { resourceNamed } from './resources.mts';

const YEAR_MINUTES = 365 * 1440;

/**
 * `GET /api/recurring_appointment_instances`: a bare array of all occurrences of a series in order of
 * time, one year from its first unless told otherwise; those that were not made a record yet have no
 * id. From the vendor's edition of August 2026; what an unknown series answers is unknown: nothing.
 */
export function instances(call: Call): Answer {
	const { query, world } = call;
	const series = query.get('base_recurring_appointment');
	if (!series) throw queryError('base_recurring_appointment must be specified');
	const table = world.store.table('appointments');
	const base = table.get(series);
	const visible = visibility(world.store, call.user);
	if (!base || (visible && !visible(base))) return { status: 200, body: [] };

	const begin = String(base.scheduled_time).slice(0, 10);
	const first = asDate('start_date', query.get('start_date') ?? begin);
	const aYearOn = addMinutes(`${first}T00:00:00`, YEAR_MINUTES).slice(0, 10);
	const last = asDate('end_date', query.get('end_date') ?? aYearOn);
	const appointments = resourceNamed('appointments');
	const rows = table
		.ordered()
		.slice(table.seek(first), table.seek(`${last}U`))
		.filter((row) => [row.id, row.base_recurring_appointment].map(String).includes(series))
		.filter((row) => row.deleted_flag !== true)
		.map((row) => (isComposite(row) ? { ...row, id: null } : row))
		.map((row) => encodeRow(appointments, row, flag(call, 'verbose'), call.sign));
	return { status: 200, body: new RawJson(`[${rows.join(',')}]`) };
}
