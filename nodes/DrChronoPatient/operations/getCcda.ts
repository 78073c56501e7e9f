import type { INodeProperties } from 'n8n-workflow';

import { LARGEST_FILE } from '../../../drchrono/client/files';
import { success, type Outcome } from '../../../drchrono/client/outcome';
import { endsClinicalDocument } from '../../../drchrono/clinical/cda';
import { OUTPUT_BINARY_FIELD, toBinary } from '../../shared/binary';
import { optionsCollection } from '../../shared/fields';
import { patientLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { required, type Parameters } from '../../shared/parameters';
import { allowed } from './record';

const properties: INodeProperties[] = [
	patientLocator('The patient whose chart is wanted', true),
	OUTPUT_BINARY_FIELD,
	optionsCollection(),
];

/** Exports a patient's chart as C-CDA, the XML that other health records read. */
export const getCcda: EachOperation = {
	value: 'getCcda',
	name: 'Get Patient C-CDA',
	action: 'Get patient C-CDA',
	description:
		"Export a patient's chart as a C-CDA file, which other health record systems can read (DrChrono API v4)",
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	recordsArePatients: true,
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { functions, session } = context;
		const patient = parameters.requiredId('patient', 'Patient');
		if (!patient.ok) return patient;
		const field = required(
			success(parameters.text('outputBinaryField')),
			OUTPUT_BINARY_FIELD.displayName,
		);
		if (!field.ok) return field;
		const request = session.dialect.patients.document(patient.value);
		if (!request.ok) return request;
		const may = await allowed(session, patient.value);
		if (!may.ok) return may;

		const file = await session.client.file(request.value, {
			maxBytes: LARGEST_FILE,
			isWhole: endsClinicalDocument,
			save: async (arriving) =>
				await toBinary(functions, arriving, `patient-${patient.value}-ccda`),
		});
		if (!file.ok) return file;
		return success({
			items: [{ json: { id: patient.value }, binary: { [field.value]: file.value } }],
		});
	},
};
