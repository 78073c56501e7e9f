import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { INCLUDE_DETAILS, outputFor, SIMPLIFY, wantsDetails } from './emitter';
import { PATIENT } from './fields';
import { read } from './record';

const properties: INodeProperties[] = [PATIENT, optionsCollection([INCLUDE_DETAILS, SIMPLIFY])];

/** Reads one patient. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get Patient',
	action: 'Get patient',
	description: 'Retrieve a patient',
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	recordsArePatients: true,
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const id = parameters.requiredId('patient', 'Patient');
		if (!id.ok) return id;
		const record = await read(session, id.value, wantsDetails(parameters));
		if (!record.ok) return record;
		const { emit, hints } = await outputFor(session, parameters);
		return success({ items: [emit(record.value)], hints });
	},
};
