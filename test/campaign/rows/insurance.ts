import type { IDataObject } from 'n8n-workflow';

import { MEMBER } from '../charts';
import type { Scene } from '../scene';
import { BOTH, type Row } from './row';

const coverage = { node: 'drChronoInsurance', resource: 'coverage' } as const;

const two = (scene: Scene): IDataObject[] =>
	scene.patients.slice(0, 2).map((patient, index) => ({ patient, member: `${MEMBER}-${index}` }));

const days = { when: 'custom', from: '2026-12-01', to: '2026-12-31' };

export const insuranceRows: Row[] = [
	{
		...coverage,
		operation: 'get',
		effect: 'read',
		dialects: BOTH,
		task: (scene) => ({ parameters: { patient: '={{ $json.patient }}' }, items: two(scene) }),
	},
	{
		...coverage,
		operation: 'getCards',
		effect: 'read',
		dialects: BOTH,
		task: (scene) => ({
			parameters: { patient: '={{ $json.patient }}', cardsOf: ['primary'], prefix: 'card_' },
			items: two(scene),
		}),
	},
	{
		...coverage,
		operation: 'getForAppointments',
		effect: 'read',
		dialects: BOTH,
		task: () => ({ parameters: { ...days } }),
	},
	{
		...coverage,
		operation: 'getForAppointments',
		variation: 'whole',
		effect: 'read',
		dialects: ['v4'],
		task: () => ({ parameters: { ...days, detail: 'whole' } }),
	},
	{
		...coverage,
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
		...coverage,
		operation: 'update',
		effect: 'write',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: {
				patient: '={{ $json.patient }}',
				level: 'primary',
				acceptUnbillable: true,
				updateFields: { memberId: '={{ $json.member }}', planType: 'Medicaid' },
			},
			items: two(scene),
		}),
	},
	{
		node: coverage.node,
		resource: 'eligibility',
		operation: 'getMany',
		effect: 'read',
		dialects: ['v4'],
		beside: ['eligibility_checks'],
		task: () => ({ parameters: { when: 'any', returnAll: true, filters: {} } }),
	},
	{
		node: coverage.node,
		resource: 'authorization',
		operation: 'getMany',
		effect: 'read',
		dialects: ['v4'],
		beside: ['patient_authorizations'],
		task: () => ({ parameters: { returnAll: true, warnDays: 30, warnVisits: 5, filters: {} } }),
	},
	{
		node: coverage.node,
		resource: 'payer',
		operation: 'search',
		effect: 'read',
		dialects: ['v4'],
		task: () => ({ parameters: { term: 'part b', directory: 'emdeon', returnAll: true } }),
	},
];
