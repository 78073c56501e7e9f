import { categories, type CategoryName } from '../contract/guide.mts';
import type { Method } from '../contract/model.mts';

/** One guide endpoint (guide.md, "Limits and paging" and "Endpoints"). */
export interface Endpoint {
	readonly name: string;
	readonly path: string;
	readonly category: CategoryName;
	/** Records a call, for pages and bulk writes alike. */
	readonly most: number;
	readonly paging: 'token' | 'offset';
	readonly collection: readonly Method[];
	readonly item: readonly Method[];
}

const READ: readonly Method[] = ['GET'];

const endpoint = (
	name: string,
	category: CategoryName,
	methods: Partial<Pick<Endpoint, 'collection' | 'item' | 'path'>> = {},
): Endpoint => ({
	name,
	path: `/guide/${name}/`,
	category,
	most: categories[category].recordsPerCall,
	paging: categories[category].paging,
	collection: READ,
	item: READ,
	...methods,
});

/** POST of one or many, PUT of one or many, DELETE of one. */
const WRITABLE = {
	collection: ['GET', 'POST', 'PUT'],
	item: ['GET', 'PUT', 'DELETE'],
} as const satisfies Partial<Endpoint>;

export const ENDPOINTS: readonly Endpoint[] = [
	endpoint('appointments', 'scheduling', WRITABLE),
	endpoint('availability', 'scheduling', { item: [], path: '/guide/appointments/availability/' }),
	endpoint('providers', 'scheduling'),
	endpoint('patients', 'demographics', WRITABLE),
	endpoint('patient_insurances', 'insurance', { item: ['GET', 'PUT'] }),
	endpoint('clinical_documents', 'clinical'),
	endpoint('vitals', 'clinical'),
	endpoint('lab_results', 'clinical'),
	endpoint('encounters', 'encounters'),
	endpoint('claims', 'claims'),
];

/** The endpoint and id that a path names; trailing slashes are part of the paths. */
export function locate(path: string): { endpoint?: Endpoint; id?: string; template: string } {
	const whole = ENDPOINTS.find((candidate) => candidate.path === path);
	if (whole) return { endpoint: whole, template: whole.path };
	const match = /^\/guide\/([a-z_]+)\/(\d+)\/$/.exec(path);
	const found = match ? ENDPOINTS.find(({ name }) => name === match[1]) : undefined;
	if (!match || !found || found.item.length === 0) return { template: '/guide/*' };
	return { endpoint: found, id: match[2], template: `${found.path}{id}/` };
}
