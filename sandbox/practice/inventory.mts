import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { decimal } from './money.mts';
import type { Row } from './practice.mts';
import type { Random } from './random.mts';
import { VACCINES } from './vaccines.mts';
import { type Day, date } from './wallclock.mts';

const WHEN = { created_at: '2025-03-01T08:30:00', updated_at: '2026-02-01T08:30:00' };

/** `/api/inventory_categories` and `/api/inventory_vaccines`: some lots about to expire or run out. */
export function inventory(
	doctors: readonly Doctor[],
	random: Random,
	today: Day,
): { inventory_categories: Row[]; inventory_vaccines: Row[] } {
	const vaccines: Row[] = [];
	for (const doctor of doctors.filter((each) => each.field !== 'behavioral')) {
		for (const vaccine of VACCINES) {
			const bought = random.pick([10, 20, 50]);
			const left = random.below(bought + 1);
			vaccines.push({
				id: idOf('inventory_vaccines', vaccines.length),
				doctor: doctor.id,
				category: idOf('inventory_categories', doctor.index),
				name: vaccine.name,
				cvx_code: vaccine.cvx,
				manufacturer: vaccine.maker,
				manufacturer_code: '',
				lot_number: `L${random.digits(5)}`,
				vaccination_type: '',
				original_quantity: bought,
				current_quantity: left,
				expiry: date(today + random.between(-20, 420)),
				cost: decimal(random.between(15, 160) * 100),
				price: decimal(random.between(30, 260) * 100),
				price_with_tax: decimal(0),
				sales_tax_applicable: false,
				note: '',
				status: left === 0 ? 'inactive' : 'active',
				...WHEN,
			});
		}
	}
	return {
		inventory_categories: doctors.map((doctor, index) => ({
			id: idOf('inventory_categories', index),
			doctor: doctor.id,
			name: 'Vaccines',
			category_type: 'vaccine',
			archived: false,
			...WHEN,
		})),
		inventory_vaccines: vaccines,
	};
}
