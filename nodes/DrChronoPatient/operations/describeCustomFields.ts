import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { CustomField } from '../../../drchrono/records/customField';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { customFieldsOf, MOST_PATIENTS_READ } from './customFields';

const properties: INodeProperties[] = [
	optionsCollection([
		{
			displayName: 'Include Archived',
			name: 'includeArchived',
			type: 'boolean',
			default: false,
			description: 'Whether to return fields that are no longer in use as well',
		},
	]),
];

/** Lists the fields that the practice defined for its patients. */
export const describeCustomFields: EachOperation = {
	value: 'describeCustomFields',
	name: 'Describe Custom Fields',
	action: 'Describe custom fields',
	description:
		'List the patient fields that the practice defined itself, with the values they take',
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { connection, dialect } = session;
		const found = await customFieldsOf(session);
		if (!found.ok) return found;
		const all = parameters.collection('options').includeArchived === true;
		const { onlyProviders } = connection;
		const items = found.value
			.filter(({ archived }) => all || !archived)
			.filter(
				({ provider }) =>
					provider === null || onlyProviders.size === 0 || onlyProviders.has(provider),
			)
			.map((field) => ({ json: rowOf(field) }));
		const hints = dialect.patients.customFields.isFromRecords
			? [
					`This dialect has no list of custom fields, so they were learnt from the first ${MOST_PATIENTS_READ} patients: a field that none of them carries is missing.`,
				]
			: [];
		return success({ items, hints });
	},
};

function rowOf({ allowedValues, ...field }: CustomField): IDataObject {
	return { ...field, allowed_values: allowedValues };
}
