import type { Resource } from '../../shared/operation';
import { catalogResources } from './catalog';
import { checkConnection } from './checkConnection';
import { customRead } from './custom/read';
import { customWrite } from './custom/write';

/** What the node works on; the first is its default. */
export const resources: readonly Resource[] = [
	{ value: 'connection', name: 'Connection', operations: [checkConnection] },
	{ value: 'customCall', name: 'Custom Call', operations: [customRead, customWrite] },
	...catalogResources(),
];
