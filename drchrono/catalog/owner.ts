import type { Field, Operation, Owner } from './model';

/** Names under which records say whose they are, in the order in which they count. */
const PROVIDER = ['doctor', 'provider', 'ordering_doctor', 'doctor_id'];
const OFFICE = ['office', 'office_id'];

/** Where a resource's records name their provider and office, by what its reads answer. */
export function ownerOf(operations: readonly Operation[]): Owner {
	const read = operations.find(({ name }) => name === 'list' || name === 'get');
	const fields = read?.record ?? [];
	const provider = firstOf(PROVIDER, fields);
	const office = firstOf(OFFICE, fields);
	return { ...(provider && { provider }), ...(office && { office }) };
}

function firstOf(names: readonly string[], fields: readonly Field[]): string | undefined {
	return names.find((name) => fields.some((field) => field.name === name));
}
