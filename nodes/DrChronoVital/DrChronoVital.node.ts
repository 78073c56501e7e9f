import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from '../shared/lookups';
import { OUTPUTS } from '../shared/outputs';
import { panelOf } from '../shared/panel';
import { run } from '../shared/runner';
import { operations } from './operations';

/** Vitals: what was measured at visits. */
export class DrChronoVital implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Vital',
		name: 'drChronoVital',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Read vitals such as weight and blood pressure, record them, and see their trend',
		defaults: { name: 'DrChrono Vital' },
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
