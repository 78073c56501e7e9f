import type { Area, Endpoint } from '../../client/request';

/** The five requests that most v4 resources know. */
export interface Crud {
	list: Endpoint;
	get: Endpoint;
	create: Endpoint;
	/** Changes the fields that are given; the server answers with nothing (wire.md §5.1). */
	update: Endpoint;
	remove: Endpoint;
}

/** The requests of a resource by its name in the path, e.g. `documents`. */
export function crudOf(resource: string, area: Area): Crud {
	const collection = { route: `/api/${resource}`, area, category: 'all' } as const;
	const item = { ...collection, route: `/api/${resource}/{id}` };
	return {
		list: { ...collection, method: 'GET', effect: 'read' },
		get: { ...item, method: 'GET', effect: 'read' },
		create: { ...collection, method: 'POST', effect: 'write', creates: true },
		update: { ...item, method: 'PATCH', effect: 'write' },
		remove: { ...item, method: 'DELETE', effect: 'write' },
	};
}
