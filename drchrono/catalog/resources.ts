import type { Effect } from '../client/request';
import { catalogData } from './data';
import { entriesOf, nameOf } from './entries';
import type { Operation, OperationName, Resource } from './model';
import { RESOURCE_FACTS } from './names';
import { answersOf, buildOperation } from './operations';
import { ownerOf } from './owner';

/** A resource by its name, put together from the vendor's document and what is known beyond it. */
export function buildResource(name: string): Resource | undefined {
	const facts = RESOURCE_FACTS[name];
	if (!facts) return undefined;
	const own = entriesOf(name);
	const bulk = entriesOf(`${name}_list`);
	const operations = own.map((entry) => buildOperation(entry, own, bulk));
	const { owner, ...words } = facts;
	return {
		name,
		...words,
		operations,
		owner: owner?.shared ? owner : { ...ownerOf(operations), ...owner },
	};
}

/** An operation as a panel needs to know it. */
export interface Outline {
	name: OperationName;
	effect: Effect;
	/** True if its path names one record. */
	onItem: boolean;
	answers: Operation['answers'];
	takesQuery: boolean;
	takesBody: boolean;
	takesVerbose: boolean;
	hasBulk: boolean;
}

/** A resource's operations in outline, without putting their fields together. */
export function outlineOf(resource: string): Outline[] {
	const entries = entriesOf(resource);
	const hasBulk = entriesOf(`${resource}_list`).length > 0;
	return entries.map((entry) => {
		const { method, rest, raw } = entry;
		const isRead = method === 'GET';
		const name = nameOf(entry, entries);
		const verbose = catalogData().records[raw.record ?? '']?.verbose ?? [];
		return {
			name,
			effect: isRead ? 'read' : 'write',
			onItem: rest.includes('{id}'),
			answers: answersOf(entry),
			takesQuery: Object.keys(raw.query ?? {}).length > 0,
			takesBody: !isRead && method !== 'DELETE',
			takesVerbose: isRead && (raw.verbose === true || verbose.length > 0),
			hasBulk: hasBulk && name === 'list',
		};
	});
}

/** Names of a resource's operations. */
export function operationNames(resource: string): string[] {
	return outlineOf(resource).map(({ name }) => name);
}
