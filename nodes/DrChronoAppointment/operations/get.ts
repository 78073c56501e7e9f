import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { additionsOf, ADD_TO_OUTPUT, emitterFor, INCLUDE_DETAILS } from './additions';
import { read } from './change';
import { APPOINTMENT } from './fields';

const properties: INodeProperties[] = [
	APPOINTMENT,
	optionsCollection([ADD_TO_OUTPUT, INCLUDE_DETAILS]),
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
		const emitRecord = await emitterFor(session, additionsOf(parameters));
		if (!emitRecord.ok) return emitRecord;
		const details = parameters.collection('options').includeDetails === true;
		const record = await read(session, id.value, details);
		return record.ok ? success({ items: [emitRecord.value(record.value)] }) : record;
	},
};
