import { entriesOf, nameOf } from './entries';
import type { Resource } from './model';
import { RESOURCE_FACTS } from './names';
import { buildOperation } from './operations';
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

/** Names of a resource's operations, without putting them together. */
export function operationNames(resource: string): string[] {
	const entries = entriesOf(resource);
	return entries.map((entry) => nameOf(entry, entries));
}
