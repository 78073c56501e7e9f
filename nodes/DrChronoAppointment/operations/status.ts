import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { required, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { change, remove } from './change';
import { APPOINTMENT, STATUS } from './fields';

const write = { effect: 'write', area: 'scheduling', lane: 'booking' } as const;

const JUST_THE_APPOINTMENT: INodeProperties[] = [APPOINTMENT, optionsCollection()];

/** Sets where a visit stands: checked in, in room, complete … */
export const setStatus: EachOperation = {
	...write,
	value: 'setStatus',
	name: 'Set Appointment Status',
	action: 'Set appointment status',
	description: 'Set where a visit stands, for example to check a patient in',
	properties: [
		APPOINTMENT,
		{ ...STATUS, required: true, default: 'Checked In' },
		optionsCollection(),
	],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const status = required(success(parameters.text('status')), 'Status');
		return status.ok ? await setTo(session, parameters, status.value) : status;
	},
};

/** Cancels a visit; it stays in DrChrono as cancelled. */
export const cancel: EachOperation = {
	...write,
	value: 'cancel',
	name: 'Cancel Appointment',
	action: 'Cancel appointment',
	description: 'Set an appointment to cancelled. It stays in DrChrono.',
	properties: JUST_THE_APPOINTMENT,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		return await setTo(session, parameters, 'Cancelled');
	},
};

/** Removes an appointment. */
export const deleteAppointment: EachOperation = {
	...write,
	value: 'delete',
	name: 'Delete Appointment',
	action: 'Delete appointment',
	description: 'Delete an appointment. To keep a record of it, cancel it instead.',
	properties: JUST_THE_APPOINTMENT,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const id = parameters.requiredId('appointment', 'Appointment ID');
		if (!id.ok) return id;
		const done = await remove(session, id.value);
		return done.ok ? success({ items: [{ json: { id: done.value, deleted: true } }] }) : done;
	},
};

async function setTo(
	session: Session,
	parameters: Parameters,
	status: string,
): Promise<Outcome<Result>> {
	const id = parameters.requiredId('appointment', 'Appointment ID');
	if (!id.ok) return id;
	const done = await change(session, id.value, { status });
	if (!done.ok) return done;
	const json = { ...done.value, status } as unknown as IDataObject;
	return success({ items: [{ json }] });
}
