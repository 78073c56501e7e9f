import type { IDataObject } from 'n8n-workflow';

import { newcomers, type Scene } from '../scene';
import { BOTH, type Row } from './row';

const PATIENT = 'drChronoPatient';

const two = (scene: Scene): IDataObject[] =>
	scene.patients.slice(0, 2).map((patient) => ({ patient }));

export const patientRows: Row[] = [
	{
		node: PATIENT,
		operation: 'create',
		effect: 'write',
		dialects: BOTH,
		task: (scene, dialect) => ({
			parameters: {
				firstName: '={{ $json.firstName }}',
				lastName: '={{ $json.lastName }}',
				dateOfBirth: '={{ $json.born }}',
				gender: 'Female',
				provider: dialect === 'v4' ? scene.provider : '',
				additionalFields: {
					email: '={{ $json.email }}',
					cellPhone: '={{ $json.phone }}',
					street: '={{ $json.street }}',
				},
			},
			items: newcomers,
		}),
	},
	{
		node: PATIENT,
		operation: 'getMany',
		variation: 'of several pages, continued where it stopped',
		effect: 'read',
		dialects: BOTH,
		length: 'long',
		task: () => ({
			parameters: { returnAll: true, filters: {}, options: { ifCallsRunOut: 'continue' } },
		}),
	},
	{
		node: PATIENT,
		operation: 'getMany',
		variation: 'with details, by a job',
		effect: 'read',
		dialects: ['v4'],
		length: 'long',
		task: () => ({
			parameters: { returnAll: true, filters: {}, options: { includeDetails: true } },
		}),
	},
	{
		node: PATIENT,
		operation: 'getPhoto',
		effect: 'read',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: { patient: '={{ $json.patient }}' },
			items: scene.patients.slice(0, 2).map((patient) => ({ patient })),
		}),
	},
	{
		node: PATIENT,
		operation: 'setPhoto',
		effect: 'write',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: { patient: '={{ $json.patient }}', options: { takenOn: '2026-11-02' } },
			input: scene.patients.slice(0, 2).map((patient) => ({
				json: { patient },
				binary: {
					data: {
						data: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x6e, 0x38, 0x6e]).toString('base64'),
						mimeType: 'image/jpeg',
						fileName: 'photo.jpg',
					},
				},
			})),
		}),
	},
	{
		node: PATIENT,
		operation: 'get',
		effect: 'read',
		dialects: BOTH,
		task: (scene) => ({ parameters: { patient: '={{ $json.patient }}' }, items: two(scene) }),
	},
	{
		node: PATIENT,
		operation: 'get',
		variation: 'with details',
		effect: 'read',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: { patient: scene.patients[0]!, options: { includeDetails: true } },
		}),
	},
	{
		node: PATIENT,
		operation: 'update',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({
			parameters: {
				patient: '={{ $json.patient }}',
				updateFields: { cellPhone: '={{ $json.phone }}', email: '={{ $json.email }}' },
			},
			items: scene.patients.slice(0, 2).map((patient, index) => ({ patient, ...newcomers[index] })),
		}),
	},
	{
		node: PATIENT,
		operation: 'delete',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({ parameters: { patient: '={{ $json.patient }}' }, items: two(scene) }),
	},
	{
		node: PATIENT,
		operation: 'describeCustomFields',
		effect: 'read',
		dialects: BOTH,
		task: () => ({ parameters: {} }),
	},
	{
		node: PATIENT,
		operation: 'getCcda',
		effect: 'read',
		dialects: ['v4'],
		task: (scene) => ({ parameters: { patient: '={{ $json.patient }}' }, items: two(scene) }),
	},
];
