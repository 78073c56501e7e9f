import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import type { Dialect } from '../../../drchrono/dialects/dialect';
import { DIALECTS } from '../../../drchrono/dialects/names';
import {
	isById,
	valueFor,
	type CustomField,
	type CustomValue,
	type CustomWish,
} from '../../../drchrono/records/customField';
import type { Session } from '../../shared/session';

/** Definitions of an execution: read once, whatever the number of items. */
const known = new WeakMap<Session, Promise<Outcome<CustomField[]>>>();

/**
 * Values of custom appointment fields as they can be sent. Definitions are read only where a field is
 * given by name: one call per execution and 250 fields.
 *
 * @param provider whose field counts, where several providers have one of that name
 * @param current the appointment that is changed: a field in which it has a value counts first
 */
export async function customValuesOf(
	session: Session,
	wishes: readonly CustomWish[],
	provider: string | undefined,
	current: JsonObject = {},
): Promise<Outcome<CustomValue[]>> {
	const { dialect } = session;
	if (wishes.length > 0 && !dialect.appointments.customFields) {
		return failed(noCustomFields(dialect));
	}
	if (wishes.every(isById)) {
		return success(wishes.map(({ field, value }) => ({ id: field.trim(), value })));
	}
	const definitions = await definitionsOf(session);
	if (!definitions.ok) return definitions;
	const there = dialect.appointments.customFields?.valuesIn(current) ?? [];
	const carried = new Set(there.map(({ id }) => id));
	const values: CustomValue[] = [];
	for (const wish of wishes) {
		const value = valueFor(wish, definitions.value, provider ?? null, carried);
		if (!value.ok) return value;
		values.push(value.value);
	}
	return success(values);
}

/** Ids of the fields of this name, of whichever provider; of an id itself. */
export async function fieldsNamed(
	session: Session,
	field: string,
): Promise<Outcome<ReadonlySet<string>>> {
	if (isById({ field, value: '' })) return success(new Set([field.trim()]));
	const definitions = await definitionsOf(session);
	if (!definitions.ok) return definitions;
	const name = field.trim().toLowerCase();
	const ids = definitions.value
		.filter((definition) => definition.name.trim().toLowerCase() === name)
		.map(({ id }) => id);
	if (ids.length > 0) return success(new Set(ids));
	const refused = valueFor({ field, value: '' }, definitions.value, null);
	return refused.ok ? success(new Set([refused.value.id])) : refused;
}

/** Why the dialect takes none. */
export function noCustomFields({ name }: Dialect): Failure {
	return {
		kind: 'not-in-dialect',
		sentence: `'Custom Fields' of appointments do not exist in ${DIALECTS[name]}`,
		advice: 'Leave them out. Nothing was sent.',
		field: 'Custom Fields',
	};
}

async function definitionsOf(session: Session): Promise<Outcome<CustomField[]>> {
	const read = known.get(session) ?? readDefinitions(session);
	known.set(session, read);
	return await read;
}

async function readDefinitions({ client, dialect }: Session): Promise<Outcome<CustomField[]>> {
	const { customFields } = dialect.appointments;
	if (!customFields) return failed(noCustomFields(dialect));
	const list = await client.list(customFields.list());
	return list.ok ? success(list.value.records.map(customFields.definitionIn)) : list;
}
