import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from '../shared/lookups';
import { panelOf } from '../shared/panel';
import { OUTPUTS } from '../shared/outputs';
import { run } from '../shared/runner';
import { operations } from './operations';

/** Patients: who they are and how to reach them. */
export class DrChronoPatient implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Patient',
		name: 'drChronoPatient',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Find, add, change and export patients in DrChrono',
		defaults: { name: 'DrChrono Patient' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: panelOf(operations),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, operations);
	}
}
