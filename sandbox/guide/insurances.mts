import type { Row } from '../store/table.mts';
import { insuranceRows } from './clinical.mts';
import { failure } from './errors.mts';
import type { Writer } from './writers.mts';

/** Where each writable field of the guide's insurance stands in v4's. */
const FIELDS: Readonly<Record<string, string>> = {
	payer_name: 'insurance_company',
	payer_id: 'insurance_payer_id',
	plan_code: 'insurance_plan_type',
	member_id: 'insurance_id_number',
	group_number: 'insurance_group_number',
};

/** "Limited write" is one reading of the guide, "cannot write" the other: a switch, off by default. */
export const insuranceWriter: Writer = {
	create() {
		throw failure(405);
	},
	update(world, row, body) {
		if (world.switches.get('guideInsuranceWrite') === 'absent') throw failure(405);
		const { store } = world;
		const patient = row.of as Row;
		const key = `${String(row.level)}_insurance`;
		const insurance: Record<string, unknown> = { ...(patient[key] as Row) };
		for (const [name, target] of Object.entries(FIELDS))
			if (body[name] !== undefined) insurance[target] = String(body[name] ?? '');
		store.replace('patients', patient, {
			...patient,
			[key]: insurance,
			updated_at: store.stamp(patient),
		});
		return insuranceRows(store).find(({ id }) => id === row.id) ?? row;
	},
	remove() {
		throw failure(405);
	},
};
