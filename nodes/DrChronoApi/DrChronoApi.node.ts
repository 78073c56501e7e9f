import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { resourcePanelOf } from '../shared/panel';
import { OUTPUTS } from '../shared/outputs';
import { runResource } from '../shared/runner';
import { fieldsOfOperation } from './mapper';
import { resources } from './operations';

/** The API as such: whether it is connected, every kind of record it has, and any other call. */
export class DrChronoApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono API',
		name: 'drChronoApi',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Reach every kind of record in DrChrono, and check the connection',
		defaults: { name: 'DrChrono API' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: resourcePanelOf(resources),
	};

	methods = { resourceMapping: { fieldsOfOperation } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResource(this, resources);
	}
}
