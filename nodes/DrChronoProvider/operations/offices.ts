import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import { emit } from '../../shared/emit';
import { optionsCollection } from '../../shared/fields';
import { officeLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { required, type Parameters } from '../../shared/parameters';
import { Entries, listing, reading, SIMPLIFY } from './directory';

const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'layout',
	type: 'options',
	options: [
		{ name: 'One Item per Exam Room', value: 'room', description: 'A row for each room' },
		{ name: 'One Item per Office', value: 'office', description: 'Rooms as a list in the office' },
	],
	default: 'office',
	description: 'How offices and their exam rooms are laid out in the items',
};

const OFFICE: INodeProperties = { ...officeLocator('The office that is meant'), required: true };

function shape(office: JsonObject, parameters: Parameters): JsonObject[] {
	if (parameters.raw('layout') !== 'room') return [office];
	return roomsOf(office).map((room) => ({
		office: office.id,
		office_name: office.name,
		exam_room: room.index,
		name: room.name,
		online_scheduling: room.online_scheduling,
	}));
}

export const getOffices = listing({
	directory: 'offices',
	action: 'Get many offices',
	description: 'Retrieve offices with their exam rooms (DrChrono API v4)',
	properties: [OUTPUT, SIMPLIFY],
	filters: [providerLocator('Only offices of this provider')],
	shape,
});

export const getOffice = reading({
	directory: 'offices',
	action: 'Get office',
	description: 'Retrieve an office with its exam rooms (DrChrono API v4)',
	id: OFFICE,
	idLabel: 'Office',
	properties: [OUTPUT, SIMPLIFY],
	shape,
});

const ROOM_NAME = 'Room Name';

/** Adds an exam room; an office that has one of that name keeps it. */
export const addExamRoom: EachOperation = {
	value: 'addExamRoom',
	name: 'Add Exam Room',
	action: 'Add exam room to office',
	description: 'Add an exam room to an office, unless it has one of that name (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	properties: [
		OFFICE,
		{
			displayName: ROOM_NAME,
			name: 'roomName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Exam 3',
			description: 'Name of the new room',
		},
		{
			displayName: 'Online Scheduling',
			name: 'onlineScheduling',
			type: 'boolean',
			default: false,
			description: 'Whether patients can book the room online',
		},
		optionsCollection(),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = context.session;
		const office = parameters.requiredId('office', 'Office');
		if (!office.ok) return office;
		const name = required(success(parameters.text('roomName')), ROOM_NAME);
		if (!name.ok) return name;
		const forbidden = confine(connection, { office: office.value });
		if (forbidden) return failed(forbidden);
		const online = parameters.flag('onlineScheduling');
		const request = dialect.practice.addExamRoom(office.value, name.value, online);
		if (!request.ok) return request;

		const record = await new Entries(context.session, false).get('offices', office.value);
		if (!record.ok) return record;
		const held = roomNamed(record.value, name.value);
		if (held) return success({ items: [told('unchanged', office.value, held)] });
		const answer = await client.request(request.value);
		if (!answer.ok) return answer;
		const room = roomNamed(answer.value.json as JsonObject, name.value) ?? { name: name.value };
		return success({
			items: [emit(told('created', office.value, room).json as never, connection)],
		});
	},
};

function told(action: 'created' | 'unchanged', office: string, room: JsonObject) {
	const json = { action, office, exam_room: room.index ?? null, name: room.name };
	return { json: json as never };
}

function roomNamed(office: JsonObject, name: string): JsonObject | undefined {
	return roomsOf(office).find((room) => String(room.name).toLowerCase() === name.toLowerCase());
}

function roomsOf({ exam_rooms }: JsonObject): JsonObject[] {
	return Array.isArray(exam_rooms) ? (exam_rooms as JsonObject[]) : [];
}
