import type { Area } from '../client/request';
import { PAGING, type Category } from '../dialects/guide/wire';
import type { Place } from './place';
import { templateOf, WORD } from './template';

/** The guide's endpoints: what they belong to, and how they are counted and paged (guide.md). */
const ENDPOINTS: Readonly<Record<string, readonly [Area, Category]>> = {
	appointments: ['scheduling', 'scheduling'],
	claims: ['billing', 'claims'],
	clinical_documents: ['clinical', 'clinical'],
	encounters: ['billing', 'encounters'],
	lab_results: ['clinical', 'clinical'],
	patient_insurances: ['insurance', 'insurance'],
	patients: ['demographics', 'demographics'],
	providers: ['practice', 'scheduling'],
	vitals: ['clinical', 'clinical'],
};

/** `/resource/`, `/resource/{id}/` …; the sign-in pages are none of the API's. */
export function guidePlace(segments: readonly string[]): Place | undefined {
	const [name = '', ...rest] = segments;
	if (!/^[a-z0-9_]+$/.test(name) || name === 'oauth') return undefined;
	const { parts, path } = templateOf(rest, (segment) => WORD.test(segment));
	const [area, category = 'scheduling'] = ENDPOINTS[name] ?? [];
	return {
		route: ['', name, ...parts].join('/'),
		path,
		area,
		category,
		preparesList: false,
		paging: PAGING[category],
	};
}
