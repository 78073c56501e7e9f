import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { panelOf } from '../shared/panel';
import { OUTPUTS } from '../shared/outputs';
import { run } from '../shared/runner';
import { operations } from './operations';

/** The API as such: is it connected, and what does it reach? */
export class DrChronoApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono API',
		name: 'drChronoApi',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Check the connection to DrChrono',
		defaults: { name: 'DrChrono API' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: panelOf(operations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, operations);
	}
}
