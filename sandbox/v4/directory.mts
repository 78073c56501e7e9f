import { ok, type Answer } from '../answer.mts';
import type { Row } from '../store/table.mts';
import { notFound, type Call } from './call.mts';
import { envelope } from './encode.mts';
import { queryError } from './filters.mts';

const MOST = 250;

function payers(call: Call): readonly Row[] {
	const type = call.query.get('payer_type');
	if (!type) throw queryError('payer_type must be specified');
	const { payers: directories } = call.world.store;
	const rows = Object.hasOwn(directories, type) ? directories[type] : undefined;
	if (!rows) throw queryError('payer_type must be one of emdeon, gateway, ihcfa');
	return rows;
}

/** `GET /api/insurances`: the payer directory; rows have no id (wire.md 9). */
export function payerDirectory(call: Call): Answer {
	const term = (call.query.get('term') ?? '').toLowerCase();
	const rows = payers(call)
		.filter((row) => String(row.payer_name).toLowerCase().includes(term))
		.slice(0, MOST);
	return ok(
		envelope(
			rows.map((row) => JSON.stringify(row)),
			null,
			null,
		),
	);
}

/** `GET /api/insurances/{payer_id}`, over all directories unless one is named. */
export function payer(call: Call, id: string): Answer {
	const all = call.query.get('payer_type')
		? payers(call)
		: Object.values(call.world.store.payers).flat();
	const row = all.find((one) => String(one.payer_id) === id);
	if (!row) throw notFound();
	return ok(row);
}
