import { success } from '../../client/outcome';
import type { Endpoint } from '../../client/request';
import type { PracticeDialect, ScheduleDialect, ScheduleOwner } from '../practice';
import { directories } from './directories';

const practiceArea = { area: 'practice', category: 'all' } as const;

const ADD_EXAM_ROOM: Endpoint = {
	...practiceArea,
	method: 'POST',
	route: '/api/offices/{id}/add_exam_room',
	effect: 'write',
	creates: true,
};

const SCHEDULES: Readonly<Record<ScheduleOwner['kind'], string>> = {
	provider: '/api/doctor_work_schedule',
	office: '/api/office_work_schedule',
};

/** The statuses every practice has (wire.md App. B); practices add their own, in words of their own. */
const STANDARD = new Set([
	'',
	'Arrived',
	'Checked In',
	'Checked In Online',
	'In Room',
	'In Session',
	'Complete',
	'Confirmed',
	'Not Confirmed',
	'Rescheduled',
	'Cancelled',
	'No Show',
]);

/**
 * Schedules are in beta. A collection answers one object, that of whoever signed in; an item goes by
 * the id of its provider or office (wire.md §10), which the answer is compared with.
 */
const schedules: ScheduleDialect = {
	of: ({ kind, id }) =>
		success(
			id === undefined
				? { endpoint: scheduleEndpoint('GET', SCHEDULES[kind]) }
				: { endpoint: scheduleEndpoint('GET', `${SCHEDULES[kind]}/{id}`), path: { id } },
		),

	change: ({ kind, id = '' }, days) =>
		success({
			endpoint: scheduleEndpoint('PATCH', `${SCHEDULES[kind]}/{id}`),
			path: { id },
			body: { kind: 'json', value: { work_days: days } },
		}),

	ownerIn: (schedule, kind) => {
		const id = kind === 'provider' ? schedule.doctor : schedule.office;
		return id === undefined || id === null ? null : String(id);
	},
};

export const practice: PracticeDialect = {
	directory: (name) => success(directories[name]),

	addExamRoom: (office, name, online) =>
		success({
			endpoint: ADD_EXAM_ROOM,
			path: { id: office },
			body: { kind: 'json', value: { name, online_scheduling: online } },
		}),

	schedules,

	standardStatuses: () => success(STANDARD),

	statusOf: ({ custom_status, status }) => {
		const text = typeof custom_status === 'string' && custom_status !== '' ? custom_status : status;
		return typeof text === 'string' && text !== '' ? text : null;
	},
};

function scheduleEndpoint(method: 'GET' | 'PATCH', route: string): Endpoint {
	return { ...practiceArea, method, route, effect: method === 'GET' ? 'read' : 'write' };
}
