import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import { emailOf } from '../../../drchrono/formats/email';
import { isWithin } from '../../../drchrono/privacy/confine';
import type { PatientQuery } from '../../../drchrono/records/patient';
import { dayOf } from '../../../drchrono/time/moment';
import { emit } from '../../shared/emit';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../shared/fields';
import { readList } from '../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { optional, textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';

const properties: INodeProperties[] = [
	...RETURN_ALL_AND_LIMIT,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Date of Birth',
				name: 'dateOfBirth',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1980-02-03',
				description: 'Only patients born on this day',
			},
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. name@example.com',
				default: '',
				description: 'Only patients with this email address',
			},
			{
				displayName: 'First Name',
				name: 'firstName',
				type: 'string',
				default: '',
				description: 'Only patients whose first name begins like this',
			},
			{
				displayName: 'Last Name',
				name: 'lastName',
				type: 'string',
				default: '',
				description: 'Only patients whose last name begins like this',
			},
		],
	},
	optionsCollection([CONTINUE_FROM]),
];

/** Lists patients. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many Patients',
	action: 'Get many patients',
	description: 'Retrieve a list of patients',
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { connection, dialect } = context.session;
		const query = queryOf(parameters);
		if (!query.ok) return query;
		const request = dialect.patients.list(query.value);
		if (!request.ok) return request;
		const isConfined = connection.onlyProviders.size > 0;
		const keep = (record: JsonObject) =>
			isWithin(connection, { provider: dialect.patients.providerOf(record) });
		return await readList(
			context,
			{ ...request.value, keep: isConfined ? keep : undefined },
			{
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { patients: query.value } as unknown as Json,
				emit: (record) => emit(record, connection),
			},
		);
	},
};

function queryOf(parameters: Parameters): Outcome<PatientQuery> {
	const filters = parameters.collection('filters');
	const dateOfBirth = optional(textOf(filters.dateOfBirth), 'Date of Birth', dayOf);
	if (!dateOfBirth.ok) return dateOfBirth;
	const email = optional(textOf(filters.email), 'Email', emailOf);
	if (!email.ok) return email;
	return success({
		firstName: textOf(filters.firstName),
		lastName: textOf(filters.lastName),
		dateOfBirth: dateOfBirth.value,
		email: email.value,
	});
}
