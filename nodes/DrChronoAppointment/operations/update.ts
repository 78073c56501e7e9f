import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { alphabetical, optionsCollection } from '../../shared/fields';
import { examRoomLocator, officeLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { change } from './change';
import { changesOf } from './draft';
import { APPOINTMENT, DETAILS, DURATION, END, START } from './fields';

const properties: INodeProperties[] = [
	APPOINTMENT,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([
			...DETAILS,
			{
				...DURATION,
				default: 0,
				description: "How long it takes. 0 leaves it, or takes it from 'End'.",
			},
			END,
			examRoomLocator(
				"The room in the office, or its number from 1. A room chosen from the list brings its office along if 'Office' is empty.",
			),
			officeLocator('The office it takes place in'),
			providerLocator('The provider who sees the patient'),
			START,
		]),
	},
	optionsCollection(),
];

/** Changes an appointment; only the fields that are given. */
export const update: EachOperation = {
	value: 'update',
	name: 'Update Appointment',
	action: 'Update appointment',
	description: 'Update an appointment, for example to move it',
	effect: 'write',
	area: 'scheduling',
	lane: 'booking',
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const id = parameters.requiredId('appointment', 'Appointment ID');
		if (!id.ok) return id;
		const wish = changesOf(parameters.collection('updateFields'));
		if (!wish.ok) return wish;
		const { appointment, custom } = wish.value;
		if (Object.keys(appointment).length === 0 && custom.length === 0) {
			return failed(nothingToChange());
		}
		const done = await change(session, id.value, appointment, { custom });
		return done.ok ? success({ items: [{ json: done.value as unknown as IDataObject }] }) : done;
	},
};

function nothingToChange() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Update Fields' is empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Update Fields',
	};
}
