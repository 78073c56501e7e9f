import { SERVICES } from './charges.mts';
import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { decimal } from './money.mts';
import { PAYERS } from './payers.mts';
import type { Row } from './practice.mts';

const WHEN = { created_at: '2024-01-08T09:00:00', updated_at: '2025-06-02T09:00:00' };
const USUAL = ['99213', '99214'];

/** `/api/billing_profiles`: two ready-made bills for each doctor. */
export function billingProfiles(doctors: readonly Doctor[]): Row[] {
	return doctors.flatMap((doctor, d) =>
		USUAL.map((code, index) => ({
			id: idOf('billing_profiles', d * USUAL.length + index),
			doctor: doctor.id,
			name: SERVICES.get(code)?.description,
			archived: false,
			cpt_codes: [
				{
					code,
					price: decimal(SERVICES.get(code)?.price ?? 0),
					quantity: '1.00',
					modifiers: ['', '', '', ''],
					diagnosis_pointers_icd9: [],
					diagnosis_pointers_icd10: ['1', '0', '0', '0'],
					ndc_code: [],
				},
			],
			hcpcs_codes: [],
			custom_procedure_codes: [],
			icd9_codes: [],
			icd10_codes: ['I10'],
			...WHEN,
		})),
	);
}

/** `/api/custom_insurance_plan_names`. */
export function planNames(doctors: readonly Doctor[], user: number): Row[] {
	const names = [...new Set(PAYERS.flatMap((payer) => payer.plans))];
	return names.map((name, index) => ({
		id: idOf('custom_insurance_plan_names', index),
		doctor: doctors[0]?.id,
		user,
		insurance_plan_name: name,
		archived: false,
		...WHEN,
	}));
}
