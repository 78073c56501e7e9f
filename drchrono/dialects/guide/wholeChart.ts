import type { Area } from '../../client/request';
import type { ChartPart, WholeChart } from '../clinical';
import { GET } from './patientsEndpoints';
import { PAGING, type Category } from './wire';

/** The guide's lists that can be asked for one patient (guide.md, Endpoints). */
const LISTS: ReadonlyArray<{ name: string; area: Area; category: Category }> = [
	{ name: 'appointments', area: 'scheduling', category: 'scheduling' },
	{ name: 'patient_insurances', area: 'insurance', category: 'insurance' },
	{ name: 'clinical_documents', area: 'clinical', category: 'clinical' },
	{ name: 'vitals', area: 'clinical', category: 'clinical' },
	{ name: 'lab_results', area: 'clinical', category: 'clinical' },
	{ name: 'encounters', area: 'billing', category: 'encounters' },
	{ name: 'claims', area: 'billing', category: 'claims' },
];

export const wholeChart: WholeChart = {
	patient: (id) => ({ endpoint: GET, path: { id } }),

	parts: (id) =>
		LISTS.map(
			({ name, area, category }): ChartPart => ({
				name,
				plan: {
					request: {
						endpoint: { method: 'GET', route: `/${name}/`, effect: 'read', area, category },
						query: { patient: id },
					},
					paging: PAGING[category],
				},
				// Patients of the guide name no provider, so a confined credential gets none of it.
				tellsProvider: false,
				ownerOf: () => ({}),
			}),
		),
};
