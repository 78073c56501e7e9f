import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { idInBody, withoutUndefined } from '../../../drchrono/dialects/body';
import { alphabetical, optionsCollection } from '../../shared/fields';
import { appointmentTypeLocator, providerLocator } from '../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { idOf, required, textOf, wholeOf, type Parameters } from '../../shared/parameters';
import { add } from './create';
import { listing, reading } from './directory';

export const getAppointmentTypes = listing({
	directory: 'appointmentTypes',
	action: 'Get many appointment types',
	description: 'Retrieve appointment types with their usual length (DrChrono API v4)',
	filters: [providerLocator('Only types of this provider')],
});

export const getAppointmentType = reading({
	directory: 'appointmentTypes',
	action: 'Get appointment type',
	description: 'Retrieve an appointment type (DrChrono API v4)',
	id: { ...appointmentTypeLocator('The appointment type that is meant'), required: true },
	idLabel: 'Appointment Type',
});

const COLOR = /^#[0-9a-f]{6}$/i;
const GREY = '#7B7B7B';

/** Adds an appointment type, which DrChrono calls appointment profile. */
export const createAppointmentType: EachOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create appointment type',
	description: 'Create an appointment type (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	creates: true,
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. New patient visit',
			description: 'What the type is called in the calendar',
		},
		{
			displayName: 'Duration (Minutes)',
			name: 'duration',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How long such an appointment usually takes',
		},
		{
			displayName: 'Color',
			name: 'color',
			type: 'color',
			default: GREY,
			description: 'Color of such appointments in the calendar',
		},
		{
			displayName: 'Online Scheduling',
			name: 'onlineScheduling',
			type: 'boolean',
			default: false,
			description: 'Whether patients can book it online',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: alphabetical([
				providerLocator('The provider it is for; without one, whoever the credential signs in as'),
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'string',
					default: '',
					description: 'Reason of the visit that such appointments begin with',
				},
				{
					displayName: 'Sort Order',
					name: 'sortOrder',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 999,
					description: 'Its place in lists; lower numbers come first',
				},
			]),
		},
		optionsCollection(),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const name = required(success(parameters.text('name')), 'Name');
		if (!name.ok) return name;
		const duration = wholeOf(parameters.raw('duration'), 'Duration (Minutes)', 1);
		if (!duration.ok) return duration;
		const color = parameters.text('color') ?? GREY;
		if (!COLOR.test(color)) return failed(noColor());
		const more = parameters.collection('additionalFields');
		const provider = idOf(more.provider, 'Provider');
		if (!provider.ok) return provider;
		const sortOrder = wholeOf(more.sortOrder, 'Sort Order', 0);
		if (!sortOrder.ok) return sortOrder;
		return await add(
			context,
			'appointmentTypes',
			withoutUndefined({
				name: name.value,
				color,
				duration: duration.value,
				online_scheduling: parameters.flag('onlineScheduling'),
				doctor: idInBody(provider.value),
				reason: textOf(more.reason),
				sort_order: sortOrder.value,
			}),
		);
	},
};

function noColor() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Color' is not a color",
		advice: 'Give it as in #1F77B4. Nothing was sent.',
		field: 'Color',
	};
}
