import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch, loadOptions } from '../shared/lookups';
import { panelOf } from '../shared/panel';
import { OUTPUTS } from '../shared/outputs';
import { run } from '../shared/runner';
import { operations } from './operations';
import { VERSIONS } from './operations/when';

/** Appointments: the practice's bookings. */
export class DrChronoAppointment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Appointment',
		name: 'drChronoAppointment',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: [...VERSIONS],
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Book, move, cancel and list appointments, or start when one is booked',
		defaults: { name: 'DrChrono Appointment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: panelOf(operations),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, operations);
	}
}
