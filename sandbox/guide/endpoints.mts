import type { Method } from '../contract/model.mts';

/** One guide endpoint (guide.md, "Limits and paging" and "Endpoints"). */
export interface Endpoint {
	readonly name: string;
	readonly path: string;
	readonly category: string;
	/** Records a call, for pages and bulk writes alike. */
	readonly most: number;
	readonly paging: 'token' | 'offset';
	readonly collection: readonly Method[];
	readonly item: readonly Method[];
}

const endpoint = (
	name: string,
	category: string,
	most: number,
	paging: 'token' | 'offset',
	collection: readonly Method[] = ['GET'],
	item: readonly Method[] = ['GET'],
	path = `/guide/${name}/`,
): Endpoint => ({ name, path, category, most, paging, collection, item });

export const ENDPOINTS: readonly Endpoint[] = [
	endpoint(
		'appointments',
		'scheduling',
		50,
		'token',
		['GET', 'POST', 'PUT'],
		['GET', 'PUT', 'DELETE'],
	),
	endpoint(
		'availability',
		'scheduling',
		50,
		'token',
		['GET'],
		[],
		'/guide/appointments/availability/',
	),
	endpoint('providers', 'scheduling', 50, 'token'),
	endpoint(
		'patients',
		'demographics',
		100,
		'offset',
		['GET', 'POST', 'PUT'],
		['GET', 'PUT', 'DELETE'],
	),
	endpoint('patient_insurances', 'insurance', 25, 'offset'),
	endpoint('clinical_documents', 'clinical', 10, 'token'),
	endpoint('vitals', 'clinical', 10, 'token'),
	endpoint('lab_results', 'clinical', 10, 'token'),
	endpoint('encounters', 'encounters', 5, 'offset'),
	endpoint('claims', 'claims', 5, 'offset'),
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
