import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from '../shared/lookups';
import { resourcePanelOf } from '../shared/panel';
import { OUTPUTS } from '../shared/outputs';
import { runResource } from '../shared/runner';
import { resources } from './operations';

/** The practice itself: who works there, where, when, and what it has defined. */
export class DrChronoProvider implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Provider',
		name: 'drChronoProvider',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Read and set up providers, offices, schedules, appointment types and custom fields',
		defaults: { name: 'DrChrono Provider' },
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
