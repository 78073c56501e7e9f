import type { Resource } from '../../shared/operation';
import { create } from './chartResult/create';
import { get } from './chartResult/get';
import { getMany } from './chartResult/getMany';
import { download } from './document/download';
import { getMany as getManyDocuments } from './document/getMany';
import { officeless } from './officeless';
import { get as getOrder } from './order/get';
import { getMany as getManyOrders } from './order/getMany';
import { getResults } from './order/getResults';

const KINDS = [
	{ value: 'chartResult', name: 'Chart Result', operations: [getMany, get, create] },
	{ value: 'order', name: 'Order', operations: [getManyOrders, getOrder, getResults] },
	{ value: 'document', name: 'Document', operations: [getManyDocuments, download] },
] as const;

/** Kinds of record of the node with their operations; the first of each is the default. */
export const resources: readonly Resource[] = KINDS.map(({ operations, ...kind }) => ({
	...kind,
	operations: operations.map(officeless),
}));
