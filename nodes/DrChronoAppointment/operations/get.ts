import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../../drchrono/client/outcome';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { INCLUDE_DETAILS } from './additions';
import { read } from './change';
import { APPOINTMENT } from './fields';
import { OUTPUT_OPTIONS, outputFor } from './output';

const properties: INodeProperties[] = [
	APPOINTMENT,
	optionsCollection([...OUTPUT_OPTIONS, INCLUDE_DETAILS]),
];

/** Reads one appointment. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get Appointment',
	action: 'Get appointment',
	description: 'Retrieve an appointment',
	effect: 'read',
	area: 'scheduling',
	lane: 'read',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const id = parameters.requiredId('appointment', 'Appointment ID');
		if (!id.ok) return id;
		const output = await outputFor(session, parameters);
		if (!output.ok) return output;
		const details = parameters.collection('options').includeDetails === true;
		const record = await read(session, id.value, details);
		if (!record.ok) return record;
		return await output.value.finish([output.value.emit(record.value)]);
	},
};
