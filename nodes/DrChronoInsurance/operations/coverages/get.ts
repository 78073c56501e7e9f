import type { INodeProperties } from 'n8n-workflow';

import { success } from '../../../../drchrono/client/outcome';
import { optionsCollection } from '../../../shared/fields';
import { patientLocator } from '../../../shared/locators';
import type { BatchOperation, OperationContext } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { LAYOUT, SIMPLIFY } from './fields';
import { layOut, layoutOf } from './layout';
import { CoverageReader } from './reader';

const properties: INodeProperties[] = [
	patientLocator('The patient whose coverage is wanted', true),
	LAYOUT,
	SIMPLIFY,
	optionsCollection(),
];

/** Reads what covers a patient: one call for each patient, however many items name them. */
export const get: BatchOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get coverage of patient',
	description: "Retrieve a patient's primary, secondary and other coverage",
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async *batch({ session }: OperationContext, items: readonly Parameters[]) {
		const reader = new CoverageReader(session);
		for (const parameters of items) {
			const patient = parameters.requiredId('patient', 'Patient');
			const found = patient.ok ? await reader.of(patient.value) : patient;
			if (!found.ok) yield found;
			else {
				const layout = layoutOf(parameters);
				yield success({ items: layOut(found.value, layout, session.connection) });
			}
		}
	},
};
