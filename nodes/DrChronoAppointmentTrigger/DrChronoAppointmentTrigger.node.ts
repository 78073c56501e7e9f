import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { ADD_TO_OUTPUT, emitterFor } from '../DrChronoAppointment/operations/additions';
import { STATUS } from '../DrChronoAppointment/operations/fields';
import { listSearch } from '../shared/lookups';
import { poll } from '../shared/trigger';
import { newAppointments, panelOf, type AppointmentOutput } from './newAppointments';

const output: AppointmentOutput = {
	status: STATUS,
	// Names cost calls for each appointment, and a workflow asks for those it needs.
	add: withoutNames(ADD_TO_OUTPUT),
	emitterFor: async (session, additions) =>
		await emitterFor(session, additions as Parameters<typeof emitterFor>[1]),
};

function withoutNames(property: INodeProperties): INodeProperties {
	const options = (property.options ?? []).filter((one) => 'value' in one && one.value !== 'names');
	return { ...property, options };
}

/** Starts a workflow when something happens to appointments. */
export class DrChronoAppointmentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Appointment Trigger',
		name: 'drChronoAppointmentTrigger',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		// n8n's list shows the node and its trigger as one entry, with this sentence.
		description: 'Book, move, cancel and list appointments, or start when one is booked',
		eventTriggerDescription: '',
		activationMessage:
			'From now on the workflow starts for each appointment that is booked in DrChrono.',
		defaults: { name: 'DrChrono Appointment Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: panelOf(output),
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, newAppointments(output));
	}
}
