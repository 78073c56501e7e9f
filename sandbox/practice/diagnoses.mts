import type { Chart } from './charts.mts';
import { COMPLAINTS, type Complaint } from './complaints.mts';
import { Random } from './random.mts';
import type { Visit } from './visit.mts';

/** What a visit was about. */
export interface Findings {
	/** The acute complaint, if the visit was for one. */
	complaint: Complaint | null;
	/** ICD-10 codes, the main one first. */
	codes: { icd10: string; name: string }[];
}

const CHECKUPS: Readonly<Record<string, { icd10: string; name: string }>> = {
	'Annual physical': { icd10: 'Z00.00', name: 'General adult medical examination' },
	'Annual wellness visit': { icd10: 'Z00.00', name: 'General adult medical examination' },
	'Well child': { icd10: 'Z00.129', name: 'Routine child health examination' },
	Immunization: { icd10: 'Z23', name: 'Encounter for immunization' },
};

const ACUTE = ['Sick visit', 'Sick child', 'Procedure'];

/** The same findings at every call, and of a piece with the chart. */
export function findingsOf(seed: number, visit: Visit, chart: Chart): Findings {
	const random = new Random(seed, 'findings', visit.id);
	const kind = visit.profile?.name ?? '';
	const behavioral = visit.doctor.field === 'behavioral';
	const active = chart.conditions
		.filter((each) => each.status === 'active')
		.filter((each) => behavioral === each.condition.icd10.startsWith('F') || kind === 'New patient')
		.map(({ condition }) => ({ icd10: condition.icd10, name: condition.name }));
	const checkup = CHECKUPS[kind];
	const acute =
		ACUTE.includes(kind) || (active.length === 0 && checkup === undefined && !behavioral);
	const complaint = acute ? random.pick(COMPLAINTS) : null;
	const codes = checkup === undefined ? [] : [checkup];
	if (complaint !== null) codes.push({ icd10: complaint.icd10, name: complaint.name });
	for (const each of active) if (codes.length < 4 && random.chance(0.8)) codes.push(each);
	if (codes.length === 0) {
		codes.push(
			behavioral
				? { icd10: 'F43.20', name: 'Adjustment disorder' }
				: { icd10: 'Z71.89', name: 'Counseling' },
		);
	}
	return { complaint, codes };
}
