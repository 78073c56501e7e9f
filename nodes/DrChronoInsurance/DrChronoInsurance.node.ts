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

/** Insurance: what covers a patient, whether a payer confirmed it, and what it authorized. */
export class DrChronoInsurance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Insurance',
		name: 'drChronoInsurance',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "Read and change patients' coverage, and look up eligibility and authorizations",
		defaults: { name: 'DrChrono Insurance' },
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
