import type { Endpoint } from '../../client/request';

const demographics = { area: 'demographics', category: 'demographics' } as const;
const COLLECTION = '/patients/';
const ITEM = '/patients/{id}/';

export const LIST: Endpoint = { ...demographics, method: 'GET', route: COLLECTION, effect: 'read' };
export const GET: Endpoint = { ...demographics, method: 'GET', route: ITEM, effect: 'read' };
export const CREATE: Endpoint = {
	...demographics,
	method: 'POST',
	route: COLLECTION,
	effect: 'write',
	creates: true,
};
export const UPDATE: Endpoint = { ...demographics, method: 'PUT', route: ITEM, effect: 'write' };
export const DELETE: Endpoint = { ...demographics, method: 'DELETE', route: ITEM, effect: 'write' };
