import type { IDataObject } from 'n8n-workflow';

import { visitText, type Scene } from '../scene';
import type { Dialect } from '../stage';
import { BOTH, type Row } from './row';

/** Patient data comes with the items, as it does in a workflow, and never stands in the node itself. */
const visitItems = (scene: Scene, zone = ''): IDataObject[] =>
	['2027-03-02T03:00', '2027-03-02T05:00'].map((start, index) => ({
		patient: scene.patients[index]!,
		start: `${start}:00${zone}`,
		external: `new-${index}`,
		...visitText,
	}));

/** Times with an offset need no look-up of a zone in the guide, and one in v4; without one it is the reverse. */
const ZONE: Readonly<Record<Dialect, string>> = { v4: '', guide: '-05:00' };
const LOOKED_UP: Readonly<Record<Dialect, string>> = { v4: '-05:00', guide: '' };

function booking(scene: Scene, dialect: Dialect, additionalFields: IDataObject = {}): IDataObject {
	return {
		patient: '={{ $json.patient }}',
		provider: scene.provider,
		start: '={{ $json.start }}',
		duration: 20,
		...(dialect === 'v4' && { office: scene.office, examRoom: 1 }),
		additionalFields: {
			// Else the server's refusal of an overlap would hide that a booking was sent twice.
			...(dialect === 'v4' && { allowOverlap: true }),
			reason: '={{ $json.reason }}',
			notes: '={{ $json.notes }}',
			...additionalFields,
		},
	};
}

const twoVisits = (scene: Scene): IDataObject[] =>
	scene.appointments.slice(3, 5).map((appointment) => ({ appointment, ...visitText }));

const APPOINTMENT = 'drChronoAppointment';

export const appointmentRows: Row[] = [
	{
		node: APPOINTMENT,
		operation: 'create',
		effect: 'write',
		dialects: BOTH,
		task: (scene, dialect) => ({
			parameters: booking(scene, dialect),
			items: visitItems(scene, ZONE[dialect]),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'create',
		variation: 'with an external id, in a zone that must be looked up',
		effect: 'write',
		dialects: BOTH,
		task: (scene, dialect) => ({
			parameters: booking(scene, dialect, { externalId: '={{ $json.external }}' }),
			items: visitItems(scene, LOOKED_UP[dialect]),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'createOrUpdate',
		variation: 'a new one, a moved one and one that is as it was',
		effect: 'write',
		dialects: BOTH,
		task: (scene, dialect) => {
			const at = (index: number, minute: string) =>
				`2026-12-01T${String(9 + index).padStart(2, '0')}:${minute}:00${ZONE[dialect]}`;
			return {
				parameters: { ...booking(scene, dialect), externalId: '={{ $json.external }}' },
				items: [
					{ ...visitItems(scene, ZONE[dialect])[0]!, external: 'cal-77' },
					{ patient: scene.patients[1]!, start: at(1, '30'), external: 'cal-2', ...visitText },
					{ patient: scene.patients[2]!, start: at(2, '00'), external: 'cal-3', ...visitText },
				],
			};
		},
	},
	{
		node: APPOINTMENT,
		operation: 'get',
		effect: 'read',
		dialects: BOTH,
		task: (scene, dialect) => ({
			parameters: {
				appointment: '={{ $json.appointment }}',
				options: { add: ['externalId', 'isoTimes'], includeDetails: dialect === 'v4' },
			},
			items: twoVisits(scene),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'get',
		variation: 'with a token that has ended',
		effect: 'read',
		dialects: BOTH,
		expired: true,
		task: (scene) => ({ parameters: { appointment: scene.appointments[0]! } }),
	},
	{
		node: APPOINTMENT,
		operation: 'getMany',
		variation: 'of several pages, continued where it stopped',
		effect: 'read',
		dialects: BOTH,
		length: 'long',
		task: (_scene, dialect) => ({
			parameters: {
				when: 'custom',
				from: '2026-12-01',
				to: '2026-12-31',
				returnAll: true,
				filters: {},
				options: {
					...(dialect === 'v4' && { includeDetails: true }),
					ifCallsRunOut: 'continue',
				},
			},
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'getMany',
		variation: 'over ranges of days, with ISO times',
		effect: 'read',
		dialects: BOTH,
		task: () => ({
			parameters: {
				when: 'custom',
				from: '2026-10-01',
				to: '2027-07-30',
				returnAll: true,
				options: { add: ['externalId', 'isoTimes'] },
			},
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'findNoShows',
		effect: 'read',
		dialects: BOTH,
		task: () => ({
			parameters: { when: 'custom', from: '2026-12-01', to: '2026-12-31', returnAll: true },
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'findNoShows',
		variation: 'without those who have a new appointment',
		effect: 'read',
		dialects: BOTH,
		task: () => ({
			parameters: {
				when: 'custom',
				from: '2026-12-01',
				to: '2026-12-31',
				returnAll: true,
				onlyWithoutNew: true,
				daysAhead: 60,
			},
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'update',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({
			parameters: {
				appointment: '={{ $json.appointment }}',
				updateFields: { notes: '={{ $json.notes }} again', duration: 25 },
			},
			items: twoVisits(scene),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'setStatus',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({
			parameters: { appointment: '={{ $json.appointment }}', status: 'Checked In' },
			items: twoVisits(scene),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'cancel',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({
			parameters: { appointment: '={{ $json.appointment }}' },
			items: twoVisits(scene),
		}),
	},
	{
		node: APPOINTMENT,
		operation: 'delete',
		effect: 'write',
		dialects: BOTH,
		task: (scene) => ({
			parameters: { appointment: '={{ $json.appointment }}' },
			items: twoVisits(scene),
		}),
	},
];
