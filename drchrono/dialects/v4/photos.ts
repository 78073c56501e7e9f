import { linkIn } from '../../client/files';
import { success } from '../../client/outcome';
import type { Endpoint } from '../../client/request';
import type { PhotoDialect } from '../photos';
import { patients } from './patients';

const PATCH: Endpoint = {
	...patients.get,
	method: 'PATCH',
	effect: 'write',
};

export const photos: PhotoDialect = {
	of: (patient) => success({ endpoint: patients.get, path: { id: patient } }),

	/** Files go in as multipart only, and a photo with its date: one is refused without the other (wire.md §6). */
	set: (patient, { photo, day }) =>
		success({
			endpoint: PATCH,
			path: { id: patient },
			body: {
				kind: 'multipart',
				fields: { patient_photo_date: day },
				files: { patient_photo: photo },
			},
		}),

	changed: ['patient_photo', 'patient_photo_date'],
	linkIn: (record) => linkIn(record.patient_photo),
	dayIn: (record) =>
		typeof record.patient_photo_date === 'string' && record.patient_photo_date !== ''
			? record.patient_photo_date
			: null,
};
