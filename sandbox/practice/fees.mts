import { SERVICES, type Service } from './charges.mts';
import { idOf } from './ids.mts';
import { decimal, share } from './money.mts';
import { PAYERS } from './payers.mts';
import type { Row } from './practice.mts';

/** What a payer's contract allows for a service, in cents; never more than its price. */
export function allowedFor(payer: number, service: Service): number {
	const insurer = PAYERS[payer];
	if (insurer === undefined) return service.price;
	const spread = 0.92 + ((service.place * 7 + payer * 13) % 17) / 100;
	return Math.min(service.price, share(service.price, insurer.allowed * spread));
}

const WHEN = { created_at: '2025-01-02T09:00:00', updated_at: '2026-01-02T09:30:00' };

/** `/api/fee_schedules` (per doctor and code, also per payer) and `/api/fee_schedules_v2`. */
export function feeSchedules(
	doctorIds: readonly number[],
	officeIds: readonly number[],
): {
	fee_schedules: Row[];
	fee_schedules_v2: Row[];
} {
	const rows: Row[] = [];
	const payers = PAYERS.map((payer, index) => ({ payer, index })).filter(
		({ payer }) => payer.for !== 'secondary',
	);
	doctorIds.forEach((doctor, d) => {
		for (const service of SERVICES.values()) {
			for (const entry of [null, ...payers]) {
				if (entry !== null && d > 0) continue;
				const allowed = entry === null ? null : allowedFor(entry.index, service);
				rows.push({
					id: idOf('fee_schedules', rows.length),
					doctor,
					office: officeIds[d] ?? null,
					code: service.code,
					code_type: service.type === 'H' ? 'HCPCS' : 'CPT',
					description: service.description,
					billing_description: service.description,
					base_price: decimal(service.price),
					cash_price: decimal(share(service.price, 0.8)),
					insured_price: decimal(service.price),
					insured_out_of_network_price: decimal(service.price),
					allowed_amount: allowed === null ? null : decimal(allowed),
					payer_id: entry?.payer.payerId ?? '',
					plan_name: '',
					picklist_category: '',
					cpt_hcpcs_modifier1: '',
					cpt_hcpcs_modifier2: '',
					cpt_hcpcs_modifier3: '',
					cpt_hcpcs_modifier4: '',
					ndc_code: '',
					ndc_quantity: null,
					ndc_units: null,
					...WHEN,
				});
			}
		}
	});
	return {
		fee_schedules: rows,
		fee_schedules_v2: payers.map(({ payer, index }, place) => ({
			id: idOf('fee_schedules_v2', place),
			payer_id: payer.payerId,
			plan_name: payer.plans[0] ?? '',
			assignee_type: 'Individual',
			assignees: [...doctorIds],
			specialities: [],
			effective_date: '2026-01-01',
			ineffective_date: null,
			items: [...SERVICES.values()].map((service) => ({
				code: service.code,
				code_type: service.type === 'H' ? 'HCPCS' : 'CPT',
				allowed_amount: decimal(allowedFor(index, service)),
				price: decimal(service.price),
			})),
			...WHEN,
		})),
	};
}
