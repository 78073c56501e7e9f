import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import {
	isById,
	valueFor,
	type CustomField,
	type CustomValue,
	type CustomWish,
} from '../../../drchrono/records/customField';
import type { Session } from '../../shared/session';

/** Patients of the guide dialect that are read to learn which fields there are: five calls. */
export const MOST_PATIENTS_READ = 500;

export const CUSTOM_FIELDS: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Fields that the practice defined itself, which DrChrono calls custom demographics',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. Referral code',
					description: "Name of the field, or its ID, as 'Describe Custom Fields' lists them",
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What the field gets. An empty value changes nothing.',
				},
			],
		},
	],
};

export const CLEAR_CUSTOM_FIELDS: INodeProperties = {
	displayName: 'Custom Fields to Clear',
	name: 'clearCustomFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. Referral code, Transportation needs',
	description: 'Custom fields to be emptied, by name or ID, with commas between',
};

/** Definitions of an execution: read once, whatever the number of items. */
const known = new WeakMap<Session, Promise<Outcome<CustomField[]>>>();

/** The custom fields of the practice; one call per execution and 250 fields in v4. */
export async function customFieldsOf(session: Session): Promise<Outcome<CustomField[]>> {
	const read = known.get(session) ?? readCustomFields(session);
	known.set(session, read);
	return await read;
}

async function readCustomFields({ client, dialect }: Session): Promise<Outcome<CustomField[]>> {
	const { customFields } = dialect.patients;
	const limit = customFields.isFromRecords ? MOST_PATIENTS_READ : undefined;
	const list = await client.list(customFields.list(), { limit });
	return list.ok ? success(customFields.definitionsIn(list.value.records)) : list;
}

/**
 * Values as they can be sent. Definitions are read only where a field is given by name.
 *
 * @param provider the patient's
 * @param carried ids of the fields in which the patient has a value
 */
export async function customValuesOf(
	session: Session,
	wishes: readonly CustomWish[],
	provider: string | null,
	carried?: ReadonlySet<string>,
): Promise<Outcome<CustomValue[]>> {
	if (wishes.every(isById)) {
		return success(wishes.map(({ field, value }) => ({ id: field.trim(), value })));
	}
	const definitions = await customFieldsOf(session);
	if (!definitions.ok) return definitions;
	const values: CustomValue[] = [];
	for (const wish of wishes) {
		const value = valueFor(wish, definitions.value, provider, carried);
		if (!value.ok) return value;
		values.push(value.value);
	}
	return success(values);
}
