import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { AUDIT_OPTION } from './audit';
import { QUOTA_OPTIONS } from './quotaOptions';

/** *Return All* and *Limit*, as everywhere in n8n. */
export const RETURN_ALL_AND_LIMIT: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * What a list of codes stands at as it is added to a panel: no code of a chart is written because
 * somebody forgot to choose. An empty value counts as a field that was not given.
 */
export const NOT_CHOSEN: INodePropertyOptions = {
	name: '(Choose)',
	value: '',
	description: 'As if the field had not been added',
};

/** Entry of *Options* of every list that can stop and be continued later. */
export const CONTINUE_FROM: INodeProperties = {
	displayName: 'Continue From',
	name: 'continueFrom',
	type: 'string',
	default: '',
	description:
		"Continuation token from the output 'Remaining' of an earlier run: goes on exactly there",
};

/** An *Options* collection: an operation's own entries and those that every operation has. */
export function optionsCollection(own: INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: alphabetical([...own, AUDIT_OPTION, ...QUOTA_OPTIONS]),
	};
}

/** Entries of a collection in the order n8n wants: by label. */
export function alphabetical(entries: INodeProperties[]): INodeProperties[] {
	return [...entries].sort((one, other) => one.displayName.localeCompare(other.displayName));
}
