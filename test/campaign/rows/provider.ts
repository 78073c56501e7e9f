import type { IDataObject } from 'n8n-workflow';

import type { Scene } from '../scene';
import type { Dialect } from '../stage';
import { BOTH, type Row } from './row';

const NODE = 'drChronoProvider';
const V4: readonly Dialect[] = ['v4'];

/** A kind of thing that the practice has defined, listed whole. */
const list = (resource: string, dialects = V4, parameters: IDataObject = {}): Row => ({
	node: NODE,
	resource,
	operation: 'getMany',
	effect: 'read',
	dialects,
	task: () => ({ parameters: { returnAll: true, filters: {}, ...parameters } }),
});

/** One of them, by its id. */
const one = (resource: string, field: string, idOf: (scene: Scene) => string): Row => ({
	node: NODE,
	resource,
	operation: 'get',
	effect: 'read',
	dialects: V4,
	task: (scene) => ({
		parameters: { [field]: '={{ $json.id }}' },
		items: [{ id: idOf(scene) }],
	}),
});

export const providerRows: Row[] = [
	list('provider', BOTH),
	list('appointmentType'),
	list('availabilityTemplate'),
	list('customField', V4, { fieldsOf: 'patient' }),
	list('office'),
	list('staff'),
	list('user'),
	list('userGroup'),
	one('provider', 'provider', ({ provider }) => provider),
	one('appointmentType', 'type', ({ defined }) => defined.appointment_profiles),
	one('availabilityTemplate', 'template', ({ defined }) => defined.appointment_templates),
	one('office', 'office', ({ office }) => office),
	one('staff', 'staff', ({ defined }) => defined.staff),
	one('user', 'user', ({ defined }) => defined.users),
	{
		node: NODE,
		resource: 'customStatus',
		operation: 'getMany',
		effect: 'read',
		dialects: V4,
		task: () => ({ parameters: { when: 'custom', from: '2026-12-01', to: '2026-12-31' } }),
	},
	{
		node: NODE,
		resource: 'workSchedule',
		operation: 'get',
		effect: 'read',
		dialects: V4,
		task: ({ provider }) => ({ parameters: { scheduleOf: 'provider', provider } }),
	},
	{
		node: NODE,
		resource: 'workSchedule',
		operation: 'update',
		effect: 'write',
		dialects: V4,
		beside: ['doctor_work_schedule'],
		task: ({ provider }) => ({
			parameters: {
				scheduleOf: 'provider',
				provider,
				hours: { entry: [{ days: ['Monday'], open: true, from: '13:00', to: '17:00' }] },
			},
		}),
	},
	{
		node: NODE,
		resource: 'appointmentType',
		operation: 'create',
		effect: 'write',
		dialects: V4,
		beside: ['appointment_profiles'],
		task: () => ({
			parameters: { name: '={{ $json.name }}', duration: 20, color: '#1F77B4' },
			items: [{ name: 'Telehealth check' }, { name: 'Travel advice' }],
		}),
	},
	{
		node: NODE,
		resource: 'availabilityTemplate',
		operation: 'create',
		effect: 'write',
		dialects: V4,
		beside: ['appointment_templates'],
		task: ({ office, defined }) => ({
			parameters: {
				office,
				examRoom: 1,
				type: defined.appointment_profiles,
				firstDay: '={{ $json.day }}',
				startTime: '8:30',
				duration: 90,
				weekdays: ['Monday'],
			},
			items: [{ day: '2026-11-23' }, { day: '2026-11-30' }],
		}),
	},
	{
		node: NODE,
		resource: 'availabilityTemplate',
		operation: 'delete',
		effect: 'write',
		dialects: V4,
		beside: ['appointment_templates'],
		task: ({ defined }) => ({ parameters: { template: defined.appointment_templates } }),
	},
	{
		node: NODE,
		resource: 'customField',
		operation: 'create',
		effect: 'write',
		dialects: V4,
		beside: ['custom_demographics'],
		task: ({ provider }) => ({
			parameters: { fieldsOf: 'patient', fieldName: '={{ $json.name }}', provider },
			items: [{ name: 'Portal ID' }, { name: 'Choir' }],
		}),
	},
	{
		node: NODE,
		resource: 'office',
		operation: 'addExamRoom',
		effect: 'write',
		dialects: V4,
		beside: ['offices'],
		task: ({ office, office2 }) => ({
			parameters: { office: '={{ $json.office }}', roomName: '={{ $json.name }}' },
			items: [
				{ office, name: 'Exam 42' },
				{ office: office2, name: 'Laser' },
			],
		}),
	},
];
