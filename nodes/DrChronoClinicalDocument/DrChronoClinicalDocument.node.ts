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

/** What a chart holds: notes, documents, and the lists of what a patient has, takes and reacts to. */
export class DrChronoClinicalDocument implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DrChrono Clinical Document',
		name: 'drChronoClinicalDocument',
		icon: { light: 'file:../../icons/drchrono.svg', dark: 'file:../../icons/drchrono.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Read notes, keep documents, and list problems, medications, allergies and vaccines in DrChrono',
		defaults: { name: 'DrChrono Clinical Document' },
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
