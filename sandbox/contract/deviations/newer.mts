/**
 * What the vendor's edition of August 2026 (app.drchrono.com/openapi-schema) says more than the edition
 * this contract was made from: two resources, one answer, a few parameters and fields.
 */
import type { FieldData, OperationData, ParameterData, SchemaData } from '../model.mts';
import { add, each, operation, parameter, type Deviation } from './deviation.mts';

const JSON_TYPE = 'application/json';
const ids: FieldData = { type: 'array', items: { type: 'integer' } };
const instant: FieldData = { type: 'string', format: 'instant', readOnly: true };
const readOnly = (field: FieldData): FieldData => ({ ...field, readOnly: true });
const time: FieldData = { type: 'string', format: 'time' };

/** The four fields that PATCH takes; whatever else is sent is ignored. */
const threadChanges: Record<string, FieldData> = {
	archived: { type: 'boolean' },
	assigned_groups: ids,
	assigned_user_profiles: ids,
	starred: { type: 'boolean' },
};

/** Its examples write times with a Z, unlike every other resource. */
const thread: SchemaData = {
	fields: {
		...threadChanges,
		created_at: instant,
		doctor: readOnly({ type: 'integer' }),
		first_message: readOnly({ type: 'integer' }),
		id: readOnly({ type: 'integer' }),
		last_message: readOnly({ type: 'integer' }),
		last_message_at: instant,
		message_count: readOnly({ type: 'integer' }),
		message_type: readOnly({ type: 'string', enum: ['GP', 'GC', 'MC', 'IF', 'OF'], open: true }),
		owners: readOnly(ids),
		patient: readOnly({ type: 'integer' }),
		practice_group: readOnly({ type: 'integer' }),
		subject: readOnly({ type: 'string' }),
		unread_count: readOnly({ type: 'integer' }),
		updated_at: instant,
	},
};

const threadFilters: ParameterData[] = [
	{ name: 'doctor', in: 'query', type: 'integer' },
	{ name: 'practice_group', in: 'query', type: 'integer' },
	{ name: 'patient', in: 'query', type: 'integer' },
	{ name: 'message_type', in: 'query', type: 'string' },
	{ name: 'archived', in: 'query', type: 'boolean' },
	{ name: 'starred', in: 'query', type: 'boolean' },
	// Any positive number: those with something unread.
	{ name: 'unread_count', in: 'query', type: 'integer' },
	{ name: 'updated_since', in: 'query', type: 'string' },
];

const threadPath: ParameterData = { name: 'id', in: 'path', type: 'integer', required: true };
const statuses = [200, 400, 401, 403, 404, 405, 500];
const oneThread = {
	'200': { contentType: JSON_TYPE, shape: 'record' as const, schema: 'DoctorMessageThread' },
};
const threadAccess = {
	tag: 'Practice Management',
	scopes: ['messages:read', 'messages:write'],
	permissions: ['message-center'],
	sharing: ['share_communications'],
	statuses,
	undocumented: true,
};

const threads: OperationData[] = [
	{
		...threadAccess,
		method: 'GET',
		path: '/api/message_threads',
		id: 'message_threads_list',
		parameters: [
			{ name: 'cursor', in: 'query', type: 'string' },
			{ name: 'page_size', in: 'query', type: 'integer' },
			...threadFilters,
		],
		responses: {
			'200': {
				contentType: JSON_TYPE,
				shape: 'cursor',
				key: 'results',
				schema: 'DoctorMessageThread',
			},
		},
		pageSize: { max: 250, verbose: 50 },
	},
	{
		...threadAccess,
		method: 'GET',
		path: '/api/message_threads/{id}',
		id: 'message_threads_read',
		parameters: [threadPath, ...threadFilters],
		responses: oneThread,
	},
	{
		...threadAccess,
		method: 'PATCH',
		path: '/api/message_threads/{id}',
		id: 'message_threads_partial_update',
		parameters: [threadPath, ...threadFilters],
		request: { contentTypes: [JSON_TYPE], body: { fields: threadChanges } },
		responses: oneThread,
	},
];

const instances: OperationData = {
	method: 'GET',
	path: '/api/recurring_appointment_instances',
	id: 'recurring_appointment_instances_list',
	tag: 'Clinical',
	scopes: ['calendar:read', 'clinical:read'],
	permissions: ['scheduling'],
	sharing: ['share_patients'],
	parameters: [
		{ name: 'base_recurring_appointment', in: 'query', type: 'integer', required: true },
		{ name: 'start_date', in: 'query', type: 'string' },
		{ name: 'end_date', in: 'query', type: 'string' },
		{ name: 'fields', in: 'query', type: 'string' },
		{ name: 'verbose', in: 'query', type: 'boolean' },
	],
	statuses: [200, 400],
	responses: { '200': { contentType: JSON_TYPE, shape: 'array', schema: 'Appointment' } },
	undocumented: true,
};

/** Free spans of a day, and the starts of the asked length inside each. */
const openSlots: FieldData = {
	type: 'array',
	items: {
		type: 'object',
		fields: {
			start: time,
			end: time,
			availability: {
				type: 'array',
				items: { type: 'object', fields: { start: time, end: time } },
			},
		},
	},
};

const day: FieldData = { type: 'string', format: 'date' };

const availability: SchemaData = {
	fields: {
		doctor: { type: 'integer' },
		duration: { type: 'integer' },
		exam_room: { type: 'integer' },
		office: { type: 'integer' },
		date: day,
		open_slots: openSlots,
		date_range: { type: 'array', items: day },
		dates: {
			type: 'array',
			items: { type: 'object', fields: { date: day, open_slots: openSlots } },
		},
	},
};

export const newer: readonly Deviation[] = [
	{
		where: '/api/message_threads, /api/message_threads/{id}',
		documented: 'no such paths',
		actual: 'list, read and change (PATCH answers 200 with the record); marked beta',
		reason: 'Described, with examples, in the edition of August 2026.',
		confidence: 'documented',
		apply: (contract) => {
			contract.schemas['DoctorMessageThread'] = thread;
			contract.operations.push(...threads);
		},
	},
	{
		where: '/api/recurring_appointment_instances',
		documented: 'no such path',
		actual:
			'a bare array of all occurrences of a series, by default one year from its first; those not yet made have id null',
		reason: 'Described in the edition of August 2026.',
		confidence: 'documented',
		apply: (contract) => {
			contract.operations.push(instances);
		},
	},
	{
		where: 'GET /api/availability',
		documented: 'no answer, and no exam_room parameter',
		actual:
			'one object: for date the open spans of that day, for date_range a list of days; times are HH:MM',
		reason: 'Described, with examples, in the edition of August 2026.',
		confidence: 'documented',
		apply: each(
			(contract) => {
				contract.schemas['Availability'] = availability;
			},
			parameter('GET', ['/api/availability'], { name: 'exam_room', type: 'integer' }),
			operation('GET', '/api/availability', {
				statuses,
				responses: {
					'200': { contentType: JSON_TYPE, shape: 'record', schema: 'Availability' },
				},
			}),
		),
	},
	{
		where: 'PatientMessage.thread',
		documented: 'no such field',
		actual: 'the id of the thread, or null',
		reason: 'Described in the edition of August 2026.',
		confidence: 'documented',
		apply: add('PatientMessage.thread', { type: 'integer', readOnly: true, nullable: true }),
	},
];
