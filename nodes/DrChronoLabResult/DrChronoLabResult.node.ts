import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from '../shared/lookups';
import { OUTPUTS } from '../shared/outputs';
import { resourcePanelOf } from '../shared/panel';
import { runResource } from '../shared/runner';
import { resources } from './operations';

/** Laboratory results: those in charts, and what laboratories send for orders. */
export class DrChronoLabResult implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Lab Result',
		name: 'drChronoLabResult',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read lab results, orders and reports, find what is abnormal, and add results',
		defaults: { name: 'DrChrono Lab Result' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: resourcePanelOf(resources),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResource(this, resources);
	}
}
