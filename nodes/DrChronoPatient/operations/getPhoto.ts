import type { INodeProperties } from 'n8n-workflow';

import { LARGEST_FILE, type ArrivingFile } from '../../../drchrono/client/files';
import { success, type Outcome } from '../../../drchrono/client/outcome';
import { required } from '../../shared/parameters';
import { OUTPUT_BINARY_FIELD, toBinary } from '../../shared/binary';
import { optionsCollection } from '../../shared/fields';
import { patientLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { photoRecord } from './photo';

const LABELS = { patient: 'Patient' } as const;

const properties: INodeProperties[] = [
	patientLocator('The patient whose photo is wanted', true),
	OUTPUT_BINARY_FIELD,
	optionsCollection(),
];

/** Downloads a patient's photo. A patient without one comes out without a file. */
export const getPhoto: EachOperation = {
	value: 'getPhoto',
	name: 'Get Patient Photo',
	action: 'Get patient photo',
	description: "Download a patient's photo (DrChrono API v4)",
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	recordsArePatients: true,
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { functions, session } = context;
		const { client, dialect } = session;
		const patient = parameters.requiredId('patient', LABELS.patient);
		if (!patient.ok) return patient;
		const field = required(
			success(parameters.text('outputBinaryField')),
			OUTPUT_BINARY_FIELD.displayName,
		);
		if (!field.ok) return field;
		const found = await photoRecord(session, patient.value);
		if (!found.ok) return found;

		const { record, endpoint } = found.value;
		let link: string | null | undefined = dialect.photos.linkIn(record);
		const photo = await client.download({
			of: endpoint,
			link: async () => {
				const known = link;
				link = undefined;
				if (known !== undefined) return success(known);
				const again = await photoRecord(session, patient.value);
				return again.ok ? success(dialect.photos.linkIn(again.value.record)) : again;
			},
			maxBytes: LARGEST_FILE,
			save: async (file: ArrivingFile) =>
				await toBinary(functions, file, `patient-${patient.value}-photo`),
		});
		if (!photo.ok) return photo;
		const json = {
			id: record.id as number,
			has_photo: photo.value !== null,
			patient_photo_date: dialect.photos.dayIn(record),
		};
		if (photo.value === null) return success({ items: [{ json }] });
		return success({ items: [{ json, binary: { [field.value]: photo.value } }] });
	},
};
